/** Simplified Chinese: the customer's display. */

export const display = {
  couponMissing: '还差 {{amount}}', customerLanguage: '顾客语言',
  welcome: '欢迎光临', welcomeHint: '扫描的商品会显示在这里。', total: '合计', save: '已优惠 {{amount}}', paidPart: '已付 {{amount}}', due: '应付', payHint: '请出示钱包付款码，或支付现金。', confirm: '请在手机上确认', confirmHint: '使用{{wallet}}付款，只会扣款一次。', unknown: '请稍候', unknownHint: '正在向{{wallet}}查询，只会扣款一次。', reversing: '正在取消', reversingHint: '若已扣款，将自动退回。', thanks: '谢谢光临', paid: '已付 {{amount}}', change: '找零', notPaid: '未付款', notPaidHint: '没有扣款。请重试或换一种方式。', closed: '本收银台已关闭', language: '语言', lines: '您的商品',
};
