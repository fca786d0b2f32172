/** Compares a file's own totals with what was read; a difference shows both numbers and refuses the file. */
import { formatMinor } from '#core/money.ts';
import type { StatementControl } from '#core/statement.ts';
import { brokenLine, totalsDiffer } from './trouble.ts';

/** @throws Refusal when a control differs or can't be added exactly. @param line where the file states it. */
export function checked(file: string, line: number, control: StatementControl, currency: string): StatementControl {
  const { name, unit, own, read } = control;
  if (!Number.isSafeInteger(read) || !Number.isSafeInteger(own)) throw brokenLine(file, line, `lines whose ${name} can be added up exactly`, 'a sum beyond 15 digits');
  if (own === read) return control;
  throw unit === 'rows' ? totalsDiffer(file, line, name, String(own), String(read)) : totalsDiffer(file, line, name, formatMinor(own, currency), formatMinor(read, currency));
}
