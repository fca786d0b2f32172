/** Signing in, locking and signing out: a PIN is judged slowly, a few times, and every wrong try is on disk first. */
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { PersonView } from '#contract/views.ts';
import type { Person } from './storage.ts';
import { commit, type Seat, type Till } from './till.ts';

export function listPeople(till: Till): PersonView[] {
  const order = { cashier: 0, manager: 1, technician: 2 };
  return till.storage.people().sort((a, b) => order[a.role] - order[b.role]).map((person) => ({ id: person.id, name: person.name, initials: person.initials, role: person.role, demoPin: till.shop.demo ? person.demoPin : null }));
}

/** The person whose PIN this is. Throws `Refusal` `wrong-pin` or `pin-locked`. */
export async function checkPin(till: Till, operatorId: string, pin: string): Promise<Person> {
  const person = till.storage.person(operatorId);
  if (person === null) throw new Refusal('wrong-pin', 'That name and PIN do not go together. Nothing was changed; try again.', { left: 0 });
  if (person.tries >= LIMITS.pinTriesMax) throw new Refusal('pin-locked', 'This PIN was tried too often and is locked. Nothing was changed; a manager can give a new one.');
  till.storage.putPerson({ ...person, tries: person.tries + 1 });
  const right = await till.ports.crypto.checkSecret(pin, person.verifier);
  if (!right) throw new Refusal('wrong-pin', 'That name and PIN do not go together. Nothing was changed; try again.', { left: LIMITS.pinTriesMax - person.tries - 1 });
  till.storage.putPerson({ ...person, tries: 0 });
  return person;
}

export async function signIn(till: Till, seat: Seat, operatorId: string, pin: string): Promise<void> {
  const person = await checkPin(till, operatorId, pin);
  commit(till, person.id, [{ kind: 'operator.signed-in', payload: { role: person.role } }]);
  seat.operator = person;
  seat.locked = false;
}

export function signOut(seat: Seat): void {
  seat.operator = null;
  seat.locked = false;
}

/** Locks the screen; the same person, or another, signs in again. */
export function lock(seat: Seat): void {
  if (seat.operator !== null) seat.locked = true;
}
