/** English: opening and closing a shift, cash in and out, the drawer. */

export const shift = {
  openTitle: 'Open the shift', openHint: 'Count the float in the drawer first. Selling starts when the shift is open.', float: 'Float in the drawer', open: 'Open shift', close: 'Close shift', cashIn: 'Cash in', cashOut: 'Cash out', drawer: 'Open the drawer',
  closeTitle: 'Close shift {{number}}', closeHint: 'Count what is in the drawer, float included. What is expected is shown once the count is in.', note: 'Note', coin: 'Coin', value: 'Value', pieces: 'Pieces', subtotal: 'Sum', counted: 'Counted', countIn: 'The count is right, close the shift', piecesOf: '{{value}}, pieces: {{count}}', more: 'One more {{value}}', fewer: 'One {{value}} fewer',
  doneTitle: 'The shift is closed', expected: 'Expected', difference: 'Difference', even: 'The drawer is even.', over: 'There is more in the drawer than expected. It is written to the ledger; a manager sees it.', short: 'There is less in the drawer than expected. It is written to the ledger; a manager sees it.', signedBy: 'Signed with {{name}}.', tenders: 'The other tenders are proved by their own files', after: 'Sign out',
  inTitle: 'Cash into the drawer', outTitle: 'Cash out of the drawer', moveHint: 'With its reason it is part of tonight’s expected cash.', drawerTitle: 'Open the drawer without a sale', drawerHint: 'Each opening is logged with its reason.',
  reasons: { change: 'Change from the bank', bank: 'To the bank', supplier: 'Supplier paid', help: 'Change for a customer', check: 'Checking the drawer' },
};
