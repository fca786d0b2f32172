/** Simplified Chinese: one sentence for each refusal and fault: what happened, what it means for the money, the next step. */

export const trouble = {
  internal: '收银台内部出错。账本未变；请重试，若仍如此请告知技术员。',
  'no-such-call': '收银台不认识此请求。没有任何更改；请刷新页面。',
  'bad-request': '收银台无法识别此请求。没有任何更改；请检查输入。',
  'sign-in-first': '尚未登录。没有任何更改；请先登录。',
  'not-allowed': '您的角色无权操作。没有任何更改；请找有权限的人。',
  'till-unreachable': '收银台进程没有响应。此前记录安全无误；请等画面恢复并核对后再继续。',
  'till-no-answer': '收银台响应超时。此前记录安全无误；请先核对购物篮和最近收款再重试。',
  'approval-needed': '此操作需要店长批准。没有任何更改。',
  'approval-refused': '批准未通过。没有任何更改；请店长输入自己的 PIN。',
  'words-hold-number': '这段文字含有很长的数字，像卡号或付款码，系统不保存这类数字。没有任何更改；请用文字填写原因。',
  'wrong-pin': 'PIN 不正确。没有任何更改；请重试。',
  'too-many-tries': 'PIN 错误次数过多。没有任何更改；请稍候或找店长。',
  'unknown-operator': '没有此人员。没有任何更改；请重新选择。',
  'backend-unreachable': '无法连接支付后台，没有收款。请收现金，或等网络恢复后重试。',
  'backend-unknown': '支付后台没有明确回复。请先别交货；系统会继续查询。',
  'backend-refused': '支付后台拒绝了请求。没有收款；若仍如此请告知技术员。',
};
