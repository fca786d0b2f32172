/** The order ids of both sides, each once: from an id to its first row on either side. */
import { copyText, sameWords } from './texts.ts';
import type { Texts } from './texts.ts';

/**
 * `slots` is the hash table: a few bits of the hash over the order's number plus one, in 4 bytes, so that a million ids stay near the processor.
 * `entries` holds what belongs to an order, in the order in which ids were first seen, which is nearly the order of both files.
 */
export type Orders = {
  slots: Int32Array;
  entries: Int32Array;
  count: number;
  /** Keeps reading ahead from being optimised away. */
  readonly touched: Int32Array;
};

/** Words of an entry: its text, its first ledger row plus one, its first statement row plus one. */
export const ENTRY = 3;
export const ENTRY_LEDGER = 1;
export const ENTRY_STATEMENT = 2;

const SLOTS_MIN = 1024;

export function createOrders(expected: number): Orders {
  let slots = SLOTS_MIN;
  while (slots < expected * 1.4) slots *= 2;
  return { slots: new Int32Array(slots), entries: new Int32Array(Math.max(64, Math.ceil(expected)) * ENTRY), count: 0, touched: new Int32Array(1) };
}

/** The number of an order id, given when it is new. `words[ref]` is its text; equality is judged by the bytes themselves. */
export function orderOf(orders: Orders, texts: Texts, hash: number, words: Int32Array, ref: number): number {
  // At most three quarters full, so a number plus one always fits the bits below the tag.
  if ((orders.count + 1) * 4 > orders.slots.length * 3) growSlots(orders, texts);
  const { slots, entries } = orders;
  const known = texts.words;
  const mask = slots.length - 1;
  const tag = hash & ~mask;
  let slot = firstSlot(hash, mask);
  for (let held = slots[slot] as number; held !== 0; held = slots[slot] as number) {
    if ((held & ~mask) === tag) {
      const order = (held & mask) - 1;
      if (sameWords(known, entries[order * ENTRY] as number, words, ref)) return order;
    }
    slot = (slot + 1) & mask;
  }
  slots[slot] = tag | (orders.count + 1);
  return addOrder(orders, copyText(texts, words, ref));
}

/** Gives a number to an order id whose slot has been taken; `ref` is its text in the slab. */
function addOrder(orders: Orders, ref: number): number {
  const order = orders.count;
  if ((order + 1) * ENTRY > orders.entries.length) {
    const larger = new Int32Array(orders.entries.length * 2);
    larger.set(orders.entries);
    orders.entries = larger;
  }
  orders.count = order + 1;
  orders.entries[order * ENTRY] = ref;
  return order;
}

/**
 * Looks up where the entry of each of those hashes probably is, into `found`, and reads its text. No read of one step waits for another's: the waits for memory
 * overlap instead of adding up, and who asks for certain afterwards finds all near the processor.
 */
export function lookAhead({ slots, entries, touched }: Orders, texts: Texts, hashes: Int32Array, from: number, stride: number, places: Int32Array, count: number, found: Int32Array): void {
  const mask = slots.length - 1;
  const { words } = texts;
  for (let place = 0; place < count; place += 1) {
    const hash = hashes[from + (places[place] as number) * stride] as number;
    const held = slots[firstSlot(hash, mask)] as number;
    found[place] = ((held ^ hash) & ~mask) === 0 ? Math.max(0, (held & mask) - 1) * ENTRY : 0;
  }
  let seen = 0;
  for (let place = 0; place < count; place += 1) seen ^= words[entries[found[place] as number] as number] as number;
  touched[0] = seen;
}

/** Hash of a text: FNV-1a a word at a time with a final mix. */
export function hashOf(words: Int32Array, ref: number): number {
  const size = ((words[ref] as number) + 3) >>> 2;
  let hash = 0x811c9dc5;
  for (let index = 0; index <= size; index += 1) {
    hash = Math.imul(hash ^ (words[ref + index] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function firstSlot(hash: number, mask: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> Math.clz32(mask);
}

function place(slots: Int32Array, hash: number, order: number): void {
  const mask = slots.length - 1;
  let slot = firstSlot(hash, mask);
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = (hash & ~mask) | (order + 1);
}

function growSlots(orders: Orders, texts: Texts): void {
  const slots = new Int32Array(orders.slots.length * 2);
  for (let order = 0; order < orders.count; order += 1) place(slots, hashOf(texts.words, orders.entries[order * ENTRY] as number), order);
  orders.slots = slots;
}
