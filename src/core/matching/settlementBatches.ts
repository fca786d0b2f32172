/** From statement lines to what each wallet owes: by the payout that a file names, else by the wallet's own day. */
import { bookOf, STATEMENT_SOURCES } from '../statement.ts';
import type { SourceId, StatementKind } from '../statement.ts';
import type { BankLine, SettlementBatch } from './payouts.ts';

/** What of a line counts here; a whole `StatementLine` fits, and so does a reader's reused one. */
export type SettledLine = { readonly kind: StatementKind; readonly status: string; readonly currency: string; readonly amountMinor: number; readonly feeMinor: number; readonly netMinor: number; readonly day: string; readonly batch: string };

type Sum = { -readonly [Key in keyof SettlementBatch]: SettlementBatch[Key] };

/** Collects lines of wallets' files, however many, into a few sums. */
export type Settling = {
  /** @param book the wallet or acquirer, where the source alone does not say. */
  readonly add: (source: SourceId, line: SettledLine, id: string, book?: string) => void;
  readonly batches: () => SettlementBatch[];
  /** Payouts that the wallets' own files announce and their lines do not add up to: theirs against themselves. */
  readonly announced: () => { readonly payout: SettlementBatch; readonly lines: SettlementBatch }[];
};

export function createSettling(): Settling {
  const days = new Map<string, Sum>();
  const named = new Map<string, Sum>();
  const payouts = new Map<string, Sum>();
  const books = new Set<string>();
  const addTo = (sums: Map<string, Sum>, wallet: string, batch: string, line: SettledLine, sign: 1 | -1) => {
    const key = [wallet, line.currency, batch].join('\u0000');
    const sum = sums.get(key) ?? { wallet, currency: line.currency, batch, day: line.day, lines: 0, grossMinor: 0, feeMinor: 0, netMinor: 0 };
    sums.set(key, sum);
    if (line.day > sum.day) sum.day = line.day;
    sum.lines += 1;
    sum.grossMinor += sign * (line.netMinor + line.feeMinor);
    sum.feeMinor += sign * line.feeMinor;
    sum.netMinor += sign * line.netMinor;
  };
  return {
    add(source, line, id, book = bookOf(source)) {
      if (line.status === 'failed') return;
      if (line.kind === 'payout') {
        books.add(`${book} ${line.currency}`);
        addTo(payouts, book, line.batch === '' ? (id === '' ? line.day : id) : line.batch, line, -1);
        return;
      }
      if (line.batch === '') addTo(days, book, line.day, line, 1);
      else addTo(named, book, line.batch, line, 1);
    },
    // A file that shows its payouts says itself what is to reach the bank; of the others each batch is owed, or each day where there are none.
    batches: () => [
      ...payouts.values(), ...[...named].flatMap(([key, sum]) => (payouts.has(key) ? [] : [sum])), ...[...days.values()].filter(({ wallet, currency }) => !books.has(`${wallet} ${currency}`)),
    ],
    announced: () => [...payouts].flatMap(([key, payout]) => {
      const lines = named.get(key);
      return lines === undefined || lines.netMinor === payout.netMinor ? [] : [{ payout, lines }];
    }),
  };
}

/** How the payers of a bank's line are known by the words of its reference. */
const PAYERS: Readonly<Record<string, readonly string[]>> = {
  wechatpay: ['wechat', 'tenpay', '财付通', '微信'], alipay: ['alipay', '支付宝'], unionpay: ['unionpay', '银联'], stripe: ['stripe'], adyen: ['adyen'], paypal: ['paypal'],
};

/** The wallet or acquirer that a reference names; null for none. */
function payerOf(reference: string): string | null {
  const text = reference.toLowerCase();
  return Object.entries(PAYERS).find(([, names]) => names.some((name) => text.includes(name)))?.[0] ?? null;
}

/** The bank's side from lines of bank statements (each a movement) and of wallets' accounts (the movements of a day together, payouts apart). */
export type Banking = {
  readonly add: (source: SourceId, file: string, line: SettledLine & { readonly line: number; readonly reference: string }) => void;
  /** What the wallets' accounts show: their days, to be compared with the trades. */
  readonly funds: () => BankLine[];
  /** What left the wallets' accounts for the bank, as batches that the bank has to show. */
  readonly sent: () => SettlementBatch[];
  readonly bank: () => BankLine[];
};

const UNDER_THEIR_NAMES: ReadonlyMap<string, string> = new Map();

/** @param booksOfPayers the books that a payer's name stands for where they are not of that name: an acquirer that pays the shop's cards. */
export function createBanking(booksOfPayers = UNDER_THEIR_NAMES): Banking {
  const funds = new Map<string, { -readonly [Key in keyof BankLine]: BankLine[Key] }>();
  const sending = createSettling();
  const bank: BankLine[] = [];
  const bookOfPayer = (payer: string | null) => (payer === null ? null : (booksOfPayers.get(payer) ?? payer));
  return {
    add(source, file, line) {
      const { role } = STATEMENT_SOURCES[source];
      if (role === 'bank') {
        bank.push({ file, line: line.line, wallet: bookOfPayer(payerOf(line.reference)), currency: line.currency, amountMinor: line.amountMinor, day: line.day, reference: line.reference === '' ? null : line.reference });
      } else if (line.kind === 'payout' || line.kind === 'transfer') {
        sending.add(source, { ...line, kind: 'payout', batch: line.batch === '' ? line.reference : line.batch }, `${line.day} ${line.line}`);
      } else {
        const wallet = bookOf(source);
        const key = `${wallet} ${line.currency} ${line.day}`;
        const sum = funds.get(key) ?? { file, line: line.line, wallet, currency: line.currency, amountMinor: 0, day: line.day, reference: null };
        funds.set(key, sum);
        sum.amountMinor += line.netMinor;
      }
    },
    funds: () => [...funds.values()],
    sent: () => sending.batches(),
    bank: () => bank,
  };
}
