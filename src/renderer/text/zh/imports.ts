/** Reading files, in Simplified Chinese. */
export const imports = {
  files: '文件', fromTo: '{{from}} 至 {{to}}', inZip: '在 {{zip}} 中', sending: '正在提交文件', cancelling: '正在停止：手头这份文件整份放弃',
  column: { file: '文件、识别为、账期', lines: '笔数', total: '金额合计', proof: '文件自带合计', state: '状态' },
  agree_other: '{{count}} 项合计相符', proof: { lines: '无；逐行核对相符', none: '无' },
  linesSoFar_other: '已读 {{lines}} 行',
  state: { waiting: '等待中', running: '读取中', imported: '已导入', repeated: '以前已导入', refused: '拒收', 'too-large': '文件过大', cancelled: '已取消' },
  sum: { imported_other: '已导入 {{count}} 份', repeated_other: '{{count}} 份以前已导入', refused_other: '{{count}} 份拒收，未从中导入任何内容', cancelled_other: '{{count}} 份已取消' },
  source: {
    'wechatpay-trade': '微信支付交易账单', 'wechatpay-fundflow': '微信支付资金账单', 'alipay-trade': '支付宝业务明细', 'alipay-summary': '支付宝业务汇总', 'alipay-account': '支付宝账务明细', 'unionpay-zm': '银联商户流水（ZM）', 'unionpay-zme': '银联差错流水（ZME）',
    'stripe-balance': 'Stripe 余额明细', 'stripe-payout': 'Stripe 提现明细', 'adyen-settlement': 'Adyen 结算明细', 'paypal-activity': 'PayPal 活动记录', camt053: '银行对账单（camt.053）', mt940: '银行对账单（MT940）', ofx: '银行对账单（OFX）', mapped: '按自定义列对应的表格',
  },
};
