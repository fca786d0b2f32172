/** What the technician is shown: backend, wallets, journal, backups. */
import type { TechnicianView } from '#contract/views.ts';
import type { BackendStatus } from '#contract/cloud.ts';
import { Fault } from '#core/refusal.ts';
import { answeredWell, channelOf, wentUnanswered } from './channels.ts';
import { acknowledged } from './ship.ts';
import type { Till } from './till.ts';

const SHOWN = 30;
const BACKUPS_SHOWN = 10;

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
    backups: { list: ports.safekeeping.backups().slice(0, BACKUPS_SHOWN), folder: ports.safekeeping.folder, lastTried: till.memory.backup },
    lastEntries: storage.entriesAfter(Math.max(0, head.seq - SHOWN), SHOWN).map((entry) => ({ seq: entry.seq, at: entry.at, kind: entry.kind, operator: entry.operator, hash: entry.hash })).toReversed(),
    hidDriver: ports.devices.driver(), dataDir: ports.place.dataDir, version: ports.place.version, nodeVersion: ports.place.runtime,
  };
}
