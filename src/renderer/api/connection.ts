/** The line between a screen and the till's own process, and what a screen is told when a call could not be carried. */
import type { Envelope } from '#contract/define.ts';

/** `lost`: the till's own process does not answer; nothing can be sold until it does. */
export type Connection = 'connecting' | 'open' | 'lost';

/** Whether the call was done is not known: the screen shows the state it reads afterwards, never a guess. */
export function unreachable(code: 'till-unreachable' | 'till-no-answer'): Envelope<never> {
  return { ok: false, kind: 'fault', code, message: 'The till’s own process did not answer. What it wrote before is safe; look at the screen once it is back.', detail: {} };
}
