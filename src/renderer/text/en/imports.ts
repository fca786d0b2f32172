/** Reading files, in English: what each was recognised as, of which days, and what became of it. */
export const imports = {
  files: 'Files', fromTo: '{{from}} to {{to}}', inZip: 'in {{zip}}', sending: 'Handing the files over', cancelling: 'Stopping: the file in hand is let go whole',
  column: { file: 'File, recognised as, days', lines: 'Lines', total: 'Total', proof: 'Its own totals', state: 'State' },
  agree_one: '{{count}} total of its own agrees', agree_other: '{{count}} totals of its own agree', proof: { lines: 'none; each line adds up', none: 'none' },
  linesSoFar_one: '{{lines}} line', linesSoFar_other: '{{lines}} lines',
  state: { waiting: 'Waiting', running: 'Being read', imported: 'Imported', repeated: 'Read before', refused: 'Refused', 'too-large': 'Too large', cancelled: 'Cancelled' },
  sum: { imported_one: '{{count}} file imported', imported_other: '{{count}} files imported', repeated_one: '{{count}} was read before', repeated_other: '{{count}} were read before', refused_one: '{{count}} refused, nothing taken from it', refused_other: '{{count}} refused, nothing taken from them', cancelled_one: '{{count}} cancelled', cancelled_other: '{{count}} cancelled' },
  source: {
    'wechatpay-trade': 'WeChat Pay trade bill', 'wechatpay-fundflow': 'WeChat Pay fund flow', 'alipay-trade': 'Alipay business detail', 'alipay-summary': 'Alipay summary', 'alipay-account': 'Alipay account detail', 'unionpay-zm': 'UnionPay merchant flow (ZM)', 'unionpay-zme': 'UnionPay error flow (ZME)',
    'stripe-balance': 'Stripe balance history', 'stripe-payout': 'Stripe itemised payouts', 'adyen-settlement': 'Adyen settlement detail', 'paypal-activity': 'PayPal activity', camt053: 'Bank statement (camt.053)', mt940: 'Bank statement (MT940)', ofx: 'Bank statement (OFX)', mapped: 'Table, by your mapping',
  },
};
