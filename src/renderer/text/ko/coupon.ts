/** Korean: coupons in the basket, and what is refused about them. */

export const coupon = {
  title: '쿠폰', drop: '쿠폰 “{{name}}” 빼기', missing: '아직 할인 없음: {{amount}} 더 구매',
  add: '쿠폰', dialog: '쿠폰', hint: '쿠폰을 스캔하거나 코드를 입력하세요.', code: '코드', finish: '끝내기, 낼 금액 없음', go: '적용', notOne: '이렇게 긴 숫자는 쿠폰이 아닙니다. 결제 코드는 여기에 입력하지 말고 스캔하세요.',
};

export const couponTrouble = {
  'coupon-unknown': '매장에 없는 쿠폰입니다. 할인되지 않았습니다. 코드를 확인하거나 점장에게 문의하세요.',
  'coupon-not-yet': '쿠폰 {{code}}은(는) {{from}}부터 쓸 수 있습니다. 할인되지 않았습니다. 그때 사용하세요.',
  'coupon-no-longer': '쿠폰 {{code}}은(는) {{to}}까지였습니다. 할인되지 않았습니다. 다른 방법이 있는지 점장에게 문의하세요.',
  'coupon-least-spend': '쿠폰 {{code}}은(는) {{least}}부터 쓸 수 있어 상품 {{missing}}어치가 더 필요합니다. 할인되지 않았습니다. 상품을 더한 뒤 다시 스캔하세요.',
  'coupon-needs-goods': '바구니에 할인할 상품이 없습니다. 바뀐 것은 없습니다. 상품을 먼저 스캔한 뒤 쿠폰을 스캔하세요.',
  'coupon-twice': '그 쿠폰은 이미 바구니에 있습니다. 바뀐 것은 없습니다. 한 번만 적용됩니다.',
  'coupon-too-many': '바구니 하나에 쿠폰은 {{count}}장까지입니다. 바뀐 것은 없습니다. 먼저 하나를 빼세요.',
  'coupon-code-unfit': '스캐너가 상품이나 결제로 읽을 수 있는 코드입니다. 바뀐 것은 없습니다. SPRING-10처럼 영문자와 숫자로 정하세요.',
  'coupon-days': '쿠폰의 마지막 날이 첫날보다 빠릅니다. 바뀐 것은 없습니다. 날짜를 고치세요.',
  'coupon-code-taken': '쿠폰 {{code}}이(가) 이미 있습니다. 바뀐 것은 없습니다. 다른 코드로 정하거나 그 쿠폰을 바꾸세요.',
  'coupon-gone': '그 쿠폰은 그사이 거두어졌습니다. 바뀐 것은 없습니다. 목록을 다시 보세요.',
  'coupons-too-many': '매장에 쿠폰을 더 둘 수 없습니다. 바뀐 것은 없습니다. 끝난 쿠폰을 먼저 거두세요.',
};
