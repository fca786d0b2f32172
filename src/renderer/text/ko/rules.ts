/** Korean: the shop's rules, what they would do, and who changed them. */
export const rules = {
  page: '규칙', hint: '한도, 자동 종결, 대기 기간', save: '규칙 저장', undo: '되돌리기', upTo: '최대', never: '규칙 없음', none: '없음', noAmount: '이 한도에 맞는 금액을 입력하세요', noNumber: '{{least}}부터 {{most}}까지의 정수',
  limits: '2인 승인', limitsHint: '이 금액을 넘는 상각, 환불, 조정은 한 사람이 승인할 수 없습니다.',
  byItself: '자동 종결', byItselfHint: '해당 원인의 차이가 이 금액 이하이면 명세를 읽을 때 자동으로 종결되고, 규칙이 적힌 분개로 장부에 남습니다. 사람이 손댄 차이는 그대로 둡니다.',
  matching: '대사와 대기', matchingHint: '무엇을 같은 결제로 볼지, 얼마나 기다린 뒤 누락으로 볼지 정합니다.',
  field: { fourEyesMinor: '두 번째 관리자 승인 기준', writeOffMinorMax: '상각 불가 기준', roundingMinor: '단수 차이로 보는 한도', ruledDayMinorMax: '하루 자동 종결 합계 한도', askDays: '지갑 회신 대기 일수', windowMinutes: '주문 번호 없을 때 시간 간격(분)', carryMinutes: '지갑 일 마감 전후(분)', payoutDaysMax: '한 입금에 합산되는 최대 일수', payoutGraceDays: '입금 유예 일수' },
  about: { fourEyesMinor: '분개 건별 기준입니다.', writeOffMinorMax: '더 큰 금액은 조정 분개나 지갑의 정정만 가능합니다.', roundingMinor: '금액이나 수수료 차이가 이 이하일 때.', ruledDayMinorMax: '넘는 것은 사람을 기다립니다.', askDays: '지나면 상각을 제안합니다.', windowMinutes: '다른 근거가 없을 때 금액만으로 맞춥니다.', carryMinutes: '다음 날 명세에 올 것으로 보고 누락으로 치지 않습니다.', payoutDaysMax: '최대 이 일수까지 합산합니다.', payoutGraceDays: '지나면 은행 미입금으로 봅니다.' },
  cause: { rounding: '단수 차이', 'fee-above-contract': '계약보다 높은 수수료', 'fee-below-contract': '계약보다 낮은 수수료', 'manual-acceptance': '수동 승인 후 미결제', unknown: '금액 불일치, 원인 불명' },
  does: { rounding: '상각합니다. 수수료는 청구된 대로 기장합니다.', 'fee-above-contract': '청구된 대로 기장하고 수수료 감사에 남깁니다.', 'fee-below-contract': '청구된 대로 기장합니다.', 'manual-acceptance': '상각합니다.', unknown: '지갑에 묻지 않고 상각합니다.' },
  cash: { title: '현금 과부족', hint: '교대 마감 때 허용되는 돈통 차이입니다. 넘으면 관리자가 함께 세고 승인하며, 보고서에 두 사람이 적힙니다.', alone: '혼자 승인할 수 있는 한도(공통)', aloneHint: '부족과 초과 모두.', of: '{{name}} 님이 혼자 승인할 수 있는 한도', asAll: '공통 한도' },
  trial: {
    title: '바꾸면 지금 어떻게 되나', titleNow: '지금 규칙이 하는 일', hint: '미처리 차이가 있는 날로 시험합니다. 바뀐 것은 없습니다.', unreadable: '읽을 수 없는 칸이 있습니다. 고치면 시험 결과가 나옵니다.', nothing: '미처리 차이가 없어 시험할 것이 없습니다.',
    days_other: '{{count}}일', open_other: '{{days}} 동안 미처리 차이 {{count}}건, {{amount}}.',
    ends_other: '“{{rule}}” 규칙이 {{count}}건, {{amount}} 종결.', endsNone: '“{{rule}}” 규칙으로 종결되는 것은 없음.', noRule: '자동으로 종결하는 규칙이 없습니다.',
    capped_other: '{{count}}건({{amount}})은 충분히 작지만 하루 한도를 넘습니다.', left_other: '{{count}}건이 남음, {{amount}}.',
    secondPerson_other: '그중 {{count}}건({{amount}})은 두 번째 관리자의 승인이 필요합니다.', tooLarge_other: '그중 {{count}}건({{amount}})은 상각할 수 없습니다.',
  },
  contradicts: { person: '한 사람이 혼자 상각할 수 없는 금액을 규칙이 종결할 수는 없습니다. 규칙을 낮추거나 2인 승인 기준을 올리세요.', day: '규칙 금액이 하루 자동 종결 합계 한도보다 큽니다. 하루 한도를 올리거나 규칙을 낮추세요.' },
  history: '변경 이력', noHistory: '처음 설정 그대로입니다.', when: '일시', who: '변경자', signed: '함께 승인', what: '변경 내용', first: '첫 변경', changed: '{{name}}: {{was}} → {{is}}',
};
