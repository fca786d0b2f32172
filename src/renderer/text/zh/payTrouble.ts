/** Simplified Chinese: refusals of shown codes, of handing over at risk and of refunds that failed. */

export const payTrouble = {
  'risk-limits-contradict': '单笔风险不能大于整台收银台的上限。未作任何更改；请提高收银台上限，或降低单笔上限。',
  'ledger-forked': '这是本收银台账本的旧副本或第二副本：支付后台中有它没有的销售。不再从这里销售或发送任何内容。请联系技术员：使用较新的副本，或用新的注册码以其他名称重新设置本机。',
  'approval-locked': '该 PIN 在审批时试错过多。没有变更；店长用它登录一次后即可再次审批。',
  'practice-only': '演练仅限练习店和演示店。没有变更；线路保持原样。',
  'not-enrolled': '本机尚未在后台注册，没有可更换的密钥。没有变更；请先注册。',
  'wallet-not-taken': '本店不支持该钱包。没有扣款；请选择其他钱包。',
  'no-line-for-any': '通用收款码需要网络，目前没有。没有扣款；请问顾客使用哪个钱包并出示该钱包的码，或收现金。',
  'no-own-code': '没有网络，且本机不知道本店在该钱包的账户，无法生成收款码。没有扣款；请收现金，或换其他钱包。',
  'nothing-shown': '没有出示收款码，无码可扫。没有扣款；请先出示收款码。',
  'merchant-code-not-conforming': '本店的名称、城市或钱包账户无法生成合规的码，因此未出示。没有扣款；请联系技术员，并收现金。',
  'payment-cancelling': '该付款正在取消，不能交货。请等待指示灯，或换其他方式收款。',
  'line-is-there': '网络正常，可以直接询问钱包。没有承担风险；请按“立即查询”并等待指示灯。',
  'accepted-at-risk': '该笔货物已承担风险交给顾客，因此不会取消。系统会一直查询，直到钱包回复。',
  'risk-limit-hours': '断网已超过 {{hours}} 小时，超出本店可承担风险的时间。没有交货；恢复前请收现金。',
  'refund-not-failed': '钱包没有拒绝这笔退款：正在处理或已完成。没有变更；请再看列表。',
  'refund-followed': '这笔退款已处理过。没有变更；请再看列表。',
  'refund-window-over': '钱包不受理超过 {{days}} 天的付款退款。没有退款；店长可从钱箱支付现金，并以小票号为事由。',
  'refund-parts-over': '钱包对一笔付款最多受理 {{parts}} 次退款。没有退款；店长可从钱箱支付现金，并以小票号为事由。',
  'risk-limit-sale': '超出单笔可承担风险的金额。没有交货；请收现金，或保留货物直到恢复网络。',
  'risk-limit-till': '加上本机已承担的风险，超出本店限额。没有交货；请收现金，或保留货物直到恢复网络。',
};
