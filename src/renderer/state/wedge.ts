/** Tells a keyboard scanner from a typist by timing, shape and suffix; pure, fed with keys and the time. */

/** Mean time between characters of a scanner, ms. */
const MEAN_GAP_MS_MAX = 35;
/** A longer pause ends a burst. */
export const PAUSE_MS_MAX = 60;
/** A busy machine delivers a scan's tail late, though its keys carry the right times: what looks like a scan is waited for. */
const TAIL_MS_MAX = 400;
const SCAN_CHARS_MIN = 4;
/** So many characters so fast no hand types: it is a scan, and it may be one of a payment code, even when its end never comes. */
const SURE_CHARS_MIN = 8;
const SURE_TAIL_MS_MAX = 1_500;
/** One more than the till reads; what is longer is refused there as too long. */
const SCAN_CHARS_MAX = 4_097;
/** Characters that may reach a text field before a burst is known for one; they are taken out again. */
const PASSED_MAX = 2;

export type WedgeKey = {
  readonly kind: 'char' | 'terminator' | 'control' | 'other';
  /** The character; empty for other kinds. */
  readonly char: string;
  /** The character that the key has on a US keyboard; absent where it has none. */
  readonly us?: string;
  readonly at: number;
  readonly repeat: boolean;
  /** The key goes to a text field. */
  readonly field: boolean;
};

/** What was learnt of this counter's keyboard scanner; `UNLEARNT` fits most. */
export type WedgeSettings = {
  /** Typed before each code; taken off. */
  readonly prefix: string;
  /** `none`: a code ends when the scanner falls silent. */
  readonly suffix: 'key' | 'none';
  /** `us`: the scanner types as on a US keyboard, this machine's is another. */
  readonly layout: 'as-typed' | 'us';
};

export const UNLEARNT: WedgeSettings = { prefix: '', suffix: 'key', layout: 'as-typed' };

export type WedgeEffect =
  | { readonly kind: 'scan'; readonly text: string }
  /** A scan whose end never came: its characters go nowhere. */
  | { readonly kind: 'lost'; readonly count: number }
  /** A typist after all: give the characters to shortcuts and keypads. */
  | { readonly kind: 'typed'; readonly chars: string }
  /** A typist after all: put the characters into the field. */
  | { readonly kind: 'insert'; readonly chars: string }
  /** Remember the field as it is now. */
  | { readonly kind: 'remember' }
  /** Bring the field back to what was remembered. */
  | { readonly kind: 'take-back' };

export type WedgeAnswer = { readonly swallow: boolean; readonly effects: readonly WedgeEffect[] };

export type Wedge = {
  readonly press: (key: WedgeKey) => WedgeAnswer;
  /** How long no key may come before `settle` is called, ms. */
  readonly patienceMs: () => number;
  readonly settle: () => readonly WedgeEffect[];
  /** The key belongs to the burst that is under way, though it came to another element: a dialog that closes, or opens, moves the focus under a scan. */
  readonly goesOn: (key: WedgeKey) => boolean;
};

type Burst = { text: string; us: string; firstAt: number; lastAt: number; field: boolean; takenBack: boolean };

const length = (burst: Burst): number => burst.text.length;
const isFast = (burst: Burst): boolean => length(burst) > 1 && (burst.lastAt - burst.firstAt) / (length(burst) - 1) <= MEAN_GAP_MS_MAX;

/** Too many too fast for a hand: no more of it reaches a field. */
const isKnown = (burst: Burst): boolean => isFast(burst) && length(burst) > PASSED_MAX;

const isSure = (burst: Burst): boolean => isFast(burst) && length(burst) >= SURE_CHARS_MIN;

function ended(burst: Burst, settings: WedgeSettings): readonly WedgeEffect[] {
  if (isSure(burst) && settings.suffix === 'none') return [{ kind: 'scan', text: scanned(burst, settings) }];
  if (isSure(burst)) return [{ kind: 'lost', count: length(burst) }];
  if (!burst.field) return [{ kind: 'typed', chars: burst.text }];
  return burst.takenBack ? [{ kind: 'insert', chars: burst.text }] : [];
}

