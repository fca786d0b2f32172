/** Simplified Chinese: the till's own vocabulary (tenders, channels, roles, outcomes of a scan, reasons under a light). */

export const words = {
  ui: {
    close: '关闭', cancel: '取消', clear: '清空', delete: '删除最后一位', keypad: '数字键盘', retry: '重试', loading: '正在加载', done: '完成', back: '返回', more: '更多', print: '打印',
    progress: '{{done}} / {{total}}', keysTitle: '快捷键', keysHint: '当前每个按键的作用。随时按住 ? 即可查看。', reason: '原因', amount: '金额', yes: '是', no: '否',
  },
  tender: { cash: '现金', wechatpay: '微信支付', alipay: '支付宝', unionpay: '云闪付', split: '组合支付' },
  mark: { wechatpay: '微', alipay: '支', unionpay: '云' },
  channel: { backend: '支付后台', wechatpay: '微信支付', alipay: '支付宝', unionpay: '云闪付', printer: '打印机', scanner: '扫码枪' },
  health: { ok: '正常', slow: '响应较慢', down: '无响应', unused: '未使用' },
  role: { cashier: '收银员', manager: '店长', technician: '技术员' },
  light: { yes: '请交货', 'not-yet': '先别交货', no: '未付款' },
  scan: {
    'sign-in-first': '没有人登录，因此没有添加商品，也没有扣款。请先登录，再重新扫描。', refused: '收银台无法处理此次扫描。没有添加商品，也没有扣款。',
    'unknown-code': '本店没有这个条码的商品。没有加入任何商品；请按名称搜索。',
    'broken-code': '此码破损或不完整。没有加入商品，也没有收款；请重新扫描。',
    'wrong-way-round': '这是让顾客扫的码，不能在这里扫。没有收款；请让顾客打开付款码。',
    'wallet-not-enabled': '本店不支持这个钱包。没有收款；请换其他钱包或现金。',
    'empty-basket': '购物篮是空的。没有收款；请先扫商品，再扫付款码。',
    'not-ready': '现在不能收款。没有收款；请先完成屏幕上的操作。',
    'receipt': '这是本店的小票。',
    'badge': '这是工牌。没有加入任何商品。',
    'too-long': '此码过长。没有加入商品，也没有收款。',
    'no-price': '该商品还没有价格。没有加入；请向店长询问价格。',
    'consumer-code': '此码只说明顾客身份，不是付款码。没有收款；请让顾客出示付款码。',
  },
  payment: {
    intended: '已记账，未发送', sent: '未确认，正在查询', 'payer-acting': '顾客确认中', unknown: '未确认，正在查询', reversing: '正在撤销',
    paid: '已到账', declined: '未付款', reversed: '已撤销，未扣款', stuck: '需店长处理', completed: '已到账', refunded: '已退款',
  },
  evidence: {
    intended: '收款已写入账本', sent: '已发送至{{wallet}}', asked: '再次查询', 'reverse-sent': '已向{{wallet}}发送撤销', resolved: '收银台已处理', unreachable: '无法连接{{wallet}}',
    answered: {
      intended: '回复：尚未发送', sent: '回复：处理中', 'payer-acting': '回复：顾客确认中', unknown: '没有明确回复', reversing: '回复：撤销中',
      paid: '回复：已支付', declined: '回复：已拒绝', reversed: '回复：已撤销，未扣款', stuck: '回复：无法撤销', 'not-found': '回复：暂无此订单', none: '已回复',
    },
    next: '下次查询', title: '过程记录', order: '订单号 {{order}}', in: '{{seconds}} 秒后',
  },
  spoken: { received: '收款{{amount}}' },
};

/** Under a light. Unknown reasons fall back to `default-*`. */
export const reason = {
  'default-yes': '款项已记入账本。',
  'default-not-yet': '付款尚未确定。请先别交货，系统会继续查询。',
  'default-no': '付款没有完成，没有扣款。',
  'cash-received': '现金已记入账本。请找零并交货。',
  'wallet-paid': '{{wallet}}已确认到账，并已记入账本。',
  'split-paid': '各部分均已付清并记入账本。',
  intended: '收款已记账，即将发送。请先别交货。',
  sent: '正在发送至{{wallet}}。请先别交货。',
  'payer-acting': '顾客正在手机上确认。请先别交货。',
  unknown: '{{wallet}}没有给出明确回复。顾客可能已扣款，也可能没有。',
  unreachable: '无法连接{{wallet}}。顾客可能已扣款，也可能没有。',
  reversing: '正在撤销。若已扣款，将自动退回顾客。',
  declined: '{{wallet}}拒绝了付款。没有扣款。',
  reversed: '收款已撤销。没有扣款。',
  stuck: '{{wallet}}既不确认也不能撤销。请先别交货，并叫店长。',
  'never-left': '与支付后台没有连接，扣款请求未发出，没有收取任何款项。请收现金，或等连接恢复后重试。',
  cancelled: '已按您的要求取消扣款，没有收取任何款项。',
  'cancelled-refunding': '取消时{{wallet}}已扣款，款项会自动退还顾客，请勿另行付给顾客。',
  cancelling: '正在按您的要求取消扣款。会先最后查询一次{{wallet}}；如已扣款，将自动退还。',
  'cancelling-reversing': '正在通知{{wallet}}取消。如已扣款，将自动退还。',
  'set-aside': '该笔付款已搁置。若{{wallet}}之后扣款，将自动退回。',
};
