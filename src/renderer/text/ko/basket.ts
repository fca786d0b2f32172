/** Korean: basket, goods, lines and the dialogs that change them. */

export const basket = {
  basket: {
    title: '장바구니', items_other: '{{count}}개', recall: '불러오기', quantity: '수량', price: '가격', discount: '할인', hold: '보류', remove: '삭제', lines: '장바구니 상품',
    total: '합계', discounts: '할인 {{amount}}', taxIncluded: '세금 포함 {{amount}}', taxAdded: '세금 {{amount}}', paidPart: '받은 금액 {{amount}}', pay: '결제', each: '개당 {{price}}', perKg: '{{price}} / kg', kg: 'kg',
    just: '방금 스캔', off: '{{percent}} 할인', offAmount: '{{amount}} 할인', changed: '가격 변경됨', emptyTitle: '첫 상품을 스캔하세요', emptyHint: '또는 타일을 누르세요. 상품이 있으면 결제 코드를 스캔할 수 있습니다.',
    locked: '결제 중 장바구니 잠금', scanMore: '상품을 더 스캔할 수 있습니다', kept: '장바구니는 그대로입니다', paid: '결제 완료, 영수증 {{receipt}}', paidPlain: '결제 완료', nothing: '결제할 금액이 없습니다', up: '윗줄', down: '아랫줄',
    more: '더 보기', discountAll: '전체 할인', void: '장바구니 취소', voidTitle: '장바구니를 취소할까요?', voidHint: '{{items}}, {{amount}}이 장바구니에서 빠집니다. 결제된 것은 없으며 취소는 장부에 기록됩니다.', voidPaidHint: '{{items}}, {{amount}}이 장바구니에서 빠집니다. 이미 받은 {{paid}}은 받은 방법대로 돌려줍니다: 현금은 지금 돌려주고, 지갑과 카드는 자동으로 환불됩니다.', voidGo: '장바구니 취소',
    recallTitle: '보류한 장바구니', recallHint: '불러오면 멈춘 곳에서 계속됩니다.', recallNone: '보류한 장바구니가 없습니다', recallNoneHint: '보류하면 다음 고객을 먼저 응대할 수 있습니다.', heldPaid: '{{amount}} 결제됨', heldBy: '{{operator}}, {{time}}',
    quantityTitle: '{{name}} 수량', weightTitle: '{{name}} 무게', priceTitle: '{{name}} 가격', priceHint: '{{unit}}당 가격입니다. 정가는 {{price}}입니다.', piece: '개', set: '적용', times: '{{quantity}}배',
    discountTitle: '{{name}} 할인', discountAllTitle: '전체 할인', percent: '퍼센트', amount: '금액', discountNone: '할인 없음',
    reasons: { mistake: '잘못 입력', left: '고객이 떠남', other: '다른 상품을 원함' },
  },
  goods: {
    search: '상품 검색', placeholder: '이름, 코드, 가격으로 검색', keypad: '숫자판', favourites: '즐겨찾기', categories: '분류', page: '{{page}} / {{pages}}', previous: '이전 페이지', next: '다음 페이지', inBasket_other: '장바구니에 {{count}}개',
    none: '“{{query}}” 검색 결과가 없습니다', noneHint: '다른 말로 찾거나 코드를 스캔하세요.', empty: '아직 상품이 없습니다', emptyHint: '이 분류의 상품이 여기에 표시됩니다.', clear: '검색 지우기',
    codeTitle: '코드 입력', codeHint: '스캔할 수 없을 때 바코드 아래 숫자를 입력하세요.', codeGo: '추가', codeLabel: '코드', hidden: '숫자 {{count}}자리',
  },
  last: { title: '최근 결제', none: '오늘은 아직 결제가 없습니다', noneHint: '최근 결제 세 건과 상태가 여기에 표시됩니다.', at: '{{state}} {{time}}', receipt: '영수증 {{receipt}}' },
};
