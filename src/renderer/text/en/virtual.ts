/** English: the virtual scanner of the demo and practice shops. */

export const virtual = {
  title: 'Virtual scanner', hint: 'Scans as a scanner would. Pretend codes, pretend money.', goods: 'Goods', wallets: 'Customer’s code', others: 'Other codes', scanAs: '{{wallet}}: {{ending}}',
  ending: { pays: 'Pays', confirm: 'Confirms on the phone', decline: 'Declines', silent: 'Silent, not charged', 'silent-charged': 'Silent, but charged', late: 'Answers late', lies: 'Lies about the state' },
  broken: 'Damaged code', unknown: 'Unknown barcode', wrongWay: 'A code for customers to scan', receipt: 'Our last receipt', noGoods: 'No goods with a barcode among the favourites.',
};
