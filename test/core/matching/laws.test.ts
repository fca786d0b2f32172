/** What holds for any two books: nothing is lost, nothing counted twice, no order of rows matters. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEDGER_STATUSES } from '#core/matching/ledgerRow.ts';
import type { LedgerRow } from '#core/matching/ledgerRow.ts';
import { reconcile } from '#core/matching/reconcile.ts';
import type { Reconciliation } from '#core/matching/reconcile.ts';
import { STATEMENT_KINDS } from '#core/statement.ts';
import type { StatementLine } from '#core/statement.ts';

const DAY = Date.UTC(2026, 2, 13, 16);
const ids = fc.constantFrom('A', 'B', 'C', 'D');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const at = maybe(fc.integer({ min: 0, max: 86_399 }).map((second) => DAY + second * 1000));
const currency = fc.constantFrom('CNY', 'CNY', 'CNY', 'HKD');

/** Few ids and amounts, so that every kind of collision happens. */
const ledgerRow: fc.Arbitrary<LedgerRow> = fc.record({
  orderId: ids, tradeId: maybe(ids), wallet: fc.constantFrom('wechatpay', 'wechatpay', 'alipay', 'unionpay'), kind: fc.constantFrom('charge', 'refund'), amountMinor: fc.integer({ min: 1, max: 3 }),
  feeMinor: maybe(fc.integer({ min: 0, max: 2 })), currency, at, status: fc.constantFrom('paid', ...LEDGER_STATUSES), till: fc.constant(null), originalOrderId: maybe(ids),
}).map((row) => ({ ...row, amountMinor: row.kind === 'refund' ? -row.amountMinor : row.amountMinor, status: row.kind === 'refund' && row.status === 'paid' ? 'refunded' : row.status }));

const statementLine: fc.Arbitrary<StatementLine> = fc.record({
  source: fc.constantFrom('wechatpay-trade', 'wechatpay-trade', 'alipay-trade'), file: fc.constantFrom('a', 'b'), line: fc.integer({ min: 2, max: 9 }), kind: fc.constantFrom('charge', 'charge', 'charge', 'refund', 'refund', 'reversal', ...STATEMENT_KINDS),
  orderId: maybe(ids), tradeId: maybe(ids), originalId: maybe(ids), amountMinor: fc.integer({ min: 1, max: 3 }), feeMinor: fc.integer({ min: 0, max: 2 }), netMinor: fc.constant(0), currency, at, day: fc.constant('2026-03-14'),
  status: fc.constantFrom('success', 'success', 'processing', 'failed'),
}).map((line) => ({ ...line, amountMinor: line.kind === 'charge' ? line.amountMinor : -line.amountMinor }));

const books = fc.record({ ledger: fc.array(ledgerRow, { maxLength: 14 }), statement: fc.array(statementLine, { maxLength: 14 }) });

/** All but positions and lines, which say where a row stood. */
function told(result: Reconciliation): string {
  const bare = (rows: readonly object[]) => rows.map((row) => ({ ...row, row: 0, line: 0, file: '' }));
  return JSON.stringify({
    totals: result.totals, matched: result.matched, matches: result.matches.map((match) => ({ ...match, ledger: match.ledger.length, statement: match.statement.length })),
    breaks: result.breaks.map((entry) => ({ ...entry, ledger: bare(entry.ledger), statement: bare(entry.statement) })),
  });
}

test('the report is the same to the byte whatever the order of rows and lines [M10]', () => {
  fc.assert(fc.property(books.chain((both) => fc.record({
    both: fc.constant(both), ledger: fc.shuffledSubarray(both.ledger, { minLength: both.ledger.length }), statement: fc.shuffledSubarray(both.statement, { minLength: both.statement.length }),
  })), ({ both, ledger, statement }) => {
    expect(told(reconcile({ ledger, statement }))).toBe(told(reconcile(both)));
  }), { numRuns: 1500 });
});

test('every row is in exactly one match or break, or counted as quiet or not covered [M11]', () => {
  fc.assert(fc.property(books, ({ ledger, statement }) => {
    const { totals, matches, breaks } = reconcile({ ledger, statement });
    const ledgerRows = [...matches.flatMap((match) => match.ledger), ...breaks.flatMap((entry) => entry.ledger.map(({ row }) => row))];
    const lines = [...matches.flatMap((match) => match.statement), ...breaks.flatMap((entry) => entry.statement.map(({ row }) => row))];
    expect(new Set(ledgerRows).size).toBe(ledgerRows.length);
    expect(ledgerRows.length + totals.quiet + totals.uncovered).toBe(ledger.length);
    expect(new Set(lines).size).toBe(lines.length);
    const trades = statement.flatMap((line, index) => (['fee', 'payout', 'transfer'].includes(line.kind) ? [] : [index]));
    expect([...lines].sort((a, b) => a - b)).toEqual(trades);
    expect(totals.account).toBe(statement.length - trades.length);
  }), { numRuns: 1500 });
});

