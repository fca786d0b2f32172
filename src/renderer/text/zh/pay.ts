/** Simplified Chinese: the pay panel, from the amount due to the light. */

export const pay = {
  title: '收款', sale: '单号 {{sale}}', back: '返回购物篮', due: '应收金额', rest: '剩余应收', part: '下次扫码收取', partOf: '共 {{amount}}', whole: '收取全部应收',
  scanTitle: '请扫顾客付款码', scanHint: '支持所有钱包，无需先选。扫码后立即按此金额收款。', walletSlow: '{{wallet}}：较慢', walletDown: '{{wallet}}：无响应',
  offlineTitle: '钱包等待网络恢复', offlineHint: '无法连接支付后台，暂时不能扫顾客的付款码。可收现金；或出示钱包收款码，由顾客用自己的网络付款。',
  cash: '现金', cashHint: '面额与找零', split: '组合支付', splitHint: '多种方式', given: '收到现金', exact: '刚好',
  toPay: '应收', toPayRounded: '应收（现金取整）', rounding: '取整 {{amount}}', partCash: '部分现金', change: '找零', give: '付出', missing: '还差', take: '收 {{amount}}，打开钱箱', enter: '请输入顾客支付的现金',
  times: '{{count}} ×', splitTitle: '组合支付', splitLead: '先收一部分，其余仍为应收。', splitAmount: '本次收取', splitCode: '扫付款码', splitCash: '收现金', half: '一半', third: '三分之一', remains: '之后剩余应收 {{amount}}', paidParts: '已付',
  keep: '请等绿灯亮起。', ending: '付款码尾号 {{digits}}', state: { intended: '正在记账', sent: '正在询问钱包', 'payer-acting': '顾客正在手机上确认', unknown: '尚无明确回复', reversing: '正在安全取消', paid: '已付款', declined: '未付款', reversed: '已取消', stuck: '需店长处理' },
  stateHint: { wait: '您无需操作，系统会持续查询。', reversing: '正在做最后一次查询。若已扣款，将自动退回。' },
  seconds: '{{seconds}} 秒', untilFinal: '后最终查询', finalNow: '正在最终查询', ask: '立即查询', cancel: '安全取消', cancelHint: '安全取消会再查询最后一次；若已扣款，将自动退回顾客。', setAside: '换方式收款', setAsideHint: '需店长 PIN',
  fact: { paid: '实收', given: '收到', change: '找零', at: '到账时间', receipt: '小票号', next: '接下来', nextFinal: '最终查询，然后安全取消', nextAsk: '系统再次查询', nextManager: '由店长决定', in: '还有', asked: '已查询', times_other: '{{count}} 次', goesBack: '退回', taken: '已扣', answer: '回复', basket: '购物篮', kept: '原样保留', amount: '金额' },
  newSale: '新的一单', showReceipt: '小票', another: '换一种方式', goOn: '继续', auto: '下次扫码即开始新的一单。',
};
