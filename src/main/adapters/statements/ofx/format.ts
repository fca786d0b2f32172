/** OFX bank and card statements, 1.x (SGML) and 2.x (XML): how to know them, and their reader. */
import type { Format } from '../scanner.ts';

export const ofx: Format = {
  id: 'ofx',
  feed: 'text',
  sniff: (head) => {
    const top = head.slice(0, 8000);
    return /^\s*OFXHEADER\s*:/.test(top) || /<\?OFX\s/.test(top) ? 1 : /<OFX>/i.test(top) ? 0.9 : 0;
  },
  scan: async (file, sink) => (await import('./reader.ts')).ofxScanner(file, sink),
};
