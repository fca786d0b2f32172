/** Proves a long chain by two threads: an entry's hash depends on its own bytes and the hash before it, which is stored, so each half can be walked alone and joined. */
import { looseFault, VERIFY_ALL, type VerifiedUpTo } from '#core/verify.ts';
import { verifierCrypto } from '../adapters/crypto/verifierCrypto.ts';
import { ledgerFile } from '../adapters/sqlite/readLedger.ts';
import { onThread } from '../oneTask.ts';
import { prove, type KeepResult, type KeepTask, type Proof } from './keepTasks.ts';

/** Below it a second thread starts longer than it helps. */
const ENTRIES_MIN = 20_000;
const HEAP_MIB_MAX = 256;
/** The thread's file beside this one, from source and built alike. */
const SIBLING = import.meta.url.endsWith('.ts') ? './keepThread.ts' : './keepThread.js';

/** Walks the second half; how is for tests to choose. */
type Second = (path: string, from: VerifiedUpTo) => Promise<KeepResult>;

const onSecondThread: Second = (ledger, from) => onThread<KeepTask, KeepResult>(new URL(SIBLING, import.meta.url), { do: 'prove', ledger, from }, HEAP_MIB_MAX, true);

/**
 * The whole chain, as `prove` says it. For when nobody sells on this machine: both of its processors are taken.
 * @param entriesMin the shortest chain that is halved.
 */
export async function proveInHalves(path: string, entriesMin = ENTRIES_MIN, walkSecond: Second = onSecondThread): Promise<Proof> {
  const middle = middleOf(path, entriesMin);
  if (middle === null) return prove(path);
  const second = walkSecond(path, { ...middle, receipt: null, publicKey: null });
  // Awaited below; until then a rejection is not yet anybody's.
  second.catch(() => {});
  const front = prove(path, VERIFY_ALL, middle.seq);
  const back = await second;
  if (front.fault !== null) return front;
  // Both read one file that only grows; where they do not meet all the same, it is walked from end to end.
  if (!('proof' in back) || front.upTo.seq !== middle.seq || front.upTo.hash !== middle.hash) return prove(path);
  return joined(front, back.proof);
}

function joined(front: Proof, back: Proof): Proof {
  const loose = looseFault(verifierCrypto, front.upTo, back.loose);
  const upTo = { ...back.upTo, receipt: back.upTo.receipt ?? front.upTo.receipt, publicKey: back.upTo.publicKey ?? front.upTo.publicKey };
  const whole = { fault: back.fault, upTo, entries: front.entries + back.entries, loose: front.loose };
  if (loose === null || (back.fault !== null && back.fault.seq < loose.fault.seq)) return whole;
  return { ...whole, fault: loose.fault, upTo: { ...front.upTo, seq: loose.fault.seq, hash: loose.hash }, entries: loose.fault.seq };
}

/** The entry that ends the first half; null where the chain is short or has none there. */
function middleOf(path: string, entriesMin: number): { readonly seq: number; readonly hash: string } | null {
  const file = ledgerFile(path);
  try {
    const { seq } = file.head();
    const entry = seq < entriesMin ? null : file.at(Math.floor(seq / 2));
    return entry === null ? null : { seq: entry.seq, hash: entry.hash };
  } finally {
    file.close();
  }
}
