/** Simplified Chinese: codes that customers scan, goods handed over at risk, and what waits. */

export const show = {
  title: '出示收款码', hint: '由顾客扫码', lead: '顾客使用哪个钱包？', any: '任意钱包', anyHint: '一个码，各应用自行打开付款', offlineAny: '需要网络', own: '无网络：由本机生成',
  scan: '请顾客扫此码', making: '正在生成收款码', expires: '有效 {{time}}', wait: '顾客付款后会自动亮绿灯。', ownTitle: '无网络：尚无钱包回复', ownHint: '顾客可用自己的网络扫码付款。恢复网络前，本机无法得知是否已付。',
  risk: '承担风险交货', riskHint: '需店长 PIN', cancel: '安全取消', ask: '立即查询', practice: '顾客手机扫此码', scanWith: '用{{wallet}}扫码',
  display: '扫码付款', displayHint: '请打开{{wallet}}扫码。', displayAny: '请打开您的钱包扫码。', wallets: '支持以下钱包',
};
export const waiting = {
  pinLocked: '{{name}}的 PIN 试错过多，已锁定。', unlock: '允许重试',
  title: '尚未确定', none: '没有待定款项：所有付款和退款都已确定。', list_other: '{{count}} 笔尚未确定', charge: '付款', refund: '退款处理中', 'refund-failed': '退款被拒', atRisk: '已承担风险交货', next: '{{time}} 再次查询', soon: '正在再次查询', asked: '自 {{time}}',
  failedHint: '{{wallet}}拒绝了这笔退款，顾客的钱仍在店里。请重新申请，或退现金。', again: '再向{{wallet}}申请', cash: '退现金', askNow: '立即查询',
};
