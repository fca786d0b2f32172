/** Korean: the virtual scanner of the demo and practice shops. */

export const virtual = {
  title: '가상 스캐너', hint: '실제 스캐너처럼 동작합니다. 가상 코드이며 실제 돈이 아닙니다.', goods: '상품', wallets: '고객 결제 코드', others: '다른 코드', scanAs: '{{wallet}}: {{ending}}',
  ending: { pays: '바로 결제', confirm: '휴대폰에서 확인', decline: '거절', silent: '응답 없음, 청구 안 됨', 'silent-charged': '응답 없음, 청구됨', late: '늦게 응답', lies: '상태를 거짓 응답' },
  broken: '손상된 코드', unknown: '모르는 바코드', wrongWay: '고객이 스캔하는 코드', receipt: '최근 영수증', noGoods: '즐겨찾기에 바코드가 있는 상품이 없습니다.',
};
