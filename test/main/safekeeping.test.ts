/** The ledger kept safe: copies made while the till sells, drilled and put back; seals of another key; damage found after the start. */
import Database from 'better-sqlite3';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashedText, type Entry } from '#core/journal.ts';
import { verifyEntries } from '#core/verify.ts';
import { nodeCrypto } from '#main/adapters/crypto/nodeCrypto.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { ledgerFile } from '#main/adapters/sqlite/readLedger.ts';
import { backupName, listBackups, noteOf, pruneBackups } from '#main/safekeeping/backups.ts';
import { prove } from '#main/safekeeping/keepTasks.ts';
import { drill, restore } from '#main/safekeeping/restore.ts';
import { checkWholeFile, backupWhenDue } from '#till/keepSafe.ts';
import { openDesk, SHOP, type Desk } from '#test/kit/tillOnFile.ts';

const DAY_MS = 86_400_000;
let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'tillbook-safe-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function sellingDesk(sales: number): Promise<Desk> {
  const desk = openDesk({ folder: mkdtempSync(join(folder, 'desk-')), enrolled: true });
  await desk.seat('cashier').ask('shift.open', { floatMinor: 20_000 });
  for (let n = 0; n < sales; n += 1) await sell(desk);
  return desk;
}
async function sell(desk: Desk): Promise<void> {
  const cashier = desk.seat('cashier');
  await cashier.ask('basket.add', { sku: 'TEA' });
  await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
}
async function closeDay(desk: Desk): Promise<void> {
  await desk.seat('cashier').ask('shift.close', { counts: [{ denominationMinor: 100, pieces: 200 }] });
  await desk.seat('technician').ask('technician.verify', {});
  await desk.seat('manager').ask('day.close', { carry: ['files', 'unknown', 'breaks', 'held'] });
}
const entriesOf = (path: string): Entry[] => {
  const file = ledgerFile(path);
  try { return [...file.entries()]; } finally { file.close(); }
};
const headOf = (desk: Desk) => desk.storage.head();

