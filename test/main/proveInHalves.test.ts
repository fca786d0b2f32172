/** A chain proved by two threads and from stored texts says what one walk that writes every text anew says, wherever the file was changed. */
import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { hashedText, type Entry } from '#core/journal.ts';
import { verifyEntries } from '#core/verify.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { ledgerFile } from '#main/adapters/sqlite/readLedger.ts';
import { prove, type Proof } from '#main/safekeeping/keepTasks.ts';
import { proveInHalves } from '#main/safekeeping/proveInHalves.ts';
import { openDesk, type Desk } from '#test/kit/tillOnFile.ts';

let folder = '';
let good = '';
let entries: Entry[] = [];
let copies = 0;

async function sellDay(desk: Desk, sales: number): Promise<void> {
  const cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 20_000 });
  for (let n = 0; n < sales; n += 1) {
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
  }
  await cashier.ask('shift.close', { counts: [{ denominationMinor: 1, pieces: 20_000 + sales * 1_250 }], approval: { operatorId: 'man', pin: '2222' } });
  await desk.seat('technician').ask('technician.verify', {});
  await desk.seat('manager').ask('day.close', { carry: ['files', 'unknown', 'breaks', 'held'] });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillbook-halves-'));
  const desk = openDesk({ folder, enrolled: true });
  await sellDay(desk, 3);
  desk.storage.close();
  good = join(folder, 'ledger.db');
  const file = ledgerFile(good);
  entries = [...file.entries()];
  file.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Told = { seq: number | null; message: string | null; upTo: object | null; entries: number };

/** One thread, every text written anew: how it was always done. */
function plainly(path: string): Told {
  const file = ledgerFile(path);
  const run = verifyEntries(verifierCrypto);
  for (const entry of file.entries()) {
    run.next(entry);
    if (run.fault() !== null) break;
  }
  file.close();
  return told({ fault: run.fault(), upTo: run.upTo(), entries: run.count() });
}

/** Where there is a fault, only its place and words count. */
function told({ fault, upTo, entries: count }: Pick<Proof, 'fault' | 'upTo' | 'entries'>): Told {
  return { seq: fault?.seq ?? null, message: fault?.message ?? null, upTo: fault === null ? upTo : { seq: upTo.seq, hash: upTo.hash }, entries: count };
}

/** A copy of the file under the knife. */
function cut(work: (db: Database.Database) => void): string {
  copies += 1;
  const path = join(folder, `cut-${copies}.db`);
  copyFileSync(good, path);
  const db = new Database(path);
  work(db);
  db.close();
  return path;
}

/** The history written again from an entry on, by somebody without the key: every hash fits. */
function rewritten(from: number, change: (entry: Entry) => Entry): string {
  return cut((db) => {
    let prevHash = entries[from - 1]?.prevHash ?? '';
    for (const old of entries.slice(from - 1)) {
      const entry = old.seq === from ? change(old) : old;
      const digest = hash('sha256', hashedText(prevHash, entry), 'hex');
      db.prepare('update entry set at = ?, payload = ?, hash = ? where seq = ?').run(entry.at, canonicalJson(entry.payload as unknown as Json), Buffer.from(digest, 'hex'), entry.seq);
      prevHash = digest;
    }
  });
}

async function expectSame(path: string): Promise<Told> {
  const wanted = plainly(path);
  expect(told(prove(path))).toEqual(wanted);
  expect(told(await proveInHalves(path, 2, (ledger, from) => Promise.resolve({ proof: prove(ledger, from) })))).toEqual(wanted);
  return wanted;
}

const each = async (work: (seq: number) => Promise<Told>): Promise<(number | null)[]> => {
  const found: (number | null)[] = [];
  for (const { seq } of entries) found.push((await work(seq)).seq);
  return found;
};

describe('a chain proved in halves', () => {
  test('a sound chain is proved to the same head, receipt and key as by one walk [L110]', async () => {
    const found = await expectSame(good);
    expect(found).toMatchObject({ seq: null, entries: entries.length });
    expect(told(await proveInHalves(good, 2))).toEqual(found);
    const middle = cut((db) => db.prepare('update entry set at = at + 1 where seq = ?').run(entries.length - 1));
    expect(told(await proveInHalves(middle, 2))).toEqual(plainly(middle));
    expect(entries.length).toBeGreaterThan(8);
  });
  test('an entry that is changed or gone is named, whichever half it stands in [L111]', async () => {
    const changed = await each((seq) => expectSame(cut((db) => db.prepare(`update entry set payload = replace(payload, '{', '{"zz":1,') where seq = ?`).run(seq))));
    expect(changed).toEqual(entries.map(({ seq }) => seq));
    const gone = await each((seq) => expectSame(cut((db) => db.prepare('delete from entry where seq = ?').run(seq))));
    expect(gone.slice(0, -1)).toEqual(entries.slice(0, -1).map(({ seq }) => seq));
  });
  test('a receipt number skipped and a seal of another key are found across the join [L112]', async () => {
    const sales = entries.filter(({ kind }) => kind === 'sale.completed').map(({ seq }) => seq);
    const closed = entries.find(({ kind }) => kind === 'day.closed')?.seq ?? 0;
    expect(closed).toBeGreaterThan(entries.length / 2);
    expect(sales.some((seq) => seq > entries.length / 2) && sales.some((seq) => seq <= entries.length / 2)).toBe(true);
    for (const seq of sales) {
      const path = rewritten(seq, (entry) => (entry.kind === 'sale.completed' ? { ...entry, payload: { ...entry.payload, receipt: entry.payload.receipt + 1 } } : entry));
      expect((await expectSame(path)).seq).toBe(seq);
    }
    for (let seq = 2; seq < closed; seq += 1) expect((await expectSame(rewritten(seq, (entry) => ({ ...entry, at: entry.at + 1 })))).seq).toBe(closed);
  });
  test('a payload stored in another spelling of the same value still proves; one that is no JSON is named [L113]', async () => {
    const spelled = (text: string) => `${text.slice(0, -1)} }`;
    for (const entry of entries) {
      const text = canonicalJson(entry.payload as unknown as Json);
      expect((await expectSame(cut((db) => db.prepare('update entry set payload = ? where seq = ?').run(spelled(text), entry.seq)))).seq).toBe(null);
      expect((await expectSame(cut((db) => db.prepare('update entry set payload = ? where seq = ?').run(text.slice(0, -1), entry.seq)))).seq).toBe(entry.seq);
    }
  });
});
