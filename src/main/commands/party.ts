/** One of the two threads that load books: it reads rows, gives them to the other, and keeps those that are its own. */
import type { Batch } from '#core/matching/batch.ts';
import { addBatch } from '#core/matching/books.ts';
import type { Books, Part } from '#core/matching/books.ts';
import { createRing, finish, freeBatch, publish, takeNext } from './batchRing.ts';
import type { Ring, Take } from './batchRing.ts';

/** Words that both threads see: a bell for each that the other rings, and whether the second one gave up. */
const GAVE_UP = 2;
/** Looked again after so long, should a bell have been missed. */
const WAIT_MS = 50;

/** What the two threads share: a ring for what the first reads, one for what the second reads, the words. */
export type Between = { readonly ofFirst: SharedArrayBuffer; readonly ofSecond: SharedArrayBuffer; readonly words: Int32Array };

/**
 * `keeps`: which of all rows are its own; `all` where the other keeps none, `none` where it only reads for the other.
 * `gives`: whether the other one needs what this one reads. `inRead`: all that the other one reads has come, `inEnded`: nothing more comes.
 */
export type Party = { readonly books: Books; readonly keeps: Part | 'all' | 'none'; readonly gives: boolean; readonly out: Ring; readonly in: Ring; readonly words: Int32Array; readonly bell: 0 | 1; readonly patienceMs: number; inRead: boolean; inEnded: boolean };

/** The other thread gave up, or nothing was heard of it for long. */
export class OtherGone extends Error {}

export function createBetween(): Between {
  return { ofFirst: createRing().memory, ofSecond: createRing().memory, words: new Int32Array(new SharedArrayBuffer(12)) };
}

/** @param parts whether each thread keeps one part, or the first one all. @param patienceMs how long the second one may say nothing while this one has to wait for it. */
export function firstParty({ ofFirst, ofSecond, words }: Between, books: Books, parts: boolean, patienceMs: number): Party {
  return { books, keeps: parts ? 0 : 'all', gives: parts, out: createRing(ofFirst), in: createRing(ofSecond), words, bell: 0, patienceMs, inRead: false, inEnded: false };
}

export function secondParty({ ofFirst, ofSecond, words }: Between, books: Books, parts: boolean): Party {
  return { books, keeps: parts ? 1 : 'none', gives: true, out: createRing(ofSecond), in: createRing(ofFirst), words, bell: 1, patienceMs: Number.POSITIVE_INFINITY, inRead: false, inEnded: !parts };
}

/** The next batch to fill. While there is none it takes what the other one gives. @throws OtherGone */
export function batchToFill(party: Party): Batch {
  return waitFor(party, () => freeBatch(party.out));
}

/** Gives the filled batch to the other one, keeps its own rows of it, and takes what has come meanwhile. @param whole all rows are for the other one. */
export function give(party: Party, batch: Batch, file: number | null, whole = false): void {
  if (party.gives) {
    publish(party.out, file, whole);
    ring(party);
  }
  if (!whole) keep(party)(batch, file, false);
  takeReady(party);
}

/** Says that no more comes. @throws OtherGone */
export function giveEnd(party: Party): void {
  waitFor(party, () => freeBatch(party.out));
  finish(party.out);
  ring(party);
}

/** Takes all that the other one reads; after it only rows come of which this one has none of the same order. @throws OtherGone */
export function takeRead(party: Party): void {
  waitFor(party, () => (party.inRead || party.inEnded ? true : null));
}

/** Takes all that the other one gives until it says that no more comes. @throws OtherGone */
export function takeRest(party: Party): void {
  waitFor(party, () => (party.inEnded ? true : null));
}

/** Takes what the other one has given until now. @returns whether that was anything, or the end. */
function takeReady(party: Party): boolean {
  let any = false;
  while (!party.inEnded) {
    const next = takeNext(party.in, keep(party));
    if (next === 'none') break;
    any = true;
    if (next === 'end') party.inEnded = true;
    else ring(party);
  }
  return any;
}

/** The second one says that nothing more is to be had of it. */
export function giveUp(party: Party): void {
  Atomics.store(party.words, GAVE_UP, 1);
  ring(party);
}

export function hasGivenUp({ words }: Party): boolean {
  return Atomics.load(words, GAVE_UP) === 1;
}

function keep(party: Party): Take {
  const { books, keeps } = party;
  return (batch, file, whole) => {
    party.inRead ||= whole;
    if (whole || keeps === 'all') addBatch(books, batch, file);
    else if (keeps !== 'none') addBatch(books, batch, file, keeps);
  };
}

function ring({ words, bell }: Party): void {
  const other = bell === 0 ? 1 : 0;
  Atomics.add(words, other, 1);
  Atomics.notify(words, other);
}

function waitFor<T>(party: Party, look: () => T | null): T {
  const { words, bell, patienceMs } = party;
  let waitedMs = 0;
  for (;;) {
    const heard = Atomics.load(words, bell);
    const found = look();
    if (found !== null) return found;
    if (takeReady(party)) {
      waitedMs = 0;
      continue;
    }
    if (bell === 0 && (hasGivenUp(party) || waitedMs > patienceMs)) throw new OtherGone('the other thread is gone');
    if (Atomics.wait(words, bell, heard, WAIT_MS) === 'timed-out') waitedMs += WAIT_MS;
  }
}
