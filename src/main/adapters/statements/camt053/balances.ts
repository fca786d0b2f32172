/** Balances and counts of a camt.053 statement, and whether its entries lead from the opening to the closing one. */
import type { StatementControl } from '#core/statement.ts';
import { checked } from '../controls.ts';
import { currencyOf, minorOf } from '../emit.ts';
import { brokenLine, quoted } from '../trouble.ts';

export type Balance = { line: number; type: string; amount: string; currency: string; side: string };
type Sum = { rows: number; credit: number; debit: number };
/** By currency, booked entries and all of them; `summary` holds TxsSummry by path. */
export type EntrySums = { readonly booked: Map<string, Sum>; readonly all: Map<string, Sum>; readonly summary: Record<string, string> };

export function emptyBalance(line = 1): Balance {
  return { line, type: '', amount: '', currency: '', side: '' };
}

export function emptySums(): EntrySums {
  return { booked: new Map(), all: new Map(), summary: {} };
}

export function addEntry(sums: EntrySums, currency: string, amountMinor: number, booked: boolean): void {
  for (const map of booked ? [sums.booked, sums.all] : [sums.all]) {
    const sum = map.get(currency) ?? { rows: 0, credit: 0, debit: 0 };
    sum.rows += 1;
    if (amountMinor < 0) sum.debit -= amountMinor;
    else sum.credit += amountMinor;
    map.set(currency, sum);
  }
}

export function balanceText(balance: Balance, path: string, text: string, attributes: Readonly<Record<string, string>>, file: string, line: number): void {
  if (path === 'Tp/CdOrPrtry/Cd') balance.type = text;
  else if (path === 'Amt') {
    balance.amount = text;
    balance.currency = currencyOf(file, line, attributes['Ccy'] ?? '');
  } else if (path === 'CdtDbtInd') balance.side = text;
}

/** @returns `whole` when an opening and a closing balance of the entries' one currency vouch for all of them. @throws Refusal when they don't agree. */
export function statementControls(file: string, line: number, balances: readonly Balance[], sums: EntrySums, account: string, accountCurrency: string): { controls: StatementControl[]; whole: boolean } {
  const controls: StatementControl[] = [];
  const tail = account.slice(-4);
  const opening = balances.find(({ type }) => type === 'OPBD') ?? balances.find(({ type }) => type === 'PRCD');
  const closing = balances.findLast(({ type }) => type === 'CLBD');
  const currencies = [...sums.booked.keys()];
  const currency = currencies.length === 1 ? (currencies[0] ?? '') : currencies.length === 0 ? (closing?.currency ?? '') : '';
  let whole = false;
  if (opening !== undefined && closing !== undefined && opening.currency === currency && closing.currency === currency) {
    const sum = sums.booked.get(currency) ?? { rows: 0, credit: 0, debit: 0 };
    const read = minorOfBalance(file, opening) + sum.credit - sum.debit;
    controls.push(checked(file, closing.line, { name: `closing balance ...${tail}`, unit: 'minor', own: minorOfBalance(file, closing), read }, currency));
    whole = true;
  }
  if (currencies.length <= 1) controls.push(...summaryControls(file, line, sums, currency === '' ? accountCurrency : currency));
  return { controls, whole };
}

function minorOfBalance(file: string, { line, amount, currency, side }: Balance): number {
  const value = minorOf(amount, currency);
  if (value === null || value < 0 || (side !== 'CRDT' && side !== 'DBIT')) throw brokenLine(file, line, 'a balance without sign and CRDT or DBIT beside it', quoted(`${amount} ${side}`));
  return side === 'DBIT' ? 0 - value : value;
}

/** Counts and sums of TxsSummry, which some banks make over booked entries and some over all. */
function summaryControls(file: string, line: number, sums: EntrySums, currency: string): StatementControl[] {
  const controls: StatementControl[] = [];
  const none = { rows: 0, credit: 0, debit: 0 };
  const [booked, all] = [sums.booked.get(currency) ?? none, sums.all.get(currency) ?? none];
  const compare = (path: string, unit: 'rows' | 'minor', of: (sum: Sum) => number) => {
    const text = sums.summary[path];
    if (text === undefined || text === '') return;
    const own = unit === 'rows' ? (/^\d{1,9}$/.test(text) ? Number(text) : null) : minorOf(text, currency);
    if (own === null) throw brokenLine(file, line, `a number in TxsSummry/${path}`, quoted(text));
    controls.push(checked(file, line, { name: path, unit, own, read: of(all) === own ? of(all) : of(booked) }, currency));
  };
  compare('TtlNtries/NbOfNtries', 'rows', (sum) => sum.rows);
  compare('TtlCdtNtries/Sum', 'minor', (sum) => sum.credit);
  compare('TtlDbtNtries/Sum', 'minor', (sum) => sum.debit);
  return controls;
}
