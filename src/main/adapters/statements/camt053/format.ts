/** camt.053 bank statements of any version: how to know them, and their reader. */
import type { Format } from '../scanner.ts';

export const camt053: Format = {
  id: 'camt053',
  feed: 'text',
  sniff: (head) => (/<(?:\w+:)?Document[^>]{0,2000}camt\.053\.001\.\d\d/.test(head.slice(0, 8000)) ? 1 : /<(?:\w+:)?BkToCstmrStmt\b/.test(head.slice(0, 8000)) ? 0.9 : 0),
  scan: async (file, sink) => (await import('./reader.ts')).camt053Scanner(file, sink),
};
