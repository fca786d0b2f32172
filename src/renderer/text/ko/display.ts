/** Korean: the customer's display. */

export const display = {
  couponMissing: '{{amount}} 더 구매 시', customerLanguage: '고객 언어',
  welcome: '어서 오세요', welcomeHint: '스캔한 상품이 여기에 표시됩니다.', total: '합계', save: '{{amount}} 할인', paidPart: '결제된 금액 {{amount}}', due: '결제할 금액', payHint: '지갑의 결제 코드를 보여 주시거나 현금으로 결제하세요.', confirm: '휴대폰에서 확인해 주세요', confirmHint: '{{wallet}} 결제입니다. 한 번만 청구됩니다.', unknown: '잠시만 기다려 주세요', unknownHint: '{{wallet}}에 조회하고 있습니다. 한 번만 청구됩니다.', reversing: '취소하는 중', reversingHint: '돈이 나갔다면 자동으로 돌려드립니다.', thanks: '감사합니다', paid: '{{amount}} 결제됨', change: '거스름돈', notPaid: '결제되지 않았습니다', notPaidHint: '돈은 빠져나가지 않았습니다. 다시 시도하거나 다른 방법으로 결제해 주세요.', closed: '이 계산대는 닫혔습니다', language: '언어', lines: '고객님의 상품',
};
