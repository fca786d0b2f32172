/** English: codes that customers scan, goods handed over at risk, and what waits. */

export const show = {
  title: 'Show a code', hint: 'Customer scans it', lead: 'Which wallet has the customer?', any: 'Any wallet', anyHint: 'One code; their app opens its own payment', offlineAny: 'Needs a line', own: 'Written by this till: there is no line',
  scan: 'Customer scans this code', making: 'Making the code', expires: 'good for {{time}}', wait: 'The light turns green by itself when they have paid.', ownTitle: 'No line: the wallet’s word is out', ownHint: 'The customer can pay this code with their own line. Until ours is back, this till cannot know whether they did.',
  risk: 'Hand over at risk', riskHint: 'With a manager’s PIN', cancel: 'Cancel safely', ask: 'Ask now', practice: 'Customer’s phone scans the code', scanWith: 'Scan with {{wallet}}',
  display: 'Scan to pay', displayHint: 'Open {{wallet}} and scan.', displayAny: 'Open your wallet and scan.', wallets: 'Any of these wallets',
};
export const waiting = {
  pinLocked: '{{name}}’s PIN was tried too often and is locked.', unlock: 'Let them try again',
  title: 'Not decided yet', none: 'Nothing is waiting: every payment and refund is decided.', list_one: '{{count}} is not decided', list_other: '{{count}} are not decided', charge: 'Payment', refund: 'Refund under way', 'refund-failed': 'Refund refused', atRisk: 'handed over at risk', next: 'asked again at {{time}}', soon: 'asked again now', asked: 'since {{time}}',
  failedHint: '{{wallet}} refused this refund, so the customer’s money is still here. Ask again, or give it in cash.', again: 'Ask {{wallet}} again', cash: 'Give in cash', askNow: 'Ask now',
};
