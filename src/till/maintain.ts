/** What the technician is shown: backend, wallets, journal, and a verification of it on demand. */
import type { TechnicianView } from '#contract/views.ts';
import type { BackendStatus } from '#contract/cloud.ts';
import { Fault } from '#core/refusal.ts';
import { VERIFY_ALL, verifyEntries, type VerifiedUpTo } from '#core/verify.ts';
import { answeredWell, channelOf, wentUnanswered } from './channels.ts';
import { acknowledged } from './ship.ts';
import type { Till } from './till.ts';

const SHOWN = 30;
const PAGE = 200;

async function backendStatus(till: Till): Promise<BackendStatus | null> {
  const askedAt = till.ports.clock.now();
  try {
    const status = await till.ports.backend.status();
    answeredWell(till, ['backend'], till.ports.clock.now() - askedAt);
    return status;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    wentUnanswered(till, ['backend']);
    return null;
  }
}

export async function readTechnician(till: Till): Promise<TechnicianView> {
  const { storage, ports, shop } = till;
  const status = await backendStatus(till);
  const head = storage.head();
  const acked = acknowledged(till);
  const backend = channelOf(till, 'backend');
  const facts = storage.facts();
  return {
    backend: { baseUrl: ports.place.backendUrl(), embedded: ports.place.embedded, health: backend.health, engine: status?.engine ?? null, answerMs: backend.answerMs, version: status?.version ?? null },
    wallets: shop.wallets.map((wallet) => {
      const theirs = status?.wallets.find((one) => one.wallet === wallet);
      return { wallet, enabled: theirs?.enabled ?? true, health: theirs?.health ?? channelOf(till, wallet).health, answerMs: theirs?.lastAnswerMs ?? channelOf(till, wallet).answerMs, connector: theirs?.connector ?? '' };
    }),
    journal: {
      entries: head.seq, headSeq: head.seq, headHash: head.hash, ackedSeq: acked.seq, unsynced: head.seq - acked.seq, oldestUnsyncedAt: storage.entriesAfter(acked.seq, 1)[0]?.at ?? null,
      verified: till.memory.verified, fileBytes: facts.fileBytes, synchronous: facts.synchronous, sqliteVersion: facts.sqliteVersion,
    },
    lastEntries: storage.entriesAfter(Math.max(0, head.seq - SHOWN), SHOWN).map((entry) => ({ seq: entry.seq, at: entry.at, kind: entry.kind, operator: entry.operator, hash: entry.hash })).toReversed(),
    hidDriver: ports.devices.driver(), dataDir: ports.place.dataDir, version: ports.place.version, nodeVersion: ports.place.runtime,
  };
}

const VERIFIED = 'verified.upTo';

function verifiedUpTo(till: Till): VerifiedUpTo {
  const kept = till.storage.setting(VERIFIED);
  return kept === null ? VERIFY_ALL : (JSON.parse(kept) as VerifiedUpTo);
}

/** Recomputes the chain from where it was last verified, or from the first entry; pages give way to selling between them. */
async function verifyFrom(till: Till, from: VerifiedUpTo): Promise<{ ok: boolean; message: string; entries: number }> {
  const known = from.seq === 0 ? from : till.storage.entryAt(from.seq);
  if (known?.hash !== from.hash) return tailGone(till, from.seq);
  const run = verifyEntries((text) => till.ports.crypto.sha256(text), from);
  let { seq } = from;
  for (;;) {
    const entries = till.storage.entriesAfter(seq, PAGE);
    for (const entry of entries) run.next(entry);
    const last = entries.at(-1);
    if (last === undefined || run.fault() !== null) break;
    seq = last.seq;
    await till.ports.pause();
  }
  const fault = run.fault();
  const message = fault === null ? `${run.upTo().seq} entries, chain unbroken, books balance` : `entry ${fault.seq}: ${fault.message}`;
  till.memory.verified = { ok: fault === null, at: till.ports.clock.now(), message, seq: run.upTo().seq };
  if (fault === null) till.storage.setSetting(VERIFIED, JSON.stringify(run.upTo()));
  till.ports.changed();
  return { ok: fault === null, message, entries: run.upTo().seq };
}

/** What was verified before is no longer there: the end was cut off, or another copy of the ledger was put in its place. */
function tailGone(till: Till, seq: number): { ok: boolean; message: string; entries: number } {
  const message = `entry ${seq}: it was verified before and is gone or another one; the end of the journal was cut off, or this is another copy`;
  till.memory.verified = { ok: false, at: till.ports.clock.now(), message, seq };
  till.ports.changed();
  return { ok: false, message, entries: till.storage.head().seq };
}

/** Recomputes the chain from the first entry. */
export function verifyNow(till: Till): Promise<{ ok: boolean; message: string; entries: number }> {
  return verifyFrom(till, VERIFY_ALL);
}

/** The close list fills itself: what came since the last verification is verified when the day is looked at. */
export function verifyTail(till: Till): Promise<{ ok: boolean; message: string; entries: number }> {
  return verifyFrom(till, verifiedUpTo(till));
}

const TAIL = 100;

/** At start: the end of the chain must hold, or nothing is sold on top of it. */
export function checkTail(till: Till): void {
  const head = till.storage.head();
  const before = till.storage.entryAt(head.seq - TAIL);
  const run = verifyEntries((text) => till.ports.crypto.sha256(text), before === null ? VERIFY_ALL : { seq: before.seq, hash: before.hash, receipt: null });
  for (const entry of till.storage.entriesAfter(before?.seq ?? 0, TAIL + 1)) run.next(entry);
  const fault = run.fault();
  if (fault === null) return;
  till.memory.stopped = { code: 'ledger-damaged' };
  till.memory.verified = { ok: false, at: till.ports.clock.now(), message: `entry ${fault.seq}: ${fault.message}`, seq: fault.seq };
  till.ports.log('error', 'ledger-damaged', { seq: fault.seq });
}
