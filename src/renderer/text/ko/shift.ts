/** Korean: opening and closing a shift, cash in and out, the drawer. */

export const shift = {
  openTitle: '근무 시작', openHint: '먼저 금고의 준비금을 세세요. 근무를 열면 판매가 시작됩니다.', float: '금고 준비금', open: '근무 시작', close: '근무 마감', cashIn: '현금 넣기', cashOut: '현금 꺼내기', drawer: '금고 열기',
  closeTitle: '{{number}}번 근무 마감', closeHint: '준비금을 포함해 금고의 현금을 세세요. 예상 금액은 입력 후에 표시됩니다.', note: '지폐', coin: '동전', value: '권종', pieces: '장수', subtotal: '소계', counted: '센 금액', countIn: '확인, 근무 마감', piecesOf: '{{value}}, 수량: {{count}}', more: '{{value}} 하나 더', fewer: '{{value}} 하나 덜',
  doneTitle: '근무가 마감되었습니다', expected: '예상', difference: '차이', even: '금고가 맞습니다.', over: '예상보다 현금이 많습니다. 장부에 기록되며 관리자가 확인합니다.', short: '예상보다 현금이 적습니다. 장부에 기록되며 관리자가 확인합니다.', signedBy: '{{name}} 님과 함께 승인.', tenders: '다른 결제 수단은 각 명세로 확인됩니다', after: '로그아웃',
  inTitle: '금고에 현금 넣기', outTitle: '금고에서 현금 꺼내기', moveHint: '사유와 함께 오늘의 예상 현금에 포함됩니다.', drawerTitle: '판매 없이 금고 열기', drawerHint: '열 때마다 사유가 기록됩니다.',
  reasons: { change: '은행에서 잔돈', bank: '은행 입금', supplier: '공급업체 지급', help: '고객 잔돈 교환', check: '금고 점검' },
};
