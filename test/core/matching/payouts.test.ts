/** Payouts against what the wallets owe: batches and bank lines as text, and what comes of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchPayouts } from '#core/matching/payouts.ts';
import type { BankLine, Payouts, SettlementBatch } from '#core/matching/payouts.ts';
import { createBanking, createSettling } from '#core/matching/settlementBatches.ts';
import type { SettledLine } from '#core/matching/settlementBatches.ts';
import { matchThreeWay } from '#core/matching/threeWay.ts';
import { linesOf } from './table.ts';

/** `14 9940` or `P1@14 9940 wallet=alipay`: batch (its day when it has no name), net. */
function batchesOf(text: string): SettlementBatch[] {
  return linesOf(text).map((line) => {
    const [name = '', net = '0', ...more] = line.split(' ');
    const [batch = '', day = batch] = name.split('@');
    const date = `2026-03-${day}`;
    return { wallet: more[0]?.split('=')[1] ?? 'wechatpay', currency: 'CNY', batch: name.includes('@') ? batch : date, day: date, lines: 1, grossMinor: Number(net), feeMinor: 0, netMinor: Number(net) };
  });
}

/** `15 9940 ref=P1 wallet=wechatpay`. */
function bankOf(text: string): BankLine[] {
  return linesOf(text).map((line, index) => {
    const [day = '', amount = '0', ...rest] = line.split(' ');
    const more = Object.fromEntries(rest.map((word) => word.split('=') as [string, string]));
    return { file: 'bank', line: index + 1, wallet: more['wallet'] ?? null, currency: 'CNY', amountMinor: Number(amount), day: `2026-03-${day}`, reference: more['ref'] ?? null };
  });
}

function outcomeOf({ matches, breaks, awaited }: Payouts): string[] {
  const days = (batches: readonly SettlementBatch[]) => batches.map(({ batch }) => batch.replace('2026-03-', '')).join('+');
  return [
    ...matches.map(({ rule, batches, bank }) => `paid ${rule} ${days(batches)} by ${bank.map(({ amountMinor }) => amountMinor).join('+')}`),
    ...breaks.map(({ cause, amountMinor, batches, bank }) => `break ${cause} ${amountMinor} ${days(batches) || bank[0]?.day.slice(8)}`),
    ...awaited.map((batch) => `awaited ${days([batch])}`),
  ].sort();
}

const CASES: { rule: string; batches: string; bank: string; comes: string }[] = [
  { rule: 'a payout equal to a day is that day', batches: '14 9940', bank: '15 9940', comes: 'paid amount 14 by 9940' },
  { rule: 'a payout that names its batch is its, and the unit decides', batches: 'P1@14 9940 \n P2@14 9940', bank: '15 9940 ref=TENPAY/P2 \n 15 9940 ref=TENPAY/P1', comes: 'paid reference P1 by 9940 \n paid reference P2 by 9940' },
  { rule: 'a payout that names its batch and is short says so', batches: 'P1@14 9940', bank: '15 9000 ref=P1', comes: 'break payout-short -940 P1' },
  { rule: 'a payout that names two batches pays both', batches: 'P1@14 9940 \n P2@15 60', bank: '16 10000 ref=P1/P2', comes: 'paid reference P1+P2 by 10000' },
  { rule: 'a weekend paid as one is three days', batches: '13 1000 \n 14 2005 \n 15 4013', bank: '16 7018', comes: 'paid combined 13+14+15 by 7018' },
  { rule: 'a day paid in parts is one day', batches: '14 9940', bank: '15 9000 \n 16 940', comes: 'paid combined 14 by 9000+940' },
  { rule: 'of two equal days and one payout none is chosen', batches: '14 500 \n 15 500', bank: '16 500 wallet=wechatpay \n 30 1', comes: 'break payout-missing -500 14 \n break payout-missing -500 15 \n break payout-unexpected 500 16' },
  { rule: 'two sets of days that make up a payout prove nothing', batches: '10 100 \n 11 200 \n 12 300 \n 13 400', bank: '14 500 wallet=wechatpay', comes: `
      break payout-missing -100 10
      awaited 11
      awaited 12
      awaited 13
      break payout-unexpected 500 14` },
  { rule: 'a payout less than its day is short by the difference', batches: '14 9940', bank: '15 9900', comes: 'break payout-short -40 14' },
  { rule: 'a payout of more than its day is over', batches: '14 9940', bank: '15 9941', comes: 'break payout-over 1 14' },
  { rule: 'a day without a payout is awaited for three days', batches: '14 9940', bank: '17 -800', comes: 'awaited 14' },
  { rule: 'after that it is missing', batches: '14 9940', bank: '18 -800', comes: 'break payout-missing -9940 14' },
  { rule: 'a payout never comes before its day, nor long after', batches: '14 9940', bank: '13 9940 \n 28 9940', comes: 'break payout-missing -9940 14' },
  { rule: 'what is no wallet is no break', batches: '14 9940', bank: '15 9940 \n 15 -250000 \n 16 1234', comes: 'paid amount 14 by 9940' },
  { rule: 'a payout of a wallet that owes nothing is unexpected', batches: '14 9940', bank: '15 9940 \n 16 77 wallet=alipay', comes: 'paid amount 14 by 9940 \n break payout-unexpected 77 16' },
  { rule: "a line that names another wallet does not pay this one's day", batches: '14 9940', bank: '15 9940 wallet=alipay', comes: 'awaited 14 \n break payout-unexpected 9940 15' },
  { rule: 'a day on which more went back than came in is taken, not paid', batches: '14 -300', bank: '15 -300', comes: 'paid amount 14 by -300' },
];

