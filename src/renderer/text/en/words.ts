/** English: the till's own vocabulary (tenders, channels, roles, outcomes of a scan, reasons under a light). */

export const words = {
  ui: {
    close: 'Close', cancel: 'Cancel', clear: 'Clear', delete: 'Delete last digit', keypad: 'Number pad', retry: 'Try again', loading: 'Loading', done: 'Done', back: 'Back', more: 'More', print: 'Print',
    progress: '{{done}} of {{total}}', keysTitle: 'Keys', keysHint: 'What each key does right now. Hold ? to see this at any time.', reason: 'Reason', amount: 'Amount', yes: 'Yes', no: 'No',
  },
  tender: { cash: 'Cash', wechatpay: 'WeChat Pay', alipay: 'Alipay', unionpay: 'UnionPay', split: 'Several tenders' },
  mark: { wechatpay: 'W', alipay: 'A', unionpay: 'U' },
  channel: { backend: 'Payment backend', wechatpay: 'WeChat Pay', alipay: 'Alipay', unionpay: 'UnionPay', printer: 'Printer', scanner: 'Scanner' },
  health: { ok: 'working', slow: 'answers slowly', down: 'no answer', unused: 'not in use' },
  role: { cashier: 'Cashier', manager: 'Manager', technician: 'Technician' },
  light: { yes: 'HAND OVER', 'not-yet': 'NOT YET', no: 'NOT PAID' },
  scan: {
    'sign-in-first': 'Nobody is signed in, so nothing was added or charged. Sign in, then scan again.', refused: 'The till could not take this scan. Nothing was added or charged.',
    'unknown-code': 'This code belongs to no product here. Nothing was added; search for the goods by name.',
    'broken-code': 'This code is damaged or incomplete. Nothing was added or charged; scan it again.',
    'wrong-way-round': 'This is a code for customers to scan, not one to be scanned here. Nothing was charged; ask for the payment code in the customer’s wallet.',
    'wallet-not-enabled': 'This shop does not take this wallet. Nothing was charged; ask for another wallet or cash.',
    'empty-basket': 'There is nothing to pay yet. Nothing was charged; scan the goods first, then the payment code.',
    'not-ready': 'The till cannot take a payment right now. Nothing was charged; finish what is on the screen first.',
    'receipt': 'This is one of our receipts.',
    'badge': 'This is a badge. Nothing was added.',
    'too-long': 'This code is too long for the till. Nothing was added or charged.',
    'no-price': 'This product has no price yet. Nothing was added; ask a manager for the price.',
    'consumer-code': 'This code says who the customer is, not how they pay. Nothing was charged; ask for the payment code.',
  },
  payment: {
    intended: 'Written, not sent', sent: 'Not yet, asking', 'payer-acting': 'Customer confirming', unknown: 'Not yet, asking', reversing: 'Being cancelled',
    paid: 'Paid', declined: 'Not paid', reversed: 'Cancelled, nothing taken', stuck: 'Needs a manager', completed: 'Paid', refunded: 'Refunded',
  },
  evidence: {
    intended: 'Charge written to the ledger', sent: 'Sent to {{wallet}}', asked: 'Asked again', 'reverse-sent': 'Cancel sent to {{wallet}}', resolved: 'Settled by the till', unreachable: 'No line to {{wallet}}',
    answered: {
      intended: 'Answer: not sent yet', sent: 'Answer: on its way', 'payer-acting': 'Answer: customer is confirming', unknown: 'No definite answer', reversing: 'Answer: being cancelled',
      paid: 'Answer: paid', declined: 'Answer: declined', reversed: 'Answer: cancelled, nothing taken', stuck: 'Answer: could not be cancelled', 'not-found': 'Answer: no such order yet', none: 'Answered',
    },
    next: 'Next ask', title: 'Evidence', order: 'Order {{order}}', in: 'in {{seconds}} s',
  },
  spoken: { received: 'Received {{amount}}' },
};

/** Under a light. Unknown reasons fall back to `default-*`. */
export const reason = {
  'default-yes': 'The payment is in the ledger.',
  'default-not-yet': 'The payment is not certain yet. Keep the goods; the till goes on asking.',
  'default-no': 'The payment was not made. No money was taken.',
  'cash-received': 'The cash is in the ledger. Give the change and the goods.',
  'wallet-paid': '{{wallet}} confirmed the payment and it is in the ledger.',
  'split-paid': 'All parts are paid and in the ledger.',
  intended: 'The charge is written and about to be sent. Keep the goods.',
  sent: 'The charge is on its way to {{wallet}}. Keep the goods.',
  'payer-acting': 'The customer is confirming on their phone. Keep the goods.',
  unknown: '{{wallet}} has not given a definite answer. The customer may or may not have been charged.',
  unreachable: 'There is no line to {{wallet}}. The customer may or may not have been charged.',
  reversing: 'The charge is being cancelled. If the money was taken, it goes back by itself.',
  declined: '{{wallet}} declined the payment. No money was taken.',
  reversed: 'The charge was cancelled. No money was taken.',
  stuck: '{{wallet}} will neither confirm nor cancel. Keep the goods and call a manager.',
  'never-left': 'There is no line to the payment backend, so the charge was never sent. No money was taken; take cash, or try again when the line is back.',
  cancelled: 'The charge was cancelled as you asked. No money was taken.',
  'cancelled-refunding': '{{wallet}} had already taken the money when the charge was cancelled. It goes back to the customer by itself; do not pay it out.',
  cancelling: 'The charge is being cancelled as you asked. {{wallet}} is asked a last time first; money that was taken goes back by itself.',
  'cancelling-reversing': '{{wallet}} is being told to cancel. Money that was taken goes back by itself.',
  'set-aside': 'The payment was set aside. If {{wallet}} still takes the money, it is refunded by itself.',
};
