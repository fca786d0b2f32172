/** Korean: exchange in one sale. */

export const exchange = {
  title: '돌아온 상품', from: '영수증 {{receipt}}', times: '{{quantity}} × {{name}}', drop: '영수증 {{receipt}}의 교환 빼기', toPay: '낼 차액', toGive: '돌려줄 차액', even: '낼 금액 없음', worth: '새 상품 {{total}}, 반품 {{returned}}', needs: '새 상품을 스캔하세요', finish: '교환 끝내기', give: '{{amount}} 돌려주기', button: '교환', dialog: '영수증 {{receipt}} 교환', hint: '돌아오는 상품을 고르세요. 그 값은 바구니에 반영되고 차액만 내거나 돌려줍니다.', go: '바구니에 넣기', back: '돌려줄 금액, {{tender}}', paper: '반품, 영수증 {{receipt}}', difference: '차액',
};
