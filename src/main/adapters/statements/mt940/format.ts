/** MT940 bank statements, bare or in a SWIFT envelope: how to know them, and their reader. */
import type { Format } from '../scanner.ts';

export const mt940: Format = {
  id: 'mt940',
  feed: 'raw-lines',
  sniff: (head) => {
    const top = head.slice(0, 8000);
    return (/(?:^|\n)\s*(?:\{[^\n]*\{4:\r?\n)?:20:/.test(top) ? 0.4 : 0) + (/(?:^|\n):25:/.test(top) ? 0.2 : 0) + (/(?:^|\n):6[02][FM]:[CD]\d{6}[A-Z]{3}/.test(top) ? 0.4 : 0);
  },
  scan: async (file, sink) => (await import('./reader.ts')).mt940Scanner(file, sink),
};
