/** English: paying by card. */

export const card = {
  title: 'Card', hint: 'At the reader', swipe: 'Swipe the card at the reader', swipeHint: 'The charge of this amount starts with the swipe. The reader encrypts the card; this till never sees its number.',
  offline: 'There is no line. The card is kept encrypted and charged when the line is back, within the shop’s limits.', never: 'Never type a card’s number anywhere on this till.',
  asking: 'Asking the card’s bank', working: 'The card’s bank is at work', practice: 'Customer’s card', swipeAs: 'Card: {{ending}}',
};
