/** What of payouts is in the books, batch by batch and line by line; and what a new pairing has still to book or to take back. */
import type { Draft, EntryOf, PayoutPart } from '#core/journal.ts';
import { batchUnit, linesUnit, type PayoutGroup } from '#core/matching/payoutUnits.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import { chainOf, digestOf, type DecisionTill } from './breakSteps.ts';
import type { BreakStep } from './dayRun.ts';

type Booked = { readonly unit: string; readonly wallet: PaymentMethod; readonly currency: string; day: string; amountMinor: number; feeMinor: number };
/** What was decided under the key of a break: it stands on one unit, and goes where that unit goes. */
export type Decided = { readonly place: string; unit: string; offMinor: number; adjusted: EntryOf<'entry.adjusted'>['payload'][]; readonly steps: readonly BreakStep[] };
export type PayoutBooks = { readonly booked: ReadonlyMap<string, Booked>; readonly decided: ReadonlyMap<string, Decided>; readonly chains: ReadonlyMap<string, readonly BreakStep[]> };

/** By these a decision is ended from outside of it. */
export const TAKEN_BACK: ReadonlySet<string> = new Set(['undo-write-off', 'undo-adjust']);
const CLEARS_ADJUSTING: ReadonlySet<string> = new Set([...TAKEN_BACK, 'write-off']);

export const placeOf = ({ day, key }: { readonly day: string; readonly key: string }): string => `${day} ${key}`;

/** @param live names of the batches and lines that are there now: entries of earlier versions are attributed to them. */
export function payoutBooks(till: DecisionTill, fromDay: string, live: ReadonlySet<string>): PayoutBooks {
  const chains = new Map(till.storage.payoutResolutions(fromDay).map((newest) => [placeOf(newest.payload), chainOf(till, newest)]));
  const booked = new Map<string, Booked>();
  const decided = new Map<string, Decided>();
  for (const [place, steps] of chains) {
    for (const step of steps) {
      const parts = step.payload.parts ?? earlierParts(step, live);
      for (const part of parts) addPart(booked, step, part);
      if (step.payload.kind !== 'payout') addDecision(till, decided, { place, steps }, step, parts);
    }
  }
  return { booked, decided, chains };
}

function addPart(booked: Map<string, Booked>, { payload }: BreakStep, { unit, amountMinor, feeMinor }: PayoutPart): void {
  if (amountMinor === 0 && feeMinor === 0) return;
  const id = `${unit}\n${payload.wallet}`;
  const sum = booked.get(id) ?? { unit, wallet: payload.wallet, currency: payload.currency, day: payload.day, amountMinor: 0, feeMinor: 0 };
  booked.set(id, sum);
  if (payload.day > sum.day) sum.day = payload.day;
  sum.amountMinor += amountMinor;
  sum.feeMinor += feeMinor;
}

function addDecision(till: DecisionTill, decided: Map<string, Decided>, at: Pick<Decided, 'place' | 'steps'>, step: BreakStep, parts: readonly PayoutPart[]): void {
  const [first] = parts;
  if (first === undefined) return;
  const one = decided.get(at.place) ?? { ...at, unit: first.unit, offMinor: 0, adjusted: [] };
  decided.set(at.place, one);
  one.unit = first.unit;
  one.offMinor += parts.reduce((sum, { offMinor }) => sum + offMinor, 0);
  if (CLEARS_ADJUSTING.has(step.payload.action) && step.payload.parts !== undefined) one.adjusted = [];
  const entry = step.payload.action === 'adjust' ? till.storage.entryAt(step.seq - 1) : null;
  // Both were written in one commit; a free entry that happens to stand before it was not.
  if (entry?.kind === 'entry.adjusted' && entry.at === step.at && entry.operator === step.operator && entry.payload.reason === step.payload.note) one.adjusted.push(entry.payload);
}

/** Entries of earlier versions name what they are of by their key alone; all of it is taken for its first batch or line, so that the sum is right. */
function earlierParts({ payload }: BreakStep, live: ReadonlySet<string>): PayoutPart[] {
  const { key, kind, action, currency, wallet, day, amountMinor } = payload;
  const words = key.split(':');
  const space = kind === 'payout' ? (words[1] ?? '') : 'bank';
  const id = words.slice(kind === 'payout' ? 2 : 3).join(':');
  const first = id.split('+')[0] ?? '';
  const batch = kind === 'payout' ? `${space} batch ${currency} ${first}` : batchUnit(space, currency, wallet, first);
  const said = /^(\d{4}-\d\d-\d\d) (-?\d+)$/.exec(first);
  const line = linesUnit(space, { currency, day: said?.[1] ?? day, amountMinor: said === null ? -amountMinor : Number(said[2]) });
  const unit = live.has(batch) ? batch : [...live].find((name) => name.startsWith(line)) ?? batch;
  const paid = action === 'book-payout';
  return [{ unit, amountMinor: paid ? amountMinor : 0, feeMinor: paid ? (payload.feeMinor ?? 0) : 0, offMinor: action === 'write-off' ? amountMinor : action === 'undo-write-off' ? -amountMinor : 0 }];
}

