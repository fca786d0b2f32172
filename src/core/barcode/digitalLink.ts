/** GS1 Digital Link: identifiers as a web address, taken apart by path and query. */
import { gs1Ai } from './gs1Ais.ts';
import { checkDigitFits } from './checkDigit.ts';
import { gtin14Of } from './gtin.ts';
import { checked } from './gs1Elements.ts';
import type { Gs1Data, Gs1Element } from './gs1Elements.ts';

/** What a shop may allow beyond the standard; all off by default. */
export type DigitalLinkPermits = {
  /** GTIN-8, -12 or -13 in (01), not filled up to 14. */
  readonly shortGtin?: boolean;
  /** `gtin`, `lot`, `ser` ... instead of the digits, as early links had them. */
  readonly words?: boolean;
  /** Numeric query keys that are no identifier are taken as they come. */
  readonly unknownAis?: boolean;
};

/** Early drafts of the standard named identifiers by words. */
const WORDS: Readonly<Record<string, string>> = {
  sscc: '00', gtin: '01', lot: '10', ser: '21', cpv: '22', gdti: '253', glnx: '254', gcn: '255', ginc: '401', gsin: '402',
  gln: '414', payTo: '415', party: '417', grai: '8003', giai: '8004', itip: '8006', cpid: '8010', cpsn: '8011', gmn: '8013',
  gsrnp: '8017', gsrn: '8018', srin: '8019', refno: '8020',
};

type Link = { readonly path: string; readonly query: string };

/**
 * Reads a web address as a Digital Link.
 * @returns null when it is an ordinary web address: no http(s) link, or no primary key in its path.
 */
export function readDigitalLink(text: string, permits: DigitalLinkPermits = {}): Gs1Data | null {
  const link = splitLink(text);
  const pairs = link === null ? null : pathPairs(link.path, permits);
  if (link === null || pairs === null) return null;
  const elements: Gs1Element[] = [];
  const unknown: Gs1Element[] = [];
  const taken = new Set<string>();
  const errors: string[] = [];
  const key = pairs[0]?.ai ?? '';
  const orders = gs1Ai(key)?.qualifiers ?? [];
  if (!orders.some((order) => isInOrder(pairs.slice(1).map((pair) => pair.ai), order))) errors.push(`the path has what may not follow (${key}), or in the wrong order`);
  for (const { ai, raw } of pairs) take(ai, unescape(raw));
  for (const [name, raw] of queryPairs(link.query)) {
    if (!/^\d+$/.test(name)) continue;
    const value = raw === null ? null : unescape(raw.replaceAll('+', ' '));
    const entry = gs1Ai(name);
    if (entry === undefined && permits.unknownAis === true && value !== null && value !== '') unknown.push({ ai: name, value });
    else if (entry === undefined) errors.push(`the query has ${name.length > 4 ? 'a number' : name}, which is no application identifier`);
    else if (!entry.attribute || orders.some((order) => order.includes(name))) errors.push(`(${name}) may not stand in the query`);
    else take(name, value);
  }
  const data = checked(elements);
  return { elements: [...elements, ...unknown], errors: [...errors, ...data.errors], associations: data.associations };

  function take(ai: string, value: string | null): void {
    if (value === null) errors.push(`(${ai}) has a broken percent escape or no value`);
    else if (taken.has(ai)) errors.push(`(${ai}) stands twice`);
    else elements.push({ ai, value: ai === '01' && permits.shortGtin === true ? filledGtin(value) : value });
    taken.add(ai);
  }
}

function filledGtin(value: string): string {
  return /^(?:\d{8}|\d{12}|\d{13})$/.test(value) && checkDigitFits(value) ? gtin14Of(value) : value;
}

/** The scheme is all lower or all upper case; every character must be one that a URI may have. */
function splitLink(text: string): Link | null {
  const match = /^(?:https?|HTTPS?):\/\/([A-Za-z0-9.\-[\]:]+)(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/.exec(text);
  if (match === null || !/^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/.test(text)) return null;
  return { path: match[2] ?? '', query: match[3] ?? '' };
}

/** Pairs of identifier and value from the end of the path back to the nearest primary key; null when there is none. */
function pathPairs(path: string, permits: DigitalLinkPermits): { ai: string; raw: string }[] | null {
  const segments = path.split('/');
  const pairs: { ai: string; raw: string }[] = [];
  for (let index = segments.length - 2; index >= 1; index -= 2) {
    const name = segments[index] ?? '';
    const ai = permits.words === true && Object.hasOwn(WORDS, name) ? WORDS[name] ?? name : name;
    const entry = gs1Ai(ai);
    if (entry === undefined) return null;
    pairs.unshift({ ai, raw: segments[index + 1] ?? '' });
    if (entry.qualifiers !== null) return pairs;
    if (pairs.length > QUALIFIERS_MAX) return null;
  }
  return null;
}

/** No key has more qualifiers than (01): variant, lot, serial. */
const QUALIFIERS_MAX = 3;

function isInOrder(found: readonly string[], order: readonly string[]): boolean {
  let from = 0;
  for (const ai of found) {
    const place = order.indexOf(ai, from);
    if (place < 0) return false;
    from = place + 1;
  }
  return true;
}

function queryPairs(query: string): [name: string, raw: string | null][] {
  return query.split('&').filter((part) => part !== '').map((part) => {
    const equals = part.indexOf('=');
    return equals < 0 ? [part, null] : [part.slice(0, equals), part.slice(equals + 1)];
  });
}

/** Percent escapes as characters; null when one is broken or there is no value. What GS1 data may not hold is found with their charset. */
function unescape(raw: string): string | null {
  if (raw === '' || /%(?![0-9A-Fa-f]{2})/.test(raw)) return null;
  return raw.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
