/** English: the receipt on the screen and giving goods back. */

export const receipt = {
  title: 'Receipt {{receipt}}', copy: 'COPY {{count}}', served: 'Served by {{operator}}', total: 'Total', rounding: 'Cash rounding', taxIncluded: 'of which tax {{rate}}', taxAdded: 'Tax {{rate}}', given: 'Given', change: 'Change', code: 'Code ending {{digits}}', trade: 'Trade {{trade}}', entry: 'Ledger entry {{seq}}', discounts: 'Discounts',
  coupon: 'Coupon {{code}}', qr: 'The receipt as a code', qrHint: 'Scan it at any till to find this receipt again.', pdf: 'Save as PDF', refund: 'Give back', refundNone: 'Nothing left to give back',
  refundTitle: 'Give back from receipt {{receipt}}', refundHint: 'Choose what comes back. The money goes back the way it was paid.', back: 'Comes back', all: 'All', none: 'None', of: 'of {{quantity}}', go: 'Give the money back', choose: 'Choose at least one line and a reason', refundable: 'At most {{amount}} can go back.',
  times: '{{quantity}} × {{price}}', timesKg: '{{quantity}} kg × {{price}}',
  refunds: 'Given back', state: { intended: 'Being sent', accepted: 'Accepted, money under way', refunded: 'Money is back', failed: 'Not given back', unknown: 'Not certain yet, asking', exchanged: 'Exchanged' }, oneMore: 'One more of {{name}}', oneFewer: 'One fewer of {{name}}',
  reasons: { unwanted: 'Not wanted', damaged: 'Damaged', wrong: 'Wrong goods' },
};
