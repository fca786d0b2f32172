/** Giving the till a new device key: the present one vouches for it, and ends with its first use. */
import { Refusal } from '#core/refusal.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

/** Setting: the public key that the ledger last took over, so that a start after a crash can finish the change. */
export const BOUND_KEY = 'device.publicKey';

/** Until the backend has bound the new key nothing changes here; an answer that is lost is got again by the same new key. */
export async function rotateKey(till: Till, seat: Seat): Promise<void> {
  const operator = operatorOf(seat).id;
  const { enrolled } = till.storage.status();
  if (enrolled === null) throw new Refusal('not-enrolled', 'This till is not enrolled at a backend yet, so there is no key to change. Nothing was changed; enrol it first.');
  const { keyId, publicKey, backendKey } = await till.ports.nextKey.bind();
  commit(till, operator, [{ kind: 'till.enrolled', payload: { store: enrolled.store, keyId, publicKey, backendKey } }], { settings: { [BOUND_KEY]: publicKey } });
  till.ports.nextKey.take();
}
