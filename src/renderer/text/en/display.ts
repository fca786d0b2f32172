/** English: the customer's display. */

export const display = {
  couponMissing: '{{amount}} more to spend', customerLanguage: 'Customer’s language',
  welcome: 'Welcome', welcomeHint: 'Your goods appear here as they are scanned.', total: 'Total', save: 'You save {{amount}}', paidPart: 'Paid so far {{amount}}', due: 'To pay', payHint: 'Show the payment code of your wallet, or pay cash.', confirm: 'Please confirm on your phone', confirmHint: 'Pay with {{wallet}}. You are charged once only.', unknown: 'One moment, please', unknownHint: 'We are asking {{wallet}}. You are charged once only.', reversing: 'Being cancelled', reversingHint: 'If money was taken, it goes back by itself.', thanks: 'Thank you', paid: 'Paid {{amount}}', change: 'Your change', notPaid: 'Not paid', notPaidHint: 'No money was taken. Please try again or pay another way.', closed: 'This till is closed', language: 'Language', lines: 'Your goods',
};
