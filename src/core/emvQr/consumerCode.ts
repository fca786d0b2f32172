/** EMVCo consumer-presented codes: the customer's card or wallet as BER-TLV in Base64. */
import { bytesOfBase64, bytesOfHex, hexOf, readBer } from './berTlv.ts';
import type { BerObject } from './berTlv.ts';

type ConsumerFields = { readonly [tag: string]: string | ConsumerFields | readonly (string | ConsumerFields)[] };

export type ConsumerReading = {
  readonly accepted: boolean;
  /** In words, without values. */
  readonly errors: readonly string[];
  /** Rules that codes in use break and a reader may overlook. */
  readonly deviations: readonly string[];
  /**
   * By tag: hexadecimal, text where the tag holds text, templates as objects, a tag that stands twice as a list.
   * Holds card numbers: for the bench only, never kept, shown or logged by the till.
   */
  readonly fields: ConsumerFields;
  /** Application identifiers (4F) in the order offered. */
  readonly applications: readonly string[];
  /** Last four digits of the first account, or null. */
  readonly lastFour: string | null;
};

/** `85 05 "CPV01"` stands first, so that every code begins alike. */
const BASE64_HEAD = 'hQVDUFYw';
const HEX_HEAD = '8505435056';

const TEMPLATES: ReadonlySet<string> = new Set(['61', '62', '63', '64']);
/** 63 belongs into 61 only, 64 into 62 only, 61 and 62 stand at the root. Source: EMVCo QRCPS-CPM 1.1, chapter 4. */
const PARENT: Readonly<Record<string, string>> = { '61': '', '62': '', '63': '61', '64': '62' };
const TEXT_TAGS: ReadonlySet<string> = new Set(['85', '50', '5F20', '5F2D', '5F50']);

export function looksLikeConsumerCode(text: string): boolean {
  return text.startsWith(BASE64_HEAD) || text.toUpperCase().startsWith(HEX_HEAD);
}

/** Base64 as the code holds it, or hexadecimal as tools print it. */
export function readConsumerCode(text: string): ConsumerReading {
  const bytes = text.toUpperCase().startsWith(HEX_HEAD) ? bytesOfHex(text) : bytesOfBase64(text);
  const faults: Faults = { errors: [], deviations: [] };
  if (bytes === null) return reading({}, [], { errors: ['is neither Base64 nor hexadecimal'], deviations: [] });
  const { objects, error } = readBer(bytes);
  if (error !== null) faults.errors.push(error);
  const first = objects[0];
  if (first === undefined || first.tag !== '85' || textOf(first.value) !== 'CPV01') faults.errors.push('does not begin with 85 "CPV01"');
  const fields = level(objects, '', faults);
  const applications = objects.filter(({ tag }) => tag === '61');
  if (applications.length === 0) faults.errors.push('no application template 61');
  if (applications.length > 2) faults.deviations.push('more than two application templates 61');
  return reading(fields, applications, faults);
}

type Faults = { errors: string[]; deviations: string[] };

type Content = string | ConsumerFields;

function level(objects: readonly BerObject[], parent: string, faults: Faults): ConsumerFields {
  const found = new Map<string, Content[]>();
  for (const { tag, value } of objects) {
    const isTemplate = TEMPLATES.has(tag);
    const isPlaced = !isTemplate || PARENT[tag] === parent;
    if (!isPlaced) faults.errors.push(`${tag} stands ${parent === '' ? 'at the root' : `within ${parent}`}, where it does not belong`);
    const content = isTemplate && isPlaced ? template(tag, value, faults) : TEXT_TAGS.has(tag) ? textOf(value) : hexOf(value);
    const before = found.get(tag);
    if (before === undefined) found.set(tag, [content]);
    else {
      if (tag !== '61' && before.length === 1) faults.errors.push(`${tag} stands twice${parent === '' ? '' : ` within ${parent}`}`);
      before.push(content);
    }
  }
  return Object.fromEntries([...found].map(([tag, contents]) => [tag, contents.length === 1 ? contents[0] ?? '' : contents]));
}

function template(tag: string, value: Uint8Array, faults: Faults): ConsumerFields {
  const { objects, error } = readBer(value);
  if (error !== null) faults.errors.push(`${error} (within ${tag})`);
  if (tag === '61') {
    const aid = objects.find((object) => object.tag === '4F');
    if (aid === undefined) faults.errors.push('61 has no application identifier 4F');
    else if (aid.value.length < 5 || aid.value.length > 16) faults.errors.push('4F has not 5 to 16 bytes');
    if (!objects.some((object) => object.tag === '57' || object.tag === '5A')) faults.deviations.push('61 has neither track 2 (57) nor account number (5A)');
  }
  return level(objects, tag, faults);
}

function reading(fields: ConsumerFields, applications: readonly BerObject[], { errors, deviations }: Faults): ConsumerReading {
  const inner = applications.map(({ value }) => readBer(value).objects);
  return {
    accepted: errors.length === 0, errors, deviations, fields,
    applications: inner.flatMap((objects) => objects.filter(({ tag }) => tag === '4F').map(({ value }) => hexOf(value))),
    lastFour: lastFourOf(inner[0] ?? []),
  };
}

/** Track 2 equivalent data are at most 19 bytes. */
const ACCOUNT_BYTES_MAX = 19;

/** Account number from 9F25, 5A (digits, filled with F) or 57 (digits up to D). */
function lastFourOf(objects: readonly BerObject[]): string | null {
  const hex = (tag: string): string | null => {
    const found = objects.find((object) => object.tag === tag);
    return found === undefined || found.value.length > ACCOUNT_BYTES_MAX ? null : hexOf(found.value);
  };
  const digits = hex('9F25') ?? hex('5A')?.replace(/F+$/, '') ?? hex('57')?.split('D')[0] ?? '';
  return /^\d{4,19}$/.test(digits) ? digits.slice(-4) : null;
}

/** Printable ASCII; any other byte as `?`. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?';
  return text;
}
