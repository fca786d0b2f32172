/** Merchant-presented codes as objects: id, length and value in text, templates within templates. */

/** One object; `inner` when its value is a template that could be taken apart. */
export type MerchantObject = {
  readonly id: string;
  readonly value: string;
  readonly inner: readonly MerchantObject[] | null;
};

/** Characters as EMVCo counts them: code points. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}

export type TlvResult = { readonly objects: readonly MerchantObject[]; readonly error: string | null };

/** Levels of templates: a root template, and a payment system's within 62. */
const DEPTH_MAX = 3;

/** Whether an object's value is a template: `must` be one, `may` be one, or plain text. */
export type Nesting = 'must' | 'may' | 'never';

/** At the root: 26-51 merchant accounts, 62 additional data, 64 language; 80-99 are free. Within 62, payment systems have 50-99. */
export function nestingOf(id: string, parent: string | null): Nesting {
  const number = Number(id);
  if (parent === null) {
    if ((number >= 26 && number <= 51) || number === 62 || number === 64) return 'must';
    return number >= 80 ? 'may' : 'never';
  }
  return parent === '62' && number >= 50 ? 'may' : 'never';
}

/**
 * Takes a payload apart. Lengths count characters, not bytes (EMVCo QRCPS-MPM 4.2).
 * A template of the root that must be one and is not ends it; one that may be stays plain.
 */
export function readMerchantTlv(text: string): TlvResult {
  // Only text beyond the basic plane has characters of two units.
  const characters = /[\ud800-\udfff]/.test(text) ? charactersOf(text) : null;
  return characters === null
    ? readLevel(text.length, (from, to) => text.slice(from, to), null, 1)
    : readLevel(characters.length, (from, to) => characters.slice(from, to).join(''), null, 1);
}

function readLevel(length: number, cut: (from: number, to: number) => string, parent: string | null, depth: number): TlvResult {
  const objects: MerchantObject[] = [];
  const where = parent === null ? '' : ` within ${parent}`;
  let at = 0;
  while (at < length) {
    const head = cut(at, at + 4);
    if (!/^\d{2}/.test(head)) return { objects, error: `no object id at place ${at + 1}${where}` };
    const id = head.slice(0, 2);
    if (!/^\d{4}$/.test(head)) return { objects, error: `object ${id}${where} has no length` };
    const size = Number(head.slice(2));
    if (at + 4 + size > length) return { objects, error: `object ${id}${where} is shorter than its length ${size}` };
    const value = cut(at + 4, at + 4 + size);
    const nesting = nestingOf(id, parent);
    const inner = nesting === 'never' || depth >= DEPTH_MAX ? null : readInner(value, id, depth + 1);
    if (nesting === 'must' && inner?.error !== null && inner !== null) return { objects, error: inner.error };
    objects.push({ id, value, inner: inner === null || inner.error !== null ? null : inner.objects });
    at += 4 + size;
  }
  return { objects, error: null };
}

/** A value is at most 99 characters, so the copies stay small. */
function readInner(value: string, id: string, depth: number): TlvResult {
  const characters = charactersOf(value);
  return readLevel(characters.length, (from, to) => characters.slice(from, to).join(''), id, depth);
}

export type MerchantFields = { readonly [id: string]: string | MerchantFields };

/** Objects by id, templates as objects; of an id that stands twice the last. */
export function fieldsOf(objects: readonly MerchantObject[]): MerchantFields {
  return Object.fromEntries(objects.map(({ id, value, inner }) => [id, inner === null || inner.length === 0 ? value : fieldsOf(inner)]));
}

/** The text of objects in the order given. `value`s are at most 99 characters. */
export function writeObject(id: string, value: string): string {
  return `${id}${String(charactersOf(value).length).padStart(2, '0')}${value}`;
}