test('totals tie out to the unit in every currency [M12]', () => {
  fc.assert(fc.property(books, ({ ledger, statement }) => {
    const { totals } = reconcile({ ledger, statement });
    for (const [currencyName, sums] of Object.entries(totals.currencies)) {
      const total = (rows: readonly { currency: string; amountMinor: number }[]) => rows.filter((row) => row.currency === currencyName).reduce((sum, row) => sum + row.amountMinor, 0);
      expect(sums.ledgerMinor).toBe(total(ledger));
      expect(sums.statementMinor).toBe(total(statement));
      expect(sums.matchedLedgerMinor + sums.breaksLedgerMinor + sums.quietMinor + sums.uncoveredMinor).toBe(sums.ledgerMinor);
      expect(sums.matchedStatementMinor + sums.breaksStatementMinor + sums.accountMinor).toBe(sums.statementMinor);
      expect(sums.proof).toEqual({ ledgerMinor: 0, statementMinor: 0 });
    }
  }), { numRuns: 700 });
});

test('a match is of one wallet, kind, currency and amount, unless the file took the charge back [M13]', () => {
  fc.assert(fc.property(books, ({ ledger, statement }) => {
    for (const match of reconcile({ ledger, statement }).matches) {
      const rows = match.ledger.map((index) => ledger[index]);
      const lines = match.statement.map((index) => statement[index]);
      if (match.rule === 'split') {
        expect(Math.min(rows.length, lines.length)).toBe(1);
        expect(match.solutions).toBe(1);
        expect(new Set([...rows, ...lines].map((row) => `${row?.kind} ${row?.currency}`)).size).toBe(1);
        expect(lines.reduce((sum, line) => sum + (line?.amountMinor ?? 0), 0)).toBe(rows.reduce((sum, row) => sum + (row?.amountMinor ?? 0), 0));
        continue;
      }
      expect(rows).toHaveLength(1);
      if (lines.some((line) => line?.kind === 'reversal')) {
        expect(['reversed', 'declined']).toContain(rows[0]?.status);
        continue;
      }
      expect(lines).toHaveLength(1);
      expect([lines[0]?.kind, lines[0]?.currency, lines[0]?.amountMinor]).toEqual([rows[0]?.kind, rows[0]?.currency, rows[0]?.amountMinor]);
      expect(lines[0]?.source.startsWith(rows[0]?.wallet ?? '-')).toBe(true);
    }
  }), { numRuns: 700 });
});

test('keys of breaks are unique, and running again changes nothing [M14]', () => {
  fc.assert(fc.property(books, (both) => {
    const result = reconcile(both);
    const keys = result.breaks.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(reconcile(both)).toEqual(result);
  }), { numRuns: 300 });
});

test('books larger than any buffer they began with hold every row [M15]', () => {
  const count = 30_000;
  const ledger: LedgerRow[] = Array.from({ length: count }, (_, index) => ({
    orderId: `TB${index}`, tradeId: `42000000${index}`, wallet: 'wechatpay', kind: 'charge', amountMinor: index + 1, feeMinor: 1, currency: 'CNY', at: DAY, status: 'paid', till: null, originalOrderId: null,
  }));
  const statement: StatementLine[] = Array.from({ length: count }, (_, index) => ({
    source: 'wechatpay-trade', file: 'a', line: index + 2, kind: 'charge', orderId: `TB${count - 1 - index}`, tradeId: `42000000${count - 1 - index}`, originalId: null, amountMinor: count - index, feeMinor: 1,
    netMinor: 0, currency: 'CNY', at: DAY, day: '2026-03-14', status: 'success',
  }));
  const result = reconcile({ ledger, statement: [...statement.slice(1), ...statement.slice(0, 1)] });
  expect([result.matched, result.breaks.length, result.matches.length]).toEqual([count, 0, count]);
  expect(result.totals.currencies['CNY']?.matchedLedgerMinor).toBe((count * (count + 1)) / 2);
});