describe('payouts', () => {
  test.each(CASES)('$rule [M210]', ({ batches, bank, comes }) => {
    expect(outcomeOf(matchPayouts(batchesOf(batches), bankOf(bank)))).toEqual(linesOf(comes).sort());
  });

  const batch = fc.record({ day: fc.integer({ min: 10, max: 20 }), net: fc.integer({ min: -3, max: 9 }), named: fc.boolean(), wallet: fc.constantFrom('wechatpay', 'alipay') });
  const line = fc.record({ day: fc.integer({ min: 10, max: 24 }), amount: fc.integer({ min: -3, max: 20 }), wallet: fc.constantFrom(null, 'wechatpay', 'alipay'), ref: fc.constantFrom(null, '11', 'x 12') });
  const sides = fc.record({ batches: fc.uniqueArray(batch, { maxLength: 8, selector: ({ day, wallet }) => `${day} ${wallet}` }), bank: fc.array(line, { maxLength: 8 }) }).map(({ batches, bank }) => ({
    batches: batches.map(({ day, net, named, wallet }): SettlementBatch => ({ wallet, currency: 'CNY', batch: named ? String(day) : `2026-03-${day}`, day: `2026-03-${day}`, lines: 1, grossMinor: net, feeMinor: 0, netMinor: net })),
    bank: bank.map(({ day, amount, wallet, ref }, index): BankLine => ({ file: 'b', line: index, wallet, currency: 'CNY', amountMinor: amount, day: `2026-03-${day}`, reference: ref })),
  }));

  test('totals of payouts tie out to the unit, and every batch and line is in one place [M211]', () => {
    fc.assert(fc.property(sides, ({ batches, bank }) => {
      const { matches, breaks, awaited, totals } = matchPayouts(batches, bank);
      for (const { proof } of Object.values(totals)) expect(proof).toEqual({ owedMinor: 0, bankMinor: 0 });
      const placed = [...matches.flatMap((match) => match.batches), ...breaks.flatMap((entry) => entry.batches), ...awaited];
      expect(new Set(placed).size).toBe(placed.length);
      expect(placed.length).toBe(batches.filter(({ netMinor }) => netMinor !== 0).length);
      const lines = [...matches.flatMap((match) => match.bank), ...breaks.flatMap((entry) => entry.bank)];
      expect(new Set(lines).size).toBe(lines.length);
    }), { numRuns: 1000 });
  });

  test('the order of batches and bank lines changes nothing [M212]', () => {
    fc.assert(fc.property(sides, ({ batches, bank }) => {
      const told = (payouts: Payouts) => JSON.stringify([payouts.matches.map((match) => [match.rule, match.batches, match.bank]), payouts.breaks, payouts.awaited, payouts.totals]);
      const sets = (payouts: Payouts) => JSON.parse(told(payouts)) as unknown;
      expect(sets(matchPayouts(batches.toReversed(), bank.toReversed()))).toEqual(sets(matchPayouts(batches, bank)));
    }), { numRuns: 500 });
  });
});

