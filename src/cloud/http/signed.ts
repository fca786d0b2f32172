/** Lets a request in by its signature: covered parts, digest, key, clock, and each nonce once. */
import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { readSignature, signatureBase, splitTarget } from '#contract/httpSignature.ts';
import { LIMITS } from '#core/limits.ts';
import type { Caller } from '../caller.ts';
import { isSignedBy } from '../keys.ts';
import type { TillKeys } from '../keys.ts';
import type { Nonces } from '../nonces.ts';
import { CloudRefusal } from '../ports.ts';

export type SignedCaller = Caller & { readonly key: KeyObject };

const field = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** @throws CloudRefusal 401 `bad-digest`, `bad-signature`, `unknown-key`, `clock-skew` (with `backendNow`, UTC ms), `replayed` */
export async function authenticate(request: FastifyRequest, keys: TillKeys, nonces: Nonces, now: number): Promise<SignedCaller> {
  const body = request.body instanceof Uint8Array ? request.body : null;
  const contentDigest = body === null ? null : field(request, 'content-digest');
  if (body !== null && contentDigest !== `sha-256=:${createHash('sha256').update(body).digest('base64')}:`) {
    throw new CloudRefusal(401, 'bad-digest', 'the Content-Digest is not that of the body');
  }
  const parts = { method: request.method, ...splitTarget(request.raw.url ?? ''), contentDigest };
  const read = readSignature(parts, field(request, 'signature-input'), field(request, 'signature'));
  if (read === null) throw new CloudRefusal(401, 'bad-signature', 'the request is not signed, or not over the parts that must be');
  const found = await keys.find(read.params.keyId);
  if (found === null) throw new CloudRefusal(401, 'unknown-key', 'no till is enrolled with this key');
  if (!isSignedBy(found.key, signatureBase(parts, read.paramsText), read.signatureBase64)) {
    throw new CloudRefusal(401, 'bad-signature', 'the signature does not fit the request');
  }
  if (Math.abs(now - read.params.created * 1_000) > LIMITS.clockSkewMsMax) {
    throw new CloudRefusal(401, 'clock-skew', 'the till\'s clock is more than five minutes off', { backendNow: now });
  }
  if (!(await nonces.claim(found, read.params.nonce))) throw new CloudRefusal(401, 'replayed', 'this request was seen before');
  return found;
}
