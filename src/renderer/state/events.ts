/** What the till says of its own accord besides its state: whoever wants a kind of word listens for it. */
import type { TillEvent } from '#contract/views.ts';

export type Word = Exclude<TillEvent, { readonly kind: 'state' }>;

const listeners = new Set<(word: Word) => void>();

/** Calls back with every word, until the returned function is called. */
export function onWord(listener: (word: Word) => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

export function hearWord(word: Word): void {
  for (const listener of listeners) listener(word);
}
