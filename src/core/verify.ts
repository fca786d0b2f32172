/** The verifier: walks the journal and says where it first stops being true, and what that means. */
import { GENESIS, hashedText, hashedTextOf, type Entry } from './journal.ts';
import { post, unbalanced } from './posting.ts';

export type VerifyFault = { readonly seq: number; readonly message: string };

/** A stored entry: with its payload's own text where that is certainly RFC 8785 canonical, so that it need not be written anew to be hashed. */
export type StoredEntry = { readonly entry: Entry; readonly canonicalPayload: string | null };

/** What a stretch that was walked alone leaves to be proved by what lies before it. */
export type Loose = {
  /** The first sale's receipt, where the one before it was not known. */
  readonly receipt: { readonly seq: number; readonly hash: string; readonly receipt: number } | null;
  /** Seals of closed days before the first enrolment, where the key was not known: the text that each is a signature of. */
  readonly seals: readonly { readonly seq: number; readonly hash: string; readonly text: string; readonly signature: string }[];
};

export type Verification = {
  /** @param canonicalPayload as `StoredEntry` has it. */
  next(entry: Entry, canonicalPayload?: string | null): void;
  fault(): VerifyFault | null;
  count(): number;
  head(): { readonly seq: number; readonly hash: string };
  upTo(): VerifiedUpTo;
  loose(): Loose;
};

/**
 * Where a verification got to, so that the next goes on from there. `receipt` null: not known, the first one seen is taken.
 * `publicKey` null: no enrolment was seen yet, so the seals of closed days cannot be checked.
 */
export type VerifiedUpTo = { readonly seq: number; readonly hash: string; readonly receipt: number | null; readonly publicKey: string | null };

export const VERIFY_ALL: VerifiedUpTo = { ...GENESIS, receipt: 0, publicKey: null };

/** What the verifier needs of the outside. */
export type VerifierCrypto = {
  /** Lower-case hex SHA-256 of the UTF-8 bytes of a text. */
  readonly sha256: (text: string) => string;
  /** Is this the base64 Ed25519 signature of the UTF-8 bytes of a text, by the base64 SPKI DER key? False for what is no key or no signature. */
  readonly signedBy: (text: string, signature: string, publicKey: string) => boolean;
};

/** Null when the entry cannot be booked at all: a chain can be recomputed over anything. */
function imbalanceOf(entry: Entry): string[] | null {
  try { return unbalanced(post(entry)); } catch { return null; }
}

export function verifyEntries({ sha256, signedBy }: VerifierCrypto, from: VerifiedUpTo = VERIFY_ALL): Verification {
  let head: { seq: number; hash: string } = { seq: from.seq, hash: from.hash };
  let fault: VerifyFault | null = null;
  let count = 0;
  let { receipt, publicKey } = from;
  let looseReceipt: Loose['receipt'] = null;
  const seals: Loose['seals'][number][] = [];
  const fail = (seq: number, message: string) => { fault ??= { seq, message }; };
  return {
    next(entry, canonicalPayload = null) {
      if (fault !== null) return;
      count += 1;
      if (entry.seq !== head.seq + 1) fail(head.seq + 1, `an entry is missing or out of order (found ${entry.seq}); what it recorded cannot be proved any more`);
      else if (entry.prevHash !== head.hash) fail(entry.seq, 'it does not follow the entry before it; one of the two was changed or replaced');
      else if (sha256(canonicalPayload === null ? hashedText(entry.prevHash, entry) : hashedTextOf(entry.prevHash, entry, canonicalPayload)) !== entry.hash) fail(entry.seq, 'its contents were changed after it was written; the hash does not fit');
      else {
        const currencies = imbalanceOf(entry);
        if (currencies === null) fail(entry.seq, 'it is of no form that this version can book; it was not written by this till');
        else if (currencies.length > 0) fail(entry.seq, `its postings do not sum to zero in ${currencies.join(', ')}; the books do not balance`);
        else if (entry.kind === 'sale.completed') {
          if (receipt === null) looseReceipt ??= { seq: entry.seq, hash: entry.hash, receipt: entry.payload.receipt };
          else if (entry.payload.receipt !== receipt + 1) fail(entry.seq, strayReceipt(entry.payload.receipt, receipt));
          receipt = entry.payload.receipt;
        } else if (entry.kind === 'till.enrolled') publicKey = entry.payload.publicKey;
        else if (entry.kind === 'day.closed' && publicKey === null) seals.push({ seq: entry.seq, hash: entry.hash, text: entry.prevHash, signature: entry.payload.signature });
        else if (entry.kind === 'day.closed' && publicKey !== null && !signedBy(entry.prevHash, entry.payload.signature, publicKey)) fail(entry.seq, STRANGE_SEAL);
      }
      head = { seq: entry.seq, hash: entry.hash };
    },
    fault: () => fault,
    count: () => count,
    head: () => head,
    upTo: () => ({ ...head, receipt, publicKey }),
    loose: () => ({ receipt: looseReceipt, seals }),
  };
}

const STRANGE_SEAL = 'the seal of the closed day is not by this till\'s key; the journal was written again by somebody else';
const strayReceipt = (found: number, before: number) => `receipt ${found} does not follow ${before}; a receipt number was skipped or used twice`;

/** What of a stretch's loose ends does not fit what lies before it: the first fault by sequence, with the entry it is of. Null when all fits. */
export function looseFault({ signedBy }: Pick<VerifierCrypto, 'signedBy'>, { receipt, publicKey }: VerifiedUpTo, loose: Loose): { readonly fault: VerifyFault; readonly hash: string } | null {
  const seal = publicKey === null ? undefined : loose.seals.find(({ text, signature }) => !signedBy(text, signature, publicKey));
  const found = loose.receipt === null || receipt === null || loose.receipt.receipt === receipt + 1 ? null : loose.receipt;
  if (found !== null && receipt !== null && (seal === undefined || found.seq < seal.seq)) return { fault: { seq: found.seq, message: strayReceipt(found.receipt, receipt) }, hash: found.hash };
  return seal === undefined ? null : { fault: { seq: seal.seq, message: STRANGE_SEAL }, hash: seal.hash };
}
