/** Any table by a mapping: known by its header's fingerprint, read by what the mapping says. */
import { createHash } from 'node:crypto';
import type { StatementMapping } from '#core/statementMapping.ts';
import { recordScanner } from '../delimited.ts';
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';
import { mappedScanner } from './reader.ts';

export function mappedFormat(mapping: StatementMapping): Format {
  return {
    id: 'mapped',
    wallet: mapping.wallet,
    feed: 'lines',
    sniff: (head) => {
      const header = recordsOf(head, mapping.delimiter, mapping.headerLine)[mapping.headerLine - 1];
      return header !== undefined && headerFingerprint(header) === mapping.fingerprint ? 1 : 0;
    },
    scan: (file, sink) => mappedScanner(file, sink, mapping),
  };
}

/** The same for a header whatever its blanks, brackets and case; another for other columns or another order. */
export function headerFingerprint(titles: readonly string[]): string {
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
