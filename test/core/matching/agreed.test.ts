/** What agrees may be taken out before the ladder: totals and breaks are the same as when every row climbs it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAgreed, agreedOf, putBack } from '#core/matching/agreed.ts';
import { clearBatch, createBatch, isFull, putLedgerRow, putStatementLine } from '#core/matching/batch.ts';
import { addBatch, addStatementFile, createBooks } from '#core/matching/books.ts';
import type { Books, Part } from '#core/matching/books.ts';
import { eachBreak } from '#core/matching/breaks.ts';
import { climbOn, totalsOf } from '#core/matching/ladder.ts';
import { MATCHING_DEFAULTS } from '#core/matching/settings.ts';
import { createWork } from '#core/matching/work.ts';
import { matchByOrderId } from '#core/matching/sameOrderId.ts';
import { emptyLine } from '#core/statement.ts';

type Row = { order: string; trade: string; original: string; wallet: string; refund: boolean; amountMinor: number; feeMinor: number; currency: string; at: number; status: 'paid' | 'unknown' | 'reversed' };
type Line = Omit<Row, 'wallet' | 'status'> & { file: number; kind: 'charge' | 'refund' | 'reversal' | 'fee' | 'chargeback'; status: 'success' | 'processing' | 'failed' };

const FILES = [['wechatpay-trade', 'wechatpay'], ['wechatpay-trade', 'wechatpay'], ['alipay-trade', 'alipay']] as const;
const DAY = Date.UTC(2026, 2, 13, 16);
const ids = fc.constantFrom('', 'A', 'B', 'C', 'D', 'E', '订单F', 'G-1234567890123456789012', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7');
const common = { trade: ids, original: ids, refund: fc.boolean(), amountMinor: fc.integer({ min: 1, max: 2 }), feeMinor: fc.constantFrom(0, 0, 1, Number.NaN), currency: fc.constantFrom('CNY', 'CNY', 'HKD'), at: fc.constantFrom(Number.NaN, DAY, DAY + 60_000, DAY + 43_200_000) };
/** Whether a row of the ledger has its line in the statement, beside lines that have nothing to do with it. */
const mirrored = fc.array(fc.boolean(), { minLength: 16, maxLength: 16 });
const rows: fc.Arbitrary<Row[]> = fc.array(fc.record({ ...common, order: ids.filter((id) => id !== ''), wallet: fc.constantFrom('wechatpay', 'wechatpay', 'alipay', 'unionpay'), status: fc.constantFrom('paid', 'paid', 'unknown', 'reversed') }), { maxLength: 16 });
const lines: fc.Arbitrary<Line[]> = fc.array(fc.record({ ...common, order: ids, file: fc.constantFrom(0, 1, 2), kind: fc.constantFrom('charge', 'charge', 'refund', 'reversal', 'fee', 'chargeback'), status: fc.constantFrom('success', 'success', 'processing', 'failed') }), { maxLength: 16 });

function bytesOf({ order, trade, original }: Pick<Row, 'order' | 'trade' | 'original'>) {
  const [orderEnd, tradeEnd] = [Buffer.byteLength(order), Buffer.byteLength(order + trade)];
  const bytes = new Uint8Array(Buffer.from(order + trade + original));
  return { bytes, orderStart: 0, orderEnd, tradeStart: orderEnd, tradeEnd, originalStart: tradeEnd, originalEnd: bytes.length };
}

function load(ledger: readonly Row[], statement: readonly Line[], part: Part | null): Books {
  const books = createBooks({ ledgerRows: 8, statementLines: 8, textBytes: 64 });
  for (const [index, [source, wallet]] of FILES.entries()) addStatementFile(books, `file ${index}`, source, wallet);
  const batch = createBatch();
  const flush = (file: number | null) => {
    addBatch(books, batch, file, part);
    clearBatch(batch);
  };
  for (const row of ledger) {
    putLedgerRow(batch, { ...bytesOf(row), kind: row.refund ? 'refund' : 'charge', status: row.status === 'paid' && row.refund ? 'refunded' : row.status, wallet: row.wallet, currency: row.currency, amountMinor: row.refund ? -row.amountMinor : row.amountMinor, feeMinor: row.feeMinor, at: row.at });
    if (isFull(batch)) flush(null);
  }
  flush(null);
  for (const [file] of FILES.entries()) {
    for (const line of statement.filter((entry) => entry.file === file)) {
      putStatementLine(batch, { ...emptyLine(), ...bytesOf(line), kind: line.kind, status: line.status, currency: line.currency, amountMinor: line.kind === 'charge' ? line.amountMinor : -line.amountMinor, feeMinor: line.feeMinor === line.feeMinor ? line.feeMinor : 0, at: line.at, line: 7 });
      if (isFull(batch)) flush(file);
    }
    flush(file);
  }
  return books;
}

function lineOf(row: Row): Line {
  return { ...row, kind: row.refund ? 'refund' : 'charge', file: row.wallet === 'alipay' ? 2 : 0, status: 'success' };
}

/** All but the places of rows. */
function told(books: Books, work = createWork(books, false)): string {
  climbOn(work, MATCHING_DEFAULTS);
  const bare = (entries: readonly object[]) => entries.map((entry) => ({ ...entry, row: 0 }));
  return JSON.stringify([work.matched, totalsOf(work), [...eachBreak(work, MATCHING_DEFAULTS)].map((entry) => ({ ...entry, ledger: bare(entry.ledger), statement: bare(entry.statement) }))]);
}

test('two parts of which one gives back only what does not agree make the report of the whole [M237]', () => {
  let pairs = 0;
  fc.assert(fc.property(rows, lines, mirrored, (ledger, others, mirror) => {
    const statement = [...others, ...ledger.filter((_, index) => mirror[index]).map((row) => lineOf(row))];
    const first = load(ledger, statement, 0);
    const second = load(ledger, statement, 1);
    const begun = createWork(first, false);
    matchByOrderId(begun);
    const { agreed, rest } = agreedOf(second);
    const batch = createBatch();
    for (const [file, kept] of [[null, rest.ledger] as const, ...rest.statement.entries()]) {
      for (const row of kept) putBack(batch, second, file === null ? second.ledger : second.statement, row);
      addBatch(first, batch, file);
      clearBatch(batch);
    }
    addAgreed(first, agreed);
    pairs += agreed.pairs;
    expect(told(first, begun)).toBe(told(load(ledger, statement, null)));
  }), { numRuns: 1500 });
  expect(pairs).toBeGreaterThan(100);
});

test('every row is of one part, and all rows of an order are of the same [M238]', () => {
  fc.assert(fc.property(rows, lines, (ledger, statement) => {
    const [whole, first, second] = [load(ledger, statement, null), load(ledger, statement, 0), load(ledger, statement, 1)];
    expect(first.ledger.rows + second.ledger.rows).toBe(whole.ledger.rows);
    expect(first.statement.rows + second.statement.rows).toBe(whole.statement.rows);
    expect(first.orders.count + second.orders.count).toBe(whole.orders.count);
  }), { numRuns: 300 });
});
