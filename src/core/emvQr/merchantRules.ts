/** The rules of EMVCo for merchant-presented codes that a readable code may still break. */
import { isCountryAlpha2, isCurrencyNumeric } from '../barcode/isoCodes.ts';
import { charactersOf, nestingOf } from './merchantTlv.ts';
import type { MerchantObject } from './merchantTlv.ts';

/** Whole payload. Source: EMVCo QRCPS-MPM 4.1. */
const PAYLOAD_CHARS_MAX = 512;

type Rule = { readonly id: string; readonly mandatory?: true; readonly form: RegExp; readonly meaning: string };

/** Data objects of the root with a form of their own. Source: EMVCo QRCPS-MPM, table 3.1 and chapter 4. */
const ROOT: readonly Rule[] = [
  { id: '00', mandatory: true, form: /^01$/, meaning: 'payload format indicator' },
  { id: '01', form: /^1[12]$/, meaning: 'point of initiation' },
  { id: '52', mandatory: true, form: /^\d{4}$/, meaning: 'merchant category' },
  { id: '53', mandatory: true, form: /^\d{3}$/, meaning: 'currency' },
  { id: '54', form: /^(?=.{1,13}$)\d+(?:\.\d*)?$/, meaning: 'amount' },
  { id: '55', form: /^0[123]$/, meaning: 'tip' },
  { id: '56', form: /^(?=.{1,13}$)\d+(?:\.\d*)?$/, meaning: 'fixed fee' },
  { id: '57', form: /^(?=.{1,5}$)\d{1,2}(?:\.\d{0,2})?$/, meaning: 'percentage fee' },
  { id: '58', mandatory: true, form: /^[A-Z]{2}$/, meaning: 'country' },
  { id: '59', mandatory: true, form: /^.{1,25}$/su, meaning: 'merchant name' },
  { id: '60', mandatory: true, form: /^.{1,15}$/su, meaning: 'merchant city' },
  { id: '61', form: /^.{1,10}$/su, meaning: 'postal code' },
  { id: '63', mandatory: true, form: /^[0-9A-F]{4}$/, meaning: 'checksum' },
];

/** Deviations in words, in the order of the ids; no value is quoted. */
export function deviationsOf(objects: readonly MerchantObject[], text: string): string[] {
  const found: string[] = [];
  const byId = new Map(objects.map((object) => [object.id, object.value]));
  if (charactersOf(text).length > PAYLOAD_CHARS_MAX) found.push(`longer than ${PAYLOAD_CHARS_MAX} characters`);
  if (objects[0]?.id !== '00') found.push('00 payload format indicator is not first');
  if (objects.at(-1)?.id !== '63') found.push('63 checksum is not last');
  if (!objects.some(({ id }) => id >= '02' && id <= '51')) found.push('no merchant account information 02-51');
  for (const rule of ROOT) {
    const value = byId.get(rule.id);
    if (value === undefined && rule.mandatory === true) found.push(`mandatory ${rule.id} ${rule.meaning} missing`);
    else if (value !== undefined && !rule.form.test(value)) found.push(`${rule.id} ${rule.meaning} has not its form`);
  }
  found.push(...repeated(objects, ''), ...contents(byId), ...tips(byId));
  for (const object of objects) found.push(...templateDeviations(object));
  return found;
}

function contents(byId: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  if (isZero(byId.get('54'))) found.push('54 amount is zero');
  if (/^\d{3}$/.test(byId.get('53') ?? '') && !isCurrencyNumeric(byId.get('53') ?? '')) found.push('53 is no currency of ISO 4217');
  if (/^[A-Z]{2}$/.test(byId.get('58') ?? '') && !isCountryAlpha2(byId.get('58') ?? '')) found.push('58 is no country of ISO 3166');
  return found;
}

/** 56 exactly with 55 = 02, 57 exactly with 55 = 03. */
function tips(byId: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const tip = byId.get('55');
  if (byId.has('56') !== (tip === '02')) found.push(byId.has('56') ? '56 fixed fee without 55 = 02' : '55 = 02 without 56 fixed fee');
  if (byId.has('57') !== (tip === '03')) found.push(byId.has('57') ? '57 percentage fee without 55 = 03' : '55 = 03 without 57 percentage fee');
  if (isZero(byId.get('56'))) found.push('56 fixed fee is zero');
  if (isZero(byId.get('57'))) found.push('57 percentage fee is zero');
  return found;
}

function isZero(amount: string | undefined): boolean {
  return amount !== undefined && /^[0.]+$/.test(amount);
}

function repeated(objects: readonly MerchantObject[], where: string): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of objects) (seen.has(id) ? twice : seen).add(id);
  return [...twice].map((id) => `${where}${id} stands twice`);
}

function templateDeviations(object: MerchantObject): string[] {
  const { id, value, inner } = object;
  const number = Number(id);
  if (value === '') return [`${id} empty`];
  if (inner === null) return nestingOf(id, null) === 'never' ? [] : [`${id} is no template`];
  const found = repeated(inner, `${id}-`);
  for (const part of inner) if (part.value === '') found.push(`${id}-${part.id} empty`);
  if (number <= 51 || number >= 80) found.push(...identifierDeviations(inner, id));
  if (number === 62) found.push(...additionalDeviations(inner));
  if (number === 64) found.push(...languageDeviations(inner));
  return found;
}

/** Sub-object 00: an application identifier, a UUID without dashes or a reverse domain name. */
function identifierDeviations(inner: readonly MerchantObject[], where: string): string[] {
  const identifier = inner.find(({ id }) => id === '00')?.value;
  if (identifier === undefined) return [`${where} has no globally unique identifier 00`];
  return identifier.length > 32 ? [`${where}-00 is longer than 32`] : [];
}

function additionalDeviations(inner: readonly MerchantObject[]): string[] {
  const found: string[] = [];
  for (const { id, value, inner: parts } of inner) {
    const number = Number(id);
    if (number >= 1 && number <= 8 && charactersOf(value).length > 25) found.push(`62-${id} is longer than 25`);
    if (number === 9 && !(/^[AME]{1,3}$/.test(value) && new Set(value).size === value.length)) found.push('62-09 has other letters than A, M and E, or one twice');
    if (number === 10 && value.length > 20) found.push('62-10 is longer than 20');
    if (number === 11 && value.length !== 3) found.push('62-11 has not its 3 characters');
    if (number >= 50 && parts === null) found.push(`62-${id} is no template`);
    if (number >= 50 && parts !== null) found.push(...identifierDeviations(parts, `62-${id}`));
  }
  return found;
}

function languageDeviations(inner: readonly MerchantObject[]): string[] {
  const byId = new Map(inner.map(({ id, value }) => [id, value]));
  const found: string[] = [];
  if (!/^[A-Za-z]{2}$/.test(byId.get('00') ?? '')) found.push('64-00 names no language');
  const name = byId.get('01');
  if (name === undefined) found.push('64-01 merchant name missing');
  else if (charactersOf(name).length > 25) found.push('64-01 is longer than 25');
  if (charactersOf(byId.get('02') ?? '').length > 15) found.push('64-02 is longer than 15');
  return found;
}
