/** Reads an answer of the backend: its word, its refusal, or nothing that may be relied on. */
import { CloudFailure } from '#contract/cloud.ts';
import { Fault } from '#core/refusal.ts';
import type { Reply } from './send.ts';

/** What a schema of the contract does here. */
export type Reading<T> = { safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false } };

/** @throws Fault `backend-refused` (detail: `code`, `status` and what the backend adds), or `backend-unknown` for a 5xx, garbage or a stranger's answer */
export function readReply<T>(reply: Reply, schema: Reading<T>): T {
  const json = parse(reply.body);
  if (reply.status >= 200 && reply.status < 300) {
    const result = schema.safeParse(json);
    if (result.success) return result.data;
    throw unknown(reply.status, 'garbage');
  }
  if (reply.status >= 400 && reply.status < 500) {
    // Only a failure in the backend's own form is its word; a proxy's page is not.
    const failure = CloudFailure.safeParse(json);
    if (failure.success) {
      const { code, message, detail } = failure.data.error;
      throw new Fault('backend-refused', message, { ...detail, code, status: reply.status });
    }
  }
  throw unknown(reply.status, 'no-answer');
}

/** An answer to something else than what was asked. */
export function stranger(): Fault {
  return unknown(200, 'other-order');
}

function unknown(status: number, why: string): Fault {
  return new Fault('backend-unknown', 'the payment backend gave no usable answer', { status, why });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
