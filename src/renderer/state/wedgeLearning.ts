/** Teaches this screen its keyboard scanner: while it learns, keys go to the lesson and nowhere else; what was learnt is kept in this browser. */
import { UNLEARNT, type WedgeKey, type WedgeSettings } from './wedge.ts';
import { learnWedge, type Learnt, type WedgeSample } from './wedgeLearn.ts';

const KEY = 'tillbook.wedge';
/** A pause that ends one scan of a lesson. */
const SCAN_ENDS_MS = 300;

let settings: WedgeSettings | null = null;

function stored(): WedgeSettings {
  try {
    const value = JSON.parse(window.localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof WedgeSettings, unknown>>;
    return {
      prefix: typeof value.prefix === 'string' ? value.prefix.slice(0, 8) : UNLEARNT.prefix,
      suffix: value.suffix === 'none' ? 'none' : 'key',
      layout: value.layout === 'us' ? 'us' : 'as-typed',
    };
  } catch {
    return UNLEARNT;
  }
}

export function wedgeSettings(): WedgeSettings {
  return (settings ??= stored());
}

export function hasLearntWedge(): boolean {
  try {
    return window.localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function keepWedgeSettings(next: WedgeSettings): void {
  settings = next;
  try {
    window.localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A full or forbidden store loses only the lesson.
  }
}

export function forgetWedgeSettings(): void {
  settings = UNLEARNT;
  try {
    window.localStorage.removeItem(KEY);
  } catch {
    // What cannot be written was not kept either.
  }
}

type Lesson = { readonly expected: string; readonly scans: number; readonly samples: WedgeKey[][]; readonly onScan: (done: number) => void; readonly done: (learnt: Learnt) => void; timer: number };
let lesson: Lesson | null = null;

function endScan(): void {
  const one = lesson;
  if (one === null) return;
  // A hand on Shift or Enter is no scan.
  if (one.samples.at(-1)?.every((key) => key.kind !== 'char') === true) one.samples.pop();
  const full = one.samples.filter((sample) => sample.length > 0);
  one.onScan(full.length);
  if (full.length >= one.scans) return endLesson();
  one.samples.push([]);
}

function endLesson(): void {
  const one = lesson;
  if (one === null) return;
  lesson = null;
  window.clearTimeout(one.timer);
  const samples: WedgeSample[] = one.samples.filter((sample) => sample.length > 0);
  one.done(learnWedge(samples, one.expected));
}

/** True while a lesson takes the keys. */
export function hearKey(key: WedgeKey): boolean {
  const one = lesson;
  if (one === null) return false;
  window.clearTimeout(one.timer);
  (one.samples.at(-1) ?? []).push(key);
  one.timer = window.setTimeout(endScan, SCAN_ENDS_MS);
  return true;
}

/**
 * Starts a lesson: the code `expected` is to be scanned `scans` times. Nothing is kept until the caller does so by `keepWedgeSettings`.
 * @returns the way to give up: it then ends with what it has.
 */
export function startLesson(expected: string, scans: number, onScan: (done: number) => void, done: (learnt: Learnt) => void): () => void {
  endLesson();
  lesson = { expected, scans, samples: [[]], onScan, done, timer: 0 };
  return endLesson;
}
