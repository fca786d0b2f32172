/** What the pay page says, in three languages; short, for a phone at a counter. */

export type PayLanguage = 'en' | 'zh' | 'ko';

const EN = {
  lang: 'en', title: 'Pay', to: 'to {shop}', goOn: 'Continue with {wallet}', choose: 'Choose how to pay', open: 'Open {wallet}', scan: 'Or scan this with {wallet}:', paid: 'Paid. Thank you.', paidHint: 'The till knows of it. You can close this page.',
  over: 'This code is over', overHint: 'Nothing was charged by this page. Ask the cashier to show a new code.', gone: 'There is no such code', goneHint: 'Nothing was charged. Scan the code on the display again.',
  later: '{wallet} does not answer', laterHint: 'Nothing was charged by this page. Try again in a moment, or choose another way.', again: 'Try again', practice: 'Pay now (practice wallet)', waiting: 'Waiting for {wallet}', waitingHint: 'Confirm in the app. This page needs nothing more.', other: 'Another way to pay',
  wallet: { wechatpay: 'WeChat Pay', alipay: 'Alipay', unionpay: 'UnionPay' },
};
export type PayWords = typeof EN;

const ZH: PayWords = {
  lang: 'zh-CN', title: '付款', to: '付给 {shop}', goOn: '用{wallet}继续', choose: '请选择付款方式', open: '打开{wallet}', scan: '或用{wallet}扫描：', paid: '已付款，谢谢。', paidHint: '收银台已收到通知，可以关闭此页面。',
  over: '此付款码已失效', overHint: '此页面没有扣款。请收银员重新出示付款码。', gone: '没有这个付款码', goneHint: '没有扣款。请重新扫描屏幕上的码。',
  later: '{wallet}没有应答', laterHint: '此页面没有扣款。请稍后再试，或选择其他方式。', again: '再试一次', practice: '立即付款（练习钱包）', waiting: '等待{wallet}', waitingHint: '请在应用中确认，此页面无需其他操作。', other: '其他付款方式',
  wallet: { wechatpay: '微信支付', alipay: '支付宝', unionpay: '云闪付' },
};

const KO: PayWords = {
  lang: 'ko', title: '결제', to: '받는 곳: {shop}', goOn: '{wallet}(으)로 계속', choose: '결제 수단을 선택하세요', open: '{wallet} 열기', scan: '또는 {wallet}(으)로 스캔하세요:', paid: '결제되었습니다. 감사합니다.', paidHint: '계산대에 전달되었습니다. 이 페이지를 닫아도 됩니다.',
  over: '만료된 코드입니다', overHint: '이 페이지에서는 결제되지 않았습니다. 직원에게 새 코드를 요청하세요.', gone: '없는 코드입니다', goneHint: '결제되지 않았습니다. 화면의 코드를 다시 스캔하세요.',
  later: '{wallet}이(가) 응답하지 않습니다', laterHint: '이 페이지에서는 결제되지 않았습니다. 잠시 후 다시 시도하거나 다른 수단을 선택하세요.', again: '다시 시도', practice: '지금 결제(연습용 지갑)', waiting: '{wallet} 대기 중', waitingHint: '앱에서 확인하세요. 이 페이지에서는 더 할 일이 없습니다.', other: '다른 결제 수단',
  wallet: { wechatpay: '위챗페이', alipay: '알리페이', unionpay: '유니온페이' },
};

const WORDS: Readonly<Record<PayLanguage, PayWords>> = { en: EN, zh: ZH, ko: KO };

/** The first of the three that the phone asks for; English when it asks for none. */
export function payWords(acceptLanguage: string): PayWords {
  for (const part of acceptLanguage.slice(0, 200).toLowerCase().split(',')) {
    const found = (['zh', 'ko', 'en'] as const).find((language) => part.trim().startsWith(language));
    if (found !== undefined) return WORDS[found];
  }
  return EN;
}

export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
