/** Scanners in ALT mode: each character as Alt with a number on the keypad, composed before the scanner catcher sees it. */
import { describe, expect, test } from 'vitest';
import { altCodes, type AltKey } from '#renderer/state/altCodes.ts';
import { createWedge, type WedgeEffect } from '#renderer/state/wedge.ts';

type Played = { readonly effects: WedgeEffect[]; /** Keys that went their own way. */ readonly passed: string[] };

const key = (name: string, code: string, at: number, altKey: boolean): AltKey => ({ key: name, code, altKey, ctrlKey: false, metaKey: false, timeStamp: at });

/** `codes`: numbers as a scanner types them, or a single key such as `Enter`; `gapMs` between any two strokes. */
function play(codes: readonly string[], gapMs: number): Played {
  const [alt, wedge] = [altCodes(), createWedge()];
  const effects: WedgeEffect[] = [];
  const passed: string[] = [];
  let at = 1_000;
  const press = (kind: 'char' | 'terminator' | 'control', char: string, when: number) => void effects.push(...wedge.press({ kind, char, at: when, repeat: false, field: false }).effects);
  for (const code of codes) {
    const strokes = /^\d+$/.test(code) ? [key('Alt', 'AltLeft', 0, true), ...Array.from(code, (digit) => key(digit, `Numpad${digit}`, 0, true))] : [key(code, code, 0, false)];
    for (const stroke of strokes) {
      at += gapMs;
      const now = { ...stroke, timeStamp: at };
      if (alt.down(now)) continue;
      passed.push(now.key);
      press(code === 'Enter' ? 'terminator' : 'char', code === 'Enter' ? '' : code, alt.timeOf(at));
    }
    if (strokes.length === 1) continue;
    at += gapMs;
    const whole = alt.up(key('Alt', 'AltLeft', at, false));
    if (whole !== null) press(whole.kind, whole.char, whole.at);
  }
  effects.push(...wedge.settle());
  return { effects, passed };
}

const numbers = (text: string, width: number) => Array.from(text, (char) => String(char.charCodeAt(0)).padStart(width, '0'));
const scans = ({ effects }: Played) => effects.flatMap((effect) => (effect.kind === 'scan' ? [effect.text] : []));

describe('ALT mode', () => {
  test('a code typed as numbers with Alt is the scan that it stands for, at two to twelve ms a stroke, its Enter a key or a number [V108]', () => {
    for (const gapMs of [2, 6, 12]) {
      for (const width of [2, 3, 4]) {
        expect(scans(play([...numbers('6901234567892', width), 'Enter'], gapMs)), `${gapMs} ms, ${width} digits`).toEqual(['6901234567892']);
      }
      expect(scans(play([...numbers('AbC-1234', 3), '013'], gapMs))).toEqual(['AbC-1234']);
    }
  });

  test('the separator of GS1 data comes through, other control characters type nothing, and 128 and up is Windows-1252 only with its zero [V109]', () => {
    expect(scans(play([...numbers('0101234567890128', 3), '029', '002', ...numbers('10AB', 3), 'Enter'], 4))).toEqual(['0101234567890128\u001d10AB']);
    expect(scans(play([...numbers('caf', 3), '0233', 'Enter'], 4))).toEqual(['caf\u00e9']);
    expect(scans(play([...numbers('caf', 3), '130', 'Enter'], 4))).toEqual(['caf\ufffd']);
  });

  test('a hand that holds Alt and types a number makes no scan, and Alt with another key stays that key [V110]', () => {
    expect(play([...numbers('6901234567892', 3), 'Enter'], 60).effects).toEqual([]);
    const alt = altCodes();
    expect([alt.down(key('Alt', 'AltLeft', 0, true)), alt.down(key('f', 'KeyF', 5, true)), alt.up(key('Alt', 'AltLeft', 9, false))]).toEqual([true, false, null]);
  });
});