describe('three books', () => {
  const trade = (over: Partial<SettledLine>): SettledLine => ({ kind: 'charge', status: 'success', currency: 'CNY', amountMinor: 0, feeMinor: 0, netMinor: 0, day: '2026-03-14', batch: '', ...over });

  test('a day of trades less refunds, chargebacks and fees is what the bank must show [M213]', () => {
    const settling = createSettling();
    settling.add('wechatpay-trade', trade({ amountMinor: 10_000, feeMinor: 60, netMinor: 9_940 }), 'T1');
    settling.add('wechatpay-trade', trade({ kind: 'refund', amountMinor: -2_000, feeMinor: -12, netMinor: -1_988 }), 'T2');
    settling.add('wechatpay-trade', trade({ kind: 'chargeback', amountMinor: -500, netMinor: -500 }), 'T3');
    settling.add('wechatpay-trade', trade({ kind: 'refund', status: 'failed', amountMinor: -900, netMinor: -900 }), 'T4');
    const banking = createBanking();
    banking.add('camt053', 'bank.xml', { ...trade({ amountMinor: 7_452, netMinor: 7_452, day: '2026-03-15' }), line: 9, reference: 'TENPAY 0314' });
    const result = matchThreeWay(settling, banking);
    expect(result.breaks).toEqual([]);
    expect(result.matches.map(({ step, rule, batches }) => [step, rule, batches[0]?.grossMinor, batches[0]?.feeMinor])).toEqual([['wallet-bank', 'amount', 7_500, 48]]);
    expect(result.totals['wallet-bank']?.['CNY']).toMatchObject({ owedMinor: 7_452, paidMinor: 7_452, proof: { owedMinor: 0, bankMinor: 0 } });
  });

  test("with the wallet's account between them, trades are compared with it and its payouts with the bank [M214]", () => {
    const settling = createSettling();
    settling.add('wechatpay-trade', trade({ amountMinor: 10_000, feeMinor: 60, netMinor: 9_940 }), 'T1');
    const banking = createBanking();
    const flow = (over: Partial<SettledLine>, line: number, reference = '') => banking.add('wechatpay-fundflow', 'flow.csv', { ...trade(over), line, reference });
    flow({ amountMinor: 10_000, netMinor: 10_000 }, 2);
    flow({ kind: 'fee', amountMinor: -60, netMinor: -60 }, 3);
    flow({ kind: 'payout', amountMinor: -9_940, netMinor: -9_940, day: '2026-03-15', batch: 'W77' }, 4);
    banking.add('mt940', 'bank.sta', { ...trade({ amountMinor: 9_900, netMinor: 9_900, day: '2026-03-16' }), line: 1, reference: 'W77' });
    const result = matchThreeWay(settling, banking);
    expect(result.matches.map(({ step, rule }) => [step, rule])).toEqual([['wallet-account', 'amount']]);
    expect(result.breaks.map(({ cause, amountMinor, wallet }) => [cause, amountMinor, wallet])).toEqual([['payout-short', -40, 'wechatpay']]);
  });

  test('an acquirer whose payout is not what its own lines add up to is found without a bank [M215]', () => {
    const settling = createSettling();
    settling.add('stripe-balance', trade({ currency: 'EUR', amountMinor: 5_000, feeMinor: 100, netMinor: 4_900, batch: 'po_1' }), 'ch_1');
    settling.add('stripe-balance', trade({ kind: 'payout', currency: 'EUR', amountMinor: -4_800, netMinor: -4_800, batch: 'po_1' }), 'po_1');
    const { breaks } = matchThreeWay(settling, createBanking());
    expect(breaks.map(({ cause, amountMinor, key }) => [cause, amountMinor, key])).toEqual([['payout-short', -100, 'payout-differs:stripe:payout:po_1']]);
  });

  test('lines that name their batch are owed by it, not by their day [M209]', () => {
    const settling = createSettling();
    for (const [day, netMinor] of [['2026-03-13', 700], ['2026-03-14', 300]] as const) settling.add('stripe-payout', trade({ currency: 'EUR', amountMinor: netMinor, netMinor, day, batch: 'po_9' }), `ch_${day}`);
    const banking = createBanking();
    banking.add('ofx', 'bank.ofx', { ...trade({ currency: 'EUR', amountMinor: 1_000, netMinor: 1_000, day: '2026-03-16' }), line: 1, reference: 'STRIPE po_9' });
    expect(matchThreeWay(settling, banking).matches.map(({ rule, batches }) => [rule, batches.map(({ batch, netMinor }) => `${batch} ${netMinor}`)])).toEqual([['reference', ['po_9 1000']]]);
  });
});
