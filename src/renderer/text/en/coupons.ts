/** English: the coupons that a manager keeps. */

export const coupons = {
  title: 'Coupons', hint: 'Taken at the till without a PIN while they hold. Receipts keep what they say.', none: 'No coupons yet', noneHint: 'Add one, then print its code or hand it out.', add: 'Add coupon', new: 'New coupon', edit: 'Coupon {{code}}', back: 'All coupons',
  code: 'Code', codeHint: 'Letters and digits, such as SPRING-10; cannot be changed later', badCode: 'At least three letters or digits, without blanks', takes: 'Takes off', percent: 'Percent', amount: 'Amount', percentIn: 'Percent of the goods', amountIn: 'Amount, {{currency}}', badPercent: 'A percentage such as 10 or 7.5', least: 'Least spend, {{currency}}', leastHint: 'Empty: none', first: 'First day', last: 'Last day', dayHint: 'Empty: open', badDays: 'It ends before it begins',
  holds: 'Holds', always: 'Always', from: 'From {{from}}', to: 'Until {{to}}', between: '{{from}} – {{to}}', notYet: 'Not yet', ended: 'Ended', from0: 'From {{amount}}', used: 'Used', sales_one: '{{shown}} sale', sales_other: '{{shown}} sales', never: 'Never', taken: 'Taken off', withdraw: 'Withdraw it',
};
