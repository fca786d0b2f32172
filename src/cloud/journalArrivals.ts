/** What this process remembers of batches that arrive: which came before the one they follow, and which were taken in a moment ago. */
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '#core/limits.ts';
import type { Caller } from './caller.ts';

/** How long a batch waits for the one before it, which another connection still carries. */
const EARLY_MS_MAX = 1_000;
/** Another instance may take that one in: the head is read again so often. */
const LOOK_AGAIN_MS = 100;
/** Each holds its batch in memory. */
const EARLY_MAX = 64;
const SEEN_A_TILL = 8;
const SEEN_TILLS_MAX = 1_000;

type Head = { readonly seq: number; readonly hash: string };

export type JournalArrivals = {
  /** Resolves when the till's head may have moved; false at once, or after a second from `since`, when it is not worth waiting. */
  awaitHead(caller: Caller, since: number): Promise<boolean>;
  /** A batch of the till is in, for good. `digest` is that of its whole body. */
  taken(caller: Caller, digest: string, last: Head): void;
  /** The last entry of a batch of these very bytes that was taken in before; null when that is not remembered. */
  seen(caller: Caller, digest: string): Head | null;
};

export function journalArrivals(): JournalArrivals {
  const early = new Map<string, Set<() => void>>();
  const seenOf = new Map<string, Map<string, Head>>();
  let waiting = 0;
  const nameOf = ({ store, till }: Caller) => `${store}/${till}`;

  return {
    async awaitHead(caller, since) {
      const left = since + EARLY_MS_MAX - performance.now();
      const mine = early.get(nameOf(caller)) ?? new Set();
      if (left <= 0 || waiting >= EARLY_MAX || mine.size >= LIMITS.journalBatchesInFlight) return false;
      early.set(nameOf(caller), mine);
      waiting += 1;
      const ended = new AbortController();
      const moved = Promise.withResolvers<void>();
      mine.add(moved.resolve);
      await Promise.race([moved.promise, wait(Math.min(left, LOOK_AGAIN_MS), undefined, { signal: ended.signal }).catch(() => undefined)]);
      ended.abort();
      mine.delete(moved.resolve);
      if (mine.size === 0) early.delete(nameOf(caller));
      waiting -= 1;
      return true;
    },
    taken(caller, digest, last) {
      const name = nameOf(caller);
      const seen = seenOf.get(name) ?? new Map<string, Head>();
      // The till that was heard of last stands last.
      seenOf.delete(name);
      seenOf.set(name, seen);
      seen.set(digest, last);
      const [oldest] = seen.keys();
      if (seen.size > SEEN_A_TILL && oldest !== undefined) seen.delete(oldest);
      const [longest] = seenOf.keys();
      if (seenOf.size > SEEN_TILLS_MAX && longest !== undefined) seenOf.delete(longest);
      for (const wake of early.get(name) ?? []) wake();
    },
    seen: (caller, digest) => seenOf.get(nameOf(caller))?.get(digest) ?? null,
  };
}
