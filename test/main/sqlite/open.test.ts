/** The ledger file is opened the one safe way, every time, by one till. */
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '#core/refusal.ts';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { openForReading, openLedger, ownFolder } from '#main/adapters/sqlite/open.ts';
import { MIGRATIONS } from '#main/adapters/sqlite/schema.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tillbook-open-')); });
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const pragma = (db: Database.Database, name: string) => db.pragma(name, { simple: true }) as unknown;
function codeOf(work: () => unknown): string {
  try { work(); } catch (error) { return error instanceof Fault ? error.code : `no fault: ${String(error)}`; }
  return 'ok';
}

describe('opening the ledger', () => {
  test('every open runs at WAL and synchronous=FULL, the first, the tenth and after writes [L8]', () => {
    const path = join(folder, 'ledger.db');
    for (let time = 0; time < 10; time += 1) {
      const db = openLedger(path);
      const read = () => [pragma(db, 'journal_mode'), pragma(db, 'synchronous'), pragma(db, 'trusted_schema'), pragma(db, 'cell_size_check'), pragma(db, 'secure_delete')];
      expect(read()).toEqual(['wal', 2, 0, 1, 1]);
      db.prepare('insert into setting(key, value) values (?, ?)').run(`k${time}`, 'v');
      expect(read()).toEqual(['wal', 2, 0, 1, 1]);
      db.close();
    }
    const storage = openLedgerStorage(path, 'T1', 'Asia/Shanghai');
    storage.setSetting('a', 'b');
    expect(storage.facts().synchronous).toBe('FULL');
    storage.close();
  });

  test('SQLite is new enough to be free of the WAL reset race [L9]', () => {
    const db = openLedger(join(folder, 'ledger.db'));
    const [major = 0, minor = 0, patch = 0] = String(db.prepare('select sqlite_version()').pluck().get()).split('.').map(Number);
    db.close();
    expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  test('a file that is no database, or is damaged, is refused in words and left as it is [L10]', () => {
    const path = join(folder, 'ledger.db');
    const text = 'this is a shopping list, not a ledger\n'.repeat(40);
    writeFileSync(path, text);
    expect(codeOf(() => openLedger(path))).toBe('ledger-damaged');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('a ledger of a newer version is refused and left as it is [L11]', () => {
    const path = join(folder, 'ledger.db');
    openLedger(path).close();
    const db = new Database(path);
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    expect(codeOf(() => openLedger(path))).toBe('ledger-newer');
  });

  test('a ledger belongs to one till and one time zone for good [L12]', () => {
    const path = join(folder, 'ledger.db');
    openLedgerStorage(path, 'T1', 'Asia/Shanghai').close();
    expect(codeOf(() => openLedgerStorage(path, 'T2', 'Asia/Shanghai'))).toBe('another-till');
    expect(codeOf(() => openLedgerStorage(path, 'T1', 'Asia/Seoul'))).toBe('another-till');
    expect(codeOf(() => openLedgerStorage(path, 'T1', 'Asia/Shanghai').close())).toBe('ok');
  });

  test('a place where no folder can be made, and a ledger that is a folder, are refused in words [L13]', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(['ledger-read-only', 'ledger-not-opened']).toContain(codeOf(() => openLedger(join(folder, 'file', 'ledger.db'))));
    expect(codeOf(() => openLedger(folder))).toBe('ledger-read-only');
    expect(codeOf(() => openForReading(join(folder, 'none.db')))).toBe('no-ledger');
  });

  const nobody = 65_534;
  const root = process.getuid?.() === 0;
  if (root) console.warn('As root every folder can be written: the read-only test runs in a process of another user.');
  test('a read-only data folder is refused in words, and nothing is made in it [L14]', () => {
    chmodSync(folder, 0o555);
    const script = `import { openLedger } from '${new URL('../../../src/main/adapters/sqlite/open.ts', import.meta.url).href}'; try { openLedger(${JSON.stringify(join(folder, 'ledger.db'))}); console.log('opened'); } catch (error) { console.log(error.code); }`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: join(import.meta.dirname, '../../..'), encoding: 'utf8', ...(root ? { uid: nobody, gid: nobody } : {}) });
    if (root && /EACCES|MODULE_NOT_FOUND|Cannot find/.test(run.stderr) && run.stdout.trim() === '') {
      console.warn('SKIPPED: another user cannot read this repository, so the read-only folder could not be tried.');
      return;
    }
    expect(`${run.stdout.trim()} ${run.stderr.trim()}`.trim()).toBe('ledger-read-only');
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  });
});

describe('who owns the data folder', () => {
  test('a second owner is refused with the first one\'s address, and may have it once the first is gone [L15]', () => {
    const first = ownFolder(folder);
    first.announce('http://127.0.0.1:5000/');
    try {
      ownFolder(folder);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'already-running', detail: { address: 'http://127.0.0.1:5000/' } });
    }
    first.release();
    expect(existsSync(join(folder, 'running.json'))).toBe(false);
    const second = ownFolder(folder);
    expect(codeOf(() => ownFolder(folder))).toBe('already-running');
    second.release();
  });

  test('a lock dies with its process, however that ends [L16]', () => {
    const script = `import { ownFolder } from '${new URL('../../../src/main/adapters/sqlite/open.ts', import.meta.url).href}'; const own = ownFolder(${JSON.stringify(folder)}); own.announce('http://127.0.0.1:1/'); process.kill(process.pid, 'SIGKILL');`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: join(import.meta.dirname, '../../..') });
    expect(run.signal).toBe('SIGKILL');
    expect(existsSync(join(folder, 'running.json'))).toBe(true);
    ownFolder(folder).release();
  });
});
