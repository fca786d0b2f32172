/** The whole journal as lines that prove themselves: first what it is and whose, then one entry a line with its postings. */
import type { AuditSeal } from '#core/auditSeal.ts';
import { post } from '#core/posting.ts';
import { ledgerFile } from '../adapters/sqlite/readLedger.ts';

/** Entries up to the seal's head; what was written after it belongs to the next export. */
export function* auditLines(path: string, seal: AuditSeal): Generator<string> {
  yield `${JSON.stringify(seal)}\n`;
  const file = ledgerFile(path);
  try {
    for (const entry of file.entries()) {
      if (entry.seq > seal.head.seq) return;
      yield `${JSON.stringify({ ...entry, postings: post(entry) })}\n`;
    }
  } finally {
    file.close();
  }
}
