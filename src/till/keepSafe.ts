/** Keeps the ledger provable: verifies its chain, has its file checked, and backs it up. */
import { Fault } from '#core/refusal.ts';
import { VERIFY_ALL, verifyEntries, type VerifiedUpTo } from '#core/verify.ts';
import type { Till } from './till.ts';

const VERIFIED = 'verified.upTo';

type Verified = { ok: boolean; message: string; entries: number };

function verifiedUpTo(till: Till): VerifiedUpTo {
  const kept = till.storage.setting(VERIFIED);
  if (kept === null) return VERIFY_ALL;
  // Marks of earlier versions know no key: the whole chain is walked once more.
  const mark = JSON.parse(kept) as Partial<VerifiedUpTo>;
  return mark.publicKey === undefined ? VERIFY_ALL : (mark as VerifiedUpTo);
}

/** Recomputes the chain from where it was last verified, or from the first entry, beside the selling till. */
async function verifyFrom(till: Till, from: VerifiedUpTo): Promise<Verified> {
  const known = from.seq === 0 ? from : till.storage.entryAt(from.seq);
  if (known?.hash !== from.hash) return told(till, false, `entry ${from.seq}: it was verified before and is gone or another one; the end of the journal was cut off, or this is another copy`, from.seq);
  const { fault, upTo } = await till.ports.safekeeping.prove(from);
  if (fault === null) till.storage.setSetting(VERIFIED, JSON.stringify(upTo));
  return told(till, fault === null, fault === null ? `${upTo.seq} entries, chain unbroken, books balance` : `entry ${fault.seq}: ${fault.message}`, upTo.seq);
}

function told(till: Till, ok: boolean, message: string, seq: number): Verified {
  till.memory.verified = { ok, at: till.ports.clock.now(), message, seq };
  till.ports.changed();
  return { ok, message, entries: ok ? seq : till.storage.head().seq };
}

/** Recomputes the chain from the first entry. */
export function verifyNow(till: Till): Promise<Verified> {
  return verifyFrom(till, VERIFY_ALL);
}

/** The close list fills itself: what came since the last verification is verified when the day is looked at. */
export function verifyTail(till: Till): Promise<Verified> {
  return verifyFrom(till, verifiedUpTo(till));
}

const TAIL = 100;

/** At start: the end of the chain must hold, or nothing is sold on top of it. */
export function checkTail(till: Till): void {
  const head = till.storage.head();
  const before = till.storage.entryAt(head.seq - TAIL);
  const { crypto } = till.ports;
  const run = verifyEntries(crypto, before === null ? VERIFY_ALL : { seq: before.seq, hash: before.hash, receipt: null, publicKey: null });
  for (const entry of till.storage.entriesAfter(before?.seq ?? 0, TAIL + 1)) run.next(entry);
  const fault = run.fault();
  if (fault !== null) stop(till, fault.seq, `entry ${fault.seq}: ${fault.message}`);
}

function stop(till: Till, seq: number, message: string): void {
  till.memory.stopped = { code: 'ledger-damaged', backupAt: till.ports.safekeeping.backups()[0]?.at ?? null };
  till.ports.log('error', 'ledger-damaged', { seq, message });
  told(till, false, message, seq);
}

/** Once the till stands: SQLite checks every page of the file. A damaged one stops selling before more is written on it. */
export async function checkWholeFile(till: Till): Promise<void> {
  try {
    const damage = await till.ports.safekeeping.checkFile();
    if (damage !== null) stop(till, till.storage.head().seq, damage);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    till.ports.log('warn', error.code, error.detail);
  }
}

/** @throws Fault `backup-failed`; the ledger itself is never touched. */
export async function backupNow(till: Till): Promise<null> {
  const at = till.ports.clock.now();
  try {
    await till.ports.safekeeping.backup(at, till.storage.head().seq);
    till.memory.backup = { ok: true, at };
    return null;
  } catch (error) {
    till.memory.backup = { ok: false, at };
    till.ports.log('error', 'backup-failed', error instanceof Fault ? error.detail : {});
    throw error;
  } finally {
    till.ports.changed();
  }
}

const BACKUP_EVERY_MS = 24 * 3_600_000;
const AGAIN_AFTER_MS = 3_600_000;

/** A copy a day, and one as soon as a day is closed; after a failure again in an hour. A damaged ledger is not copied over good copies. */
export async function backupWhenDue(till: Till): Promise<void> {
  const now = till.ports.clock.now();
  const tried = till.memory.backup;
  if (till.memory.stopped !== null || (tried !== null && !tried.ok && now - tried.at < AGAIN_AFTER_MS)) return;
  const newest = till.ports.safekeeping.backups()[0];
  const head = till.storage.head();
  if (head.seq === 0 || newest?.hash === head.hash) return;
  const closedSince = (till.storage.zReport(till.storage.status().lastZ)?.seq ?? 0) > (newest?.seq ?? 0);
  if (!closedSince && newest !== undefined && now - newest.at < BACKUP_EVERY_MS) return;
  // What failed is on record and shown; the next look tries again.
  await backupNow(till).catch(() => undefined);
}
