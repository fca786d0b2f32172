/** English: the pay panel, from the amount due to the light. */

export const pay = {
  title: 'Pay', sale: 'Sale {{sale}}', back: 'Back to basket', due: 'Amount due', rest: 'Still due', part: 'Next code charges', partOf: 'of {{amount}}', whole: 'Charge all that is due',
  scanTitle: 'Scan the customer’s code', scanHint: 'Any wallet, nothing to choose first. The charge of this amount starts with the scan.', walletSlow: '{{wallet}}: slow', walletDown: '{{wallet}}: no answer',
  offlineTitle: 'Wallets wait for the line', offlineHint: 'There is no line to the payment backend, so no customer’s code can be charged. Cash sells on; or show a wallet’s code, which the customer pays with their own line.',
  cash: 'Cash', cashHint: 'Notes and change', split: 'Split', splitHint: 'Several tenders', given: 'Cash given', exact: 'Exact',
  toPay: 'To pay', toPayRounded: 'To pay, rounded for cash', rounding: 'Rounding {{amount}}', partCash: 'Part in cash', change: 'Change', give: 'Give', missing: 'Still missing', take: 'Take {{amount}}, open drawer', enter: 'Enter what the customer gives',
  times: '{{count}} ×', splitTitle: 'Split the payment', splitLead: 'One part first; the rest stays due.', splitAmount: 'This part', splitCode: 'By wallet code', splitCash: 'In cash', half: 'Half', third: 'A third', remains: 'Then {{amount}} stays due', paidParts: 'Paid so far',
  keep: 'Keep the goods until the light is green.', ending: 'Code ending {{digits}}', state: { intended: 'Writing the charge', sent: 'Asking the wallet', 'payer-acting': 'Customer is confirming on their phone', unknown: 'No definite answer yet', reversing: 'Cancelling safely', paid: 'Paid', declined: 'Not paid', reversed: 'Cancelled', stuck: 'Needs a manager' },
  stateHint: { wait: 'Nothing for you to do: we keep asking.', reversing: 'We ask one last time. If the money was taken, it goes back by itself.' },
  seconds: '{{seconds}} s', untilFinal: 'until final ask', finalNow: 'final ask now', ask: 'Ask now', cancel: 'Cancel safely', cancelHint: 'Cancel safely asks one last time. If the money was taken, it goes back by itself.', setAside: 'Other tender', setAsideHint: 'With a manager’s PIN',
  fact: { paid: 'Paid', given: 'Given', change: 'Change', at: 'Confirmed at', receipt: 'Receipt', next: 'What happens next', nextFinal: 'Final ask, then safe cancel', nextAsk: 'The till asks again', nextManager: 'A manager decides', in: 'In', asked: 'Asked', times_one: '{{count}} time', times_other: '{{count}} times', goesBack: 'Goes back', taken: 'Taken', answer: 'Answer', basket: 'Basket', kept: 'kept as it was', amount: 'Amount' },
  newSale: 'New sale', showReceipt: 'Receipt', another: 'Try another way', goOn: 'Go on', auto: 'The next scan starts a new sale.',
};
