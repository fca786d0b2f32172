/** A secret as it may lie in a file, written apart from the code under test; and the search of a folder for it. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function formsOf(secret: string): Map<string, Buffer> {
  const bytes = Buffer.from(secret);
  const utf16 = Buffer.from(secret, 'utf16le');
  return new Map<string, Buffer>([
    ['plain', bytes], ['reversed', Buffer.from([...secret].toReversed().join(''))], ['hex', Buffer.from(bytes.toString('hex'))], ['UTF-16 LE', utf16], ['UTF-16 BE', Buffer.from(utf16).swap16()],
    // Base64 in each of its three alignments, without the characters that its neighbours reach into.
    ...[0, 1, 2].map((lead): [string, Buffer] => [`base64 ${lead}`, Buffer.from(Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64').slice(lead === 0 ? 0 : lead === 1 ? 2 : 3).replace(/=+$/, '').slice(0, -1))]),
  ]);
}

export function traces(folder: string, secrets: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    const content = readFileSync(join(entry.parentPath, entry.name));
    return secrets.flatMap((secret) => [...formsOf(secret)].filter(([, form]) => content.includes(form)).map(([form]) => `${entry.name}: ${secret.slice(0, 4)}… ${form}`));
  });
}

/**
 * The same in a process of its own: where another process has the ledger open too, reading its files here would give up this process's locks on them,
 * and the other one would take the till for closed and remove its write-ahead log.
 */
export function tracesApart(folder: string, secrets: readonly string[]): string[] {
  return JSON.parse(execFileSync(process.execPath, [import.meta.filename, folder], { input: JSON.stringify(secrets), encoding: 'utf8' })) as string[];
}

if (process.argv[1] === import.meta.filename) process.stdout.write(JSON.stringify(traces(process.argv[2] ?? '', JSON.parse(readFileSync(0, 'utf8')) as string[])));
