/** English: coupons in the basket, and what is refused about them. */

export const coupon = {
  title: 'Coupons', drop: 'Take the coupon {{name}} out', missing: 'Nothing yet: {{amount}} more to spend',
  add: 'Coupon', dialog: 'Coupon', hint: 'Scan it, or type its code.', code: 'Code', finish: 'Finish, nothing to pay', go: 'Take it off', notOne: 'So many digits are no coupon’s. A payment code is scanned, never typed here.',
};

export const couponTrouble = {
  'coupon-unknown': 'The shop has no such coupon. Nothing was taken off; check the code, or ask a manager.',
  'coupon-not-yet': 'The coupon {{code}} holds from {{from}} on. Nothing was taken off; keep it until then.',
  'coupon-no-longer': 'The coupon {{code}} held until {{to}}. Nothing was taken off; ask a manager whether something else can be done.',
  'coupon-least-spend': 'The coupon {{code}} holds from {{least}} on: goods for {{missing}} more are needed. Nothing was taken off; add goods, then scan it again.',
  'coupon-needs-goods': 'There is nothing in the basket that a coupon could take something off. Nothing was changed; scan the goods first, then the coupon.',
  'coupon-twice': 'That coupon is in the basket already. Nothing was changed; it counts once.',
  'coupon-too-many': 'A basket takes {{count}} coupons. Nothing was changed; take another one out first.',
  'coupon-code-unfit': 'A scanner could take that code for goods or for a payment. Nothing was changed; choose letters and digits, such as SPRING-10.',
  'coupon-days': 'The coupon ends before it begins. Nothing was changed; mend its days.',
  'coupon-code-taken': 'There is a coupon {{code}} already. Nothing was changed; choose another code, or change that one.',
  'coupon-gone': 'That coupon has been withdrawn meanwhile. Nothing was changed; look at the list again.',
  'coupons-too-many': 'The shop keeps no more coupons. Nothing was changed; withdraw one that has ended first.',
};
