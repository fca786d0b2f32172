/** What is done to a ledger file beside the till that sells, in a process or on a thread of its own: proving it, checking it, copying it while the till sells. */
import Database from 'better-sqlite3';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { verifyEntries, VERIFY_ALL, type Loose, type VerifiedUpTo, type VerifyFault } from '#core/verify.ts';
import { verifierCrypto } from '../adapters/crypto/verifierCrypto.ts';
import { ledgerFile } from '../adapters/sqlite/readLedger.ts';
import type { AccessRun, Counted } from '#till/ports.ts';
import { noteOf, type BackupNote } from './backups.ts';
import { accessBefore, census } from './census.ts';

export type Proof = { readonly fault: VerifyFault | null; readonly upTo: VerifiedUpTo; readonly entries: number; /** Where `from` did not know all: what is still to be proved. */ readonly loose: Loose };

export type KeepTask =
  | { readonly do: 'prove'; readonly ledger: string; readonly from: VerifiedUpTo }
  | { readonly do: 'check'; readonly ledger: string }
  | { readonly do: 'census'; readonly ledger: string; readonly after: number }
  | { readonly do: 'access'; readonly ledger: string; readonly before: number | null; readonly most: number }
  | { readonly do: 'backup'; readonly ledger: string; readonly to: string; readonly at: number };

export type KeepResult = { readonly proof: Proof } | { readonly damage: string | null } | { readonly note: BackupNote } | { readonly census: { readonly counted: Counted[]; readonly upTo: number } } | { readonly access: AccessRun };

/** Walks the chain from a place that was proved before. @param to the last entry that is walked. */
export function prove(path: string, from: VerifiedUpTo = VERIFY_ALL, to = Number.MAX_SAFE_INTEGER): Proof {
  const file = ledgerFile(path);
  try {
    const run = verifyEntries(verifierCrypto, from);
    for (const { entry, canonicalPayload } of file.stored(from.seq)) {
      if (entry.seq > to) break;
      run.next(entry, canonicalPayload);
      if (run.fault() !== null) break;
    }
    return { fault: run.fault(), upTo: run.upTo(), entries: run.count(), loose: run.loose() };
  } finally {
    file.close();
  }
}

function check(path: string): string | null {
  const file = ledgerFile(path);
  try { return file.check(); } finally { file.close(); }
}

/** Where a copy lies until it is proved. */
export const makingOf = (to: string): string => `${to}.making`;

function syncedToDisk(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/**
 * Copies the ledger as it stands at one moment; the till goes on writing meanwhile. The copy has its name only when its chain was walked
 * and SQLite found it sound, so that a backup that is listed is one that restores. @throws Error when the copy is not good
 */
async function backup(ledger: string, to: string, at: number): Promise<BackupNote> {
  const making = makingOf(to);
  rmSync(making, { force: true });
  const source = new Database(ledger, { readonly: true, fileMustExist: true });
  try {
    // All pages in one step: a copy in many steps begins anew with each sale that is committed meanwhile.
    await source.backup(making, { progress: () => 0x7fff_ffff });
  } finally {
    source.close();
  }
  chmodSync(making, 0o600);
  // One file, readable anywhere: a copy in WAL mode would need its two neighbours.
  const copy = new Database(making);
  copy.pragma('journal_mode = DELETE');
  copy.close();
  const damage = check(making);
  const proof = damage === null ? prove(making) : null;
  if (proof === null || proof.fault !== null) {
    rmSync(making, { force: true });
    throw new Error(damage ?? `entry ${proof?.fault?.seq ?? 0}: ${proof?.fault?.message ?? ''}`);
  }
  syncedToDisk(making);
  renameSync(making, to);
  const note: BackupNote = { at, seq: proof.upTo.seq, hash: proof.upTo.hash, bytes: statSync(to).size };
  writeFileSync(noteOf(to), `${JSON.stringify(note)}\n`, { mode: 0o600 });
  syncedToDisk(noteOf(to));
  return note;
}

export async function perform(task: KeepTask): Promise<KeepResult> {
  switch (task.do) {
    case 'prove': return { proof: prove(task.ledger, task.from) };
    case 'check': return { damage: check(task.ledger) };
    case 'census': return { census: census(task.ledger, task.after) };
    case 'access': return { access: accessBefore(task.ledger, task.before, task.most) };
    case 'backup': return { note: await backup(task.ledger, task.to, task.at) };
  }
}

/** The other files of a ledger: none of them may lie beside another one that is put in its place. */
export function removeSideFiles(path: string): void {
  for (const side of ['-wal', '-shm', '-journal']) if (existsSync(`${path}${side}`)) rmSync(`${path}${side}`);
}
