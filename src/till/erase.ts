/** Erasing a person: out of the books in one commit, then off the disk, with a search of every file as its proof. What was begun is finished after any restart. */
import type { ErasureProof, ErasureView } from '#contract/privacyCalls.ts';
import type { CashLimits } from '#contract/ruleViews.ts';
import type { Draft } from '#core/journal.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import { badgesWithout } from './badge.ts';
import { CASH_LIMITS, cashLimits } from './cashLimits.ts';
import { backupNow } from './keepSafe.ts';
import type { Traces } from './ports.ts';
import { approvalTries } from './signIn.ts';
import type { Person } from './storage.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const PENDING = 'erasure.pending';
const DONE = 'erasure.done';
const DONE_MAX = 50;
/** Of one proof, in each list of files. */
const FILES_KEPT_MAX = 100;

type Pending = { readonly person: string; readonly by: string; /** Copies that hold them go too. */ readonly dropCopies?: true };
type Kept = { readonly person: string; readonly proof: ErasureProof };

const pendingOf = (till: Till) => JSON.parse(till.storage.setting(PENDING) ?? '[]') as Pending[];
const doneOf = (till: Till) => JSON.parse(till.storage.setting(DONE) ?? '[]') as Kept[];

/** Takes a person out of all the till keeps, in one commit with the entry that says so; the rest follows by itself (`finishErasures`). */
export function erase(till: Till, by: string, person: Person, drafts: readonly Draft[]): void {
  const limits = cashLimits(till);
  const others: CashLimits = { ...limits, people: limits.people.filter(({ operatorId }) => operatorId !== person.id) };
  commit(till, by, drafts, {
    people: [{ drop: person.id }],
    settings: { ...badgesWithout(till, person.id), ...(others.people.length === limits.people.length ? {} : { [CASH_LIMITS]: JSON.stringify(others) }), [PENDING]: JSON.stringify([...pendingOf(till), { person: person.id, by }]) },
    dropSettings: [approvalTries(person.id)],
  });
  till.memory.erasing.sought.set(person.id, { person: person.id, names: [person.name], verifiers: [person.verifier] });
  if (till.memory.badgeOf?.operatorId === person.id) till.memory.badgeOf = null;
  void finishErasures(till);
}

/** Finishes what was begun, one after the other; at start, after each erasure, and now and then while one waits. */
export function finishErasures(till: Till): Promise<void> {
  const { erasing } = till.memory;
  erasing.work ??= finishAll(till).finally(() => { erasing.work = null; });
  return erasing.work;
}

async function finishAll(till: Till): Promise<void> {
  const tried = new Set<string>();
  for (let next = untried(till, tried); next !== undefined; next = untried(till, tried)) {
    tried.add(next.person);
    try {
      await finish(till, next);
    } catch (error) {
      // It stays pending, and the next look tries again.
      till.ports.log('warn', 'erasure-waits', { code: error instanceof Fault ? error.code : 'bug', ...(error instanceof Fault ? error.detail : { message: String((error as Error).message) }) });
    } finally {
      till.memory.erasing.now = null;
      till.ports.changed();
    }
  }
}

const untried = (till: Till, tried: ReadonlySet<string>) => (till.memory.stopped === null ? pendingOf(till).find(({ person }) => !tried.has(person)) : undefined);

async function finish(till: Till, { person, by, dropCopies }: Pending): Promise<void> {
  const { erasing } = till.memory;
  erasing.now = { person, files: 0, bytes: 0 };
  const sought = erasing.sought.get(person) ?? { person, names: [], verifiers: [] };
  const traces = await till.ports.safekeeping.forget(sought, dropCopies === true, (so) => { erasing.now = { person, ...so }; });
  if (!traces.emptied) throw new Fault('erasure-not-proved', 'The ledger is being read, so the erasure is not finished yet. The person is out of the books; the till tries again by itself.');
  const proof = judge(traces, till.ports.clock.now(), by);
  const { files, bytes, named, left, copies, textCount: texts } = proof;
  const others = pendingOf(till).filter((one) => one.person !== person);
  commit(till, by, [{ kind: 'person.erased', payload: { person, files, bytes, left, copies: copies.length, texts, named } }], {
    settings: { [PENDING]: JSON.stringify(others), [DONE]: JSON.stringify([{ person, proof }, ...doneOf(till).filter((one) => one.person !== person)].slice(0, DONE_MAX)) },
  });
  erasing.sought.delete(person);
}

