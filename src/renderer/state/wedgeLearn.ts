/** What a known code, scanned a few times, teaches of a keyboard scanner: its prefix, its suffix, its keyboard layout, its speed. Pure. */
import type { WedgeKey, WedgeSettings } from './wedge.ts';

/** One scan as it was typed. */
export type WedgeSample = readonly WedgeKey[];

export type Learnt =
  | { readonly ok: true; readonly settings: WedgeSettings; readonly suffixKey: 'enter-or-tab' | 'none'; readonly meanGapMs: number; readonly controlKeys: number }
  /** `nothing`: no keys came. `not-alike`: the scans differ. `other-code`: another code was scanned. `layout`: neither this machine's nor the US layout gives the code: set the scanner to this machine's. `too-slow`: as slow as a typist; set the scanner faster. */
  | { readonly ok: false; readonly why: 'nothing' | 'not-alike' | 'other-code' | 'layout' | 'too-slow' };

const GAP_MS_MAX = 35;
const PREFIX_CHARS_MAX = 8;

const charsOf = (sample: WedgeSample, layout: WedgeSettings['layout']): string => sample.filter((key) => key.kind === 'char').map((key) => (layout === 'us' ? key.us ?? key.char : key.char)).join('');

/** Mean time between the characters, ms. */
function meanGap(sample: WedgeSample): number {
  const chars = sample.filter((key) => key.kind === 'char');
  const [first, last] = [chars[0], chars.at(-1)];
  return first === undefined || last === undefined || chars.length < 2 ? Infinity : (last.at - first.at) / (chars.length - 1);
}

/** Where the code's shape is right though its characters are not: as many keys, other letters. */
const hasShape = (typed: string, expected: string): boolean => typed.length >= expected.length && typed.length - expected.length <= PREFIX_CHARS_MAX;

/** @param expected the text of the code that was shown, without prefix and suffix. */
export function learnWedge(samples: readonly WedgeSample[], expected: string): Learnt {
  const [first] = samples;
  if (first === undefined || samples.some((sample) => sample.every((key) => key.kind !== 'char'))) return { ok: false, why: 'nothing' };
  for (const layout of ['as-typed', 'us'] as const) {
    const texts = samples.map((sample) => charsOf(sample, layout));
    const [text = ''] = texts;
    if (!text.endsWith(expected) || text.length - expected.length > PREFIX_CHARS_MAX) continue;
    if (texts.some((other) => other !== text)) return { ok: false, why: 'not-alike' };
    const slowest = Math.max(...samples.map(meanGap));
    if (slowest > GAP_MS_MAX) return { ok: false, why: 'too-slow' };
    const ends = samples.every((sample) => sample.at(-1)?.kind === 'terminator' || sample.some((key) => key.kind === 'terminator'));
    return {
      ok: true, settings: { prefix: text.slice(0, text.length - expected.length), suffix: ends ? 'key' : 'none', layout }, suffixKey: ends ? 'enter-or-tab' : 'none',
      meanGapMs: Math.round(slowest * 10) / 10, controlKeys: first.filter((key) => key.kind === 'control').length,
    };
  }
  return { ok: false, why: hasShape(charsOf(first, 'as-typed'), expected) ? 'layout' : 'other-code' };
}
