/** The folder of backups: their names, what is known of each, and which are let go. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '#core/limits.ts';

/** What was proved of a backup when it was made: entries up to `seq`, whose hash is `hash`. */
export type BackupNote = { readonly at: number; readonly seq: number; readonly hash: string; readonly bytes: number };
export type StoredBackup = BackupNote & { readonly name: string; readonly path: string };

const NAME = /^ledger-\d{8}-\d{6}-\d+\.db$/;

export const noteOf = (path: string) => `${path}.json`;

/** `ledger-20261125-224100-1234.db`, UTC and the sequence number of the head. */
export function backupName(at: number, seq: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().replaceAll(/[-:]/g, '').split('T');
  return `ledger-${day}-${time.slice(0, 6)}-${seq}.db`;
}

/** Newest first; only those that were proved when they were made. */
export function listBackups(folder: string): StoredBackup[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder).filter((name) => NAME.test(name)).flatMap((name): StoredBackup[] => {
    const path = join(folder, name);
    try { return [{ ...(JSON.parse(readFileSync(noteOf(path), 'utf8')) as BackupNote), name, path }]; } catch { return []; }
  }).sort((a, b) => b.at - a.at || b.seq - a.seq);
}

/** A name that is not taken, in a folder that only this user can read. */
export function roomForBackup(folder: string, at: number, seq: number): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let later = at; ; later += 1000) {
    const path = join(folder, backupName(later, seq));
    if (!existsSync(path)) return path;
  }
}

/** Lets go what is neither among the newest nor the last of one of the last days. */
export function pruneBackups(folder: string): void {
  const days = new Set<string>();
  for (const [index, backup] of listBackups(folder).entries()) {
    const day = backup.name.slice(7, 15);
    const lastOfDay = !days.has(day);
    days.add(day);
    if (index < LIMITS.backupsNewestKept || (lastOfDay && days.size <= LIMITS.backupDaysKept)) continue;
    rmSync(backup.path);
    rmSync(noteOf(backup.path), { force: true });
  }
}
