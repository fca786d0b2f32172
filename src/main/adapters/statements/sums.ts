/** What a file's lines add up to, by currency, and the days that they lie on. */
import type { CurrencyTotals, ScannedLine } from '#core/statement.ts';
import { unusable } from './trouble.ts';

export type Sums = {
  add(line: ScannedLine): void;
  /** @throws Refusal when a sum is beyond what can be added exactly. */
  totals(): CurrencyTotals[];
  days(): string[];
};

const CURRENCIES_MAX = 64;
const DAYS_MAX = 4000;
/** Numbers of a currency: lines, amount, fee, net. */
const WIDTH = 4;

export function createSums(file: string): Sums {
  const currencies: string[] = [];
  const numbers = new Float64Array(CURRENCIES_MAX * WIDTH);
  const days = new Set<string>();
  let lastDay = '';
  let lastCurrency = '';
  let place = 0;
  const turn = (currency: string) => {
    lastCurrency = currency;
    if (!currencies.includes(currency)) currencies.push(currency);
    if (currencies.length > CURRENCIES_MAX) throw unusable(file, 'statement-too-many', `more than ${CURRENCIES_MAX} currencies stand in one file.`);
    place = currencies.indexOf(currency) * WIDTH;
  };
  return {
    add(line) {
      if (line.currency !== lastCurrency) turn(line.currency);
      if (line.day !== lastDay) {
        lastDay = line.day;
        if (days.size < DAYS_MAX) days.add(lastDay);
        else if (!days.has(lastDay)) throw unusable(file, 'statement-too-many', `its lines lie on more than ${DAYS_MAX} days.`);
      }
      numbers[place] = (numbers[place] as number) + 1;
      numbers[place + 1] = (numbers[place + 1] as number) + line.amountMinor;
      numbers[place + 2] = (numbers[place + 2] as number) + line.feeMinor;
      numbers[place + 3] = (numbers[place + 3] as number) + line.netMinor;
    },
    totals() {
      const totals = currencies.map((currency, index): CurrencyTotals => {
        const [lineCount = 0, amountMinor = 0, feeMinor = 0, netMinor = 0] = numbers.subarray(index * WIDTH, (index + 1) * WIDTH);
        if (![amountMinor, feeMinor, netMinor].every(Number.isSafeInteger)) throw unusable(file, 'statement-totals-differ', 'its lines add up to more than can be added exactly.');
        return { currency, lineCount, amountMinor, feeMinor, netMinor };
      });
      return totals.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
    },
    days: () => [...days].sort(),
  };
}
