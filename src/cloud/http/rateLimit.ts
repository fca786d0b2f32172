/** So many requests a minute of one caller and no more; each instance counts for itself. */
import { CloudRefusal } from '../ports.ts';

const WINDOW_MS = 60_000;
const CALLERS_MAX = 10_000;

/** @returns a check that throws CloudRefusal 429 `too-busy`; nothing was done then. */
export function rateLimit(now: () => number, perMinute: number): (caller: string) => void {
  let since = 0;
  const counts = new Map<string, number>();
  return (caller) => {
    if (now() - since >= WINDOW_MS || counts.size >= CALLERS_MAX) {
      counts.clear();
      since = now();
    }
    const count = (counts.get(caller) ?? 0) + 1;
    counts.set(caller, count);
    if (count > perMinute) throw new CloudRefusal(429, 'too-busy', 'too many requests from this caller; nothing was done, wait a minute');
  };
}
