/** Sends what waits of the journal, a few batches under way at a time, in order; on the till's own thread or beside it. */
import { LIMITS } from '#core/limits.ts';
import { Fault } from '#core/refusal.ts';
import type { JournalAck } from '#contract/cloud.ts';
import type { JournalRun } from '#contract/journalLines.ts';

export type Draining = {
  /** The batch behind an entry; null when nothing is there. */
  readonly next: (after: number) => JournalRun | null;
  readonly ship: (run: JournalRun) => Promise<JournalAck>;
  /** Lets other work go first. */
  readonly pause: () => Promise<void>;
  /** A later word of the backend than all before, or one that goes back behind the beginning; `ms` it took. False: send nothing more. */
  readonly heard: (ack: JournalAck, ms: number) => boolean;
  readonly now: () => number;
};

type Flight = { readonly last: number; readonly failed: unknown };
/** Of batches that left together: what failed of them, and whether any said less than it was sent. */
type Round = { readonly failures: Flight[]; readonly short: boolean };

/**
 * Ends when the backend has acknowledged all, or was told to.
 * An acknowledgement holds for all before it: a lost answer behind which a later one came costs nothing. A batch that came before the one it
 * follows is refused with a gap; it goes again, and from then on one at a time.
 * @throws Fault of the first batch that is not acknowledged, and what `heard` throws
 */
export async function drain(parts: Draining, after: number): Promise<void> {
  let acked = after;
  let stopped = false;
  let window: number = LIMITS.journalBatchesInFlight;
  const take = (ack: JournalAck, ms: number): void => {
    // Less than it had acknowledged is for `heard` to judge.
    if (stopped || (ack.seq <= acked && ack.seq >= after)) return;
    acked = Math.max(acked, ack.seq);
    stopped = !parts.heard(ack, ms);
  };
  while (!stopped) {
    const before = acked;
    const { failures, short } = await volley(parts, acked, window, take, () => stopped);
    const first = failures.filter(({ last }) => last > acked).toSorted((one, other) => one.last - other.last)[0];
    if (stopped) return;
    if (first === undefined) {
      if (failures.length === 0 && !short) return;
      if (acked === before) return;
    } else if (isGap(first.failed) && acked > before) {
      window = 1;
    } else {
      throw first.failed;
    }
  }
}

const isGap = (error: unknown): boolean => error instanceof Fault && error.detail['code'] === 'gap';

/** Sends until nothing waits or something fails, and waits for the answers. */
async function volley(parts: Draining, after: number, window: number, take: (ack: JournalAck, ms: number) => void, isStopped: () => boolean): Promise<Round> {
  const flights = new Set<Promise<void>>();
  const failures: Flight[] = [];
  let from = after;
  let short = false;
  const fly = async (run: JournalRun): Promise<void> => {
    const askedAt = parts.now();
    try {
      const ack = await parts.ship(run);
      take(ack, parts.now() - askedAt);
      // It holds more than was sent: what is read next follows that.
      from = Math.max(from, ack.seq);
      if (ack.seq < run.last.seq) short = true;
    } catch (failed) {
      failures.push({ last: run.last.seq, failed });
    }
  };
  for (;;) {
    while (flights.size < window && failures.length === 0 && !short && !isStopped()) {
      const run = parts.next(from);
      // A few entries wait for the batches before them: each batch is a synced commit there.
      if (run === null || (!run.more && flights.size > 0)) break;
      from = run.last.seq;
      const flight = fly(run).finally(() => flights.delete(flight));
      flights.add(flight);
      await parts.pause();
    }
    if (flights.size === 0) return { failures, short };
    await Promise.race(flights);
  }
}
