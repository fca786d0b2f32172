/** Simplified Chinese: the receipt on the screen and giving goods back. */

export const receipt = {
  title: '小票 {{receipt}}', copy: '副本 {{count}}', served: '收银员 {{operator}}', total: '合计', rounding: '现金取整', taxIncluded: '其中税 {{rate}}', taxAdded: '税 {{rate}}', given: '收到', change: '找零', code: '付款码尾号 {{digits}}', trade: '交易号 {{trade}}', entry: '账本第 {{seq}} 条', discounts: '优惠',
  coupon: '优惠券 {{code}}', qr: '小票二维码', qrHint: '在任一收银台扫描即可找回此小票。', pdf: '保存为 PDF', refund: '退货', refundNone: '没有可退的商品',
  refundTitle: '小票 {{receipt}} 退货', refundHint: '请选择退回的商品。款项按原支付方式退回。', back: '退回', all: '全部', none: '清除', of: '共 {{quantity}}', go: '退款', choose: '请至少选择一行并填写原因', refundable: '最多可退 {{amount}}。',
  times: '{{quantity}} × {{price}}', timesKg: '{{quantity}} 公斤 × {{price}}',
  refunds: '已退', state: { intended: '正在发送', accepted: '已受理，款项退回中', refunded: '已退回', failed: '未退回', unknown: '尚未确定，正在查询', exchanged: '已换货' }, oneMore: '{{name}} 加一', oneFewer: '{{name}} 减一',
  reasons: { unwanted: '不想要', damaged: '破损', wrong: '商品不对' },
};
