/** Korean: exports, figures, settlement, fees, adjusting entries, mappings, stores. */

export const books = {
  from: '부터', to: '까지', period: '기간', day: '날짜', wallet: '지갑', sum: '합계', count: '건수', save: '저장', theWallet: '지갑',
  pages: { figures: '도표', settle: '정산', fees: '수수료', stores: '매장' },
  export: {
    open: '내보내기', title: '장부 내보내기', hint: '파일을 건네기 전에 누가 무엇을 가져갔는지 원장에 먼저 적습니다.', whatLabel: '내용', form: '형식', make: '파일 만들기', making: '만드는 중', bom: '스프레드시트용: UTF-8 표시', auditForm: 'JSON 줄, 첫 항목부터의 전체 일지.',
    what: { x: 'X 보고서(지금)', z: 'Z 보고서 {{number}}', sales: '매출', goods: '판매 상품', payments: '지갑 결제', drawer: '돈통', statement: '명세 내역', breaks: '차이', audit: '감사' },
    about: { report: '열려 있는 보고서', sales: '영수증·환불마다 한 줄', goods: '판매 줄마다 한 줄', payments: '결제와 환불, 그 상태', drawer: '현금 입출과 실사', statement: '읽은 지갑 내역', breaks: '원인·담당·결정 포함', audit: '스스로 증명: `tillbook verify`' },
    format: { xlsx: 'Excel', csv: 'CSV', pdf: 'PDF', json: 'JSON' },
  },
  figures: {
    page: '도표', breaks: '무엇이 얼마나 오래 열려 있나?', fees: '수수료는 계약대로인가?', cash: '누구의 돈통이 다른가?', count_other: '차이 {{count}}건', shifts_other: '근무 {{count}}회',
    noBreaks: '열린 것이 없습니다', noBreaksHint: '이 기간의 차이는 모두 결정되었습니다.', breaksYoung: '{{all}} 걸려 있으며 일주일 넘은 것은 없습니다.', breaksOld: '{{all}} 중 {{old}}이 일주일을 넘었습니다.', age: { day: '1일 이내', week: '2~7일', older: '일주일 초과' }, cause: '원인',
    noFees: '이 기간의 명세가 없습니다', noFeesHint: '지갑 파일을 읽으면 수수료를 비교합니다.', feesAgree: '모든 수수료가 계약대로이거나 더 낮습니다.', feesOver: '계약보다 {{over}} 더 부과되었습니다.', feeAsAgreed: '계약대로', feeAbove: '계약보다 {{amount}} 초과',
    noCash: '센 돈통이 없습니다', noCashHint: '근무를 실사로 마감하면 차액이 나타납니다.', cashAnswer_other: '실사한 근무 {{count}}회, 합계 {{net}}.', short: '부족', over: '초과', operator: '담당자', shiftsHead: '근무',
  },
  settle: {
    page: '정산', hint: '원장·지갑·은행을 날짜별로', ledger: '원장 예상', bill: '지갑 명세', bank: '은행', difference: '차이', received: '입금', stands: '상태', noFile: '파일 없음', noPayout: '아직', together_other: '{{count}}일분 합산',
    state: { predicted: '예상', awaited: '대기', paid: '입금됨', differs: '다름', missing: '없음' }, none: '아직 정산할 것이 없습니다', noneHint: '지갑 결제는 그날 바로 여기에 나타납니다.',
  },
  adjust: { open: '조정 분개', title: '조정 분개', hint: '한 계정에서 다른 계정으로 금액을 기장합니다. 고치는 것이 아니라 이름을 남긴 항목이 하나 더 생깁니다. 한도를 넘으면 두 번째 관리자가 승인합니다.', debit: '받는 계정(차변)', credit: '보내는 계정(대변)', badAmount: '0보다 큰 금액', reasonHint: '원장에 영구히 남습니다.', book: '{{amount}} 기장', done: '{{amount}}을 기장했습니다.' },
  account: { clearing: '{{wallet}} 미수금', fees: '{{wallet}} 수수료', 'fees-withheld': '{{wallet}} 공제 수수료', bank: '은행', safe: '금고', 'over-short': '현금 과부족', rounding: '단수 조정', 'write-offs': '상각', 'customer-funds': '고객 예수금', 'refunds-due': '환불 예정금' },
  fees: {
    page: '수수료', contracts: '계약', contract: '수수료 계약', newContract: '새 수수료 계약', contractHint: '명세의 수수료를 이것으로 다시 계산하고 예상에도 씁니다.', add: '추가', edit: '고치기', editLabel: '{{wallet}} 계약 고치기', remove: '삭제', rate: '요율', ratePercent: '요율(%)', badRate: '0.6 같은 백분율', perItem: '건당', min: '최소', cap: '최대', refunds: '환불 시', refund: { returned: '수수료 환급', kept: '수수료 미환급' },
    rounding: '반올림', round: { 'half-up': '반올림', 'half-even': '짝수로 반올림', up: '올림', down: '버림' }, valid: '유효 기간', always: '항상', since: '{{from}}부터', until: '{{to}}까지', fromTo: '{{from}} ~ {{to}}', firstDay: '첫날', lastDay: '마지막 날',
    audit: '계약 초과 수수료', claim: '청구할 금액', none: '초과분 없음', noneHint: '이 기간의 수수료는 계약대로이거나 더 낮습니다.', noLines: '이 기간의 명세를 읽지 않았습니다.', order: '주문', charged: '부과', byContract: '계약', over: '초과', under: '미달', without_other: '비교할 계약이 없는 줄 {{count}}개.',
  },
  mapping: {
    open: '열 지정', title: '{{name}}에는 무엇이 있나요?', hint: '각 열이 무엇인지 알려 주세요. 매핑은 보관되고 같은 머리글의 파일은 다음부터 저절로 읽습니다.', is: '“{{title}}” 열은', ignore: '쓰지 않음', name: '매핑 이름', currency: '통화', ofWallet: '누구의 내역', bankOrOther: '은행 또는 기타', decimal: '소수점', dates: '날짜', sign: '부호', point: '1,234.50', comma: '1.234,50',
    column: { orderId: '우리 주문 번호', tradeId: '상대 번호', originalId: '원주문 번호', amount: '금액', credit: '입금', debit: '출금', fee: '수수료', net: '순액', currency: '통화', date: '날짜', clock: '시각', kind: '구분', status: '상태', batch: '배치', reference: '참조' },
    order: { ymd: '연-월-일', dmy: '일-월-연', mdy: '월-일-연' }, signs: { 'as-printed': '적힌 대로', inverted: '반대로', 'by-kind': '구분에 따라' }, preview: '이렇게 읽음', lines_other: '{{count}}줄, {{amount}}', nothing: '날짜와 금액을 지정하면 어떻게 읽는지 보입니다.', keep: '보관하고 파일 읽기', rows: '파일 그대로',
  },
  run: { open: '다시 대조', title: '날짜 다시 대조', hint: '기간의 모든 날을 지금 아는 것으로 다시 비교합니다. 결정은 그대로입니다.', start: '이 날짜 대조', begins: '시작', day: '{{day}} 대조 중', done_other: '{{count}}일을 대조했습니다. 열린 것 {{open}}건, {{amount}}.', cancelled_other: '{{count}}일 뒤에 끝냈고 대조한 것은 그대로입니다. 열린 것 {{open}}건, {{amount}}.' },
  stores: {
    page: '매장', tills_other: '계산대 {{count}}대', till: '계산대', stands: '상태', breaks: '차이', heard: '마지막 항목', entry: '{{seq}}번 항목', days: '날짜별', daysOf: '{{store}} {{till}}의 날짜별', back: '모든 매장', tillOf: '{{store}}, {{till}}', asOf: '백엔드 기준 {{time}}',
    nothing: '받은 것 없음', notOpened: '아직 열지 않음', closed: '마감, {{day}} Z {{number}}', openShift: '{{day}} 영업 중, {{operator}}', openNoShift: '{{day}} 영업 중, 근무 없음', closedTills: '마감', closedOf: '{{closed}} / {{tills}}', sales: '판매', taken: '받은 금액', refunded: '환불', tenders: '결제 수단', dayOpen: '영업 중', z: 'Z {{number}}', noDays: '이 기간에 영업일이 없습니다', noDaysHint: '다른 날짜를 고르세요.',
  },
  bench: {
    rule: '규칙', noRule: '짝지은 규칙 없음', ruleName: { 'order-id': '주문 번호 일치', 'trade-id': '거래 번호 일치', 'refund-by-original': '같은 주문의 환불', 'amount-and-time': '금액과 시각이 맞는 유일한 것', split: '합을 이루는 부분', 'cut-off': '마감 시각 무렵', reference: '입금 적요에 적힘', amount: '같은 금액의 입금', combined: '여러 날을 합친 입금' }, solutions_other: '방법 {{count}}가지', rows: '우리 {{ledger}}, 상대 {{statement}}, 은행 {{bank}}', rowsName: '행', reopened: '새 증거가 결정과 어긋납니다', until: '기한', waitUntil: '기다릴 날', giveTo: '맡기기', bankSays: '은행에 입금됨',
    inBatch: '해당 입금에 포함', proof: '맞아떨어짐', step: '{{action}}, {{name}}', stepRule: '매장 규칙에 따라 {{action}}', stepNote: '{{action}}, {{name}}: {{note}}', stepApprover: '승인 {{approver}}', stepOwner: '{{owner}}에게 맡김', stepUntil: '{{until}}까지',
  },
};
