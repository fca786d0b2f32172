/** Canonical JSON told from its bytes, against the long way of reading it and writing it again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { plainRecordEnd, type Spans } from '#core/canonicalBytes.ts';

const told = (text: string): boolean => {
  const bytes = Buffer.from(text);
  return plainRecordEnd(bytes, 0, bytes.length) === bytes.length;
};
const isCanonical = (text: string): boolean => {
  try { return canonicalJson(JSON.parse(text) as Json) === text; } catch { return false; }
};
const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

test('what is told to be canonical is so, whatever one changes in it [C260]', () => {
  fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), json), fc.nat(), fc.nat(255), fc.constantFrom('put', 'set', 'cut', 'double'), (record, where, byte, how) => {
    const bytes = Buffer.from(canonicalJson(record as Json));
    const at = where % bytes.length;
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
    const changed = Buffer.concat(how === 'put' ? [before, Buffer.from([byte]), bytes.subarray(at)] : how === 'set' ? [before, Buffer.from([byte]), after] : how === 'cut' ? [before, after] : [before, bytes.subarray(at, at + 9), bytes.subarray(at)]);
    const text = changed.toString('utf8');
    // Bytes that are no UTF-8 are refused before this is asked.
    if (Buffer.from(text).equals(changed) && told(text)) expect(isCanonical(text), text).toBe(true);
  }), { numRuns: 4_000 });
});

test('what a till writes is told at once: plain strings, integers, words, records and lists in their order [C261]', () => {
  const plain = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, fc.maxSafeInteger().map((n) => n % 1e14), fc.boolean(), fc.constant(null), fc.constantFrom('', 'Matcha latte', '抹茶拿铁', '말차 라떼', '🍵'),
      fc.array(tie('value')), fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'zh', 'é', '茶', '', 'aa'), tie('value'))),
  })).value;
  fc.assert(fc.property(fc.dictionary(fc.constantFrom('at', 'kind', 'payload', 'seq'), plain), (record) => {
    expect(told(canonicalJson(record as Json))).toBe(true);
  }), { numRuns: 1_000 });
});

test.each([
  ['{"b":1,"a":1}'], ['{"a":1,"a":1}'], ['{"a": 1}'], ['{"a":01}'], ['{"a":-0}'], ['{"a":1.0}'], ['{"a":1e2}'], ['{"a":1,}'], ['{"a"}'], ['{,}'], ['{"a":[1,]}'], ['{"a":tru}'], ['{"a":"\u0001"}'], ['{"a":1'], ['{"a":"'],
  ['{"a":"\\u0041"}'], ['{"a":"\\/"}'], ['{"aa":1,"a":1}'], ['{"\uffee":1,"\u{1f375}":1}'], ['{"a":12345678901234567890}'], ['[1]'], ['1'], [''], [`{"a":${'['.repeat(100)}${']'.repeat(100)}}`],
])('%s is not told to be canonical [C262]', (text) => {
  expect(told(text)).toBe(false);
});

test('the members of the outermost record are placed, keys and values [C263]', () => {
  const text = '{"currency":"CNY","lines":[{"currency":"no"}],"totalMinor":6250,"茶":{"a":1}} and more';
  const bytes = Buffer.from(text);
  const spans: Spans = [];
  expect(plainRecordEnd(bytes, 0, bytes.length, spans)).toBe(bytes.length - ' and more'.length);
  const members = Array.from({ length: spans.length / 4 }, (_, n) => [0, 2].map((of) => bytes.toString('utf8', spans[n * 4 + of], spans[n * 4 + of + 1])).join('='));
  expect(members).toEqual(['currency="CNY"', 'lines=[{"currency":"no"}]', 'totalMinor=6250', '茶={"a":1}']);
});
