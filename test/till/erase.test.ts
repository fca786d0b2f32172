/** Erasing a person: a name in three scripts pushed through every door, then gone from every file, with readers at work, after a kill, with the chain whole. */
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { prove } from '#main/safekeeping/keepTasks.ts';
import { openLog } from '#main/adapters/log/openLog.ts';
import { finishErasures } from '#till/erase.ts';
import { holderOf } from '#till/badge.ts';
import { tracesApart as traces } from '#test/kit/secretForms.ts';
import { openDesk, PLACE, type Desk } from '#test/kit/tillOnFile.ts';

const NAMES = ['Zoë Quillfeather', '欧阳小明芳', '김하은별나라'];
const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); });
const newFolder = (): string => {
  const folder = mkdtempSync(join(PLACE, 'tillbook-erase-'));
  folders.push(folder);
  return folder;
};
const desks = (over: Parameters<typeof openDesk>[0] = {}): Desk => {
  const folder = over.folder ?? newFolder();
  return openDesk({ enrolled: true, log: openLog(join(folder, 'log')), ...over, folder });
};
const verifierOf = (desk: Desk, id: string) => desk.storage.person(id)?.verifier ?? '';
const lastErased = (desk: Desk) => desk.storage.entriesAfter(desk.storage.head().seq - 1, 1)[0];

/** Somebody who did all that a person can do at a till; returns their number and every verifier they had. */
async function employ(desk: Desk): Promise<{ id: string; verifiers: string[] }> {
  const boss = desk.seat('manager');
  const { id } = (await boss.ask('staff.add', { name: NAMES[0]!, role: 'cashier', pin: '4826' })).find(({ name }) => name === NAMES[0])!;
  const verifiers = [verifierOf(desk, id)];
  const own = desk.seat('cashier', id);
  await own.ask('session.signIn', { operatorId: id, pin: '4826' });
  expect(await own.code('session.signIn', { operatorId: id, pin: '0000' })).toBe('wrong-pin');
  await own.ask('shift.open', { floatMinor: 10_000 });
  await own.ask('basket.add', { sku: 'TEA' });
  await own.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
  await own.ask('basket.add', { sku: 'TEA' });
  await own.ask('basket.hold', {});
  await desk.seat('technician').ask('devices.badge.learn', { operatorId: id });
  expect(holderOf(desk.till, 'token-of-their-card')).toBe(id);
  await boss.ask('cash.saveLimits', { aloneMinor: 5_000, people: [{ operatorId: id, aloneMinor: 100 }], approval: { operatorId: 'man2', pin: '2223' } });
  await desk.seat('technician').ask('technician.backup', {});
  for (const [n, name] of NAMES.slice(1).entries()) {
    desk.clock.at += 60_000;
    await boss.ask('staff.change', { operatorId: id, name, role: 'cashier' });
    await boss.ask('staff.pin', { operatorId: id, pin: n === 0 ? '5937' : '6048' });
    verifiers.push(verifierOf(desk, id));
    await desk.seat('technician').ask('technician.backup', {});
  }
  await own.ask('staff.ownPin', { pin: '6048', next: '7159' });
  verifiers.push(verifierOf(desk, id));
  expect(await desk.seat('cashier').code('drawer.open', { reason: 'change', approval: { operatorId: id, pin: '7159' } })).not.toBe('ok');
  for (const what of ['sales', 'drawer', 'report'] as const) await boss.ask('export.make', { what, format: 'csv', language: 'en', bom: false, from: '2026-03-02', to: '2026-03-02', z: 0 });
  await desk.seat('technician').ask('technician.bundle', {});
  await desk.pass(3);
  return { id, verifiers };
}