function scanned(burst: Burst, { prefix, layout }: WedgeSettings): string {
  const text = layout === 'us' ? burst.us : burst.text;
  return prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

export function createWedge(settingsNow: () => WedgeSettings = () => UNLEARNT): Wedge {
  /** When the last scan ended: what a scanner types behind it, such as a line feed as Ctrl+J, goes nowhere either. */
  let scanAt = -Infinity;
  let burst: Burst | null = null;
  /** First characters that reached a field and were given up by the clock on the wall, before a late key's own time said otherwise. */
  let givenUp: Burst | null = null;

  const settle = (): readonly WedgeEffect[] => {
    const effects = burst === null ? [] : ended(burst, settingsNow());
    burst = null;
    givenUp = null;
    return effects;
  };

  const patienceEnds = (): readonly WedgeEffect[] => {
    const first = burst !== null && burst.field && !burst.takenBack ? burst : null;
    const effects = settle();
    givenUp = first;
    return effects;
  };

  const begin = (key: WedgeKey, before: readonly WedgeEffect[]): WedgeAnswer => {
    burst = { text: key.char, us: key.us ?? key.char, firstAt: key.at, lastAt: key.at, field: key.field, takenBack: false };
    return { swallow: !key.field, effects: key.field ? [...before, { kind: 'remember' }] : before };
  };

  const add = (key: WedgeKey): WedgeAnswer => {
    if (burst === null && givenUp !== null && key.field) burst = givenUp;
    givenUp = null;
    if (burst === null || (burst.field !== key.field && !isKnown(burst)) || key.at - burst.lastAt > PAUSE_MS_MAX) return begin(key, settle());
    const mean = (key.at - burst.firstAt) / length(burst);
    if (length(burst) >= PASSED_MAX && mean > MEAN_GAP_MS_MAX && !burst.takenBack) return begin(key, settle());
    if (length(burst) < SCAN_CHARS_MAX) {
      burst.text += key.char;
      burst.us += key.us ?? key.char;
    }
    burst.lastAt = key.at;
    if (!burst.field || burst.takenBack) return { swallow: true, effects: [] };
    if (length(burst) <= PASSED_MAX) return { swallow: false, effects: [] };
    burst.takenBack = true;
    return { swallow: true, effects: [{ kind: 'take-back' }] };
  };

  const finish = (key: WedgeKey): WedgeAnswer => {
    if (burst !== null && length(burst) >= SCAN_CHARS_MIN && isFast(burst) && key.at - burst.lastAt <= PAUSE_MS_MAX) {
      const text = scanned(burst, settingsNow());
      burst = null;
      scanAt = key.at;
      return { swallow: true, effects: [{ kind: 'scan', text }] };
    }
    return { swallow: false, effects: settle() };
  };

  return {
    settle: patienceEnds,
    goesOn: (key) => burst !== null && key.at - burst.lastAt <= PAUSE_MS_MAX && (key.at - burst.firstAt) / length(burst) <= MEAN_GAP_MS_MAX && (burst.field === key.field || isKnown(burst)),
    patienceMs: () => (burst === null || !isFast(burst) ? PAUSE_MS_MAX : isSure(burst) ? SURE_TAIL_MS_MAX : TAIL_MS_MAX),
    press(key) {
      if (key.repeat) return { swallow: false, effects: settle() };
      if (key.kind === 'char') return add(key);
      const sinceScan = key.at - scanAt;
      // A clock that was set back says nothing of what came behind a scan.
      if (key.kind !== 'other' && burst === null && sinceScan >= 0 && sinceScan <= PAUSE_MS_MAX) {
        scanAt = key.at;
        return { swallow: true, effects: [] };
      }
      if (key.kind === 'terminator') return finish(key);
      // A scanner may type control keys between characters; none of them may reach the screen or the browser.
      if (burst !== null && isFast(burst) && key.at - burst.lastAt <= PAUSE_MS_MAX) return { swallow: true, effects: [] };
      return { swallow: false, effects: settle() };
    },
  };
}
