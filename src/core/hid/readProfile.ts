/** Reads device profiles: JSON in, a profile or every reason why not out. Unknown members are refused, so that a misspelt quirk is no silent one. */
import { LIMITS } from '../limits.ts';
import { parseDescriptor } from './descriptor.ts';
import type { Command, Profile, ProfileMatch, Quirks, Switching } from './profile.ts';

/** `path`: `quirks.suffix`, `match.0.vendorId`; empty for the whole. */
export type ProfileProblem = { readonly path: string; readonly words: string };
export type ProfileReading = { readonly ok: true; readonly profile: Profile } | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown, path: string, problems: ProfileProblem[]) => unknown;

const ROLES = ['scanner', 'card-reader', 'scale'] as const;
const MODES = ['hid-pos', 'vendor', 'keyboard', 'serial', 'proprietary'] as const;
const LAYOUTS = ['by-descriptor', 'hid-pos-aim', 'hid-pos-plain', 'microscan', 'symbol-block', 'msr', 'magtek', 'magnesafe', 'idtech-fixed', 'idtech-frame', 'scale', 'keyboard'] as const;
const SUFFIXES = ['none', 'cr', 'lf', 'crlf', 'tab'] as const;
const ENCODINGS = ['gbk', 'shift_jis', 'euc-kr', 'latin-1'] as const;
const EVIDENCE = ['captured', 'manual', 'public-code', 'generic'] as const;
const SYMBOLOGIES = ['code128', 'qr', 'code39'] as const;

/** @param text one profile's file. */
export function readProfileText(text: string): ProfileReading {
  if (text.length > LIMITS.profileCharsMax) return { ok: false, problems: [{ path: '', words: `longer than ${LIMITS.profileCharsMax} characters, so it is no profile` }] };
  try {
    return readProfile(JSON.parse(text));
  } catch {
    return { ok: false, problems: [{ path: '', words: 'is no JSON' }] };
  }
}

export function readProfile(value: unknown): ProfileReading {
  const problems: ProfileProblem[] = [];
  const read = PROFILE(value, '', problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, profile: read as Profile };
}

function fail(problems: ProfileProblem[], path: string, words: string): undefined {
  if (problems.length < LIMITS.hidFaultsMax) problems.push({ path, words });
  return undefined;
}

function text(max: number, min = 1, pattern: RegExp | null = null, what = ''): Check {
  return (value, path, problems) => {
    if (typeof value !== 'string' || value.length < min || value.length > max) return fail(problems, path, `must be a text of ${min} to ${max} characters`);
    return pattern === null || pattern.test(value) ? value : fail(problems, path, `must be ${what}`);
  };
}

function oneOf(values: readonly string[]): Check {
  return (value, path, problems) => (typeof value === 'string' && values.includes(value) ? value : fail(problems, path, `must be one of ${values.join(', ')}`));
}

const flag: Check = (value, path, problems) => (typeof value === 'boolean' ? value : fail(problems, path, 'must be true or false'));

/** Written as people know them: `0x0c2e`. */
const id16: Check = (value, path, problems) => (typeof value === 'string' && /^0x[0-9a-f]{1,4}$/i.test(value) ? Number.parseInt(value.slice(2), 16) : fail(problems, path, 'must be a number of 16 bits such as "0x0c2e"'));

const hex = (max: number): Check => text(max * 2, 2, /^([0-9a-f]{2})+$/i, 'whole bytes in hex');

function orNull(check: Check): Check {
  return (value, path, problems) => (value === null ? null : check(value, path, problems));
}

function list(check: Check, max: number, min = 0): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return fail(problems, path, `must be a list of ${min} to ${max}`);
    return value.map((item: unknown, index) => check(item, path === '' ? String(index) : `${path}.${index}`, problems));
  };
}

function object(members: Readonly<Record<string, Check>>, optional: readonly string[] = []): Check {
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(problems, path, 'must be an object');
    const given = value as Json;
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    for (const name of Object.keys(given)) if (!Object.hasOwn(members, name)) fail(problems, at(name), 'is no member of a profile');
    const read: Record<string, unknown> = {};
    for (const [name, check] of Object.entries(members)) {
      if (Object.hasOwn(given, name)) read[name] = check(given[name], at(name), problems);
      else if (!optional.includes(name)) fail(problems, at(name), 'is missing');
    }
    return read;
  };
}

/** Every name of T, and no other. */
type Members<T> = Readonly<Record<keyof Required<T>, Check>>;

const MATCH: Members<ProfileMatch> = { vendorId: id16, productId: id16, usagePage: id16, usage: id16 };
const silence: Check = (value, path, problems) => (typeof value === 'number' && Number.isInteger(value) && value >= 10 && value <= 2000 ? value : fail(problems, path, 'must be 10 to 2000 milliseconds'));
const QUIRKS: Members<Quirks> = { suffix: oneOf(SUFFIXES), aimInData: flag, ignoreDescriptor: flag, fallbackEncoding: oneOf(ENCODINGS), silenceMs: silence, reportsTwice: flag };
const COMMAND: Members<Command> = { report: oneOf(['output', 'feature']), hex: hex(1024) };
const WORDS = object({ en: text(600), zh: text(600), ko: text(600) });
const SWITCHING: Members<Switching> = { to: oneOf(MODES), words: WORDS, barcode: orNull(object({ text: text(200, 1, /^[\x20-\x7e]+$/, 'printable ASCII'), symbology: oneOf(SYMBOLOGIES) })) };

const descriptor: Check = (value, path, problems) => {
  const read = hex(LIMITS.hidDescriptorBytesMax)(value, path, problems);
  if (typeof read !== 'string') return undefined;
  const [first] = parseDescriptor(bytesOfHex(read)).faults;
  return first === undefined ? read : fail(problems, path, `is no whole report descriptor: ${first.words}`);
};

const MEMBERS: Members<Profile> = {
  id: text(64, 2, /^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and -'), name: text(120), role: oneOf(ROLES), mode: oneOf(MODES),
  match: list(object(MATCH, Object.keys(MATCH)), 32), layout: oneOf(LAYOUTS), quirks: object(QUIRKS, Object.keys(QUIRKS)),
  commands: object({ open: object(COMMAND), trigger: object(COMMAND), stop: object(COMMAND), beep: object(COMMAND) }, ['open', 'trigger', 'stop', 'beep']),
  switching: list(object(SWITCHING), 8), descriptor: orNull(descriptor), sources: list(text(300), 12, 1), evidence: oneOf(EVIDENCE), notes: text(1000, 0),
};
const PROFILE = object(MEMBERS);

/** @param hex an even number of hex digits. */
export function bytesOfHex(hexText: string): Uint8Array {
  return Uint8Array.from({ length: hexText.length >> 1 }, (_, i) => Number.parseInt(hexText.slice(2 * i, 2 * i + 2), 16));
}
