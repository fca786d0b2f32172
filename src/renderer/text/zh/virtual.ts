/** Simplified Chinese: the virtual scanner of the demo and practice shops. */

export const virtual = {
  title: '虚拟扫码枪', hint: '效果与扫码枪相同。模拟付款码，不涉及真实资金。', goods: '商品', wallets: '顾客付款码', others: '其他码', scanAs: '{{wallet}}：{{ending}}',
  ending: { pays: '直接付款', confirm: '需在手机上确认', decline: '拒绝', silent: '无回复，未扣款', 'silent-charged': '无回复，但已扣款', late: '回复较晚', lies: '谎报状态' },
  broken: '破损的码', unknown: '未知条码', wrongWay: '让顾客扫的码', receipt: '最近一张小票', noGoods: '常用商品中没有带条码的商品。',
};
