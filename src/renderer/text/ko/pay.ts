/** Korean: the pay panel, from the amount due to the light. */

export const pay = {
  title: '결제', sale: '판매 {{sale}}', back: '장바구니로', due: '받을 금액', rest: '남은 금액', part: '다음 코드로 청구', partOf: '전체 {{amount}}', whole: '남은 금액 모두 청구',
  scanTitle: '고객의 결제 코드를 스캔하세요', scanHint: '모든 지갑을 바로 받습니다. 스캔하면 이 금액이 청구됩니다.', walletSlow: '{{wallet}}: 지연', walletDown: '{{wallet}}: 응답 없음',
  offlineTitle: '지갑은 연결을 기다립니다', offlineHint: '결제 백엔드에 연결되지 않아 고객 코드를 청구할 수 없습니다. 현금을 받거나, 고객이 자신의 통신으로 결제할 지갑 코드를 보여주세요.',
  cash: '현금', cashHint: '지폐와 거스름돈', split: '나눠 내기', splitHint: '여러 수단', given: '받은 현금', exact: '정확히',
  toPay: '낼 금액', toPayRounded: '낼 금액 (현금 반올림)', rounding: '반올림 {{amount}}', partCash: '현금 일부', change: '거스름돈', give: '드릴 돈', missing: '부족한 금액', take: '{{amount}} 받고 금고 열기', enter: '고객이 낸 금액을 입력하세요',
  times: '{{count}} ×', splitTitle: '나눠 내기', splitLead: '먼저 일부를 받고 나머지는 남습니다.', splitAmount: '이번에 받을 금액', splitCode: '지갑 코드로', splitCash: '현금으로', half: '절반', third: '3분의 1', remains: '이후 {{amount}}이 남습니다', paidParts: '받은 금액',
  keep: '초록불이 켜질 때까지 상품을 건네지 마세요.', ending: '코드 끝자리 {{digits}}', state: { intended: '청구를 기록하는 중', sent: '지갑에 조회하는 중', 'payer-acting': '고객이 휴대폰에서 확인 중', unknown: '아직 확실한 응답이 없습니다', reversing: '안전하게 취소하는 중', paid: '결제 완료', declined: '결제 안 됨', reversed: '취소됨', stuck: '관리자가 필요합니다' },
  stateHint: { wait: '하실 일은 없습니다. 계속 조회하고 있습니다.', reversing: '마지막으로 조회합니다. 돈이 나갔다면 자동으로 돌려줍니다.' },
  seconds: '{{seconds}}초', untilFinal: '후 마지막 조회', finalNow: '마지막 조회 중', ask: '지금 조회', cancel: '안전 취소', cancelHint: '안전 취소는 마지막으로 한 번 더 조회합니다. 돈이 나갔다면 자동으로 돌려줍니다.', setAside: '다른 수단', setAsideHint: '관리자 PIN 필요',
  fact: { paid: '결제 금액', given: '받은 돈', change: '거스름돈', at: '확인 시각', receipt: '영수증', next: '다음 단계', nextFinal: '마지막 조회 후 안전 취소', nextAsk: '다시 조회', nextManager: '관리자가 결정', in: '남은 시간', asked: '조회', times_other: '{{count}}번', goesBack: '돌려줄 금액', taken: '청구액', answer: '응답', basket: '장바구니', kept: '그대로 보관', amount: '금액' },
  newSale: '새 판매', showReceipt: '영수증', another: '다른 방법으로', goOn: '계속', auto: '다음 스캔으로 새 판매가 시작됩니다.',
};
