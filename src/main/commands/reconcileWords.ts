/** What `tillbook reconcile` says: each match and break as JSON, and the English sentences of causes and suggestions. */
import type { Break } from '#core/matching/breaks.ts';
import type { FeeAudit, Overcharge } from '#core/matching/feeAudit.ts';
import type { Totals } from '#core/matching/ladder.ts';
import type { Match } from '#core/matching/matches.ts';
import type { BankLine, PayoutBreak, PayoutMatch } from '#core/matching/payouts.ts';
import type { Step, ThreeWay } from '#core/matching/threeWay.ts';
import type { Work } from '#core/matching/work.ts';
import { formatMinor } from '#core/money.ts';
import type { Cause, Suggestion } from '#core/matching/causes.ts';

const DAY_MS = 86_400_000;

const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  'cut-off': "The row lies near the wallet's end of day; its counterpart is expected in the neighbouring day's file.",
  'late-success': 'The wallet took the money although we did not count it as paid.',
  'late-reversal': 'A charge of unknown outcome was taken back by the wallet.',
  'reversal-after-cut-off': "The reversal lies near the wallet's end of day and may stand in the next day's file.",
  'double-charge': 'The wallet charged the order more than once, under different trade numbers.',
  'repeated-line': 'The file shows the same trade more than once, or does not say whether it is another.',
  'booked-twice': 'Our ledger has the order more often than the wallet does.',
  'other-till': "The order number is not of this shop's ledger.",
  'fee-above-contract': 'The wallet took a higher fee than expected.',
  'fee-below-contract': 'The wallet took a lower fee than expected.',
  rounding: 'The difference is no more than rounding.',
  'refund-failed': 'The wallet could not pay the refund out.',
  'equal-candidates': 'Several rows fit equally well; none was chosen.',
  'several-sums': 'Several sets of rows add up to the same amount, so the sum proves none of them.',
  'manual-acceptance': "A person accepted the payment without the wallet's word, and the wallet does not know it.",
  chargeback: "The payer's bank took the money back.",
  'wallet-adjustment': 'The wallet corrected its account by itself.',
  'payout-short': 'The bank received less than the wallet owes for the batch.',
  'payout-over': 'The bank received more than the wallet owes for the batch.',
  'payout-missing': 'The wallet owes a batch that the bank has not received in time.',
  'payout-unexpected': 'The bank received a payout that no batch explains.',
  'came-after-write-off': 'The row was written off, and then its counterpart came.',
  'paid-after-all': 'It was decided, and then the payout that settles it was found; the decision was booked back.',
  unknown: 'The rows do not say why.',
};

const SUGGESTION_WORDS: Readonly<Record<Suggestion, string>> = {
  wait: "Wait for the neighbouring day's file; it closes by itself.",
  'refund-customer': 'Refund the customer.',
  'book-fee': 'Book the difference of the fee.',
  'write-off': 'Write the difference off.',
  'ask-wallet': 'Ask the wallet, naming these numbers.',
  'resolve-as-paid': "Book it as done; the wallet's line is the evidence.",
  accept: 'Nothing is to be booked; mark it as seen.',
  'undo-write-off': 'Take the write-off back: the money came after all.',
};

export function matchJson({ orderIds, tradeIds, wallet, kind, amountMinor, currency, rule, solutions }: Match): object {
  return { orderIds, tradeIds, wallet, kind, amountMinor, currency, rule, ...(solutions === null ? {} : { solutions }) };
}

export function breakJson(entry: Break): object {
  const { kind, orderIds, tradeIds, amountMinor, currency, cause, suggestion, wallet, rule, key } = entry;
  return {
    kind, orderIds, tradeIds, amountMinor, currency, cause, suggestion, causeText: CAUSE_WORDS[cause], suggestionText: SUGGESTION_WORDS[suggestion], wallet, rule, key, ...(entry.solutions === null ? {} : { solutions: entry.solutions }),
    ledger: entry.ledger.map(({ status, amountMinor: amount, feeMinor, at }) => ({ status, amountMinor: amount, feeMinor, at: iso(at) })),
    statement: entry.statement.map(({ kind: lineKind, status, amountMinor: amount, feeMinor, at, source }) => ({ source, kind: lineKind, status, amountMinor: amount, feeMinor, at: iso(at) })),
  };
}

/** Whole seconds, UTC. The day's part is kept: most rows of a report are of one day. */
const lastDay = { number: Number.NaN, text: '' };

function iso(at: number | null): string | null {
  if (at === null) return null;
  const day = Math.floor(at / DAY_MS);
  if (day !== lastDay.number) {
    lastDay.number = day;
    lastDay.text = new Date(day * DAY_MS).toISOString().slice(0, 11);
  }
  const second = Math.floor(at / 1000) - day * 86_400;
  return `${lastDay.text}${pair(Math.floor(second / 3600))}:${pair(Math.floor(second / 60) % 60)}:${pair(second % 60)}Z`;
}

