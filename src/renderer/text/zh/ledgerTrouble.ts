/** Simplified Chinese: refusals and faults of the ledger, the backend, files and codes. */

export const ledgerTrouble = {
  'bad-file': '文件不完整。没有导入；请重新选择。',
  'backend-behind': '后台保存的记录少于其已确认的。收银台账本完整，可继续销售；请告知技术员。',
  'disk-full': '磁盘已满，账本无法写入。已确认的均安全；请清理空间后继续。',
  'ledger-read-only': '账本只能读取，无法写入。已确认的均安全；请联系技术员。',
  'ledger-damaged': '账本文件已损坏。请勿销售，也不要删除任何文件；技术员可从副本恢复。',
  'backup-failed': '备份未能完成，或副本未通过校验。账本未受影响，销售可继续；请检查备份文件夹是否可写、空间是否足够，然后重试。',
  'ledger-not-read': '无法读取账本进行校验。没有任何更改，销售可继续；请重试，若再次发生请联系技术员。',
  'ledger-not-opened': '账本无法打开，不能销售。没有款项变动；请联系技术员。',
  'ledger-newer': '账本由更新版本的 Tillbook 写入。没有任何更改；请安装该版本或更新版本。',
  'another-till': '账本属于其他收银台或时区，不能销售。没有任何更改；请检查设置或文件夹。',
  'already-running': '本收银台已在运行。没有任何更改；请使用已打开的窗口，或先关闭它。',
  'no-ledger': '该位置没有账本。没有任何更改；请检查文件夹。',
  'sqlite-too-old': '程序的数据库版本过旧，不能安全保存账本。没有任何更改；请重新安装 Tillbook。',
  'device-key-damaged': '收银台密钥无法读取，不能证明身份。销售安全无误；请技术员重新登记。',
  'label-rule-invalid': '价签规则无法识别。不会按其识别价签，也没有收款；请告知技术员。',
  'merchant-code-not-conforming': '无法生成收款码。没有收款；请扫顾客付款码或收现金。',
  'too-many-names': '文件中的订单超出一次对账的上限。没有入账；请检查文件的列。',
  'id-too-long': '文件中的编号过长，不是订单号或交易号。没有入账；请检查文件。',
  'fee-too-large': '文件中的手续费过大。没有入账；请检查文件。',
  'too-many-files': '文件数超出一次对账的上限。没有入账；请减少文件。',
};
