/** Simplified Chinese: the manager's page of payments: at risk, ended by themselves, money on its way back, the limits of risk. */

export const watch = {
  page: '付款', hint: '冒险交货、自动了结与退款在途', days: '最近 {{count}} 天',
  refunds: '退款在途', refundsNone: '没有在途的退款，也没有被拒的退款。', failed: '{{wallet}}拒绝了这笔退款，顾客的钱仍在店里：请重新申请，或退现金。', next: '{{time}} 再次查询', nextSoon: '正在再次查询', why: '原因',
  cause: { customer: '顾客退货', 'late-success': '付款太迟', cancelled: '取消后又付款', 'set-aside': '搁置后又付款', reconciliation: '对账时发现' },
  state: { intended: '正在发送', accepted: '已受理，处理中', unknown: '未确定，查询中', refunded: '已退回', failed: '被拒' },
  risk: '冒险交货', riskNone: '没有在钱包未答复时交出的商品。', riskNow: '目前风险 {{amount}}，上限 {{limit}}', order: '订单', receipt: '小票 {{receipt}}', approver: '批准人', since: '时间', became: '结果',
  outcome: { waiting: '尚未知道', paid: '已付款', 'written-off': '未付款，已核销' }, byFile: '由钱包账单得知',
  resolved: '自动了结', resolvedNone: '这几天的付款都正常了结。', ended: '了结', how: { 'late-success': '购物篮结束后才付款，已退回', cancelled: '取消后仍付款，已退回', 'set-aside': '搁置后付款，已退回', reversed: '一直未知，已关闭，未收款', 'paid-after-all': '一度未知，后已付款', 'declined-after-all': '一度未知，后被拒' },
  limits: '风险上限', limitsHint: '没有网络时，在钱包或收单方未答复的情况下最多可放行多少。修改立即生效并记入账簿；零表示不放行。', limitsGoods: '店长放行的商品', limitsCards: '加密保存的银行卡', sale: '单笔销售', till: '本收银台合计', hours: '断网小时数', badSale: '金额，不超过收银台合计', badHours: '整小时，最多 {{most}}', save: '设定上限', changeLimits: '上限',
};
