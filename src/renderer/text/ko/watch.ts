/** Korean: the manager's page of payments: at risk, ended by themselves, money on its way back, the limits of risk. */

export const watch = {
  page: '결제', hint: '위험 인도, 저절로 끝난 결제, 진행 중인 환불', days: '최근 {{count}}일',
  refunds: '진행 중인 환불', refundsNone: '진행 중이거나 거절된 환불이 없습니다.', failed: '{{wallet}}에서 거절했습니다. 고객의 돈이 아직 가게에 있으니 다시 요청하거나 현금으로 주세요.', next: '{{time}}에 다시 조회', nextSoon: '지금 다시 조회', why: '이유',
  cause: { customer: '반품', 'late-success': '너무 늦은 결제', cancelled: '취소 후 결제됨', 'set-aside': '보류 후 결제됨', reconciliation: '대사에서 발견' },
  state: { intended: '보내는 중', accepted: '접수됨, 진행 중', unknown: '미확정, 조회 중', refunded: '환불 완료', failed: '거절됨' },
  risk: '위험을 감수한 인도', riskNone: '지갑 응답 없이 건넨 상품이 없습니다.', riskNow: '현재 위험 {{amount}}, 한도 {{limit}}', order: '주문', receipt: '영수증 {{receipt}}', approver: '승인자', since: '시각', became: '결과',
  outcome: { waiting: '아직 모름', paid: '결제됨', 'written-off': '미결제, 상각' }, byFile: '지갑 파일에서 확인',
  resolved: '저절로 끝난 결제', resolvedNone: '이 기간의 모든 결제가 정상으로 끝났습니다.', ended: '종료', how: { 'late-success': '바구니가 끝난 뒤 결제되어 환불됨', cancelled: '취소했지만 결제되어 환불됨', 'set-aside': '보류한 뒤 결제되어 환불됨', reversed: '계속 불명, 종료, 받은 돈 없음', 'paid-after-all': '한동안 불명, 이후 결제됨', 'declined-after-all': '한동안 불명, 이후 거절됨' },
  limits: '위험 한도', limitsHint: '연결이 없을 때 지갑이나 매입사의 응답 없이 건넬 수 있는 한도입니다. 변경은 즉시 적용되고 기록되며, 0이면 아무것도 건네지 않습니다.', limitsGoods: '관리자의 말로 건넨 상품', limitsCards: '암호화해 둔 카드', sale: '판매 한 건', till: '이 계산대 전체', hours: '연결 없는 시간', badSale: '금액, 계산대 한도 이하', badHours: '정수 시간, 최대 {{most}}', save: '한도 정하기', changeLimits: '한도',
};
