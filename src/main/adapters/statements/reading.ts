/** The till's door for statement files: bytes in, the normal form of one day out, or one clear refusal. */
import { Refusal } from '#core/refusal.ts';
import { STATEMENT_SOURCES, type Statement } from '#core/statement.ts';
import { isChargeable } from '#core/wallets.ts';
import type { StatementReading } from '#till/ports.ts';
import { readStatement } from './registry.ts';

/** @throws Refusal with file, line and reason; also for a file of no day or of several, which a day's books can't take. */
export function statementReading(): StatementReading {
  return {
    async read(bytes, name) {
      const statement = await readStatement({ bytes, name });
      const { wallet, role, book } = STATEMENT_SOURCES[statement.source];
      if (role === 'bank' || role === 'funds') return { ...statement, wallet: null, book: bookName(book, statement), day: statement.days.at(-1) ?? dayOf(statement, name) };
      if (wallet === null || role !== 'trades' || !isChargeable(wallet)) throw new Refusal('statement-other-wallet', 'This shop does not take that wallet. Nothing was imported.', { file: name });
      return { ...statement, wallet, book: wallet, day: dayOf(statement, name) };
    },
  };
}

/** Two accounts of one bank are two books. */
function bookName(book: string, { lines }: Statement): string {
  const account = lines[0]?.account ?? '';
  return account === '' ? book : `${book}:${account.slice(-8)}`;
}

/** An empty file says its day in its name, if anywhere. */
function dayOf({ day, lines, file }: Statement, name: string): string {
  if (day !== null) return day;
  const named = lines.length === 0 ? /(20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(name) : null;
  if (named !== null) return `${named[1]}-${named[2]}-${named[3]}`;
  throw new Refusal('statement-day', `${file}: expected the lines of one day, found ${lines.length === 0 ? 'no line and no day in the name' : 'lines of several days'}. Nothing is booked; fetch the file of a single day.`, { file });
}
