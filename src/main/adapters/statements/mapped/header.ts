/** Finds headers of tables: the records at a text's beginning, and a header's fingerprint. */
import { recordScanner } from '../delimited.ts';
import { normalTitle } from '../header.ts';

/** The same for a header whatever its blanks, brackets and case; another for other columns or another order. */
export function headerFingerprint(titles: readonly string[]): string {
  // Loaded when it is asked for: who reconciles a wallet's file needs no fingerprint, and it takes a thread 20 ms.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(titles.map(normalTitle).join('\u001f')).digest('hex').slice(0, 32);
}

/** The first records of a text by the physical line that they begin on, minus one; a text that breaks off or is no table gives what was whole. */
export function recordsOf(head: string, delimiter: string, linesMax: number): string[][] {
  const records: string[][] = [];
  const scanner = recordScanner('', { delimiter, take: (fields, line) => { if (line <= linesMax) records[line - 1] = fields; } });
  const whole = head.slice(0, head.lastIndexOf('\n') + 1).replace(/^\ufeff/, '');
  const bytes = Buffer.from(whole === '' ? `${head}\n` : whole, 'utf8');
  for (let at = 0, line = 0; at < bytes.length && line < linesMax; line += 1) {
    const end = bytes.indexOf(10, at) + 1;
    try {
      scanner.window(bytes, at, end, true);
    } catch {
      break;
    }
    at = end;
  }
  return records;
}
