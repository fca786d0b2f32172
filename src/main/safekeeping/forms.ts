/** The shapes in which a text may lie in a file: as it is, in UTF-16, backwards, in hex and in base64, composed or not. */

export type Form = {
  readonly bytes: Buffer;
  /** As people write it, so that the letters beside it tell whether it is a word of its own. */
  readonly plain: boolean;
  /** Too short to tell from chance. */
  readonly weak: boolean;
};

const CHARS_MIN = 3;
const BYTES_MIN = 6;

/** A name this short is in many words and many bytes by chance: where it is found it is a candidate, no hit. */
export const isShort = (text: string): boolean => Array.from(text).length < CHARS_MIN;

/** What a text is written like by people and programs: composed and decomposed, in either case, with escapes. */
export function spellingsOf(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD'), text.toLowerCase(), text.toUpperCase(), escaped])];
}

/** Base64 in each of its three alignments, without the characters that its neighbours reach into. */
function base64Of(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((lead) => {
    const whole = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64').replace(/=+$/, '');
    const ragged = (lead + bytes.length) % 3 !== 0;
    return Buffer.from(whole.slice(lead === 0 ? 0 : lead + 1, ragged ? -1 : undefined));
  });
}

function encodingsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const hex = bytes.toString('hex');
  return [utf16, Buffer.from(utf16).swap16(), Buffer.from(Array.from(text).toReversed().join('')), Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...base64Of(bytes)];
}

export function formsOf(text: string): Form[] {
  const short = isShort(text);
  const found = new Map<string, Form>();
  const add = (bytes: Buffer, plain: boolean) => {
    const key = bytes.toString('latin1');
    if (bytes.length > 0 && !found.has(key)) found.set(key, { bytes, plain, weak: short || bytes.length < BYTES_MIN });
  };
  for (const spelling of spellingsOf(text)) add(Buffer.from(spelling), true);
  for (const bytes of encodingsOf(text)) add(bytes, false);
  return [...found.values()];
}

const isAlnum = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));

/** Whether the form that begins at `at` is only a piece of a longer word. Scripts without blanks between words have none. */
function insideWord(buffer: Buffer, at: number, { bytes }: Form): boolean {
  return (isAlnum(bytes[0]) && isAlnum(buffer[at - 1])) || (isAlnum(bytes.at(-1)) && isAlnum(buffer[at + bytes.length]));
}

export type Count = { hits: number; candidates: number };

/** Counts where the forms begin in [from, to) of a buffer. */
export function countIn(buffer: Buffer, forms: readonly Form[], from: number, to: number, into: Count): void {
  for (const form of forms) {
    for (let at = buffer.indexOf(form.bytes, from); at !== -1 && at < to; at = buffer.indexOf(form.bytes, at + 1)) {
      if (form.weak || (form.plain && insideWord(buffer, at, form))) into.candidates += 1;
      else into.hits += 1;
    }
  }
}
