/** Simplified Chinese: the coupons that a manager keeps. */

export const coupons = {
  title: '优惠券', hint: '有效期内收银台直接使用，无需密码。小票保留当时的内容。', none: '还没有优惠券', noneHint: '添加一张，再把券码印出来或发出去。', add: '添加优惠券', new: '新优惠券', edit: '优惠券 {{code}}', back: '全部优惠券',
  code: '券码', codeHint: '字母和数字，例如 SPRING-10；以后不能更改', badCode: '至少三个字母或数字，不含空格', takes: '优惠', percent: '百分比', amount: '金额', percentIn: '商品金额的百分比', amountIn: '金额，{{currency}}', badPercent: '百分比，例如 10 或 7.5', least: '最低消费，{{currency}}', leastHint: '留空：不限', first: '开始日', last: '截止日', dayHint: '留空：不限', badDays: '截止日早于开始日',
  holds: '有效期', always: '长期', from: '{{from}} 起', to: '至 {{to}}', between: '{{from}} – {{to}}', notYet: '未开始', ended: '已结束', from0: '满 {{amount}}', used: '使用', sales_one: '{{shown}} 笔', sales_other: '{{shown}} 笔', never: '未使用', taken: '共优惠', withdraw: '撤回',
};
