/** Joining a backend by a one-time code: what the technician is shown before and after, and every way it can be refused, in words. */
import { assert } from '#core/assert.ts';
import { readAddress, tidyCode } from '#core/enrolment.ts';
import type { Draft } from '#core/journal.ts';
import { Fault, Refusal, type TroubleDetail } from '#core/refusal.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import { BOUND_KEY } from './rotateKey.ts';
import { acknowledged, NOTHING_ACKNOWLEDGED } from './ship.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';
import { updateView } from './updateGate.ts';

/** Setting: the backend that a technician enrolled this till at. */
export const BACKEND_URL = 'backend.url';
/** Setting: when the present enrolment was made, UTC ms. */
const ENROLLED_AT = 'enrolled.at';

type Answer = { readonly keyId: string; readonly backendPublicKey: string };

/** What an enrolment is in the journal and beside it. Another backend than before has acknowledged nothing yet. */
export function joined(till: Till, answer: Answer, address: string | null = null): { draft: Draft; settings: Record<string, string> } {
  const { enrolled } = till.storage.status();
  const publicKey = till.ports.crypto.publicKey();
  const other = enrolled !== null && enrolled.backendKey !== answer.backendPublicKey;
  return {
    draft: { kind: 'till.enrolled', payload: { store: till.shop.store, keyId: answer.keyId, publicKey, backendKey: answer.backendPublicKey } },
    settings: { [ENROLLED_AT]: String(till.ports.clock.now()), [BOUND_KEY]: publicKey, ...(address === null ? {} : { [BACKEND_URL]: address }), ...(other ? NOTHING_ACKNOWLEDGED : {}) },
  };
}

/** Money was taken, or could have been: these books belong to the backend that they were begun with, which alone can refund and reverse it. */
const hasHistory = (till: Till): boolean => till.storage.status().lastShift > 0;

export function readEnrolment(till: Till): EnrolmentView {
  const { shop, storage, ports } = till;
  const { enrolled } = storage.status();
  const since = storage.setting(ENROLLED_AT);
  const fingerprint = (key: string) => ports.joining?.fingerprint(key) ?? '';
  return {
    shop: shop.name, store: shop.store, till: shop.till, address: ports.place.backendUrl(), fixed: ports.joining === undefined || ports.joining.fixed !== null, embedded: ports.place.embedded,
    fingerprint: fingerprint(ports.crypto.publicKey()), movable: enrolled === null || !hasHistory(till),
    enrolled: enrolled === null ? null : { keyId: enrolled.keyId, since: since === null ? null : Number(since), backendFingerprint: fingerprint(enrolled.backendKey) },
    update: updateView(till),
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  'enrol-code-refused': 'The backend knows no such code for this store. Nothing was changed; check the code letter by letter, and that it was made for this store.',
  'enrol-code-used': 'That code was used already. Nothing was changed; ask for a new one: each enrols one till.',
  'enrol-code-expired': 'That code is too old. Nothing was changed; ask for a new one and enter it within its time.',
  'too-many-tries': 'Too many wrong codes were tried for this store. Nothing was changed; wait a minute, then try again.',
  'clock-skew': 'This machine’s clock is too far off the backend’s. Nothing was changed and the code is still good; set the clock, then try again.',
  'till-name-taken': 'The backend holds another ledger under this till’s name. Nothing was changed and the code is still good; use that ledger, or give this till another name in shop.json.',
};
const CODES: Readonly<Record<string, string>> = { 'too-many-tries': 'enrol-too-many', 'clock-skew': 'enrol-clock', 'till-name-taken': 'enrol-name-taken' };

/** What the backend, or the line to it, said no with, as a person is told it. */
function inWords(till: Till, error: Fault): Refusal | Fault {
  const code = String(error.detail['code'] ?? '');
  const sentence = SENTENCES[code];
  if (error.code === 'backend-refused' && sentence !== undefined) {
    const now = error.detail['backendNow'];
    const detail: TroubleDetail = typeof now === 'number' ? { minutes: Math.round(Math.abs(now - till.ports.clock.now()) / 60_000) } : {};
    return new Refusal(CODES[code] ?? code, sentence, detail);
  }
  if (code === 'other-backend') {
    const unshipped = till.storage.head().seq - acknowledged(till).seq;
    if (unshipped > 0) return new Refusal('enrol-unshipped', 'This till’s ledger belongs to another backend, which has not got all of it yet. Nothing was changed and the code is still good; let the line to the present backend come back first.', { count: unshipped });
    return new Refusal('enrol-elsewhere', 'This till has sold with another backend, which alone can refund and reverse what it took. Nothing was changed and the code is still good; start a till with an empty data folder to join this one.');
  }
  if (error.code === 'backend-unreachable') return new Fault('enrol-unreachable', 'Nobody answers at that address. Nothing was changed and the code is still good; check the address and the network.', { why: String(error.detail['why'] ?? '') });
  if (error.code === 'backend-unknown' && typeof error.detail['status'] === 'number') return new Fault('enrol-no-backend', 'What answers at that address is no Tillbook backend. Nothing was changed here; check the address.', { status: error.detail['status'] });
  if (error.code === 'backend-unknown') return new Fault('enrol-no-answer', 'The backend’s answer got lost. Try again with the same code: this till’s key may be bound already, and the same code is good for it.');
  return error;
}

/**
 * Binds the till's key at a backend. Throws `Refusal` `enrol-address`, `enrol-address-fixed`, `enrol-code-refused`, `-used`, `-expired`, `enrol-too-many`,
 * `enrol-clock`, `enrol-name-taken`, `enrol-elsewhere`, `enrol-unshipped`, `enrol-other-store`, and `Fault` `enrol-unreachable`, `enrol-no-backend`, `enrol-no-answer`.
 */
export async function enrol(till: Till, seat: Seat, given: { readonly address: string; readonly code: string; readonly store: string | null }): Promise<EnrolmentView> {
  const operator = operatorOf(seat).id;
  const { joining, crypto, place } = till.ports;
  assert(joining !== undefined, 'a till whose line is given to it enrols nowhere');
  const address = readAddress(given.address);
  if (address === null) throw new Refusal('enrol-address', 'That is no address of a backend: it begins with https://, or with http:// for this very machine. Nothing was changed.');
  if (joining.fixed !== null && address !== readAddress(joining.fixed)) throw new Refusal('enrol-address-fixed', 'This till’s backend is set in shop.json, and it is another one. Nothing was changed; change it there and start again.', { address: joining.fixed });
  if (given.store !== null && given.store !== till.shop.store) throw new Refusal('enrol-other-store', 'That code is for another store. Nothing was changed and the code is still good; use it there, or ask for one of this store.', { store: given.store, own: till.shop.store });
  const { enrolled } = till.storage.status();
  const answer = await joining.enrol({
    address, code: tidyCode(given.code), store: till.shop.store, till: till.shop.till, publicKey: crypto.publicKey(),
    ledger: { firstHash: till.storage.entryAt(1)?.hash ?? null, backendKey: enrolled !== null && hasHistory(till) ? enrolled.backendKey : null },
  }).catch((error: unknown) => { throw error instanceof Fault ? inWords(till, error) : error; });
  // What is just being shipped belongs to the backend of before.
  await till.memory.shipping;
  const { draft, settings } = joined(till, answer, joining.fixed === null && address !== (place.embedded ? place.backendUrl() : '') ? address : null);
  commit(till, operator, [draft], { settings });
  till.memory.shipNotBefore = 0;
  joining.rejoin();
  till.ports.changed();
  return readEnrolment(till);
}
