/** Korean: the receipt on the screen and giving goods back. */

export const receipt = {
  title: '영수증 {{receipt}}', copy: '사본 {{count}}', served: '담당 {{operator}}', total: '합계', rounding: '현금 반올림', taxIncluded: '세금 포함 {{rate}}', taxAdded: '세금 {{rate}}', given: '받은 돈', change: '거스름돈', code: '코드 끝자리 {{digits}}', trade: '거래 {{trade}}', entry: '장부 {{seq}}번', discounts: '할인',
  coupon: '쿠폰 {{code}}', qr: '영수증 코드', qrHint: '어느 계산대에서든 스캔하면 이 영수증을 다시 찾습니다.', pdf: 'PDF로 저장', refund: '반품', refundNone: '반품할 것이 없습니다',
  refundTitle: '영수증 {{receipt}} 반품', refundHint: '돌려받을 상품을 고르세요. 돈은 결제한 수단으로 돌아갑니다.', back: '반품', all: '전체', none: '없음', of: '전체 {{quantity}}', go: '환불하기', choose: '한 줄 이상과 사유를 고르세요', refundable: '최대 {{amount}} 환불할 수 있습니다.',
  times: '{{quantity}} × {{price}}', timesKg: '{{quantity}} kg × {{price}}',
  refunds: '환불', state: { intended: '전송 중', accepted: '접수됨, 환불 진행 중', refunded: '환불 완료', failed: '환불 안 됨', unknown: '미확인, 조회 중', exchanged: '교환됨' }, oneMore: '{{name}} 하나 더', oneFewer: '{{name}} 하나 덜',
  reasons: { unwanted: '원하지 않음', damaged: '파손', wrong: '다른 상품' },
};
