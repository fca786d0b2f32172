/** The scanner catcher: bursts, typists, fields, control keys, key repeat; as aligned timelines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWedge, PAUSE_MS_MAX, type WedgeEffect, type WedgeKey } from '#renderer/state/wedge.ts';

type Typed = { readonly effects: WedgeEffect[]; /** Characters that reached the field by themselves. */ readonly passed: string; readonly swallowed: number };

/** Types `text` with `gapMs` between keys; `\n` is Enter, `\t` Tab, `^` a control key. */
function type(text: string, gapMs: number, field = false, over: Partial<WedgeKey> = {}): Typed {
  const wedge = createWedge();
  const effects: WedgeEffect[] = [];
  let passed = '';
  let swallowed = 0;
  Array.from(text).forEach((char, index) => {
    const kind = char === '\n' || char === '\t' ? 'terminator' : char === '^' ? 'control' : 'char';
    const answer = wedge.press({ kind, char: kind === 'char' ? char : '', at: index * gapMs, repeat: false, field, ...over });
    effects.push(...answer.effects);
    if (answer.swallow) swallowed += 1;
    else if (kind === 'char') passed += char;
  });
  effects.push(...wedge.settle());
  return { effects, passed, swallowed };
}
const scans = (typed: Typed) => typed.effects.flatMap((effect) => (effect.kind === 'scan' ? [effect.text] : []));
const chars = (typed: Typed, kind: 'typed' | 'insert') => typed.effects.flatMap((effect) => (effect.kind === kind ? [effect.chars] : [])).join('');

