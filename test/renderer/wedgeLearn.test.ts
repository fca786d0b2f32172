/** Learning a keyboard scanner from a known code: prefix, suffix, layout, speed; and the catcher with what was learnt. */
import { describe, expect, test, vi } from 'vitest';
import { createWedge, UNLEARNT, type WedgeEffect, type WedgeKey, type WedgeSettings } from '#renderer/state/wedge.ts';
import { learnWedge } from '#renderer/state/wedgeLearn.ts';

const CODE = 'Tillbook-0123456789';
/** What a French keyboard makes of a US scanner's digits. */
const AZERTY: Readonly<Record<string, string>> = { 0: 'à', 1: '&', 2: 'é', 3: '"', 4: "'", 5: '(', 6: '-', 7: 'è', 8: '_', 9: 'ç', '-': ')', a: 'q', q: 'a', z: 'w', w: 'z', m: ',' };

/** `\n` is Enter, `^` a control key. */
function typed(text: string, gapMs = 8, over: (char: string) => Partial<WedgeKey> = () => ({})): WedgeKey[] {
  return Array.from(text, (char, index): WedgeKey => {
    const kind = char === '\n' ? 'terminator' : char === '^' ? 'control' : 'char';
    return { kind, char: kind === 'char' ? char : '', at: index * gapMs, repeat: false, field: false, ...over(char) };
  });
}
const french = (text: string) => typed(text, 8, (char) => (char === '\n' ? {} : { char: AZERTY[char] ?? char, us: char }));

function run(settings: WedgeSettings, keys: readonly WedgeKey[]): { effects: WedgeEffect[]; swallowed: boolean[] } {
  const wedge = createWedge(() => settings);
  const effects: WedgeEffect[] = [];
  const swallowed = keys.map((key) => {
    const answer = wedge.press(key);
    effects.push(...answer.effects);
    return answer.swallow;
  });
  effects.push(...wedge.settle());
  return { effects, swallowed };
}

describe('a lesson', () => {
  test('teaches prefix and suffix, and says how fast the scanner is [V46]', () => {
    expect(learnWedge([typed(`${CODE}\n`), typed(`${CODE}\n`)], CODE)).toMatchObject({ ok: true, settings: UNLEARNT, suffixKey: 'enter-or-tab', meanGapMs: 8, controlKeys: 0 });
    expect(learnWedge([typed(`]Q1${CODE}`), typed(`]Q1${CODE}`)], CODE)).toMatchObject({ ok: true, settings: { prefix: ']Q1', suffix: 'none', layout: 'as-typed' } });
  });

  test('finds a scanner that types as on a US keyboard on a machine that has another [V47]', () => {
    expect(learnWedge([french(`${CODE}\n`)], CODE)).toMatchObject({ ok: true, settings: { prefix: '', suffix: 'key', layout: 'us' } });
  });

  test('says why it taught nothing: no keys, another code, scans that differ, a layout that is neither, a scanner as slow as a hand [V48]', () => {
    const why = (samples: readonly WedgeKey[][]) => { const learnt = learnWedge(samples, CODE); return learnt.ok ? 'learnt' : learnt.why; };
    expect([why([]), why([typed('\n')]), why([typed('4006381333931\n')]), why([typed(`${CODE}\n`), typed(`x${CODE}\n`)]), why([typed('Tillbook)àabcdefghi\n')]), why([typed(`${CODE}\n`, 90)])])
      .toEqual(['nothing', 'nothing', 'other-code', 'not-alike', 'layout', 'too-slow']);
  });
});

describe('the catcher with what was learnt', () => {
  const scans = ({ effects }: { effects: readonly WedgeEffect[] }) => effects.flatMap((effect) => (effect.kind === 'scan' ? [effect.text] : []));

  test('takes the prefix off, reads by the US layout, and ends by silence where there is no suffix [V49]', () => {
    expect(scans(run({ prefix: ']E0', suffix: 'key', layout: 'as-typed' }, typed(']E04006381333931\n')))).toEqual(['4006381333931']);
    expect(scans(run({ ...UNLEARNT, layout: 'us' }, french('4006381333931\n')))).toEqual(['4006381333931']);
    expect(scans(run({ ...UNLEARNT, suffix: 'none' }, typed('4006381333931')))).toEqual(['4006381333931']);
    expect(run({ ...UNLEARNT, layout: 'us' }, french('12')).effects).toEqual([{ kind: 'typed', chars: '&é' }]);
  });

  test('what a scanner types behind its suffix, such as a line feed as Ctrl+J, goes nowhere; a hand that presses Enter later is obeyed [V55]', () => {
    const tail = run(UNLEARNT, typed('4006381333931\n^\n^'));
    expect(scans(tail)).toEqual(['4006381333931']);
    expect(tail.swallowed.slice(-4)).toEqual([true, true, true, true]);
    const later = run(UNLEARNT, [...typed('4006381333931\n'), { kind: 'terminator', char: '', at: 600, repeat: false, field: false }]);
    expect(later.swallowed.at(-1)).toBe(false);
  });
});

describe('this screen', () => {
  test('keys of a lesson go to the lesson and nowhere else, and what was learnt is kept in this browser until it is forgotten [V56]', async () => {
    const kept = new Map<string, string>();
    vi.useFakeTimers();
    vi.stubGlobal('window', { localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) }, setTimeout, clearTimeout });
    const { forgetWedgeSettings, hasLearntWedge, hearKey, keepWedgeSettings, startLesson, wedgeSettings } = await import('#renderer/state/wedgeLearning.ts');
    expect(wedgeSettings()).toEqual(UNLEARNT);
    expect(hearKey(typed('a')[0]!)).toBe(false);
    const counted: number[] = [];
    const ended: unknown[] = [];
    startLesson(CODE, 2, (count) => counted.push(count), (learnt) => ended.push(learnt));
    for (let scan = 0; scan < 2; scan += 1) {
      expect(typed(`*${CODE}\n`).every((key) => hearKey(key))).toBe(true);
      vi.advanceTimersByTime(400);
    }
    expect(counted).toEqual([1, 2]);
    expect(ended).toMatchObject([{ ok: true, settings: { prefix: '*' } }]);
    expect(hearKey(typed('a')[0]!)).toBe(false);
    // A hand on Enter is no scan, and a lesson that is given up hands the keys back.
    const giveUp = startLesson(CODE, 2, (count) => counted.push(count), (learnt) => ended.push(learnt));
    hearKey(typed('\n')[0]!);
    vi.advanceTimersByTime(400);
    giveUp();
    expect([counted.at(-1), ended.at(-1), hearKey(typed('a')[0]!)]).toEqual([0, { ok: false, why: 'nothing' }, false]);
    expect(hasLearntWedge()).toBe(false);
    keepWedgeSettings({ ...UNLEARNT, prefix: '*' });
    expect(wedgeSettings().prefix).toBe('*');
    expect(JSON.parse(kept.get('tillbook.wedge') ?? '')).toEqual({ ...UNLEARNT, prefix: '*' });
    expect(hasLearntWedge()).toBe(true);
    forgetWedgeSettings();
    expect([hasLearntWedge(), wedgeSettings(), kept.size]).toEqual([false, UNLEARNT, 0]);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
});
