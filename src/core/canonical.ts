/** RFC 8785 canonical JSON: one text for one value, so that hashes and signatures agree everywhere. */
import { assert } from './assert.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The canonical text of a value; keys sorted by UTF-16 code units, `undefined` members left out. */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string': return JSON.stringify(value);
    case 'number':
      assert(Number.isFinite(value), 'canonical JSON has no infinities');
      return `${value}`;
    case 'boolean': return value ? 'true' : 'false';
    default:
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return arrayText(value as readonly Json[]);
  return recordText(value as { readonly [key: string]: Json | undefined });
}

function arrayText(items: readonly Json[]): string {
  let text = '';
  for (const item of items) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `[${text}]`;
}

function recordText(record: { readonly [key: string]: Json | undefined }): string {
  let text = '';
  for (const key of sorted(Object.keys(record))) {
    const member = record[key];
    if (member === undefined) continue;
    text += text === '' ? keyText(key) + canonicalJson(member) : `,${keyText(key)}${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

const SHORT = 32;

/** In place, by UTF-16 code units. Most records are short, and this is on the path of every sale: for them insertion is the fastest. */
function sorted(keys: string[]): string[] {
  if (keys.length > SHORT) return keys.sort();
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] ?? '';
    let to = at;
    for (let before = keys[to - 1]; before !== undefined && before > key; before = keys[to - 1]) {
      keys[to] = before;
      to -= 1;
    }
    keys[to] = key;
  }
  return keys;
}

const KEY_TEXTS_MAX = 512;
const keyTexts = new Map<string, string>();

/** A key with its colon; our own keys come again and again. */
function keyText(key: string): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (keyTexts.size < KEY_TEXTS_MAX) keyTexts.set(key, text);
  }
  return text;
}
