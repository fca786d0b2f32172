/** GS1 element strings: the row of identified values in a GS1-128, DataBar, Data Matrix or QR, read and checked. */
import { gs1Ai } from './gs1Ais.ts';
import type { Gs1Ai, Gs1Part } from './gs1Ais.ts';
import { contentFault, inCharset } from './gs1Checks.ts';
import { associationFaults } from './gs1Pairs.ts';

export type Gs1Element = { readonly ai: string; readonly value: string };

export type Gs1Data = {
  readonly elements: readonly Gs1Element[];
  /** What is wrong with the data themselves, in words with the identifier; no value is ever quoted. Empty = sound. */
  readonly errors: readonly string[];
  /** Partners that are missing or may not stand together. Another code on the same item may hold the missing ones. */
  readonly associations: readonly string[];
};

/** FNC1 as scanners send it within the data. */
export const FNC1 = '\u001d';

/** An element string whose FNC1 in first position has been taken off. A separator that was not needed is allowed. */
export function readElementString(text: string): Gs1Data {
  const elements: Gs1Element[] = [];
  let at = 0;
  let end = -1;
  while (at < text.length) {
    const entry = aiAt(text, at);
    if (entry === undefined) return broken(elements, `no application identifier at place ${at + 1}`);
    const from = at + entry.ai.length;
    if (end < from) end = nextSeparator(text, from);
    const to = entry.fixedLength === null ? end : from + entry.fixedLength;
    if (to > end) return broken(elements, `(${entry.ai}) is too short`);
    elements.push({ ai: entry.ai, value: text.slice(from, to) });
    at = text.startsWith(FNC1, to) ? to + 1 : to;
  }
  return elements.length === 0 ? broken(elements, 'no GS1 data') : checked(elements);
}

/** The form people read and type: `(01)12345678901231(10)ABC`, with `\(` for a bracket within a value. */
export function readBracketed(text: string): Gs1Data {
  const elements: Gs1Element[] = [];
  let at = 0;
  while (at < text.length) {
    const head = /^\((\d{2,4})\)/.exec(text.slice(at, at + 6));
    const ai = head?.[1];
    if (head === null || ai === undefined || gs1Ai(ai) === undefined) return broken(elements, `no application identifier in brackets at place ${at + 1}`);
    at += head[0].length;
    let value = '';
    for (; at < text.length && text.charAt(at) !== '('; at += 1) {
      if (text.startsWith('\\(', at)) at += 1;
      value += text.charAt(at);
    }
    if (gs1Ai(ai)?.fixedLength !== null && value.includes(FNC1)) return broken(elements, `(${ai}) holds a separator`);
    elements.push({ ai, value });
  }
  return elements.length === 0 ? broken(elements, 'no GS1 data') : checked(elements);
}

/** Content and partners of elements that have been taken apart. */
export function checked(elements: readonly Gs1Element[]): Gs1Data {
  const errors: string[] = [];
  for (const { ai, value } of elements) {
    const entry = gs1Ai(ai);
    const fault = entry === undefined ? 'is no application identifier' : valueFault(entry.parts, value);
    if (fault !== null) errors.push(`(${ai}) ${fault}`);
  }
  return { elements, errors, associations: associationFaults(elements) };
}

/** The canonical element string, FNC1 first and after every value of open length but the last. */
export function elementString(elements: readonly Gs1Element[], fnc1: string = FNC1): string {
  let text = fnc1;
  elements.forEach(({ ai, value }, index) => {
    text += ai + value;
    if (index < elements.length - 1 && (gs1Ai(ai)?.fixedLength ?? null) === null) text += fnc1;
  });
  return text;
}

function broken(elements: readonly Gs1Element[], error: string): Gs1Data {
  return { elements, errors: [error], associations: [] };
}

function nextSeparator(text: string, from: number): number {
  const at = text.indexOf(FNC1, from);
  return at < 0 ? text.length : at;
}

/** No identifier is the beginning of another, so the first length that is known is the one. */
function aiAt(text: string, at: number): Gs1Ai | undefined {
  return gs1Ai(text.slice(at, at + 2)) ?? gs1Ai(text.slice(at, at + 3)) ?? gs1Ai(text.slice(at, at + 4));
}

function valueFault(parts: readonly Gs1Part[], value: string): string | null {
  if (value === '') return 'is empty';
  let at = 0;
  for (const part of parts) {
    if (part.optional && at === value.length) continue;
    const piece = value.slice(at, at + part.lengthMax);
    if (piece.length < part.lengthMin) return 'is too short';
    if (!inCharset(piece, part.charset)) return 'has a character that does not belong there';
    for (const check of part.checks) {
      const fault = contentFault(check, piece);
      if (fault !== null) return fault;
    }
    at += piece.length;
  }
  return at < value.length ? 'is too long' : null;
}
