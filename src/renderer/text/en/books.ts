/** English: exports, figures, settlement, fees, adjusting entries, mappings, stores. */

export const books = {
  from: 'From', to: 'To', period: 'Days', day: 'Day', wallet: 'Wallet', sum: 'Sum', count: 'Count', save: 'Save', theWallet: 'the wallet',
  pages: { figures: 'Figures', settle: 'Settle', fees: 'Fees', stores: 'Stores' },
  export: {
    open: 'Export', title: 'Take the books out', hint: 'The ledger notes who took what, before the file is handed over.', whatLabel: 'What', form: 'Form', make: 'Make the file', making: 'Making it', bom: 'For spreadsheets: mark the file as UTF-8', auditForm: 'JSON lines, the whole journal from the first entry.',
    what: { x: 'X report, now', z: 'Z report {{number}}', sales: 'Sales', goods: 'Goods sold', payments: 'Wallet payments', drawer: 'Drawer', statement: 'Statement lines', breaks: 'Breaks', audit: 'Audit' },
    about: { report: 'the report that is open', sales: 'one row a receipt or refund', goods: 'one row a line sold', payments: 'charges and refunds with their states', drawer: 'all cash in, out and counted', statement: 'the wallets’ lines as read', breaks: 'with cause, owner and decision', audit: 'proves itself: `tillbook verify`' },
    format: { xlsx: 'Excel', csv: 'CSV', pdf: 'PDF', json: 'JSON' },
  },
  figures: {
    page: 'Figures', breaks: 'What is open, and how old is it?', fees: 'Are the fees as agreed?', cash: 'Whose drawer is off?', count_one: '{{count}} break', count_other: '{{count}} breaks', shifts_one: '{{count}} shift', shifts_other: '{{count}} shifts',
    noBreaks: 'Nothing is open', noBreaksHint: 'Every difference of these days is decided.', breaksYoung: '{{all}} at stake, nothing older than a week.', breaksOld: '{{all}} at stake, {{old}} of it older than a week.', age: { day: 'up to 1 day', week: '2 to 7 days', older: 'over a week' }, cause: 'Cause',
    noFees: 'No bills of these days', noFeesHint: 'Fees are compared once the wallets’ files are read.', feesAgree: 'Every fee is as the contract says, or below.', feesOver: '{{over}} was charged above contract.', feeAsAgreed: 'as agreed', feeAbove: '{{amount}} above contract',
    noCash: 'No drawer was counted', noCashHint: 'Differences appear when shifts are closed with a count.', cashAnswer_one: '{{net}} in all, {{count}} shift counted.', cashAnswer_other: '{{net}} in all, {{count}} shifts counted.', short: 'Short', over: 'Over', operator: 'Operator', shiftsHead: 'Shifts',
  },
  settle: {
    page: 'Settlement', hint: 'ledger, wallet and bank, day by day', ledger: 'Ledger predicts', bill: 'Wallet billed', bank: 'Bank', difference: 'Difference', received: 'Received', stands: 'Stands', noFile: 'no file yet', noPayout: 'not yet', together_one: '{{count}} day together', together_other: '{{count}} days together',
    state: { predicted: 'Predicted', awaited: 'Awaited', paid: 'Paid', differs: 'Differs', missing: 'Missing' }, none: 'Nothing to settle yet', noneHint: 'Wallet payments appear here on the day they are made.',
  },
  adjust: { open: 'Adjusting entry', title: 'Adjusting entry', hint: 'Books an amount from one account to another. Nothing is edited: it is one more entry, with your name. Above the shop’s limit a second manager signs.', debit: 'To (debit)', credit: 'From (credit)', badAmount: 'An amount greater than zero', reasonHint: 'Kept in the ledger for good.', book: 'Book {{amount}}', done: '{{amount}} booked.' },
  account: { clearing: '{{wallet}} owes us', fees: 'Fees of {{wallet}}', 'fees-withheld': 'Fees kept back by {{wallet}}', bank: 'Bank', safe: 'Safe', 'over-short': 'Over and short', rounding: 'Rounding', 'write-offs': 'Write-offs', 'customer-funds': 'Customers’ money', 'refunds-due': 'Refunds due' },
  fees: {
    page: 'Fees', contracts: 'Contracts', contract: 'Fee contract', newContract: 'New fee contract', contractHint: 'Fees of bills are recomputed by it; predictions use it.', add: 'Add', edit: 'Edit', editLabel: 'Edit the contract of {{wallet}}', remove: 'Remove', rate: 'Rate', ratePercent: 'Rate in %', badRate: 'A percentage such as 0.6', perItem: 'Per payment', min: 'At least', cap: 'At most', refunds: 'On refunds', refund: { returned: 'fee comes back', kept: 'fee is kept' },
    rounding: 'Rounding', round: { 'half-up': 'half away from zero', 'half-even': 'half to even', up: 'always up', down: 'always down' }, valid: 'Valid', always: 'always', since: 'from {{from}}', until: 'until {{to}}', fromTo: '{{from}} to {{to}}', firstDay: 'First day', lastDay: 'Last day',
    audit: 'Charged above contract', claim: 'To claim', none: 'Nothing above contract', noneHint: 'Every fee of these days is as agreed, or below.', noLines: 'No bills of these days have been read.', order: 'Order', charged: 'Charged', byContract: 'By contract', over: 'Above', under: 'Below', without_one: '{{count}} line has no contract to compare with.', without_other: '{{count}} lines have no contract to compare with.',
  },
  mapping: {
    open: 'Point at columns', title: 'What is in {{name}}?', hint: 'Say what each column is. The mapping is kept, and the next file with this header is read by itself.', is: 'Column “{{title}}” is', ignore: 'not used', name: 'Name of the mapping', currency: 'Currency', ofWallet: 'Whose lines', bankOrOther: 'Bank or another', decimal: 'Decimals', dates: 'Dates', sign: 'Signs', point: '1,234.50', comma: '1.234,50',
    column: { orderId: 'our order', tradeId: 'their number', originalId: 'original order', amount: 'amount', credit: 'money in', debit: 'money out', fee: 'fee', net: 'net', currency: 'currency', date: 'date', clock: 'time', kind: 'kind', status: 'status', batch: 'batch', reference: 'reference' },
    order: { ymd: 'year-month-day', dmy: 'day-month-year', mdy: 'month-day-year' }, signs: { 'as-printed': 'as printed', inverted: 'turned round', 'by-kind': 'by kind' }, preview: 'Read so', lines_one: '{{count}} line, {{amount}}', lines_other: '{{count}} lines, {{amount}}', nothing: 'Point at the date and the amount to see how the lines are read.', keep: 'Keep and read the file', rows: 'As it lies in the file',
  },
  run: { open: 'Match again', title: 'Match days again', hint: 'Compares every day of the period anew with what is known now. Decisions stay.', start: 'Match these days', begins: 'Beginning', day: 'Matching {{day}}', done_one: '{{count}} day matched. {{open}} open, {{amount}} at stake.', done_other: '{{count}} days matched. {{open}} open, {{amount}} at stake.', cancelled_one: 'Ended after {{count}} day; what was matched stays. {{open}} open, {{amount}} at stake.', cancelled_other: 'Ended after {{count}} days; what was matched stays. {{open}} open, {{amount}} at stake.' },
  stores: {
    page: 'Stores', tills_one: '{{count}} till', tills_other: '{{count}} tills', till: 'Till', stands: 'Stands', breaks: 'Breaks', heard: 'Last entry', entry: 'entry {{seq}}', days: 'Days', daysOf: 'Days of {{till}}, {{store}}', back: 'All stores', tillOf: '{{store}}, {{till}}', asOf: 'by the backend, {{time}}',
    nothing: 'nothing received yet', notOpened: 'not opened yet', closed: 'closed, Z {{number}} of {{day}}', openShift: '{{day}} open, {{operator}}', openNoShift: '{{day}} open, no shift', closedTills: 'Closed', closedOf: '{{closed}} of {{tills}}', sales: 'Sales', taken: 'Taken', refunded: 'Refunded', tenders: 'Tenders', dayOpen: 'open', z: 'Z {{number}}', noDays: 'No days in this period', noDaysHint: 'Choose other days.',
  },
  bench: {
    rule: 'Rule', noRule: 'none brought them together', ruleName: { 'order-id': 'same order number', 'trade-id': 'same trade number', 'refund-by-original': 'refund of the same order', 'amount-and-time': 'the only one of this amount and time', split: 'parts of one sum', 'cut-off': 'near the cut-off', reference: 'named in the payout', amount: 'payout of this amount', combined: 'several days in one payout' }, solutions_one: 'in {{count}} way', solutions_other: 'in {{count}} ways', rows: '{{ledger}} ours, {{statement}} theirs, {{bank}} of the bank', rowsName: 'Rows', reopened: 'New evidence contradicts what was decided', until: 'Waits until', waitUntil: 'Wait until', giveTo: 'Give to', bankSays: 'The bank received it',
    inBatch: 'in the payout', proof: 'Ties out', step: '{{action}}, by {{name}}', stepRule: '{{action}} by the shop’s rule', stepNote: '{{action}}, by {{name}}: {{note}}', stepApprover: 'with {{approver}}', stepOwner: 'given to {{owner}}', stepUntil: 'until {{until}}',
  },
};
