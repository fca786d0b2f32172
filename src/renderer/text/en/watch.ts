/** English: the manager's page of payments: at risk, ended by themselves, money on its way back, the limits of risk. */

export const watch = {
  page: 'Payments', hint: 'what went at risk, what ended by itself, what is on its way back', days: 'last {{count}} days',
  refunds: 'On its way back', refundsNone: 'No refund is under way, and none was refused.', failed: '{{wallet}} refused it. The customer’s money is still here: ask again, or give it in cash.', next: 'asked again at {{time}}', nextSoon: 'asked again now', why: 'Why',
  cause: { customer: 'goods came back', 'late-success': 'paid too late', cancelled: 'cancelled, then paid', 'set-aside': 'put aside, then paid', reconciliation: 'found in the file' },
  state: { intended: 'being sent', accepted: 'accepted, under way', unknown: 'not certain, asking', refunded: 'given back', failed: 'refused' },
  risk: 'Handed over at risk', riskNone: 'Nothing was handed over without the wallet’s word.', riskNow: '{{amount}} at risk now, of at most {{limit}}', order: 'Order', receipt: 'Receipt {{receipt}}', approver: 'Let go by', since: 'Since', became: 'What became of it',
  outcome: { waiting: 'not known yet', paid: 'paid', 'written-off': 'never paid, written off' }, byFile: 'found in the wallet’s file',
  resolved: 'Ended by themselves', resolvedNone: 'Every payment of these days went its plain way.', ended: 'Ended', how: { 'late-success': 'Paid after the basket was gone; sent back', cancelled: 'Paid though it was cancelled; sent back', 'set-aside': 'Paid after it was put aside; sent back', reversed: 'Stayed unknown; closed, and no money was taken', 'paid-after-all': 'Unknown for a while, then paid', 'declined-after-all': 'Unknown for a while, then declined' },
  limits: 'Limits of risk', limitsHint: 'What the shop lets go without the wallet’s or the acquirer’s word while there is no line. A change holds at once and is on record; zero lets nothing go.', limitsGoods: 'Goods on a manager’s word', limitsCards: 'Cards kept encrypted', sale: 'One sale', till: 'This till, all together', hours: 'Hours without a line', badSale: 'An amount, at most that of the till', badHours: 'Whole hours, at most {{most}}', save: 'Set the limits', changeLimits: 'Limits',
};
