/** 中文：刷卡付款。 */

export const card = {
  title: '银行卡', hint: '在读卡器上', swipe: '请在读卡器上刷卡', swipeHint: '刷卡即按此金额扣款。卡号由读卡器加密，本收银台看不到卡号。',
  offline: '没有网络。卡片会加密留存，恢复网络后在本店限额内扣款。', never: '切勿在本收银台输入卡号。',
  asking: '正在询问发卡行', working: '发卡行正在处理', practice: '顾客的卡', swipeAs: '银行卡：{{ending}}',
};