describe('erasing a person', () => {
  test('no byte of any name or verifier is left in any file, in any form, with readers at work; copies that hold them are named, and go by a second word; the chain verifies [S15]', async () => {
    const desk = desks();
    const boss = desk.seat('manager');
    const { id, verifiers } = await employ(desk);
    const secrets = [...NAMES, ...verifiers];
    expect(new Set(verifiers).size).toBe(4);
    // The search is a good one only if it finds what is there.
    expect(traces(desk.folder, NAMES.slice(2)).some((trace) => trace.startsWith('ledger.db'))).toBe(true);
    const idle = new Database(desk.path, { readonly: true });
    const reader = new Database(desk.path, { readonly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from person').get();
    await boss.ask('staff.leave', { operatorId: id });
    expect((await boss.ask('privacy.erasures', {}))[0]).toMatchObject({ person: id, state: 'searching' });
    setTimeout(() => { reader.exec('commit'); }, 700);
    await desk.till.memory.erasing.work;

    const live = () => traces(desk.folder, secrets).filter((trace) => !trace.startsWith('ledger-'));
    expect(live()).toEqual([]);
    const [view] = await boss.ask('privacy.erasures', {});
    expect(view).toMatchObject({ person: id, state: 'done', proof: { clean: true, left: 0, emptied: true, named: true, unread: [], elsewhere: [], textCount: 0, tables: [] } });
    expect(view!.proof!.copies.map(({ kind }) => kind)).toEqual(['backup', 'backup', 'backup']);
    expect(view!.proof!.files).toBe(readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length);
    expect(lastErased(desk)).toMatchObject({ kind: 'person.erased', operator: 'man', payload: { person: id, left: 0, copies: 3, texts: 0, named: true } });
    expect(JSON.stringify(desk.storage.entriesAfter(0, 1_000))).not.toMatch(new RegExp(NAMES.join('|')));

    desk.clock.at += 60_000;
    await boss.ask('privacy.dropCopies', { person: id });
    await desk.till.memory.erasing.work;
    expect(traces(desk.folder, secrets)).toEqual([]);
    expect((await boss.ask('privacy.erasures', {}))[0]).toMatchObject({ state: 'done', proof: { clean: true, copies: [], named: true } });
    // Never without a proved copy.
    expect(desk.till.ports.safekeeping.backups()).toHaveLength(1);
    expect(await boss.code('privacy.dropCopies', { person: id })).toBe('no-such-erasure');
    expect(desk.storage.setting('badges')).toBe('{}');
    expect(desk.storage.setting('cash.limits')).not.toContain(id);
    expect(desk.storage.setting(`approval.tries.${id}`)).toBeNull();
    expect([...desk.till.memory.erasing.sought]).toEqual([]);
    expect(prove(desk.path)).toMatchObject({ fault: null });
    expect(JSON.stringify(desk.double.entries)).not.toMatch(new RegExp(NAMES.join('|')));
    idle.close();
    reader.close();
    desk.storage.close();
    expect(traces(desk.folder, secrets)).toEqual([]);
    expect(desk.bugs).toEqual([]);
  });

  test('an erasure that a reader holds up waits, is told, and is finished at the next look or start [T270]', async () => {
    const desk = desks();
    const boss = desk.seat('manager');
    const { id, verifiers } = await employ(desk);
    const safekeeping = desk.till.ports.safekeeping;
    let held = true;
    Object.assign(desk.till.ports, { safekeeping: { ...safekeeping, forget: async (...given: Parameters<typeof safekeeping.forget>) => ({ ...(await safekeeping.forget(...given)), ...(held ? { emptied: false } : {}) }) } });
    await boss.ask('staff.leave', { operatorId: id });
    await desk.till.memory.erasing.work;
    expect((await boss.ask('privacy.erasures', {}))[0]).toMatchObject({ person: id, state: 'waiting', proof: null });
    held = false;
    const again = desk.restart({ cut: true });
    await finishErasures(again.till);
    const [view] = await again.seat('manager').ask('privacy.erasures', {});
    // The name went with the process; the copies still tell it.
    expect(view).toMatchObject({ state: 'done', proof: { clean: true, named: true, left: 0 } });
    expect(traces(desk.folder, [...NAMES, ...verifiers]).filter((trace) => !trace.startsWith('ledger-'))).toEqual([]);
    again.storage.close();
  });

  test('words that somebody typed into the books are told as what they are, and what should not be there is not called clean [T271]', async () => {
    const desk = desks();
    const boss = desk.seat('manager');
    const { id } = await employ(desk);
    await desk.seat('cashier').ask('cash.move', { direction: 'in', amountMinor: 100, reason: `owed by ${NAMES[2]}` });
    await desk.seat('cashier').ask('cash.move', { direction: 'in', amountMinor: 100, reason: `no word of anybody` });
    const typed = desk.storage.entriesAfter(0, 1_000).find(({ payload }) => JSON.stringify(payload).includes(NAMES[2]!));
    await boss.ask('staff.leave', { operatorId: id });
    await desk.till.memory.erasing.work;
    expect((await boss.ask('privacy.erasures', {}))[0]?.proof).toMatchObject({ clean: true, left: 0, textCount: 1, texts: [{ seq: typed?.seq, kind: 'cash.moved' }], elsewhere: [{ path: 'ledger.db', kind: 'ledger' }] });

    const other = (await boss.ask('staff.add', { name: NAMES[1]!, role: 'cashier', pin: '8260' })).find(({ name }) => name === NAMES[1])!;
    writeFileSync(join(desk.folder, 'notes.txt'), Buffer.from(`about ${NAMES[1]}`, 'utf16le'));
    await boss.ask('staff.leave', { operatorId: other.id });
    await desk.till.memory.erasing.work;
    expect((await boss.ask('privacy.erasures', {}))[0]).toMatchObject({ person: other.id, proof: { clean: false, left: 1, elsewhere: [{ path: 'notes.txt', kind: 'other', names: 1, explained: false }, { kind: 'backup', explained: true }] } });
    expect(lastErased(desk)).toMatchObject({ kind: 'person.erased', payload: { left: 1 } });
    desk.storage.close();
  });

  test('a short name and a piece of a longer word are candidates, not hits [T272]', async () => {
    const desk = desks();
    const boss = desk.seat('manager');
    writeFileSync(join(desk.folder, 'notes.txt'), 'Li, Linen, Marian Holm, Marianne Holmes, Xu');
    for (const [name, hits] of [['Li', 0], ['Marian Holm', 1]] as const) {
      const { id } = (await boss.ask('staff.add', { name, role: 'cashier', pin: '4826' })).find((one) => one.name === name)!;
      await boss.ask('staff.leave', { operatorId: id });
      await desk.till.memory.erasing.work;
      const proof = (await boss.ask('privacy.erasures', {}))[0]!.proof!;
      const file = proof.elsewhere.find(({ path }) => path === 'notes.txt');
      expect({ name, hits: file?.names }).toEqual({ name, hits });
      if (name === 'Li') expect(file?.candidates).toBeGreaterThanOrEqual(2);
      else expect(file?.candidates).toBe(0);
      expect(proof.short).toBe(name === 'Li');
    }
    desk.storage.close();
  });

  test('a search is done again for one more name, which is kept nowhere [T279]', async () => {
    const desk = desks();
    const boss = desk.seat('manager');
    const { id } = (await boss.ask('staff.add', { name: NAMES[0]!, role: 'cashier', pin: '4826' })).find(({ name }) => name === NAMES[0])!;
    expect(await boss.code('privacy.search', { person: id, name: NAMES[1]! })).toBe('no-such-erasure');
    await boss.ask('staff.leave', { operatorId: id });
    expect(await boss.code('privacy.search', { person: id, name: NAMES[1]! })).toBe('no-such-erasure');
    await desk.till.memory.erasing.work;
    writeFileSync(join(desk.folder, 'notes.txt'), NAMES[1]!.normalize('NFC'));
    writeFileSync(join(desk.folder, `photo of ${NAMES[1]}.png`), '');
    await boss.ask('privacy.search', { person: id, name: NAMES[1]! });
    await desk.till.memory.erasing.work;
    const views = await boss.ask('privacy.erasures', {});
    expect(views).toHaveLength(1);
    expect(views[0]).toMatchObject({ person: id, state: 'done', proof: { clean: false, left: 2, elsewhere: [{ path: 'notes.txt', names: 1 }, { path: 'photo of […].png', names: 1 }] } });
    for (const name of ['notes.txt', `photo of ${NAMES[1]}.png`]) rmSync(join(desk.folder, name));
    desk.storage.close();
    expect(traces(desk.folder, NAMES)).toEqual([]);
  });

  test('copies put aside by a restore or a step of the format are found, as is an export that a kill left behind [T273]', async () => {
    const desk = desks();
    const boss = desk.seat('manager');
    const { id } = await employ(desk);
    new Database(desk.path, { readonly: true }).exec(`vacuum into '${desk.path}.before-step-5-1'`);
    mkdirSync(join(desk.folder, 'export'), { recursive: true });
    const stale = join(desk.folder, 'export', 'report-1-1.making');
    writeFileSync(stale, `by ${NAMES[2]}`);
    const hourAgo = (Date.now() - 2 * 3_600_000) / 1_000;
    utimesSync(stale, hourAgo, hourAgo);
    await boss.ask('staff.leave', { operatorId: id });
    await desk.till.memory.erasing.work;
    const { proof } = (await boss.ask('privacy.erasures', {}))[0]!;
    expect(proof!.copies.map(({ kind, path }) => (kind === 'copy' ? path : kind)).sort()).toEqual(['backup', 'backup', 'backup', 'ledger.db.before-step-5-1']);
    expect(existsSync(stale)).toBe(false);
    expect(proof!.clean).toBe(true);
    desk.storage.close();
  });

  test('who is erased or renamed while their PIN is judged is not written back [T274]', async () => {
    const desk = desks();
    const boss = desk.seat('manager');
    const { id } = (await boss.ask('staff.add', { name: NAMES[0]!, role: 'cashier', pin: '4826' })).find(({ name }) => name === NAMES[0])!;
    const { crypto } = desk.till.ports;
    let judged: () => void = () => undefined;
    Object.assign(desk.till.ports, { crypto: { ...crypto, checkSecret: async (...given: Parameters<typeof crypto.checkSecret>) => { await new Promise<void>((done) => { judged = done; }); return crypto.checkSecret(...given); } } });
    const signing = desk.seat(null).code('session.signIn', { operatorId: id, pin: '4826' });
    await new Promise((done) => setImmediate(done));
    await boss.ask('staff.leave', { operatorId: id });
    judged();
    expect(await signing).toBe('wrong-pin');
    expect(desk.storage.person(id)).toBeNull();
    await desk.till.memory.erasing.work;
    expect((await boss.ask('privacy.erasures', {}))[0]).toMatchObject({ state: 'done', proof: { clean: true } });
    desk.storage.close();
  });
});

describe('an erasure cut off', () => {
  const run = (folder: string, mode: string, name = '') => spawnSync(process.execPath, [join(import.meta.dirname, '../kit/erasingChild.ts'), folder, mode, name], { encoding: 'utf8' });

  test('by kill -9 right after its commit is finished at the next start, and no byte is left [S15b]', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'shop.json'), JSON.stringify({ name: 'Erasing', store: 'erase', till: 'E1', currency: 'EUR', timeZone: 'Europe/Berlin', taxMode: 'inclusive', wallets: [] }));
    const killed = run(folder, 'kill', NAMES[1]);
    expect(killed.signal, killed.stderr).toBe('SIGKILL');
    const { id, verifier } = JSON.parse(killed.stdout) as { id: string; verifier: string };
    // It was cut off where it matters: the log still has what the commit took out.
    expect(traces(folder, [NAMES[1]!, verifier]).some((trace) => trace.startsWith('ledger.db-wal'))).toBe(true);
    const finished = run(folder, 'finish');
    expect(finished.status, finished.stderr).toBe(0);
    expect(JSON.parse(finished.stdout)).toMatchObject([{ person: id, proof: { clean: true, left: 0, emptied: true, named: false, copies: [] } }]);
    expect(traces(folder, [NAMES[1]!, verifier])).toEqual([]);
    expect(prove(join(folder, 'ledger.db'))).toMatchObject({ fault: null });
  });
});