/** What was found, told apart: copies that hold the person, words in the journal and their echo elsewhere, and what should not be there. */
function judge(traces: Traces, at: number, by: string): ErasureProof {
  const { emptied, files, bytes, named, short, unread, texts, textCount, tables } = traces;
  const copies = traces.found.filter(({ holds }) => holds);
  const rest = traces.found.filter(({ holds }) => !holds);
  const left = rest.reduce((sum, file) => sum + file.verifiers + (file.explained ? 0 : file.names), 0);
  return {
    at, by, emptied, files, bytes, named, short, left, clean: left === 0, candidates: rest.reduce((sum, file) => sum + file.candidates, 0),
    copies: [...copies], elsewhere: rest.slice(0, FILES_KEPT_MAX), unread: unread.slice(0, FILES_KEPT_MAX), texts: [...texts], textCount, tables: [...tables],
  };
}

const nameOf = (till: Till, id: string) => till.storage.person(id)?.name ?? id;

/** The newest first; what is under way or waits before what is done. */
export function listErasures(till: Till): ErasureView[] {
  const { now } = till.memory.erasing;
  const done = doneOf(till);
  const pending = pendingOf(till);
  const waits = pending.map(({ person }): ErasureView => ({ person, state: now?.person === person ? 'searching' : 'waiting', files: now?.person === person ? now.files : 0, bytes: now?.person === person ? now.bytes : 0, proof: null }));
  const proved = done.filter(({ person }) => !pending.some((one) => one.person === person));
  return [...waits.toReversed(), ...proved.map(({ person, proof }): ErasureView => ({ person, state: 'done', files: proof.files, bytes: proof.bytes, proof: { ...proof, by: nameOf(till, proof.by) } }))];
}

/** Who was erased here, and is not being searched for now. */
function erased(till: Till, person: string): Kept {
  const kept = doneOf(till).find((one) => one.person === person);
  if (kept === undefined || pendingOf(till).some((one) => one.person === person)) throw new Refusal('no-such-erasure', 'Nobody of that number was erased here, or the search for them is still going on. Nothing was changed; look at the list again.');
  return kept;
}

/** Searches again, for one more name: one that was used long ago, or the one that a restart took from memory. @throws Refusal `no-such-erasure` */
export function searchAgain(till: Till, seat: Seat, person: string, name: string): ErasureView[] {
  const by = operatorOf(seat).id;
  erased(till, person);
  till.memory.erasing.sought.set(person, { person, names: [name], verifiers: [] });
  till.storage.setSetting(PENDING, JSON.stringify([...pendingOf(till), { person, by }]));
  void finishErasures(till);
  return listErasures(till);
}

/** @throws Refusal `no-such-erasure`; Fault `backup-failed`, and then no copy was deleted. */
export async function dropCopies(till: Till, seat: Seat, person: string): Promise<ErasureView[]> {
  const by = operatorOf(seat).id;
  if (erased(till, person).proof.copies.length === 0) throw new Refusal('no-such-erasure', 'No copy of the ledger is known to hold that person. Nothing was deleted; look at the list again.');
  // The shop is never without a proved copy.
  await backupNow(till);
  commit(till, by, [{ kind: 'config.changed', payload: { what: 'copies.dropped', to: person } }], { settings: { [PENDING]: JSON.stringify([...pendingOf(till), { person, by, dropCopies: true }]) } });
  void finishErasures(till);
  return listErasures(till);
}
