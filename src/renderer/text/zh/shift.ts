/** Simplified Chinese: opening and closing a shift, cash in and out, the drawer. */

export const shift = {
  openTitle: '开班', openHint: '请先清点钱箱备用金。开班后即可销售。', float: '钱箱备用金', open: '开班', close: '交班', cashIn: '现金存入', cashOut: '现金支出', drawer: '打开钱箱',
  closeTitle: '第 {{number}} 班交班', closeHint: '请清点钱箱现金（含备用金）。提交清点后才显示应有金额。', note: '纸币', coin: '硬币', value: '面额', pieces: '张数', subtotal: '小计', counted: '清点合计', countIn: '清点无误，交班', piecesOf: '{{value}}，数量：{{count}}', more: '{{value}} 加一', fewer: '{{value}} 减一',
  doneTitle: '已交班', expected: '应有', difference: '差额', even: '钱箱账实相符。', over: '钱箱现金多于应有金额。已记入账本，店长可见。', short: '钱箱现金少于应有金额。已记入账本，店长可见。', signedBy: '与 {{name}} 共同签字。', tenders: '其他收款方式以各自账单为准', after: '退出登录',
  inTitle: '现金存入钱箱', outTitle: '从钱箱支出现金', moveHint: '连同原因计入今晚应有现金。', drawerTitle: '无销售打开钱箱', drawerHint: '每次打开都会连同原因记录。',
  reasons: { change: '从银行换零钱', bank: '存入银行', supplier: '支付供应商', help: '给顾客换零钱', check: '检查钱箱' },
};