describe('the ledger kept safe', () => {
  test('a copy made while sales are committed is one moment of the ledger, proves whole, and what was put back sells on [L60]', async () => {
    const desk = await sellingDesk(40);
    const copying = desk.seat('technician').ask('technician.backup', {});
    for (let n = 0; n < 30; n += 1) {
      await sell(desk);
      await new Promise((done) => setImmediate(done));
    }
    await copying;
    const [kept] = listBackups(join(desk.folder, 'backup'));
    expect(kept).toBeDefined();
    const copied = entriesOf(kept?.path ?? '');
    expect(copied).toEqual(entriesOf(desk.path).slice(0, copied.length));
    expect(kept).toMatchObject({ seq: copied.length, hash: copied.at(-1)?.hash });
    expect(statSync(kept?.path ?? '').mode & 0o077).toBe(0);
    const newer = headOf(desk).seq - copied.length;
    expect(drill(kept?.path ?? '', desk.path, SHOP)).toMatchObject({ ok: true, entries: copied.length, live: { continues: true, newer } });
    desk.storage.close();

    const back = mkdtempSync(join(folder, 'back-'));
    copyFileSync(desk.path, join(back, 'ledger.db'));
    const result = restore(kept?.path ?? '', back, SHOP);
    expect(entriesOf(join(back, 'ledger.db'))).toEqual(copied);
    // What was there is moved aside, whole.
    expect(prove(result.movedTo ?? '').fault).toBeNull();
    const again = openDesk({ folder: back });
    await sell(again);
    expect(prove(join(back, 'ledger.db'))).toMatchObject({ fault: null });
    again.storage.close();
  });

  test('a copy that does not prove is none: damaged, truncated or foreign files are refused and change nothing [L61]', async () => {
    const desk = await sellingDesk(12);
    await desk.seat('technician').ask('technician.backup', {});
    const [kept] = listBackups(join(desk.folder, 'backup'));
    const good = kept?.path ?? '';
    const before = entriesOf(desk.path);
    const bad = join(folder, 'bad.db');
    const spoil: Record<string, () => void> = {
      truncated: () => writeFileSync(bad, readFileSync(good).subarray(0, 9_000)),
      'no database': () => writeFileSync(bad, 'not a database, just words'),
      empty: () => writeFileSync(bad, ''),
      'changed entry': () => { copyFileSync(good, bad); const db = new Database(bad); db.exec("update entry set payload = replace(payload, '1250', '1240') where kind = 'sale.completed'"); db.close(); },
      'changed projection': () => { copyFileSync(good, bad); const db = new Database(bad); db.exec('update posting set amount_minor = amount_minor + 1'); db.close(); },
    };
    for (const [name, make] of Object.entries(spoil)) {
      make();
      expect(drill(bad, desk.path, SHOP).ok, name).toBe(false);
      const elsewhere = mkdtempSync(join(folder, 'unchanged-'));
      copyFileSync(desk.path, join(elsewhere, 'ledger.db'));
      expect(() => restore(bad, elsewhere, SHOP), name).toThrow(/not good/);
      expect(readdirSync(elsewhere).filter((file) => file.startsWith('ledger.db') && !/-(wal|shm)$/.test(file)), name).toEqual(['ledger.db']);
    }
    expect(entriesOf(desk.path)).toEqual(before);
    desk.storage.close();
  });

  test('a backup into a folder that cannot be written fails in words, is shown as failed, and the till sells on [L62]', async () => {
    const desk = await sellingDesk(1);
    writeFileSync(join(desk.folder, 'backup'), 'in the way');
    expect(await desk.seat('technician').code('technician.backup', {})).toBe('backup-failed');
    const view = await desk.seat('technician').ask('technician.read', {});
    expect(view.backups).toMatchObject({ list: [], lastTried: { ok: false } });
    await sell(desk);
    expect(desk.storage.status().lastReceipt).toBe(2);
    desk.storage.close();
  });

  test('a ledger that was changed is not copied over good copies: the copy is proved before it has its name [L66]', async () => {
    const desk = await sellingDesk(3);
    const db = new Database(desk.path);
    db.exec("update entry set payload = replace(payload, '1250', '1240') where kind = 'sale.completed'");
    db.close();
    expect(await desk.seat('technician').code('technician.backup', {})).toBe('backup-failed');
    expect(readdirSync(join(desk.folder, 'backup'))).toEqual([]);
    desk.storage.close();
  });

  test('a copy is due once a day and after each close, never of a stopped till, and not again at once after a failure [L63]', async () => {
    const desk = await sellingDesk(2);
    const count = () => listBackups(join(desk.folder, 'backup')).length;
    await backupWhenDue(desk.till);
    await backupWhenDue(desk.till);
    expect(count()).toBe(1);
    await sell(desk);
    await backupWhenDue(desk.till);
    expect(count()).toBe(1);
    desk.clock.at += DAY_MS;
    await backupWhenDue(desk.till);
    expect(count()).toBe(2);
    await closeDay(desk);
    await backupWhenDue(desk.till);
    expect(count()).toBe(3);
    await desk.seat('cashier').ask('shift.open', { floatMinor: 0 });
    desk.clock.at += DAY_MS;
    desk.till.memory.stopped = { code: 'ledger-damaged' };
    await backupWhenDue(desk.till);
    expect(count()).toBe(3);
    desk.storage.close();
  });

  test('old copies are let go, but the newest and the last of each day stay [L64]', () => {
    const kept = mkdtempSync(join(folder, 'prune-'));
    const start = Date.UTC(2026, 0, 1, 8);
    for (let day = 0; day < 40; day += 1) for (let n = 0; n < 3; n += 1) {
      const at = start + day * DAY_MS + n * 3_600_000;
      const path = join(kept, backupName(at, day * 3 + n));
      writeFileSync(path, '');
      writeFileSync(noteOf(path), JSON.stringify({ at, seq: day * 3 + n, hash: '', bytes: 0 }));
    }
    pruneBackups(kept);
    const seqs = listBackups(kept).map((backup) => backup.seq);
    expect(seqs.slice(0, 5)).toEqual([119, 118, 117, 116, 115]);
    expect(seqs.slice(5)).toEqual(Array.from({ length: 28 }, (_, index) => 113 - index * 3));
    expect(readdirSync(kept)).toHaveLength(seqs.length * 2);
  });

  test('a history written again from the start is found at the first sealed day: the seal needs the till’s own key [S6g]', async () => {
    const desk = await sellingDesk(3);
    await closeDay(desk);
    desk.storage.close();
    const entries = entriesOf(desk.path);
    const sealed = entries.find((entry) => entry.kind === 'day.closed')?.seq ?? 0;
    const verdict = (sign: (text: string) => string): number | null => {
      const run = verifyEntries(verifierCrypto);
      let prevHash = '0'.repeat(64);
      for (const entry of entries) {
        const { hash: _, prevHash: __, ...rest } = entry;
        const forged = { ...rest, ...(entry.kind === 'sale.completed' ? { operator: 'other' } : {}), ...(entry.kind === 'day.closed' ? { payload: { ...entry.payload, signature: sign(prevHash) } } : {}) } as Entry;
        const hash = createHash('sha256').update(hashedText(prevHash, forged)).digest('hex');
        run.next({ ...forged, prevHash, hash } as Entry);
        prevHash = hash;
      }
      return run.fault()?.seq ?? null;
    };
    const another = nodeCrypto(generateKeyPairSync('ed25519').privateKey);
    expect(verdict((text) => another.sign(text))).toBe(sealed);
    expect(verdict(() => '')).toBe(sealed);
    expect(verdict(() => 'AAAA')).toBe(sealed);
    expect(verdict((text) => desk.till.ports.crypto.sign(text))).toBeNull();
  });

  test('a page that rotted is found after the start and stops selling before more is written; the newest copy is named [L65]', async () => {
    const desk = await sellingDesk(60);
    await checkWholeFile(desk.till);
    expect(desk.till.memory.stopped).toBeNull();
    await desk.seat('technician').ask('technician.backup', {});
    const copyAt = listBackups(join(desk.folder, 'backup'))[0]?.at;
    desk.storage.close();
    const db = new Database(desk.path);
    const page = db.prepare("select rootpage from sqlite_schema where name = 'posting'").pluck().get() as number;
    const size = db.pragma('page_size', { simple: true }) as number;
    db.close();
    const file = openSync(desk.path, 'r+');
    writeSync(file, Buffer.alloc(200, 0xff), 0, 200, (page - 1) * size);
    closeSync(file);
    for (const side of ['-wal', '-shm']) if (existsSync(`${desk.path}${side}`)) rmSync(`${desk.path}${side}`);
    const again = openDesk({ folder: desk.folder });
    await checkWholeFile(again.till);
    expect(again.till.memory.stopped).toEqual({ code: 'ledger-damaged', backupAt: copyAt });
    expect(await again.seat('cashier').code('basket.add', { sku: 'TEA' })).toBe('ledger-damaged');
  });
});
