/** Matching, rule by rule: what both sides say, and what comes of it. */
import { describe, expect, test } from 'vitest';
import { reconcile } from '#core/matching/reconcile.ts';
import type { MatchingSettings } from '#core/matching/settings.ts';
import { ledgerOf, linesOf, outcomeOf, statementOf } from './table.ts';

type Case = { rule: string; ledger: string; statement: string; comes: string; settings?: Partial<MatchingSettings> };

const CASES: Case[] = [
  { rule: 'the same order, kind, amount and currency match', ledger: 'A1 T1 charge 100 paid fee=1', statement: 'A1 T1 charge 100 success fee=1', comes: 'match order-id A1' },
  { rule: 'a refund matches by its own number', ledger: 'R1 - refund -40 refunded of=A1', statement: 'R1 T9 refund -40 success of=A1', comes: 'match order-id R1' },
  { rule: 'a refund accepted by the wallet matches its line', ledger: 'R1 - refund -40 accepted', statement: 'R1 T9 refund -40 processing', comes: 'match order-id R1' },
  { rule: 'a refund and a charge of one id are two things', ledger: 'A1 T1 charge 100 paid', statement: 'A1 T2 refund -100 success', comes: `
      break missing-in-statement A1 100 unknown ask-wallet
      break missing-in-ledger A1 -100 unknown ask-wallet` },
  { rule: 'a trade id brings together what the order ids do not', ledger: 'A1 T1 charge 100 paid', statement: 'X9 T1 charge 100 success', comes: 'match trade-id A1+X9' },
  { rule: 'an equal trade id with another amount is a break', ledger: 'A1 T1 charge 100 paid', statement: 'X9 T1 charge 150 success', comes: 'break amount-differs A1+X9 50 unknown ask-wallet' },
  { rule: 'refunds of one trade id are told apart by amount', ledger: 'R1 T1 refund -40 refunded \n R2 T1 refund -60 refunded', statement: '- T1 refund -60 success \n - T1 refund -40 success', comes: `
      match trade-id R1
      match trade-id R2` },
  { rule: 'a refund matches by the charge and the amount', ledger: 'R1 - refund -40 refunded of=A1', statement: 'Z7 T9 refund -40 success of=A1', comes: 'match refund-by-original R1+Z7' },
  { rule: 'of two equal refunds none is chosen', ledger: 'R1 - refund -40 refunded of=A1', statement: 'Z7 T8 refund -40 success of=A1 \n Z8 T9 refund -40 success of=A1', comes: 'break ambiguous R1+Z7+Z8 -80 equal-candidates ask-wallet' },
  { rule: 'an equal id with another amount is never a match', ledger: 'A1 T1 charge 100 paid', statement: 'A1 T1 charge 130 success', comes: 'break amount-differs A1 30 unknown ask-wallet' },
  { rule: 'a difference of one unit is rounding', ledger: 'A1 T1 charge 100 paid', statement: 'A1 T1 charge 99 success', comes: 'break amount-differs A1 -1 rounding write-off' },
  { rule: 'an equal amount in another currency is a break', ledger: 'A1 T1 charge 100 paid', statement: 'A1 T1 charge 100 success cur=HKD', comes: 'break currency-differs A1 100 unknown ask-wallet' },
  { rule: 'a higher fee is a break of the difference', ledger: 'A1 T1 charge 100 paid fee=1', statement: 'A1 T1 charge 100 success fee=9', comes: 'break fee-differs A1 8 fee-above-contract book-fee' },
  { rule: 'a lower fee is one too', ledger: 'A1 T1 charge 100 paid fee=9', statement: 'A1 T1 charge 100 success fee=1', comes: 'break fee-differs A1 -8 fee-below-contract book-fee' },
  { rule: 'a fee a unit off is rounding', ledger: 'A1 T1 charge 100 paid fee=2', statement: 'A1 T1 charge 100 success fee=1', comes: 'break fee-differs A1 -1 rounding book-fee' },
  { rule: 'a fee that we do not know is not compared', ledger: 'A1 T1 charge 100 paid', statement: 'A1 T1 charge 100 success fee=9', comes: 'match order-id A1' },
  { rule: 'a paid charge without a line is missing there', ledger: 'A1 T1 charge 100 paid', statement: 'A2 T2 charge 5 success', comes: `
      break missing-in-statement A1 100 unknown ask-wallet
      break missing-in-ledger A2 5 unknown ask-wallet` },
  { rule: "a line of another's orders says so when ours are known by their beginning", ledger: '', statement: 'X2 T2 charge 5 success \n R9 T3 refund -5 success of=X2', settings: { ownOrderPrefix: 'TB' }, comes: `
      break missing-in-ledger X2 5 other-till accept
      break missing-in-ledger R9 -5 other-till accept` },
  { rule: 'what did not happen expects no line', ledger: 'A1 - charge 100 declined \n A2 - charge 100 reversed \n A3 - charge 100 unknown \n R1 - refund -5 failed \n R2 - refund -5 accepted', statement: 'B1 T1 charge 1 success', comes: 'break missing-in-ledger B1 1 unknown ask-wallet' },
  { rule: 'an unknown charge found in the file was paid', ledger: 'A1 - charge 100 unknown', statement: 'A1 T1 charge 100 success', comes: 'break status-differs A1 100 late-success resolve-as-paid' },
  { rule: 'a reversed charge found paid is refunded', ledger: 'A1 - charge 100 reversed', statement: 'A1 T1 charge 100 success', comes: 'break status-differs A1 100 late-success refund-customer' },
  { rule: 'a declined charge found paid is refunded', ledger: 'A1 - charge 100 declined', statement: 'A1 T1 charge 100 success', comes: 'break status-differs A1 100 late-success refund-customer' },
  { rule: 'a charge reversed near the cut-off waits, for a refund now would pay twice', ledger: 'A1 - charge 100 reversed at=23:58', statement: 'A1 T1 charge 100 success at=23:58', comes: 'break status-differs A1 100 reversal-after-cut-off wait' },
  { rule: 'a failed refund found in the file is booked', ledger: 'R1 - refund -5 failed', statement: 'R1 T1 refund -5 success', comes: 'break status-differs R1 -5 late-success resolve-as-paid' },
  { rule: 'a refund that the wallet could not pay is paid otherwise', ledger: 'R1 - refund -5 refunded', statement: 'R1 T1 refund -5 failed', comes: 'break status-differs R1 -5 refund-failed refund-customer' },
  { rule: 'both sides say failed', ledger: 'R1 - refund -5 failed', statement: 'R1 T1 refund -5 failed', comes: 'match order-id R1' },
  { rule: 'an unknown charge of another amount differs first of all in that', ledger: 'A1 - charge 100 unknown', statement: 'A1 T1 charge 90 success', comes: 'break amount-differs A1 -10 unknown ask-wallet' },
  { rule: 'a line repeated is the fault of the file', ledger: 'A1 T1 charge 100 paid', statement: 'A1 T1 charge 100 success \n A1 T1 charge 100 success', comes: 'break duplicate-in-statement A1 100 repeated-line ask-wallet' },
  { rule: 'an order charged twice is refunded once', ledger: 'A1 T1 charge 100 paid', statement: 'A1 T1 charge 100 success \n A1 T2 charge 100 success', comes: `
      match order-id A1
      break duplicate-in-statement A1 100 double-charge refund-customer` },
  { rule: 'two charges of an order that we can not tell apart are shown with ours', ledger: 'A1 - charge 100 paid', statement: 'A1 T1 charge 100 success \n A1 T2 charge 100 success', comes: 'break duplicate-in-statement A1 100 double-charge refund-customer' },
  { rule: 'an order booked twice is our fault', ledger: 'A1 - charge 100 paid \n A1 - charge 100 paid', statement: 'A1 T1 charge 100 success', comes: 'break duplicate-in-ledger A1 -100 booked-twice write-off' },
  { rule: 'two of each match by their amounts', ledger: 'A1 - charge 60 paid \n A1 - charge 40 paid', statement: 'A1 T1 charge 40 success \n A1 T2 charge 60 success', comes: `
      match order-id A1
      match order-id A1` },
  { rule: 'two of each that are all equal are ambiguous', ledger: 'A1 - charge 50 paid \n A1 - charge 50 paid', statement: 'A1 T1 charge 50 success \n A1 T2 charge 50 success', comes: 'break ambiguous A1 100 equal-candidates accept' },
  { rule: 'a declined try and a paid one of the same order are not a double', ledger: 'A1 - charge 50 declined \n A1 T1 charge 50 paid', statement: 'A1 T1 charge 50 success', comes: 'match order-id A1' },
  { rule: 'a line for the declined try of a paid order is late', ledger: 'A1 - charge 70 declined \n A1 T1 charge 50 paid', statement: 'A1 T1 charge 50 success \n A1 T2 charge 70 success', comes: `
      match order-id A1
      break status-differs A1 70 late-success refund-customer` },
  { rule: 'a paid charge that the file takes back is a break', ledger: 'A1 T1 charge 50 paid', statement: 'A1 T1 charge 50 success \n A1 T1 reversal -50 revoked of=A1', comes: 'break reversed-in-statement A1 50 unknown ask-wallet' },
  { rule: 'a reversed charge that the file took back is in order', ledger: 'A1 - charge 50 reversed', statement: 'A1 T1 charge 50 success \n A1 T1 reversal -50 revoked of=A1', comes: 'match order-id A1' },
  { rule: 'a reversed charge whose reversal alone is in the file is in order', ledger: 'A1 - charge 50 reversed', statement: 'A1 T1 reversal -50 revoked of=A1', comes: 'match order-id A1' },
  { rule: 'an unknown charge that the file took back ended so', ledger: 'A1 - charge 50 unknown', statement: 'A1 T1 reversal -50 revoked of=A1', comes: 'break reversed-in-statement A1 50 late-reversal accept' },
  { rule: 'a row near the cut-off is carried, on either side of it', ledger: 'A1 T1 charge 50 paid at=23:55 \n A2 T2 charge 60 paid at=00:08', statement: 'B1 T9 charge 1 success at=23:59', comes: `
      break carried A1 50 cut-off wait
      break carried A2 60 cut-off wait
      break carried B1 1 cut-off wait` },
  { rule: 'beyond ten minutes it is missing', ledger: 'A1 T1 charge 50 paid at=23:49', statement: 'B1 T9 charge 1 success at=00:11', comes: `
      break missing-in-statement A1 50 unknown ask-wallet
      break missing-in-ledger B1 1 unknown ask-wallet` },
  { rule: 'the minutes are a setting per source', ledger: 'A1 T1 charge 50 paid at=23:49', statement: 'A2 T2 charge 5 success at=12:00', settings: { carryMinutes: { 'wechatpay-trade': 15 } }, comes: `
      break carried A1 50 cut-off wait
      break missing-in-ledger A2 5 unknown ask-wallet` },
  { rule: 'without a time nothing is carried', ledger: 'A1 T1 charge 50 paid at=none', statement: 'A2 T2 charge 5 success', comes: `
      break missing-in-statement A1 50 unknown ask-wallet
      break missing-in-ledger A2 5 unknown ask-wallet` },
  { rule: 'wallets are never mixed', ledger: 'A1 T1 charge 50 paid wallet=alipay', statement: 'A1 T1 charge 50 success \n A2 T2 charge 5 success wallet=alipay', comes: `
      break missing-in-statement A1 50 unknown ask-wallet
      break missing-in-ledger A1 50 unknown ask-wallet
      break missing-in-ledger A2 5 unknown ask-wallet` },
  { rule: 'a line without our order id matches by amount and time, when it is the only one', ledger: 'A1 - charge 50 paid at=12:04', statement: '- T1 charge 50 success at=12:09', comes: 'match amount-and-time A1' },
  { rule: 'outside the window the amount says nothing', ledger: 'A1 - charge 50 paid at=12:04', statement: '- T1 charge 50 success at=12:15', comes: `
      break missing-in-statement A1 50 unknown ask-wallet
      break missing-in-ledger T1 50 unknown ask-wallet` },
  { rule: 'the window is a setting', ledger: 'A1 - charge 50 paid at=12:04', statement: '- T1 charge 50 success at=12:15', settings: { windowMinutes: 11 }, comes: 'match amount-and-time A1' },
  { rule: 'a line that names another order is not given ours, however well it fits', ledger: 'A1 - charge 50 paid', statement: 'B1 T1 charge 50 success', comes: `
      break missing-in-statement A1 50 unknown ask-wallet
      break missing-in-ledger B1 50 unknown ask-wallet` },
  { rule: 'trade ids that differ contradict amount and time', ledger: 'A1 T9 charge 50 paid', statement: '- T1 charge 50 success', comes: `
      break missing-in-statement A1 50 unknown ask-wallet
      break missing-in-ledger T1 50 unknown ask-wallet` },
  { rule: 'of two rows of one amount none is chosen for a line', ledger: 'A1 - charge 50 paid at=12:01 \n A2 - charge 50 paid at=12:04', statement: '- T1 charge 50 success at=12:03', comes: 'break ambiguous A1+A2 50 equal-candidates ask-wallet' },
  { rule: 'rows that are candidates through each other are shown together', ledger: 'A1 - charge 50 paid at=12:00 \n A2 - charge 50 paid at=12:16', statement: '- T1 charge 50 success at=12:08 \n - T2 charge 50 success at=12:40', comes: `
      break ambiguous A1+A2 50 equal-candidates ask-wallet
      break missing-in-ledger T2 50 unknown ask-wallet` },
  { rule: 'one line for several of our rows matches when one set alone adds up to it', ledger: 'A1 - charge 50 paid \n A2 - charge 30 paid \n A3 - charge 17 paid', statement: '- T1 charge 80 success', comes: `
      match split A1+A2
      break missing-in-statement A3 17 unknown ask-wallet` },
  { rule: 'several lines for one of our rows match so too', ledger: 'A1 - charge 90 paid', statement: '- T1 charge 60 success \n - T2 charge 30 success', comes: 'match split A1' },
  { rule: 'two sets that add up prove nothing', ledger: 'A1 - charge 50 paid \n A2 - charge 30 paid \n A3 - charge 60 paid \n A4 - charge 20 paid', statement: '- T1 charge 80 success', comes: 'break ambiguous A1+A2+A3+A4 80 several-sums ask-wallet' },
  { rule: 'a part that two lines could claim is given to none', ledger: 'A1 - charge 50 paid \n A2 - charge 30 paid \n A3 - charge 31 paid', statement: '- T1 charge 80 success \n - T2 charge 81 success', comes: 'break ambiguous A1+A2+A3 161 several-sums ask-wallet' },
  { rule: 'an order paid in parts by the wallet is whole', ledger: 'A1 - charge 100 paid', statement: 'A1 T1 charge 60 success \n A1 T2 charge 40 success', comes: 'match split A1' },
  { rule: 'parts beyond the whole are a double', ledger: 'A1 - charge 100 paid', statement: 'A1 T1 charge 60 success \n A1 T2 charge 40 success \n A1 T3 charge 25 success', comes: `
      match split A1
      break duplicate-in-statement A1 25 double-charge refund-customer` },
  { rule: 'the fees of the parts are compared as one', ledger: 'A1 - charge 100 paid fee=1', statement: 'A1 T1 charge 60 success fee=4 \n A1 T2 charge 40 success fee=5', comes: 'break fee-differs A1 8 fee-above-contract book-fee' },
  { rule: 'an order booked in parts and charged once is whole', ledger: 'A1 - charge 60 paid \n A1 - charge 40 paid', statement: 'A1 T1 charge 100 success', comes: 'match split A1' },
  { rule: 'a charge that a person accepted matches its line', ledger: 'A1 - charge 50 accepted', statement: 'A1 T1 charge 50 success', comes: 'match order-id A1' },
  { rule: 'a charge that a person accepted and that the file does not know was never paid', ledger: 'A1 - charge 50 accepted', statement: '- F1 fee -3 success', comes: 'break missing-in-statement A1 50 manual-acceptance write-off' },
  { rule: 'fees of their own, payouts and transfers are no trades', ledger: 'A1 T1 charge 50 paid', statement: 'A1 T1 charge 50 success \n - P1 payout -900 success \n - F1 fee -3 success \n A1 X1 transfer -1 success', comes: 'match order-id A1' },
  { rule: 'a chargeback is a break beside the charge, which stays matched', ledger: 'A1 T1 charge 50 paid', statement: 'A1 T1 charge 50 success \n A1 C1 chargeback -50 success', comes: `
      match order-id A1
      break reversed-in-statement A1 -50 chargeback ask-wallet` },
  { rule: "a wallet's adjustment is asked about", ledger: 'A1 T1 charge 50 paid', statement: 'A1 T1 charge 50 success \n - J1 adjustment -7 success', comes: `
      match order-id A1
      break missing-in-ledger J1 -7 wallet-adjustment ask-wallet` },
  { rule: 'what the neighbour day\'s file did not bring is missing', ledger: 'A1 - charge 50 paid at=23:55 \n A2 - charge 60 paid at=00:08', statement: 'B1 T9 charge 1 success at=23:59', settings: { neighboursRead: { wechatpay: { before: false, after: true } } }, comes: `
      break missing-in-statement A1 50 unknown ask-wallet
      break carried A2 60 cut-off wait
      break missing-in-ledger B1 1 unknown ask-wallet` },
  { rule: 'ids beyond ASCII are ids', ledger: '订单一 T1 charge 50 paid', statement: '订单一 T1 charge 50 success', comes: 'match order-id 订单一' },
];

