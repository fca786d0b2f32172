/** What binds an exported journal to the till that wrote it and to the backend that holds it: the export's first line, and how it is proved. */
import type { Entry } from './journal.ts';
import type { VerifierCrypto } from './verify.ts';

type Place = { readonly seq: number; readonly hash: string };

export type AuditSeal = {
  readonly tillbook: 'audit-export';
  readonly version: 1;
  /** One sentence for whoever opens the file. */
  readonly readme: string;
  readonly store: string;
  readonly till: string;
  readonly entries: number;
  readonly head: Place;
  /** Base64 SPKI DER of the till's key, and its signature of `sealText`. */
  readonly publicKey: string;
  readonly signature: string;
  /** The head that the backend has acknowledged, signed by its key over `<till> <seq> <hash>`; null before the first. */
  readonly backend: (Place & { readonly signature: string; readonly publicKey: string }) | null;
};

export const sealText = (till: string, head: Place): string => `audit-export ${till} ${head.seq} ${head.hash}`;

export function isSeal(value: unknown): value is AuditSeal {
  return typeof value === 'object' && value !== null && 'tillbook' in value && value.tillbook === 'audit-export' && 'head' in value && 'signature' in value;
}

export type SealCheck = { next(entry: Entry): void; /** Null when all of the seal holds. */ end(): string | null };

/** The chain itself is proved by the verifier; this proves that it ends where it ended, and whose it is. */
export function checkSeal({ signedBy }: Pick<VerifierCrypto, 'signedBy'>, seal: AuditSeal): SealCheck {
  let head: Place = { seq: 0, hash: '' };
  let keys: { readonly till: string; readonly backend: string } | null = null;
  let acknowledged: string | null = null;
  return {
    next(entry) {
      head = { seq: entry.seq, hash: entry.hash };
      if (entry.kind === 'till.enrolled') keys = { till: entry.payload.publicKey, backend: entry.payload.backendKey };
      if (entry.seq === seal.backend?.seq) acknowledged = entry.hash;
    },
    end() {
      if (head.seq !== seal.head.seq || head.hash !== seal.head.hash) return `the seal names entry ${seal.head.seq} as the last and the file ends at ${head.seq}: it was cut off, or something was added`;
      if (keys !== null && keys.till !== seal.publicKey) return 'the key in the seal is not the one that the till was enrolled with';
      if (!signedBy(sealText(seal.till, seal.head), seal.signature, seal.publicKey)) return 'the seal is not signed by the till\'s key: it was made or changed by somebody else';
      if (seal.backend === null) return null;
      if (acknowledged !== seal.backend.hash) return `the backend holds another entry ${seal.backend.seq} than this file: the journal was written again after it was shipped`;
      if (keys !== null && keys.backend !== '' && keys.backend !== seal.backend.publicKey) return 'the backend\'s key in the seal is not the one that the till was enrolled with';
      return signedBy(`${seal.till} ${seal.backend.seq} ${seal.backend.hash}`, seal.backend.signature, seal.backend.publicKey) ? null : 'the backend\'s acknowledgement is not signed by its key';
    },
  };
}
