/** Keeps watch over driver calls: which is under way, and for how long, so that one that never returns is found. */
import type { PendingCall } from './protocol.ts';

export type Calls = {
  /** Runs `work` under watch. `device` is the id it is about, null for the list of all. */
  readonly run: <Value>(what: string, device: string | null, work: () => Promise<Value>) => Promise<Value>;
  readonly oldest: () => PendingCall | null;
};

export function watchCalls(now: () => number): Calls {
  const open = new Set<{ readonly what: string; readonly device: string | null; readonly at: number }>();
  return {
    async run(what, device, work) {
      const call = { what, device, at: now() };
      open.add(call);
      try {
        return await work();
      } finally {
        open.delete(call);
      }
    },
    oldest() {
      const [first] = open;
      return first === undefined ? null : { what: first.what, device: first.device, ms: Math.round(now() - first.at) };
    },
  };
}
