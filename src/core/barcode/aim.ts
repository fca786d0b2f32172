/** AIM symbology identifiers: what the scanner says it read, when it says so. */

/** What a symbology can hold; `text` is anything, `gs1` is element strings only. */
type AimContent = 'gs1' | 'ean' | 'ean8' | 'ean-add-on' | 'itf' | 'text';

export type Aim = { readonly id: string; readonly name: string; readonly content: AimContent };

/** By letter and modifier; a letter alone stands for every modifier not listed. Source: ISO/IEC 15424. */
const TABLE: Readonly<Record<string, readonly [name: string, content: AimContent]>> = {
  A: ['Code 39', 'text'], C: ['Code 128', 'text'], C1: ['GS1-128', 'gs1'],
  E: ['EAN/UPC', 'ean'], E3: ['EAN/UPC with add-on', 'ean-add-on'], E4: ['EAN-8', 'ean8'],
  F: ['Codabar', 'text'], G: ['Code 93', 'text'], I: ['ITF', 'itf'], L: ['PDF417', 'text'],
  Q: ['QR', 'text'], Q3: ['GS1 QR', 'gs1'], Q4: ['GS1 QR', 'gs1'],
  d: ['Data Matrix', 'text'], d2: ['GS1 Data Matrix', 'gs1'],
  e: ['GS1 DataBar', 'gs1'], J: ['DotCode', 'text'], J1: ['GS1 DotCode', 'gs1'],
  z: ['Aztec', 'text'], z1: ['GS1 Aztec', 'gs1'], X: ['other', 'text'],
};

/** @returns null when the identifier is not of the form `]Q1` or not one we know. */
export function aimOf(id: string): Aim | null {
  if (!/^\][A-Za-z][0-9A-Za-z]$/.test(id)) return null;
  const entry = TABLE[id.slice(1)] ?? TABLE[id.charAt(1)];
  return entry === undefined ? null : { id, name: entry[0], content: entry[1] };
}

/** Takes an identifier that the scanner sent in front of the text. */
export function splitAim(text: string): { readonly aim: Aim | null; readonly text: string } {
  const aim = text.startsWith(']') ? aimOf(text.slice(0, 3)) : null;
  return aim === null ? { aim, text } : { aim, text: text.slice(3) };
}
