/** Puts a backup in the ledger's place, or drills it without touching anything. */
import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, mkdtempSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Fault, Refusal } from '#core/refusal.ts';
import { openLedgerStorage } from '../adapters/sqlite/ledgerStorage.ts';
import { ownFolder } from '../adapters/sqlite/open.ts';
import { ledgerFile } from '../adapters/sqlite/readLedger.ts';
import { listBackups } from './backups.ts';
import { prove, removeSideFiles } from './keepTasks.ts';

export type Drill = {
  readonly ok: boolean;
  readonly backup: string;
  readonly entries: number;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly sales: number;
  /** The ledger that is there now: does it continue this backup, and how many entries does it have that the backup lacks? Null when there is none that can be read. */
  readonly live: { readonly continues: boolean; readonly newer: number } | null;
  readonly message: string;
};

type Place = { readonly till: string; readonly timeZone: string };

/** The backup that is meant: the one named, else the newest that was proved. @throws Refusal `no-backup` */
export function chosenBackup(folder: string, from: string | undefined): string {
  const path = from ?? listBackups(folder)[0]?.path;
  if (path === undefined) throw new Refusal('no-backup', `There is no proved backup in ${folder}. Nothing was changed; name a backup with --from.`);
  if (!existsSync(path) || !statSync(path).isFile()) throw new Refusal('no-backup', `There is no backup at ${path}. Nothing was changed; see which there are with \`tillbook backup --list\`.`);
  return path;
}

/** Opens a copy as a till would and proves all of it: SQLite's check, the chain with its seals, every projection, and that its last sale reads back. */
export function drill(backup: string, ledger: string, place: Place): Drill {
  const scratch = mkdtempSync(join(tmpdir(), 'tillbook-drill-'));
  try {
    const copy = join(scratch, 'ledger.db');
    copyFileSync(backup, copy);
    const bad = (message: string): Drill => ({ ok: false, backup, entries: 0, head: { seq: 0, hash: '' }, sales: 0, live: null, message });
    const file = readable(copy);
    if (typeof file === 'string') return bad(file);
    const damage = file.check();
    file.close();
    if (damage !== null) return bad(damage);
    const { fault, upTo, entries } = prove(copy);
    if (fault !== null) return { ...bad(`entry ${fault.seq}: ${fault.message}`), entries };
    const sales = opened(copy, place);
    if (typeof sales === 'string') return { ...bad(sales), entries };
    return { ok: true, backup, entries, head: { seq: upTo.seq, hash: upTo.hash }, sales, live: compared(ledger, upTo), message: 'it opens, its chain is unbroken, its seals are this till\'s, its books balance and what is derived agrees' };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readable(path: string): ReturnType<typeof ledgerFile> | string {
  try { return ledgerFile(path); } catch (error) { return error instanceof Fault ? error.message : String((error as Error).message); }
}

/** The number of sales when the till's own storage opens it and the projections agree, else what is wrong. */
function opened(path: string, place: Place): number | string {
  try {
    const storage = openLedgerStorage(path, place.till, place.timeZone);
    const { lastReceipt } = storage.status();
    const readsBack = lastReceipt === 0 || storage.sale(lastReceipt) !== null;
    storage.close();
    if (!readsBack) return `receipt ${lastReceipt} cannot be read back`;
    const file = ledgerFile(path);
    const differing = file.compareProjections();
    file.close();
    return differing ?? lastReceipt;
  } catch (error) {
    return error instanceof Fault ? error.message : String((error as Error).message);
  }
}

function compared(ledger: string, upTo: { readonly seq: number; readonly hash: string }): Drill['live'] {
  if (!existsSync(ledger)) return null;
  const file = readable(ledger);
  if (typeof file === 'string') return null;
  try {
    let newer = 0;
    let continues = upTo.seq === 0;
    for (const entry of file.entries(Math.max(0, upTo.seq - 1))) {
      if (entry.seq === upTo.seq) continues = entry.hash === upTo.hash;
      else newer += 1;
    }
    return { continues, newer };
  } catch {
    return null;
  } finally {
    file.close();
  }
}

/** What is in the ledger's place is moved aside, never deleted. @throws Refusal `backup-not-good`; Fault `already-running` */
export function restore(backup: string, dataDir: string, place: Place): Drill & { readonly movedTo: string | null } {
  const owned = ownFolder(dataDir);
  try {
    const ledger = join(dataDir, 'ledger.db');
    const result = drill(backup, ledger, place);
    if (!result.ok) throw new Refusal('backup-not-good', `This backup is not good: ${result.message}. Nothing was changed; choose another one.`);
    const ready = `${ledger}.restoring`;
    copyFileSync(backup, ready);
    chmodSync(ready, 0o600);
    synced(ready);
    const movedTo = existsSync(ledger) ? `${ledger}.before-${result.head.seq}-${Date.now()}` : null;
    if (movedTo !== null) {
      for (const side of ['-wal', '-shm', '-journal']) if (existsSync(`${ledger}${side}`)) renameSync(`${ledger}${side}`, `${movedTo}${side}`);
      renameSync(ledger, movedTo);
    }
    removeSideFiles(ledger);
    renameSync(ready, ledger);
    synced(dirname(ledger));
    return { ...result, movedTo };
  } finally {
    owned.release();
  }
}

function synced(path: string): void {
  const file = openSync(path, 'r');
  try { fsyncSync(file); } catch { /* a folder cannot be synced everywhere */ } finally { closeSync(file); }
}