function pair(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** For a person. */
export function words({ matched, breaks }: Work, totals: Totals, payouts: ThreeWay | null, fees: FeeAudit | null): string {
  const lines = [`${totals.ledgerRows} ledger rows, ${totals.statementLines} statement lines: ${matched} matched, ${breaks.count} breaks`];
  for (const [kind, count] of Object.entries(totals.breaks)) lines.push(`  ${kind}: ${count}`);
  if (totals.quiet > 0) lines.push(`  ${totals.quiet} ledger rows expect no line (declined, reversed, unknown, failed) and have none`);
  if (totals.uncovered > 0) lines.push(`  NOT COMPARED: ${totals.uncovered} ledger rows of wallets that no given statement is of`);
  for (const [currency, sums] of Object.entries(totals.currencies)) {
    lines.push(`  ${currency}: ledger ${formatMinor(sums.ledgerMinor, currency)}, statement ${formatMinor(sums.statementMinor, currency)}, matched ${formatMinor(sums.matchedLedgerMinor, currency)}`);
  }
  if (totals.account > 0) lines.push(`  ${totals.account} lines move the wallet's account and belong to no order (fees, payouts, transfers)`);
  for (const [step, byCurrency] of Object.entries(payouts?.totals ?? {})) {
    for (const [currency, sums] of Object.entries(byCurrency)) {
      const of = (minor: number) => formatMinor(minor, currency);
      lines.push(`  ${step} ${currency}: owed ${of(sums.owedMinor)} = paid ${of(sums.paidMinor)} + awaited ${of(sums.awaitedMinor)} + in breaks ${of(sums.breaksOwedMinor)}; received ${of(sums.bankMinor)}, of it other ${of(sums.otherBankMinor)}`);
    }
  }
  for (const [currency, sums] of Object.entries(fees?.currencies ?? {})) {
    const of = (minor: number) => formatMinor(minor, currency);
    lines.push(`  fees ${currency}: charged ${of(sums.chargedMinor)}, by contract ${of(sums.contractMinor)}: ${of(sums.overMinor)} too much on ${sums.overLines} lines, ${of(sums.underMinor)} too little`);
  }
  if (fees !== null && fees.withoutContract > 0) lines.push(`  NOT AUDITED: ${fees.withoutContract} lines of which no contract speaks`);
  return `${lines.join('\n')}\n`;
}

export function breakWords({ kind, orderIds, tradeIds, amountMinor, currency, cause, suggestion }: Break): string {
  return `${kind} ${(orderIds.length > 0 ? orderIds : tradeIds).join(' ')} ${formatMinor(amountMinor, currency)} ${currency}: ${CAUSE_WORDS[cause]} ${SUGGESTION_WORDS[suggestion]}\n`;
}

const bankJson = ({ file, day, amountMinor, currency, reference, wallet }: BankLine) => ({ file, day, amountMinor, currency, reference, wallet });

export function payoutMatchJson({ step, rule, batches, bank, solutions }: PayoutMatch & { readonly step: Step }): object {
  return { step, rule, solutions, batches, bank: bank.map(bankJson) };
}

export function payoutBreakJson({ kind, batches, bank, amountMinor, currency, cause, suggestion, wallet, key }: PayoutBreak): object {
  return {
    kind, orderIds: [], tradeIds: bank.flatMap(({ reference }) => reference ?? []), amountMinor, currency, cause, suggestion, causeText: CAUSE_WORDS[cause], suggestionText: SUGGESTION_WORDS[suggestion],
    wallet, rule: null, key, batches, bank: bank.map(bankJson),
  };
}

export function payoutBreakWords({ kind, wallet, batches, bank, amountMinor, currency, cause, suggestion }: PayoutBreak): string {
  const named = [...batches.map(({ batch }) => batch), ...bank.map(({ day }) => day)].join(' ');
  return `${kind} ${wallet} ${named} ${formatMinor(amountMinor, currency)} ${currency}: ${CAUSE_WORDS[cause]} ${SUGGESTION_WORDS[suggestion]}\n`;
}

export function overchargeJson({ line, contractMinor, overMinor }: Overcharge): object {
  const { orderId, tradeId, wallet, kind, amountMinor, feeMinor, currency, at } = line;
  return { orderIds: orderId === null ? [] : [orderId], tradeIds: tradeId === null ? [] : [tradeId], wallet, kind, amountMinor, feeMinor, contractMinor, overMinor, currency, at: iso(at) };
}
