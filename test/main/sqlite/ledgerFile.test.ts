/** The ledger file under a knife: whatever is changed in it is found, and what is derived can be made again. */
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyEntries } from '#core/verify.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { ledgerFile, rebuildProjections } from '#main/adapters/sqlite/readLedger.ts';
import { PROJECTIONS } from '#main/adapters/sqlite/schema.ts';
import { verifyTail } from '#till/keepSafe.ts';
import { codeOf, openDesk } from '#test/kit/tillOnFile.ts';

let folder = '';
let good = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillbook-file-'));
  good = join(folder, 'ledger.db');
  const desk = openDesk({ folder, enrolled: true });
  const cashier = desk.seat('cashier');
  const manager = desk.seat('manager');
  await cashier.ask('shift.open', { floatMinor: 20_000 });
  for (let n = 0; n < 6; n += 1) {
    await cashier.ask('basket.add', { sku: n % 2 === 0 ? 'TEA' : 'RICE' });
    if (n % 3 === 0) await cashier.ask('scan', { text: codeOf('alipay', n + 1), symbology: null, source: 'virtual' });
    else await cashier.ask('pay.cash', { amountMinor: n % 2 === 0 ? 1_250 : 3_333, givenMinor: 5_000 });
    await desk.drain();
  }
  await manager.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' });
  await manager.ask('receipt.pdf', { receipt: 1, language: 'en' });
  await desk.drain();
  await cashier.ask('shift.close', { counts: [{ denominationMinor: 100, pieces: 3 }], approval: { operatorId: 'man', pin: '2222' } });
  await desk.seat('technician').ask('technician.verify', {});
  await manager.ask('day.close', { carry: ['files', 'unknown', 'breaks', 'held'] });
  desk.storage.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Report = { seq: number | null; projections: string | null; file: string | null };
function inspect(path: string): Report {
  const ledger = ledgerFile(path);
  const run = verifyEntries(verifierCrypto);
  for (const entry of ledger.entries()) run.next(entry);
  const report = { seq: run.fault()?.seq ?? null, file: ledger.check(), projections: run.fault() === null ? ledger.compareProjections() : null };
  ledger.close();
  return report;
}

function knife(name: string, ...statements: string[]): Report {
  const path = join(folder, `${name}.db`);
  copyFileSync(good, path);
  const db = new Database(path);
  for (const statement of statements) db.exec(statement);
  db.close();
  return inspect(path);
}

describe('a ledger file that was changed', () => {
  test('an untouched file has no fault, and its projections come out the same [L17]', () => {
    expect(inspect(good)).toEqual({ seq: null, file: null, projections: null });
    expect(rebuildProjections(good, 'T1', 'Asia/Shanghai')).toMatchObject({ same: true, differing: [] });
    expect(inspect(good)).toEqual({ seq: null, file: null, projections: null });
  });

  test('any changed column of any entry is found at that entry, also text that is no JSON any more [S6d]', () => {
    const db = new Database(good, { readonly: true });
    const last = db.prepare('select max(seq) from entry').pluck().get() as number;
    db.close();
    expect(last).toBeGreaterThan(20);
    for (let seq = 1; seq <= last; seq += 5) {
      for (const change of ["operator = operator || 'x'", 'at = at + 1', "day = '2026-03-09'", "kind = 'drawer.opened', payload = '{}'", 'version = 2', "payload = replace(payload, '\"', '')", "payload = substr(payload, 1, length(payload) - 1)", "id = randomblob(16)", 'hash = randomblob(32)']) {
        expect(knife('changed', `update entry set ${change} where seq = ${seq}`).seq, `${seq} ${change}`).toBe(seq);
      }
    }
  });

  test('a deleted, moved or inserted entry is found where it happened [S6e]', () => {
    expect(knife('deleted', 'delete from entry where seq = 7').seq).toBe(7);
    expect(knife('swapped', 'update entry set seq = -1 where seq = 8; update entry set seq = 8 where seq = 9; update entry set seq = 9 where seq = -1').seq).toBe(8);
    expect(knife('inserted', 'insert into entry select max(seq) + 1, id, at, day, operator, kind, version, payload, hash from entry').seq).toBeGreaterThan(20);
    expect(knife('renamed', "update setting set value = 'T9' where key = 'ledger.till'").seq).toBe(1);
  });

  test('every projection that was changed is named, and made again from the journal [L18]', () => {
    const changes: Record<string, string> = {
      posting: 'update posting set amount_minor = amount_minor + 1 where seq = (select max(seq) from posting)', sale: 'delete from sale where receipt = 2', charge: "update charge set open = 1", wallet_refund: 'delete from wallet_refund',
      customer_refund: 'delete from customer_refund', receipt_print: 'update receipt_print set copies = 0', z_report: 'delete from z_report', product_change: "insert into product_change values ('TEA', 1)", coupon_use: "insert into coupon_use values ('TEN', 1, 1)", resolution: "insert into resolution values ('2026-03-02', 'k', 1)", state: "insert or replace into state values ('standing', '{}')",
    };
    expect(Object.keys(changes).sort()).toEqual([...PROJECTIONS].sort());
    for (const [table, statement] of Object.entries(changes)) {
      const report = knife(`projection-${table}`, statement);
      expect(report.seq).toBeNull();
      expect(report.projections).toContain(table);
      const path = join(folder, `projection-${table}.db`);
      expect(rebuildProjections(path, 'T1', 'Asia/Shanghai')).toMatchObject({ same: false, differing: [table] });
      expect(inspect(path)).toEqual({ seq: null, file: null, projections: null });
    }
  });

  test('an end that was cut off after it had been verified is found by the next look at the tail [S6f]', async () => {
    const desk = openDesk({ folder: mkdtempSync(join(folder, 'cut-')), enrolled: true });
    await desk.seat('cashier').ask('shift.open', { floatMinor: 20_000 });
    await desk.seat('cashier').ask('basket.add', { sku: 'TEA' });
    await desk.seat('cashier').ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
    expect((await desk.seat('technician').ask('technician.verify', {})).ok).toBe(true);
    const db = new Database(desk.path);
    db.exec('delete from entry where seq = (select max(seq) from entry)');
    db.close();
    expect(await verifyTail(desk.till)).toMatchObject({ ok: false });
    desk.close();
  });
});
