/** What a technician sees of this till's enrolment, and whether the program may be updated now. */

/** `unshipped`: journal entries that the backend has not acknowledged. `charges`, `refunds`: not decided. `cards`: encrypted, not forwarded. `sale`: one on the counter. */
export type UpdateWait = { what: 'sale' | 'charges' | 'refunds' | 'cards' | 'unshipped'; count: number };
export type UpdateView = { may: boolean; waits: UpdateWait[] };

export type EnrolmentView = {
  shop: string;
  store: string;
  till: string;
  /** Of the backend that is asked now; empty while there is none. */
  address: string;
  /** The address stands in shop.json and cannot be changed on a screen. */
  fixed: boolean;
  /** The backend runs beside this till. */
  embedded: boolean;
  /** SHA-256 of the till's public key (SPKI DER), in groups of four hex digits. */
  fingerprint: string;
  /** Null while no backend knows this till. `since`: UTC ms; null when it was enrolled by an earlier version. */
  enrolled: { keyId: string; since: number | null; backendFingerprint: string } | null;
  /** It may still join another backend: no shift was ever opened here. */
  movable: boolean;
  update: UpdateView;
};
