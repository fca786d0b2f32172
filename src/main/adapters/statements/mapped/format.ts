/** Any table by a mapping: known by its header's fingerprint, read by what the mapping says. */
import type { StatementMapping } from '#core/statementMapping.ts';
import type { Format } from '../scanner.ts';
import { headerFingerprint, recordsOf } from './header.ts';

export function mappedFormat(mapping: StatementMapping): Format {
  return {
    id: 'mapped',
    wallet: mapping.wallet,
    feed: 'lines',
    sniff: (head) => {
      const header = recordsOf(head, mapping.delimiter, mapping.headerLine)[mapping.headerLine - 1];
      return header !== undefined && headerFingerprint(header) === mapping.fingerprint ? 1 : 0;
    },
    scan: async (file, sink) => (await import('./reader.ts')).mappedScanner(file, sink, mapping),
  };
}
