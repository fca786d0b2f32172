/** Signing in, locking and signing out: a PIN is judged slowly, a few times, and every wrong try is on disk first. */
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { PersonView } from '#contract/views.ts';
import type { Person } from './storage.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

export function listPeople(till: Till): PersonView[] {
  const order = { cashier: 0, manager: 1, technician: 2 };
  return till.storage.people().sort((a, b) => order[a.role] - order[b.role]).map((person) => ({ id: person.id, name: person.name, initials: person.initials, role: person.role, demoPin: till.shop.demo ? person.demoPin : null, locked: person.tries >= LIMITS.pinTriesMax }));
}

/** Where a PIN is tried. An approval's wrong tries are counted apart: nobody is kept from their own sign-in by another's guessing. */
type Door = 'sign-in' | 'approval';

export const approvalTries = (operatorId: string) => `approval.tries.${operatorId}`;

function triesOf(till: Till, person: Person, door: Door): number {
  return door === 'sign-in' ? person.tries : Number(till.storage.setting(approvalTries(person.id)) ?? 0);
}

function keepTries(till: Till, person: Person, door: Door, tries: number): void {
  if (door === 'sign-in') till.storage.putPerson({ ...person, tries });
  if (door === 'approval' || tries === 0) till.storage.setSetting(approvalTries(person.id), String(tries));
}

/** The person whose PIN this is. Throws `Refusal` `wrong-pin`, `pin-locked` or `approval-locked`; a right sign-in opens the approvals again too. */
export async function checkPin(till: Till, operatorId: string, pin: string, door: Door = 'approval'): Promise<Person> {
  const person = till.storage.person(operatorId);
  if (person === null) throw new Refusal('wrong-pin', 'That name and PIN do not go together. Nothing was changed; try again.', { left: 0 });
  if (person.tries >= LIMITS.pinTriesMax) throw new Refusal('pin-locked', 'This PIN was tried too often and is locked. Nothing was changed; another manager can unlock it on the day\'s page.');
  const tries = triesOf(till, person, door);
  if (tries >= LIMITS.pinTriesMax) throw new Refusal('approval-locked', 'That PIN was tried too often for approvals. Nothing was changed; the manager signs in once with it, then approvals go again.');
  keepTries(till, person, door, tries + 1);
  const right = await till.ports.crypto.checkSecret(pin, person.verifier);
  // As they are now: who was erased or renamed while the PIN was judged must not be written back as they were.
  const now = till.storage.person(operatorId);
  if (now === null || !right) throw new Refusal('wrong-pin', 'That name and PIN do not go together. Nothing was changed; try again.', { left: LIMITS.pinTriesMax - tries - 1 });
  keepTries(till, now, door, 0);
  return now;
}

/** A manager lets a person try again; nobody unlocks themselves. */
export function unlockPin(till: Till, seat: Seat, operatorId: string): void {
  const manager = operatorOf(seat);
  const person = till.storage.person(operatorId);
  if (person === null || person.id === manager.id) throw new Refusal('unknown-operator', 'That person is not known here, or is yourself. Nothing was changed; choose another.');
  commit(till, manager.id, [{ kind: 'config.changed', payload: { what: 'pin.unlocked', to: person.id } }]);
  till.storage.putPerson({ ...person, tries: 0 });
  till.storage.setSetting(approvalTries(person.id), '0');
}

export async function signIn(till: Till, seat: Seat, operatorId: string, pin: string): Promise<void> {
  const person = await checkPin(till, operatorId, pin, 'sign-in');
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