describe('matching', () => {
  test.each(CASES)('$rule [M1]', ({ ledger, statement, comes, settings }) => {
    expect(outcomeOf(reconcile({ ledger: ledgerOf(ledger), statement: statementOf(statement), settings: settings ?? {} }))).toEqual(linesOf(comes).sort());
  });

  test('rows of a wallet without a statement are left aside and counted [M2]', () => {
    const result = reconcile({ ledger: ledgerOf('A1 T1 charge 50 paid wallet=alipay \n A2 T2 charge 7 paid'), statement: statementOf('A2 T2 charge 7 success') });
    expect(result.totals).toMatchObject({ uncovered: 1, currencies: { CNY: { uncoveredMinor: 50, matchedLedgerMinor: 7 } } });
    expect(result.breaks).toEqual([]);
  });

  test('a wallet whose statement is empty is compared all the same [M3]', () => {
    const result = reconcile({ ledger: ledgerOf('A1 T1 charge 50 paid'), statement: [], wallets: ['wechatpay'] });
    expect(outcomeOf(result)).toEqual(['break missing-in-statement A1 50 unknown ask-wallet']);
  });

  test('a break keeps its key when other trouble comes and goes [M4]', () => {
    const first = reconcile({ ledger: ledgerOf('A1 T1 charge 100 paid'), statement: statementOf('A1 T1 charge 130 success') });
    const later = reconcile({ ledger: ledgerOf('B1 T8 charge 900 paid \n A1 T1 charge 100 paid'), statement: statementOf('C1 T9 charge 5 success \n A1 T1 charge 130 success') });
    expect(first.breaks.map(({ key }) => key)).toEqual(['amount-differs:wechatpay:charge:A1']);
    expect(later.breaks.map(({ key }) => key)).toContain('amount-differs:wechatpay:charge:A1');
  });

  test('breaks come by the amount at stake, the largest first [M5]', () => {
    const result = reconcile({ ledger: ledgerOf('A1 - charge 5 paid \n A2 - charge 500 paid \n R1 - refund -50 refunded'), statement: statementOf('Z T charge 1 success') });
    expect(result.breaks.map(({ amountMinor }) => amountMinor)).toEqual([500, -50, 5, 1]);
  });

  test('a match names its rows and lines by position, as evidence [M6]', () => {
    const result = reconcile({ ledger: ledgerOf('A1 T1 charge 5 paid \n A2 T2 charge 6 paid'), statement: statementOf('A2 T2 charge 6 success \n A1 T1 charge 5 success') });
    expect(result.matches).toEqual([
      { rule: 'order-id', kind: 'charge', wallet: 'wechatpay', orderIds: ['A1'], tradeIds: ['T1'], amountMinor: 5, currency: 'CNY', ledger: [0], statement: [1], solutions: null },
      { rule: 'order-id', kind: 'charge', wallet: 'wechatpay', orderIds: ['A2'], tradeIds: ['T2'], amountMinor: 6, currency: 'CNY', ledger: [1], statement: [0], solutions: null },
    ]);
  });
});
