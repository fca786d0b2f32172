/** Korean: goods and people of the shop. */

export const shop = {
  goods: '상품', add: '상품 추가', bring: '가져오기', take: '내보내기', search: '이름, 번호 또는 바코드', all_other: '상품 {{count}}개', found_other: '{{count}}개 찾음',
  none: '아직 판매할 상품이 없습니다', noneHint: '상품을 추가하거나 CSV 파일에서 목록을 가져오세요.', notFoundHint: '철자를 확인하거나 새로 추가하세요.', perKg: 'kg당', favourite: '즐겨찾기', favouriteHint: '즐겨찾기: 판매 화면 첫 페이지에 표시',
  name: '이름', nameEn: '영어 이름(또는 유일한 이름)', nameZh: '중국어 이름', nameKo: '한국어 이름', sku: '번호', skuHint: '직접 정하며 나중에 바꿀 수 없습니다', barcode: '바코드', category: '분류', price: '가격', priceIn: '가격({{currency}})', priceKg: 'kg당 가격', tax: '세율', taxPercent: '세율(%)', soldBy: '판매 단위', unit: { piece: '개', kg: '무게(kg)' },
  badBarcode: '검증 숫자가 맞지 않습니다. 다시 스캔하거나 입력하세요', badPrice: '12.50과 같은 금액', badTax: '13 또는 6.5와 같은 백분율',
  newProduct: '새 상품', productHint: '지금부터 등록하는 판매에 적용됩니다. 기존 영수증은 그대로입니다.', retire: '판매 중지', retired: '판매 중지됨', history: '변경 기록', step: '{{name}}, {{price}}, 세율 {{tax}}', byFile: '{{who}}, 파일 {{file}}',
  categories: '분류', categoriesHint: '판매 화면의 탭 순서입니다. 상품이 없는 분류만 삭제할 수 있습니다.', addCategory: '분류 추가', categoryName: '이름 {{number}}, {{language}}', language: { en: '영어', zh: '중국어', ko: '한국어' }, up: '{{name}} 위로', down: '{{name}} 아래로', takeOut: '{{name}} 삭제',
  file: {
    title: '파일에서 상품 가져오기', hint: '아래 열이 있는 UTF-8 CSV입니다. 바뀔 내용을 먼저 보여 주며, 파일에 없는 상품은 그대로 둡니다.', choose: '파일 선택', another: '다른 파일 선택', keep: '상품 변경', added: '새 상품', changed: '변경', same: '그대로', categories: '새 분류',
    ready: '아직 변경되지 않았습니다.', nothing: '파일 내용이 현재 상품과 같습니다.', kept: '상품이 변경되었고 누가 했는지 장부에 남았습니다.', refused_other: '변경하지 않았습니다. 파일에 오류가 {{count}}개 있습니다.', line: '{{line}}행:',
    problem: { missing: '{{column}} 없음', 'too-long': '{{column}} 너무 김', 'not-a-price': '{{column}}: 12.50과 같은 가격이 아님', 'not-a-tax': '{{column}}: 13과 같은 백분율이 아님', 'not-a-unit': '{{column}}: piece도 kg도 아님', 'not-a-barcode': '{{column}}: 바코드가 아니거나 검증 숫자가 맞지 않음', twice: '{{column}}: 두 번 있거나 다른 상품의 것', cells: '칸 수가 머리글과 다름', quote: '따옴표가 닫히지 않음', 'column-unknown': '{{column}} 열은 없음', 'too-many': '단말기가 보관할 수 있는 수를 넘음', 'yes-or-no': '{{column}}: yes도 no도 아님' },
  },
  people: {
    page: '직원', add: '직원 추가', new: '새 직원', may_other: '{{count}}명이 로그인할 수 있습니다', you: '본인', locked: 'PIN 잠김', unlock: '다시 시도 허용', editLabel: '{{name}} 수정', hint: '장부는 직원을 번호로만 압니다. 퇴사한 직원의 이름은 여기서 지워지고 처리 기록은 남습니다.',
    dialogHint: '로그인 중인 화면에도 바로 적용됩니다.', role: '역할', can: { cashier: '판매, 결제, 근무 시작과 마감.', manager: '위의 모든 것과 승인, 환불, 일일 마감, 장부, 상품, 직원.', technician: '장치, 프린터, 백엔드, 진단. 매출은 볼 수 없습니다.' },
    newPin: '새 PIN', pinHint: '{{name}} 님이 직접 입력하세요. 다른 사람은 알 필요가 없습니다.', leave: '삭제', leaveTitle: '{{name}} 님을 삭제할까요?', leaveHint: '더 이상 로그인할 수 없고 로그인 중인 곳에서 로그아웃됩니다. 이름, PIN, 배지를 지우고 남은 것이 없는지 모든 파일을 검색합니다. 판매와 근무 기록은 번호로 장부에 남습니다. 되돌릴 수 없습니다.',
  },
};
