/** The verifier: walks the journal and says where it first stops being true, and what that means. */
import { GENESIS, hashedText, type Entry } from './journal.ts';
import { post, unbalanced } from './posting.ts';

export type VerifyFault = { readonly seq: number; readonly message: string };

export type Verification = {
  next(entry: Entry): void;
  fault(): VerifyFault | null;
  count(): number;
  head(): { readonly seq: number; readonly hash: string };
  upTo(): VerifiedUpTo;
};

/** Where a verification got to, so that the next goes on from there. `receipt` null: not known, the first one seen is taken. */
export type VerifiedUpTo = { readonly seq: number; readonly hash: string; readonly receipt: number | null };

export const VERIFY_ALL: VerifiedUpTo = { ...GENESIS, receipt: 0 };

/** Null when the entry cannot be booked at all: a chain can be recomputed over anything. */
function imbalanceOf(entry: Entry): string[] | null {
  try { return unbalanced(post(entry)); } catch { return null; }
}

/** @param sha256 lower-case hex SHA-256 of the UTF-8 bytes of a text. */
export function verifyEntries(sha256: (text: string) => string, from: VerifiedUpTo = VERIFY_ALL): Verification {
  let head: { seq: number; hash: string } = { seq: from.seq, hash: from.hash };
  let fault: VerifyFault | null = null;
  let count = 0;
  let receipt = from.receipt;
  const fail = (seq: number, message: string) => { fault ??= { seq, message }; };
  return {
    next(entry) {
      if (fault !== null) return;
      count += 1;
      if (entry.seq !== head.seq + 1) fail(head.seq + 1, `an entry is missing or out of order (found ${entry.seq}); what it recorded cannot be proved any more`);
      else if (entry.prevHash !== head.hash) fail(entry.seq, 'it does not follow the entry before it; one of the two was changed or replaced');
      else if (sha256(hashedText(entry.prevHash, entry)) !== entry.hash) fail(entry.seq, 'its contents were changed after it was written; the hash does not fit');
      else {
        const currencies = imbalanceOf(entry);
        if (currencies === null) fail(entry.seq, 'it is of no form that this version can book; it was not written by this till');
        else if (currencies.length > 0) fail(entry.seq, `its postings do not sum to zero in ${currencies.join(', ')}; the books do not balance`);
        else if (entry.kind === 'sale.completed') {
          if (receipt !== null && entry.payload.receipt !== receipt + 1) fail(entry.seq, `receipt ${entry.payload.receipt} does not follow ${receipt}; a receipt number was skipped or used twice`);
          receipt = entry.payload.receipt;
        }
      }
      head = { seq: entry.seq, hash: entry.hash };
    },
    fault: () => fault,
    count: () => count,
    head: () => head,
    upTo: () => ({ ...head, receipt }),
  };
}
