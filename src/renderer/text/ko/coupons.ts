/** Korean: the coupons that a manager keeps. */

export const coupons = {
  title: '쿠폰', hint: '기간 안에는 계산대에서 PIN 없이 적용됩니다. 영수증은 그대로 남습니다.', none: '아직 쿠폰이 없습니다', noneHint: '쿠폰을 더한 뒤 코드를 인쇄하거나 나눠 주세요.', add: '쿠폰 추가', new: '새 쿠폰', edit: '쿠폰 {{code}}', back: '모든 쿠폰',
  code: '코드', codeHint: 'SPRING-10처럼 영문자와 숫자. 나중에 바꿀 수 없습니다', badCode: '영문자나 숫자 세 자 이상, 빈칸 없이', takes: '할인', percent: '비율', amount: '금액', percentIn: '상품 금액의 비율(%)', amountIn: '금액, {{currency}}', badPercent: '10이나 7.5 같은 비율', least: '최소 구매액, {{currency}}', leastHint: '비우면 제한 없음', first: '첫날', last: '마지막 날', dayHint: '비우면 제한 없음', badDays: '마지막 날이 첫날보다 빠릅니다',
  holds: '기간', always: '항상', from: '{{from}}부터', to: '{{to}}까지', between: '{{from}} – {{to}}', notYet: '시작 전', ended: '끝남', from0: '{{amount}}부터', used: '사용', sales_one: '{{shown}}건', sales_other: '{{shown}}건', never: '없음', taken: '할인 합계', withdraw: '거두기',
};
