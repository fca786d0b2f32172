/** Entries as they travel are made inside the engine: to the byte the text that was hashed, whatever names and payloads hold. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashedText, type Draft } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { linesOf } from '../../kit/journalRuns.ts';

const STRANGE = ['"', '\\', '\b\f\n\r\t', '\u0000', '\u0001\u001f', '\u007f', '\u2028\u2029', '🍵 茶 차', '</script>', '\u0080é', '\ufffd', "'||char(10)||'"];
const text = fc.oneof(fc.constantFrom(...STRANGE), fc.string({ unit: 'grapheme', maxLength: 12 }), fc.array(fc.constantFrom(...STRANGE), { maxLength: 4 }).map((parts) => parts.join('')));

test('the bytes are the text that was hashed for whatever operator, till, day and payload, and the hashes follow [K240]', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-run-'));
  try {
    let nth = 0;
    fc.assert(fc.property(text, fc.array(fc.record({ operator: text, day: text, reason: text, count: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 6 }), (till, commits) => {
      const storage = openLedgerStorage(join(folder, `${nth += 1}.db`), till, 'Asia/Shanghai');
      for (const { operator, day, reason, count } of commits) {
        const drafts = Array.from({ length: count }, (_, amountMinor): Draft => ({ kind: 'cash.moved', payload: { shift: 1, direction: 'in', amountMinor, currency: 'CNY', reason } }));
        storage.commit({ at: 1_760_000_000_000, businessDay: day, operator, drafts });
      }
      const all = storage.entriesAfter(0, 100);
      for (let after = 0; after < all.length; after += 2) {
        const run = storage.journalRun(after);
        const lines = run === null ? [] : linesOf(run);
        expect(lines.map((line) => line.hash)).toEqual(all.slice(after).map((entry) => entry.hash));
        expect(lines.map((line, index) => `${index === 0 ? run?.prevHash : lines[index - 1]?.hash}\n${line.text}`)).toEqual(all.slice(after).map((entry) => hashedText(entry.prevHash, entry)));
        expect(run).toMatchObject({ last: { seq: all.length, hash: all.at(-1)?.hash }, count: all.length - after, more: false });
        lines.forEach((line, index) => expect(verifierCrypto.sha256(`${index === 0 ? run?.prevHash : lines[index - 1]?.hash}\n${line.text}`)).toBe(line.hash));
      }
      expect(storage.journalRun(all.length)).toBeNull();
      storage.close();
    }), { numRuns: 25 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a run says whether more stands behind it, by entries and by bytes, and fits the limit with all that stands around the payloads [K241]', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-run-'));
  try {
    const storage = openLedgerStorage(join(folder, 'ledger.db'), 'T1', 'Asia/Shanghai');
    const write = (count: number, chars: number) => storage.commit({ at: 1_760_000_000_000, businessDay: '2025-10-09', operator: 'o'.repeat(40), drafts: Array.from({ length: count }, (_, amountMinor): Draft => ({ kind: 'cash.moved', payload: { shift: 1, direction: 'in', amountMinor, currency: 'CNY', reason: 'é'.repeat(chars) } })) });
    write(LIMITS.journalBatchMax, 1);
    expect(storage.journalRun(0)).toMatchObject({ count: LIMITS.journalBatchMax, more: false });
    write(1, 1);
    expect(storage.journalRun(0)).toMatchObject({ count: LIMITS.journalBatchMax, more: true });
    const from = storage.head().seq;
    write(40, 50_000);
    const run = storage.journalRun(from);
    expect(run).toMatchObject({ count: 29, more: true });
    expect(run?.lines.length).toBeLessThanOrEqual(LIMITS.journalBatchBytesMax);
    storage.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
