/** Searches a folder for a secret in every form in which one was ever found at rest. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Base64 of a text that stands at any of the three offsets in what was encoded; its first and last characters mix with the neighbours and are left off. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64').replace(/=+$/, '');
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + text.length) * 8) / 6));
  });
}

/** The secret as it may stand in a file: plain, reversed, UTF-16, hexadecimal, base64. */
export function disguises(secret: string): Buffer[] {
  const backwards = [...secret].reverse().join('');
  const hex = Buffer.from(secret).toString('hex');
  return [Buffer.from(secret), Buffer.from(backwards), Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'utf16le').swap16(), Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...inBase64(secret).map((text) => Buffer.from(text))];
}

/** The files below a folder in which the secret stands, and how many bytes were searched. */
export function searchFolder(folder: string, secret: string): { readonly found: string[]; readonly bytes: number } {
  const needles = disguises(secret);
  const found: string[] = [];
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const content = readFileSync(path);
    bytes += content.length;
    if (needles.some((needle) => content.includes(needle))) found.push(relative(folder, path));
  }
  return { found, bytes };
}
