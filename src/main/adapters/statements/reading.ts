/** The till's reader of wallet files: a whole file in memory, of one day, in the rows that the ledger keeps. */
import { Refusal } from '#core/refusal.ts';
import { isoInZone, STATEMENT_SOURCES } from '#core/statement.ts';
import type { Statement, StatementLine } from '#core/statement.ts';
import { readStatement } from './registry.ts';

/** A line as the ledger keeps it; `at` is ISO 8601 with offset. */
export type ReadRow = Omit<StatementLine, 'source' | 'at'> & { readonly at: string | null };

export type ReadFile = {
  readonly contentHash: string;
  readonly source: string;
  readonly wallet: 'wechatpay' | 'alipay' | 'unionpay';
  readonly day: string;
  readonly currency: string;
  readonly lines: readonly ReadRow[];
};

/** @throws Refusal with file, line and reason; also for a file of no day or of several, which a day's books can't take. */
export function statementReading(): { read(bytes: Uint8Array, name: string): Promise<ReadFile> } {
  return {
    read: async (bytes, name) => {
      const statement = await readStatement({ bytes, name });
      const source = STATEMENT_SOURCES[statement.source];
      return {
        contentHash: statement.contentHash, source: source.id, wallet: source.wallet, day: dayOf(statement, name), currency: statement.currency ?? 'CNY',
        lines: statement.lines.map((line) => ({
          file: line.file, line: line.line, kind: line.kind, orderId: line.orderId, tradeId: line.tradeId, originalId: line.originalId, amountMinor: line.amountMinor,
          feeMinor: line.feeMinor, netMinor: line.netMinor, currency: line.currency, at: isoInZone(line.at, source.zoneMinutes), day: line.day, status: line.status,
        })),
      };
    },
  };
}

/** An empty file says its day in its name, if anywhere. */
function dayOf({ day, lines, file }: Statement, name: string): string {
  if (day !== null) return day;
  const named = lines.length === 0 ? /(20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(name) : null;
  if (named !== null) return `${named[1]}-${named[2]}-${named[3]}`;
  throw new Refusal(
    'statement-day',
    `${file}: expected the lines of one day, found ${lines.length === 0 ? 'no line and no day in the name' : 'lines of several days'}. Nothing is booked; fetch the file of a single day.`,
    { file },
  );
}
