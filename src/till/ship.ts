/** Shipping the journal to the backend: in order, in batches, from what it has acknowledged; the journal is the outbox. */
import { LIMITS } from '#core/limits.ts';
import { Fault } from '#core/refusal.ts';
import { GENESIS, type EntryHead } from '#core/journal.ts';
import type { JournalAck } from '#contract/cloud.ts';
import type { JournalLine, JournalRun } from '#contract/journalLines.ts';
import { answeredWell, wentUnanswered } from './channels.ts';
import { judgeHead } from './fork.ts';
import type { Till } from './till.ts';

const ACK = 'sync.ack';
/** Entries read at a time. */
const PAGE = 100;
const WAIT_MS_FIRST = 500;
const WAIT_MS_MAX = 60_000;

/** Setting of a ledger of which the backend has confirmed nothing. */
export const NOTHING_ACKNOWLEDGED: Readonly<Record<string, string>> = { [ACK]: JSON.stringify(GENESIS) };

/** What the backend has acknowledged. */
export function acknowledged(till: { readonly storage: Pick<Till['storage'], 'setting'> }): EntryHead {
  const kept = till.storage.setting(ACK);
  return kept === null ? GENESIS : (JSON.parse(kept) as EntryHead);
}

export function shipDue(till: Till, now: number): boolean {
  return till.memory.shipping === null && now >= till.memory.shipNotBefore && till.storage.status().enrolled !== null && acknowledged(till).seq < till.storage.head().seq;
}

/** Ships until the backend has all, or something fails; then backs off with jitter. While a batch is under way the next is made ready. */
export async function ship(till: Till): Promise<void> {
  let heard: JournalAck | null = null;
  const keep = () => {
    if (heard !== null) till.storage.setSetting(ACK, JSON.stringify({ seq: heard.seq, hash: heard.hash, signature: heard.signature }));
    heard = null;
  };
  try {
    let { seq } = acknowledged(till);
    for (let run = await gather(till, seq); run !== null;) {
      const last = endOf(run, seq);
      const askedAt = till.ports.clock.now();
      const answer = till.ports.backend.ship(run, till.ports.crypto.sign(last.hash)).then((ack) => {
        answeredWell(till, ['backend'], till.ports.clock.now() - askedAt);
        return ack;
      });
      const [ack, ahead] = await Promise.all([answer, readAhead(till, last.seq, keep)]);
      if (judgeHead(till, ack)) return;
      if (ack.seq < seq) throw new Fault('backend-behind', 'The backend holds less of the journal than it had acknowledged.', { seq: ack.seq });
      heard = ack;
      if (ack.seq === seq) break;
      seq = ack.seq;
      // Another word than what was sent: what was made ready does not follow it.
      run = ack.seq === last.seq && ahead !== null ? ahead : await gather(till, seq);
    }
    keep();
    till.memory.shipFailures = 0;
    till.memory.shipNotBefore = 0;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    keep();
    await afterFailure(till, error);
  }
  till.ports.changed();
}

const endOf = ({ lines }: JournalRun, seq: number): EntryHead => lines.at(-1) ?? { seq, hash: '' };

/** The acknowledgement before is kept while the line is busy: one sync of the disk that nobody waits for. */
async function readAhead(till: Till, seq: number, keep: () => void): Promise<JournalRun | null> {
  keep();
  if (till.storage.head().seq <= seq) return null;
  // The request goes out first.
  await till.ports.pause();
  return gather(till, seq);
}

/** The next batch after `seq`, read in pages so that a sale never waits for all of it; null when there is nothing more. */
async function gather(till: Till, seq: number): Promise<JournalRun | null> {
  const first = till.storage.journalRun(seq, PAGE);
  const lines = [...first.lines];
  let chars = charsOf(lines);
  for (let more = first.lines.length === PAGE; more && lines.length < LIMITS.journalBatchMax && chars < LIMITS.journalBatchCharsMax;) {
    await till.ports.pause();
    const page = till.storage.journalRun(seq + lines.length, Math.min(PAGE, LIMITS.journalBatchMax - lines.length)).lines;
    lines.push(...page);
    chars += charsOf(page);
    more = page.length === PAGE;
  }
  if (lines.length === 0) return null;
  return { prevHash: first.prevHash, lines: fitting(lines) };
}

const charsOf = (lines: readonly JournalLine[]): number => lines.reduce((sum, line) => sum + line.text.length, 0);

/** The first of them that fit into one batch, one at least: long entries go in smaller batches. */
function fitting(lines: readonly JournalLine[]): readonly JournalLine[] {
  let chars = 0;
  const over = lines.findIndex((line) => (chars += line.text.length) > LIMITS.journalBatchCharsMax);
  return over === -1 ? lines : lines.slice(0, Math.max(1, over));
}

/** Without an answer we wait longer each time. A refusal is looked into: the backend's own head says from where to go on. */
async function afterFailure(till: Till, error: Fault): Promise<void> {
  till.memory.shipFailures += 1;
  const wait = Math.min(WAIT_MS_FIRST * 2 ** Math.min(till.memory.shipFailures, 10), WAIT_MS_MAX);
  const jitter = (till.ports.crypto.random(1)[0] ?? 0) / 255;
  till.memory.shipNotBefore = till.ports.clock.now() + Math.round(wait * (0.5 + jitter / 2));
  till.ports.log('warn', 'shipping-failed', { code: error.code, failures: till.memory.shipFailures });
  if (!error.code.startsWith('backend')) return;
  if (error.code !== 'backend-refused') {
    wentUnanswered(till, ['backend']);
    return;
  }
  try {
    const head = await till.ports.backend.head();
    if (!judgeHead(till, head)) till.storage.setSetting(ACK, JSON.stringify({ seq: head.seq, hash: head.hash, signature: head.signature }));
  } catch (again) {
    if (!(again instanceof Fault)) throw again;
  }
}
