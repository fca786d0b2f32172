/** Answers a call by name: looks it up, judges the role, reads the input, runs it, and wraps whatever happens. */
import { mayCall, type Role } from '#core/roles.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import type { Envelope } from './define.ts';
import { TILL_CALLS, type TillCallName, type TillHandlers } from './till.ts';

export type Dispatch = (name: string, input: unknown) => Promise<Envelope>;

const failure = (kind: 'refusal' | 'fault' | 'bug', code: string, message: string, detail: Readonly<Record<string, string | number>> = {}): Envelope => ({ ok: false, kind, code, message, detail });

/** The session's role is asked of `context`, in this process; a caller's words never raise it. */
export function dispatcher<Context>(handlers: TillHandlers<Context>, context: Context, role: () => Role | null, onBug: (name: string, error: unknown) => void): Dispatch {
  return async (name, input) => {
    if (!Object.hasOwn(TILL_CALLS, name)) return failure('refusal', 'no-such-call', 'The till knows no such request. Nothing was changed.');
    const known = name as TillCallName;
    const definition = TILL_CALLS[known];
    if (!mayCall(role(), definition.standing)) return failure('refusal', role() === null ? 'sign-in-first' : 'not-allowed', 'Your role may not do this. Nothing was changed; ask someone who may.');
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return failure('refusal', 'bad-request', 'The request did not make sense to the till. Nothing was changed.', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
    try {
      const run = handlers[known] as (value: unknown, context: Context) => unknown;
      return { ok: true, value: await run(parsed.data, context) };
    } catch (error) {
      if (error instanceof Refusal) return failure('refusal', error.code, error.message, error.detail);
      if (error instanceof Fault) return failure('fault', error.code, error.message, error.detail);
      onBug(name, error);
      return failure('bug', 'internal', 'The till met a fault of its own. The ledger is as it was; try again, and tell your technician if it stays.');
    }
  };
}
