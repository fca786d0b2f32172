/** What a file's lines add up to, by currency, and the days that they lie on. */
import type { CurrencyTotals, ScannedLine } from '#core/statement.ts';
import { unusable } from './trouble.ts';

type Sum = { currency: string; lineCount: number; amountMinor: number; feeMinor: number; netMinor: number };

export type Sums = {
  add(line: ScannedLine): void;
  /** @throws Refusal when a sum is beyond what can be added exactly. */
  totals(file: string): CurrencyTotals[];
  days(): string[];
};

const CURRENCIES_MAX = 64;
const DAYS_MAX = 4000;

export function createSums(): Sums {
  const sums: Sum[] = [];
  const days = new Set<string>();
  let lastDay = '';
  let last: Sum = { currency: '', lineCount: 0, amountMinor: 0, feeMinor: 0, netMinor: 0 };
  return {
    add(line) {
      if (line.currency !== last.currency) {
        last = sums.find(({ currency }) => currency === line.currency) ?? { currency: line.currency, lineCount: 0, amountMinor: 0, feeMinor: 0, netMinor: 0 };
        if (last.lineCount === 0) sums.push(last);
        if (sums.length > CURRENCIES_MAX) throw unusable('', 'statement-too-many', `more than ${CURRENCIES_MAX} currencies stand in one file.`);
      }
      if (line.day !== lastDay) {
        lastDay = line.day;
        if (days.size < DAYS_MAX) days.add(lastDay);
        else if (!days.has(lastDay)) throw unusable('', 'statement-too-many', `its lines lie on more than ${DAYS_MAX} days.`);
      }
      last.lineCount += 1;
      last.amountMinor += line.amountMinor;
      last.feeMinor += line.feeMinor;
      last.netMinor += line.netMinor;
    },
    totals(file) {
      for (const { amountMinor, feeMinor, netMinor } of sums) {
        if (![amountMinor, feeMinor, netMinor].every(Number.isSafeInteger)) throw unusable(file, 'statement-totals-differ', 'its lines add up to more than can be added exactly.');
      }
      return sums.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
    },
    days: () => [...days].sort(),
  };
}
