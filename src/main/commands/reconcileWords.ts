/** The English sentences of causes and suggestions in the report of `tillbook reconcile`. */
import type { Cause, Suggestion } from '#core/matching/causes.ts';

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
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
  unknown: 'The rows do not say why.',
};

export const SUGGESTION_WORDS: Readonly<Record<Suggestion, string>> = {
  wait: "Wait for the neighbouring day's file; it closes by itself.",
  'refund-customer': 'Refund the customer.',
  'book-fee': 'Book the difference of the fee.',
  'write-off': 'Write the difference off.',
  'ask-wallet': 'Ask the wallet, naming these numbers.',
  'resolve-as-paid': "Book it as done; the wallet's line is the evidence.",
  accept: 'Nothing is to be booked; mark it as seen.',
  'undo-write-off': 'Take the write-off back: the money came after all.',
};
