/** English: basket, goods, lines and the dialogs that change them. */

export const basket = {
  basket: {
    title: 'Basket', items_one: '{{count}} item', items_other: '{{count}} items', recall: 'Recall', quantity: 'Quantity', price: 'Price', discount: 'Discount', hold: 'Hold', remove: 'Remove', lines: 'Lines of the basket',
    total: 'Total', discounts: 'Discounts {{amount}}', taxIncluded: 'Tax included {{amount}}', taxAdded: 'Tax {{amount}}', paidPart: 'Paid so far {{amount}}', pay: 'Pay', each: '{{price}} each', perKg: '{{price}} / kg', kg: 'kg',
    just: 'Just scanned', off: '{{percent}} off', offAmount: '{{amount}} off', changed: 'Price changed', emptyTitle: 'Scan the first item', emptyHint: 'or tap a tile. A payment code can be scanned once there is something to pay.',
    locked: 'Basket locked while paying', scanMore: 'Scan goods to add more', kept: 'Basket kept as it was', paid: 'Paid, receipt {{receipt}}', paidPlain: 'Paid', nothing: 'Nothing to pay yet', up: 'Line above', down: 'Line below',
    more: 'More for this basket', discountAll: 'Discount on the whole basket', void: 'Void the basket', voidTitle: 'Void this basket?', voidHint: '{{items}} over {{amount}} leave the basket. Nothing was paid; the void is written to the ledger.', voidPaidHint: '{{items}} over {{amount}} leave the basket. The {{paid}} that were paid go back the way they came: give the cash back now; wallets and cards are refunded by themselves.', voidGo: 'Void the basket',
    recallTitle: 'Held baskets', recallHint: 'A basket taken up again goes on where it was left.', recallNone: 'No basket is held', recallNoneHint: 'Hold puts the basket aside so that the next customer can be served.', heldPaid: '{{amount}} paid', heldBy: '{{operator}}, {{time}}',
    quantityTitle: 'Quantity of {{name}}', weightTitle: 'Weight of {{name}}', priceTitle: 'Price of {{name}}', priceHint: 'For one {{unit}}. The list price is {{price}}.', piece: 'piece', set: 'Set', times: 'times {{quantity}}',
    discountTitle: 'Discount on {{name}}', discountAllTitle: 'Discount on the whole basket', percent: 'Percent', amount: 'Amount', discountNone: 'No discount',
    reasons: { mistake: 'Keyed by mistake', left: 'Customer left', other: 'Wants something else' },
  },
  goods: {
    search: 'Search goods', placeholder: 'Search goods by name, code or price', keypad: 'Keypad', favourites: 'Favourites', categories: 'Categories', page: '{{page}} / {{pages}}', previous: 'Previous page', next: 'Next page', inBasket_one: '{{count}} in the basket', inBasket_other: '{{count}} in the basket',
    none: 'Nothing found for “{{query}}”', noneHint: 'Look for another word, or scan the code.', empty: 'No goods here yet', emptyHint: 'Goods that belong to this category appear here.', clear: 'Clear the search',
    codeTitle: 'Key in a code', codeHint: 'The digits below a barcode, when it cannot be scanned.', codeGo: 'Add', codeLabel: 'Code', hidden: '{{count}} digits',
  },
  last: { title: 'Last payments', none: 'No payment yet today', noneHint: 'The last three payments stay here with their state.', at: '{{state}}, {{time}}', receipt: 'Receipt {{receipt}}' },
};
