/** Calls by which a manager sees what is known of people, who looked at it, and erases a person; and what they show. */
import { z } from 'zod';
import { LIMITS } from '#core/limits.ts';
import { LOOK_REASONS, type HoldingId, type RecipientId } from '#core/personalData.ts';
import { call } from './define.ts';

/** `count` null: it can't be counted. */
export type HeldView = { id: HoldingId; count: number | null };
/** `place`: an address or a folder; `lastAt` UTC ms, null when it is not known or never was. */
export type LeavesView = { id: RecipientId; used: boolean; place: string | null; count: number | null; lastAt: number | null };

export type TraceFileView = { path: string; kind: 'ledger' | 'log' | 'backup' | 'copy' | 'export' | 'backend' | 'other'; at: number; names: number; verifiers: number; candidates: number; holds: boolean; explained: boolean };
/** `clean`: nothing is left but what is named here as `copies` or `texts`; `left`: places that should not be. */
export type ErasureProof = {
  at: number; by: string; emptied: boolean; files: number; bytes: number; named: boolean; short: boolean; clean: boolean; left: number; candidates: number;
  copies: TraceFileView[]; elsewhere: TraceFileView[]; unread: string[]; texts: { seq: number; at: number; kind: string }[]; textCount: number; tables: { table: string; rows: number }[];
};
/** `person` is a number. `waiting`: a reader held the ledger, or the search failed; it is tried again by itself. */
export type ErasureView = { person: string; state: 'searching' | 'waiting' | 'done'; files: number; bytes: number; proof: ErasureProof | null };

/** `about`: the person's name where it is still known, else their number. `what` and `detail` are words of the till's, by kind. */
export type AccessView = { seq: number; at: number; by: string; kind: string; what: string; about: string | null; detail: string | null };
export type AccessPage = { rows: AccessView[]; lookedTo: number; lookedAt: number | null; more: boolean };

export type PrivacyView = { holds: HeldView[]; leaves: LeavesView[]; erasures: ErasureView[] };

const nothing = z.strictObject({});

export const PRIVACY_CALLS = {
  /** What is held, how many of each there are now, what leaves the shop, and the erasures. Fails with `ledger-not-read`. */
  'privacy.read': call<PrivacyView>()('manager', nothing),
  /** The erasures, the newest first; one under way says how far it is. */
  'privacy.erasures': call<ErasureView[]>()('manager', nothing),
  /**
   * Who looked at, exported, changed or erased personal data; before entry `before`, 50 at a time. On record with its reason before it is shown, and then not again for 15 minutes.
   * Refused: `look-reason-needed`. Fails with `ledger-not-read`.
   */
  'privacy.access': call<AccessPage>()('manager', z.strictObject({ before: z.int().min(1).nullable(), reason: z.enum(LOOK_REASONS).nullable() })),
  /** Searches every file again for a person who was erased, and for one more name, which is kept nowhere. Refused: `no-such-erasure`. */
  'privacy.search': call<ErasureView[]>()('manager', z.strictObject({ person: z.string().min(1).max(64), name: z.string().trim().min(1).max(LIMITS.personNameCharsMax) })),
  /** Deletes the copies of the ledger that still hold a person who was erased, after a new copy without them was made and proved, and searches again. Refused: `no-such-erasure`. Fails with `backup-failed`; then none was deleted. */
  'privacy.dropCopies': call<ErasureView[]>()('manager', z.strictObject({ person: z.string().min(1).max(64) })),
} as const;