/** What is still to be booked of a group that is settled; less than nothing where its parts were booked otherwise before. */
export function bookingDrafts(books: PayoutBooks, { wallet, units }: PayoutGroup, at: { readonly day: string; readonly key: string }): Draft[] {
  const owed = new Map<PaymentMethod, { currency: string; parts: PayoutPart[] }>();
  for (const unit of units) {
    const before = [...books.booked.values()].filter((one) => one.unit === unit.unit);
    for (const of of new Set([wallet as PaymentMethod, ...before.map((one) => one.wallet)])) {
      const [due, had] = [of === wallet ? unit : NOTHING, before.find((one) => one.wallet === of) ?? NOTHING];
      const part = { unit: unit.unit, amountMinor: due.amountMinor - had.amountMinor, feeMinor: due.feeMinor - had.feeMinor, offMinor: 0 };
      if (part.amountMinor === 0 && part.feeMinor === 0) continue;
      const entry = owed.get(of) ?? { currency: unit.currency, parts: [] };
      owed.set(of, entry);
      entry.parts.push(part);
    }
  }
  return [...owed].map(([of, { currency, parts }]) => booking(books, { ...at, key: of === wallet ? at.key : `${at.key} ${of}`, wallet: of, currency }, parts));
}

const NOTHING = { amountMinor: 0, feeMinor: 0 };

function booking({ chains }: PayoutBooks, at: { readonly day: string; readonly key: string; readonly wallet: PaymentMethod; readonly currency: string }, parts: readonly PayoutPart[]): Draft {
  const previous = chains.get(placeOf(at))?.at(-1)?.seq;
  const sum = (of: (part: PayoutPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  return { kind: 'break.resolved', payload: {
    ...at, kind: 'payout', action: 'book-payout', amountMinor: sum((part) => part.amountMinor), feeMinor: sum((part) => part.feeMinor), note: '', approver: null, parts, ...(previous === undefined ? {} : { previous }),
  } };
}

/** Decisions of before on those units, booked back. @param own a break that is decided anew: its write-off is made up to what it has to be by the one who decides. */
export function takeBackDrafts(till: DecisionTill, { decided }: PayoutBooks, units: (unit: string) => boolean, own: string | null): Draft[] {
  return [...decided.values()].filter((one) => units(one.unit) && (one.offMinor !== 0 || one.adjusted.length > 0)).flatMap((one) => {
    const back = one.adjusted.map(({ debit, credit, amountMinor, currency, reason }): Draft => (
      { kind: 'entry.adjusted', payload: { debit: credit, credit: debit, amountMinor, currency, reason: `Taken back: ${reason}`.slice(0, 200), approver: null } }));
    return one.place === own ? back : [...back, ...takenBack(till, one)];
  });
}

function takenBack(till: DecisionTill, { unit, offMinor, adjusted, steps }: Decided): Draft[] {
  const last = steps.at(-1);
  if (last === undefined) return [];
  const { key, day, kind, wallet, currency } = last.payload;
  return [{ kind: 'break.resolved', payload: {
    key, day, kind, wallet, currency, action: offMinor === 0 ? 'undo-adjust' : 'undo-write-off', amountMinor: offMinor === 0 ? adjusted.reduce((sum, { amountMinor }) => sum + amountMinor, 0) : offMinor, note: '', approver: null,
    // No rows say this: if the break comes back, it comes back open.
    evidence: digestOf(till, 'taken back'), parts: [{ unit, amountMinor: 0, feeMinor: 0, offMinor: -offMinor }], previous: last.seq,
  } }];
}

/** What is in the books of batches and lines that are neither paired nor a break any more: as long as nothing is known of them, nothing is booked of them. */
export function strayDrafts(till: DecisionTill, books: PayoutBooks, live: ReadonlySet<string>, fromDay: string): Draft[] {
  const strays = [...books.booked.values()].filter((one) => !live.has(one.unit) && one.day >= fromDay && (one.amountMinor !== 0 || one.feeMinor !== 0));
  return [
    ...strays.map(({ unit, wallet, currency, day, amountMinor, feeMinor }) => booking(books, { key: `payout:back:${unit} ${wallet}`, day, wallet, currency }, [{ unit, amountMinor: -amountMinor, feeMinor: -feeMinor, offMinor: 0 }])),
    ...takeBackDrafts(till, { ...books, decided: new Map([...books.decided].filter(([place]) => place >= fromDay)) }, (unit) => !live.has(unit), null),
  ];
}
