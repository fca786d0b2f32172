/** Composes what a scanner in ALT mode types: each character as Alt held down with the character's number on the keypad; pure, fed with keys. */
import { PAUSE_MS_MAX } from './wedge.ts';

/** No hand holds Alt and types three digits at this pace. */
const MEAN_GAP_MS_MAX = 35;
const DIGITS_MAX = 4;
const ASCII = 128;
const ONE_BYTE = 256;

export type AltKey = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'timeStamp'>;
/** `at`: as if each character had been one key, so that a burst's pace is the scanner's and not that of its digits. */
export type Composed = { readonly kind: 'char' | 'terminator' | 'control'; readonly char: string; readonly at: number };

export type AltCodes = {
  /** True: the key is a part of a character to come. */
  readonly down: (key: AltKey) => boolean;
  /** A character that is whole when Alt is let go; null otherwise. */
  readonly up: (key: AltKey) => Composed | null;
  /** The time of an ordinary key among composed ones. */
  readonly timeOf: (timeStamp: number) => number;
};

/** With a leading zero the number is of Windows-1252, without one of a code page that nobody here knows: only ASCII is the same in all. */
function charOf(digits: string): string | null {
  const code = Number(digits);
  if (code >= ONE_BYTE) return null;
  if (code < ASCII) return String.fromCharCode(code);
  return digits.startsWith('0') ? new TextDecoder('windows-1252').decode(Uint8Array.of(code)) : '\ufffd';
}

const kindOf = (char: string): Composed['kind'] => (char === '\r' || char === '\n' || char === '\t' ? 'terminator' : char < ' ' && char !== '\u001d' ? 'control' : 'char');

export function altCodes(): AltCodes {
  let held: { readonly from: number; digits: string } | null = null;
  /** Time that went into digits since the burst began, and when the last character was whole. */
  let spentMs = 0;
  let wholeAt = -Infinity;
  const timeOf = (timeStamp: number): number => {
    if (held === null && timeStamp - wholeAt > PAUSE_MS_MAX) spentMs = 0;
    return timeStamp - spentMs;
  };
  return {
    timeOf,
    down(key) {
      if (key.key === 'Alt' && !key.ctrlKey && !key.metaKey) {
        if (key.timeStamp - wholeAt > PAUSE_MS_MAX) spentMs = 0;
        held ??= { from: key.timeStamp, digits: '' };
        return true;
      }
      const digit = /^Numpad(\d)$/.exec(key.code)?.[1];
      if (held === null || !key.altKey || digit === undefined || held.digits.length >= DIGITS_MAX) {
        held = null;
        return false;
      }
      held.digits += digit;
      return true;
    },
    up(key) {
      if (key.key !== 'Alt' || held === null) return null;
      const { from, digits } = held;
      held = null;
      const tookMs = key.timeStamp - from;
      const char = charOf(digits);
      if (digits.length < 2 || tookMs / (digits.length + 1) > MEAN_GAP_MS_MAX || char === null || char < '\u0001') return null;
      spentMs += tookMs;
      wholeAt = key.timeStamp;
      const kind = kindOf(char);
      return { kind, char: kind === 'char' ? char : '', at: key.timeStamp - spentMs };
    },
  };
}
