/** The summary of a WeChat Pay trade bill: each of its own totals must equal what the rows add up to. */
import { formatMinor, parseMinor } from '#core/money.ts';
import type { StatementControl } from '#core/statement.ts';
import type { ScanEnd } from '../scanner.ts';
import { brokenLine, quoted, totalsDiffer } from '../trouble.ts';
import { TOTALS } from './columns.ts';

export type Sums = { rows: number; settled: number; refunded: number; topUpRefunded: number; fee: number; ordered: number; asked: number };

type Ended = { readonly file: string; readonly totalsLine: number; readonly currency: string; readonly sums: Sums; readonly totalNames: string; readonly totalValues: string; readonly unended: boolean };

/** @throws Refusal when a total is missing, is no number, or differs: then both numbers are shown. */
export function checkTotals(state: Ended): ScanEnd {
  const { file, totalsLine: line, sums } = state;
  const names = state.totalNames.split(',').map((name) => name.trim());
  const values = state.totalValues.split(',').map((value) => value.trim());
  if (names.length !== values.length) throw brokenLine(file, line, `${names.length} totals as named above`, `${values.length}`);
  const currency = state.currency === '' ? 'CNY' : state.currency;
  // A total cut off within its decimals would still be a number; only a line end or all its decimals vouch for it.
  if (state.unended && !/\.\d{2}(?:\d{3})?$/.test(values.at(-1) ?? '')) throw brokenLine(file, line, 'a total with all its decimals at the end of the file', quoted(values.at(-1) ?? ''), 'statement-truncated');
  const controls: StatementControl[] = [];
  for (const [index, name] of names.entries()) {
    const total = TOTALS[name];
    if (total === undefined) continue;
    const text = values[index] ?? '';
    const own = text.startsWith('`') ? (total === 'rows' ? rowsOf(text.slice(1)) : parseMinor(text.slice(1), currency)) : null;
    if (own === null) throw brokenLine(file, line, `the total ${name} behind a backtick`, quoted(text));
    controls.push({ name, unit: total === 'rows' ? 'rows' : 'minor', own, read: sums[total] });
  }
  for (const { name, unit, own, read } of controls) {
    if (!Number.isSafeInteger(read)) throw brokenLine(file, line, `rows whose ${name} can be added up exactly`, 'a sum beyond 15 digits');
    if (own === read) continue;
    throw unit === 'rows' ? totalsDiffer(file, line, name, String(own), String(read)) : totalsDiffer(file, line, name, formatMinor(own, currency), formatMinor(read, currency));
  }
  for (const must of ['rows', 'settled'] as const) {
    if (!controls.some(({ name }) => TOTALS[name] === must)) throw brokenLine(file, line, must === 'rows' ? 'the total 总交易单数' : 'the total 应结订单总金额', 'none of that name');
  }
  return { day: null, controls, proof: 'complete' };
}

/** A count, which some bills print as `45.0`. */
function rowsOf(text: string): number | null {
  const match = /^(\d{1,9})(?:\.0*)?$/.exec(text);
  return match === null ? null : Number(match[1]);
}
