/** The shop's people as a manager keeps them: who may sign in, as what, with which PIN; the journal knows them by their id alone. */
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { Role } from '#core/roles.ts';
import type { PersonView } from '#contract/views.ts';
import type { Draft } from '#core/journal.ts';
import { erase } from './erase.ts';
import { checkPin, listPeople } from './signIn.ts';
import type { Person } from './storage.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

/** Refused: `pin-too-short`, `pin-too-easy`: all the same digit, or digits that run up or down. */
function goodPin(pin: string, role: Role): string {
  const least = role === 'cashier' ? LIMITS.pinCharsMin : LIMITS.longPinCharsMin;
  if (pin.length < least) throw new Refusal('pin-too-short', `A PIN of this role has at least ${least} digits. Nothing was changed; choose a longer one.`, { least });
  const steps = new Set(Array.from(pin).slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10));
  if (steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? 0)) throw new Refusal('pin-too-easy', 'That PIN is the first one that anybody tries. Nothing was changed; choose another.');
  return pin;
}

/** Two letters for the face: of the first and the last word, or the last two characters of a name without blanks. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).map((word) => Array.from(word));
  const [first = [], ...rest] = words;
  const last = rest.at(-1);
  const chars = last !== undefined ? [first[0], last[0]] : /^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+$/u.test(first.join('')) ? first.slice(-2) : first.slice(0, 2);
  return chars.join('').toUpperCase();
}

function known(till: Till, id: string): Person {
  const person = till.storage.person(id);
  if (person === null) throw new Refusal('unknown-operator', 'That person is not known here. Nothing was changed; look at the list again.');
  return person;
}

function nameFree(till: Till, name: string, but: string | null): void {
  if (till.storage.people().some((person) => person.id !== but && person.name.toLowerCase() === name.toLowerCase())) throw new Refusal('staff-name-taken', 'Somebody of that name is in the list already. Nothing was changed; add a letter, so that they can be told apart.');
}

/** There is always somebody who can let others in, and nobody takes it from themselves by mistake. */
function mayLose(till: Till, manager: Person, person: Person): void {
  if (person.id === manager.id) throw new Refusal('staff-yourself', 'You cannot take your own role away. Nothing was changed; another manager can.');
  if (person.role === 'manager' && till.storage.people().filter(({ role }) => role === 'manager').length === 1) throw new Refusal('staff-last-manager', 'That is the only manager. Nothing was changed; name another one first.');
}

/** Seats on which the person is signed in follow at once; who left is signed out. */
function seatsFollow(till: Till, id: string, person: Person | null): void {
  for (const { seat } of till.memory.screens) {
    if (seat.operator?.id !== id) continue;
    seat.operator = person;
    if (person === null) seat.locked = false;
  }
  till.ports.changed();
}

const said = (person: Person, what: Extract<Draft, { kind: 'person.changed' }>['payload']['what']): Draft => ({ kind: 'person.changed', payload: { person: person.id, what, role: person.role } });

const newId = (till: Till): string => `p-${Array.from(till.ports.crypto.random(5), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** @param by who lets them in; null: the first one lets themselves in. @param still refuses again after the slow part. */
async function join(till: Till, by: string | null, name: string, role: Role, pin: string, still: () => void): Promise<PersonView[]> {
  still();
  const verifier = await till.ports.crypto.hashSecret(goodPin(pin, role));
  still();
  const person: Person = { id: newId(till), name, initials: initialsOf(name), role, verifier, demoPin: null, tries: 0 };
  commit(till, by ?? person.id, [said(person, 'joined')], { people: [{ put: person }] });
  till.ports.changed();
  return listPeople(till);
}

/** The first person of a new shop, a manager. Refused as soon as anybody is there (`already-set-up`). */
export const firstManager = (till: Till, name: string, pin: string): Promise<PersonView[]> => join(till, null, name, 'manager', pin, () => {
  if (till.storage.people().length > 0) throw new Refusal('already-set-up', 'This till has its people already. Nothing was changed; a manager signs in and adds more.');
});

/** Refused: `staff-name-taken`, `staff-too-many`, `pin-too-short`, `pin-too-easy`. */
export function addPerson(till: Till, seat: Seat, name: string, role: Role, pin: string): Promise<PersonView[]> {
  return join(till, operatorOf(seat).id, name, role, pin, () => {
    nameFree(till, name, null);
    if (till.storage.people().length >= LIMITS.peopleMax) throw new Refusal('staff-too-many', 'The till knows no more people than that. Nothing was changed; take out who left.');
  });
}

/** Refused: `staff-yourself`, `staff-last-manager`, `staff-name-taken`, `unknown-operator`. */
export function changePerson(till: Till, seat: Seat, id: string, name: string, role: Role): PersonView[] {
  const manager = operatorOf(seat);
  const was = known(till, id);
  nameFree(till, name, id);
  if (role !== was.role) mayLose(till, manager, was);
  const person: Person = { ...was, name, initials: name === was.name ? was.initials : initialsOf(name), role };
  const drafts = [...(name === was.name ? [] : [said(person, 'renamed')]), ...(role === was.role ? [] : [said(person, 'role')])];
  if (drafts.length === 0) return listPeople(till);
  commit(till, manager.id, drafts, { people: [{ put: person }] });
  seatsFollow(till, id, person);
  return listPeople(till);
}

/** A new PIN by a manager; wrong tries are forgotten with the old one. */
export async function givePin(till: Till, seat: Seat, id: string, pin: string): Promise<PersonView[]> {
  const manager = operatorOf(seat);
  const verifier = await till.ports.crypto.hashSecret(goodPin(pin, known(till, id).role));
  const person: Person = { ...known(till, id), verifier, demoPin: null, tries: 0 };
  commit(till, manager.id, [said(person, 'pin')], { people: [{ put: person }] });
  seatsFollow(till, id, person);
  return listPeople(till);
}

/** One's own PIN, by who knows the present one. Refused: `wrong-pin` and what `givePin` refuses. */
export async function changeOwnPin(till: Till, seat: Seat, pin: string, next: string): Promise<PersonView[]> {
  const { id } = operatorOf(seat);
  const person = await checkPin(till, id, pin, 'sign-in');
  const verifier = await till.ports.crypto.hashSecret(goodPin(next, person.role));
  const changed: Person = { ...known(till, id), verifier, demoPin: null, tries: 0 };
  commit(till, id, [said(changed, 'pin')], { people: [{ put: changed }] });
  seatsFollow(till, id, changed);
  return listPeople(till);
}

/** Who left may sign in no more and is erased; what they did stays under their id. */
export function letGo(till: Till, seat: Seat, id: string): PersonView[] {
  const manager = operatorOf(seat);
  const person = known(till, id);
  mayLose(till, manager, person);
  erase(till, manager.id, person, [said(person, 'left')]);
  seatsFollow(till, id, null);
  return listPeople(till);
}