describe('wedge', () => {
  test('a burst that ends in Enter or Tab is a scan and nothing of it is typed [V1]', () => {
    for (const end of ['\n', '\t']) {
      const typed = type(`134567890123456789${end}`, 8);
      expect(scans(typed)).toEqual(['134567890123456789']);
      expect(chars(typed, 'typed')).toBe('');
      expect(typed.swallowed).toBe(19);
    }
  });

  test('a typist’s keys come through one by one, and Enter is left alone [V2]', () => {
    const typed = type('1234\n', 120);
    expect(scans(typed)).toEqual([]);
    expect(chars(typed, 'typed')).toBe('1234');
  });

  test('fewer than four characters are no scan [V3]', () => {
    const typed = type('123\n', 5);
    expect(scans(typed)).toEqual([]);
    expect(chars(typed, 'typed')).toBe('123');
  });

  test('a burst without its suffix is given back to the keypad [V4]', () => {
    expect(chars(type('12345', 5), 'typed')).toBe('12345');
  });

  test('in a text field the first characters are taken out again and no later one arrives [V5]', () => {
    const typed = type('6901234567892\n', 10, true);
    expect(scans(typed)).toEqual(['6901234567892']);
    expect(typed.passed).toBe('69');
    expect(typed.effects.map((effect) => effect.kind)).toEqual(['remember', 'take-back', 'scan']);
  });

  test('fast typing in a field that turns out to be no scan is put back whole [V6]', () => {
    const typed = type('latte', 20, true);
    expect(typed.effects.map((effect) => effect.kind)).toEqual(['remember', 'take-back', 'insert']);
    expect(chars(typed, 'insert')).toBe('latte');
  });

  test('ordinary typing in a field is never held back [V7]', () => {
    const typed = type('oat latte', 90, true);
    expect(typed.passed).toBe('oat latte');
    expect(typed.swallowed).toBe(0);
  });

  test('a key at another element belongs to the burst while it is as fast: between two that are no fields at once, into a field and out of it when the burst is known for a scan [X371]', () => {
    const goesOn = (typed: string, gapMs: number, from: boolean, to: boolean) => {
      const wedge = createWedge();
      const at = (char: string, index: number, field: boolean): WedgeKey => ({ kind: 'char', char, at: index * gapMs, repeat: false, field });
      Array.from(typed).forEach((char, index) => wedge.press(at(char, index, from)));
      return wedge.goesOn(at('9', typed.length, to));
    };
    expect([goesOn('1', 5, false, false), goesOn('1', 90, false, false), goesOn('12345', 40, false, false), goesOn('', 5, false, false)]).toEqual([true, false, false, false]);
    expect([goesOn('12', 5, false, true), goesOn('123', 5, false, true), goesOn('12', 5, true, false), goesOn('123', 5, true, false)]).toEqual([false, true, false, true]);
  });

  test('control keys inside a scan are swallowed, outside they pass [V8]', () => {
    expect(type('0123^456\n', 6).swallowed).toBe(9);
    expect(type('^', 6).swallowed).toBe(0);
  });

  test('a held key repeats and is no scan [V9]', () => {
    const typed = type('1111111\n', 30, false, { repeat: true });
    expect(scans(typed)).toEqual([]);
    expect(typed.swallowed).toBe(0);
  });

  test('a slow scanner with single longer gaps is still a scan, a pause ends it [V10]', () => {
    expect(scans(type('6901234567892\n', 34))).toEqual(['6901234567892']);
    expect(scans(type('6901234567892\n', PAUSE_MS_MAX + 1))).toEqual([]);
  });

  test('a long fast burst without its end goes nowhere, since it may be a payment code [V13]', () => {
    for (const field of [false, true]) {
      const typed = type('134567890123', 5, field);
      expect(typed.effects.at(-1)).toEqual({ kind: 'lost', count: 12 });
      expect(chars(typed, 'typed') + chars(typed, 'insert')).toBe('');
    }
  });

  test('a field’s first characters belong to the scan when the next key comes late but was struck in time [V14]', () => {
    const wedge = createWedge();
    const strike = (char: string, at: number) => wedge.press({ kind: char === '\n' ? 'terminator' : 'char', char: char === '\n' ? '' : char, at, repeat: false, field: true });
    strike('1', 0);
    expect(wedge.settle()).toEqual([]);
    const late = Array.from('34567\n').flatMap((char, index) => [...strike(char, 5 * (index + 1)).effects]);
    expect(late).toEqual([{ kind: 'take-back' }, { kind: 'scan', text: '134567' }]);
  });

  test('what looks like a scan is waited for, a single key is not [V12]', () => {
    const wedge = createWedge();
    const key = (char: string, at: number): void => { wedge.press({ kind: 'char', char, at, repeat: false, field: false }); };
    key('1', 0);
    expect(wedge.patienceMs()).toBe(PAUSE_MS_MAX);
    key('2', 5);
    expect(wedge.patienceMs()).toBeGreaterThan(PAUSE_MS_MAX);
  });

  test('whatever the rhythm, every character ends in exactly one place [V11]', () => {
    const key = fc.record({ char: fc.constantFrom('1', '2', 'a', '\n'), gap: fc.integer({ min: 1, max: 150 }) });
    fc.assert(fc.property(fc.array(key, { maxLength: 40 }), fc.boolean(), (keys, field) => {
      const wedge = createWedge();
      const sent: string[] = [];
      // A field as a browser has it: `remember` keeps it, `take-back` restores it, `insert` adds at its end.
      let text = '';
      let kept = '';
      const out = { typed: '', scanned: '' };
      let lost = 0;
      const apply = (effects: readonly WedgeEffect[]) => {
        for (const effect of effects) {
          if (effect.kind === 'remember') kept = text;
          else if (effect.kind === 'take-back') text = kept;
          else if (effect.kind === 'insert') text += effect.chars;
          else if (effect.kind === 'typed') out.typed += effect.chars;
          else if (effect.kind === 'lost') lost += effect.count;
          else { text = field ? kept : text; out.scanned += effect.text; }
        }
      };
      let at = 0;
      for (const { char, gap } of keys) {
        at += gap;
        const terminator = char === '\n';
        const { swallow, effects } = wedge.press({ kind: terminator ? 'terminator' : 'char', char: terminator ? '' : char, at, repeat: false, field });
        apply(effects);
        if (!terminator) sent.push(char);
        if (!swallow && !terminator && field) text += char;
      }
      apply(wedge.settle());
      const count = (where: string) => where.length;
      expect(count(text) + count(out.typed) + count(out.scanned) + lost).toBe(sent.length);
    }));
  });
});
