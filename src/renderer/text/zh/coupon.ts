/** Simplified Chinese: coupons in the basket, and what is refused about them. */

export const coupon = {
  title: '优惠券', drop: '取出优惠券“{{name}}”', missing: '暂不优惠：还差 {{amount}}',
  add: '优惠券', dialog: '优惠券', hint: '扫描优惠券，或输入券码。', code: '券码', finish: '完成，无需付款', go: '使用', notOne: '这么多位数字不是优惠券。付款码要扫描，不要在这里输入。',
};

export const couponTrouble = {
  'coupon-unknown': '本店没有这张优惠券。没有优惠；请核对券码，或询问店长。',
  'coupon-not-yet': '优惠券 {{code}} 从 {{from}} 起有效。没有优惠；请顾客届时再用。',
  'coupon-no-longer': '优惠券 {{code}} 的有效期到 {{to}} 为止。没有优惠；可询问店长能否另行处理。',
  'coupon-least-spend': '优惠券 {{code}} 满 {{least}} 可用，还差 {{missing}} 的商品。没有优惠；请添加商品后重新扫描。',
  'coupon-needs-goods': '购物篮里没有可优惠的商品。没有任何更改；请先扫商品，再扫优惠券。',
  'coupon-twice': '这张优惠券已在购物篮中。没有任何更改；每张只计一次。',
  'coupon-too-many': '一个购物篮最多用 {{count}} 张优惠券。没有任何更改；请先取出一张。',
  'coupon-code-unfit': '扫码枪可能把这个券码当成商品或付款码。没有任何更改；请用字母和数字，例如 SPRING-10。',
  'coupon-days': '优惠券的截止日早于开始日。没有任何更改；请更正日期。',
  'coupon-code-taken': '已有优惠券 {{code}}。没有任何更改；请换一个券码，或修改原有的那张。',
  'coupon-gone': '这张优惠券已被撤回。没有任何更改；请重新查看列表。',
  'coupons-too-many': '本店不能再增加优惠券。没有任何更改；请先撤回一张已结束的。',
};
