/** Free text that the journal keeps for good: a card number or a payment code that was scanned or typed into it must not stay. */
import { Refusal } from '#core/refusal.ts';

/** Thirteen digits or more, also with blanks or hyphens between: the shortest card number, shorter than any payment code. */
const LONG_NUMBER = /\d(?:[\s-]?\d){12}/;

/** @returns the text. Throws `Refusal` `words-hold-number`. */
export function plainWords(text: string): string {
  if (LONG_NUMBER.test(text.normalize('NFKC'))) throw new Refusal('words-hold-number', 'That text holds a long number, as of a card or a payment code, which must not be kept. Nothing was changed; write the reason in words.');
  return text;
}
