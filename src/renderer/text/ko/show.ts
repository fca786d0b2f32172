/** Korean: codes that customers scan, goods handed over at risk, and what waits. */

export const show = {
  title: '코드 보여주기', hint: '고객이 스캔', lead: '고객이 어떤 지갑을 쓰나요?', any: '모든 지갑', anyHint: '하나의 코드로 각 앱에서 결제', offlineAny: '연결 필요', own: '연결 없음: 계산대가 만든 코드',
  scan: '고객이 이 코드를 스캔합니다', making: '코드를 만드는 중', expires: '{{time}} 동안 유효', wait: '결제되면 초록불이 자동으로 켜집니다.', ownTitle: '연결 없음: 지갑 응답 대기', ownHint: '고객은 자신의 통신으로 결제할 수 있습니다. 연결될 때까지 결제 여부를 알 수 없습니다.',
  risk: '위험을 감수하고 건네기', riskHint: '관리자 PIN 필요', cancel: '안전 취소', ask: '지금 조회', practice: '고객 휴대폰으로 스캔', scanWith: '{{wallet}}(으)로 스캔',
  display: '스캔하여 결제', displayHint: '{{wallet}} 앱에서 스캔하세요.', displayAny: '사용하는 지갑 앱에서 스캔하세요.', wallets: '사용 가능한 지갑',
};
export const waiting = {
  pinLocked: '{{name}}의 PIN이 너무 많이 틀려 잠겼습니다.', unlock: '다시 시도 허용',
  title: '아직 확정되지 않음', none: '대기 중인 것이 없습니다. 모든 결제와 환불이 확정되었습니다.', list_other: '{{count}}건 미확정', charge: '결제', refund: '환불 진행 중', 'refund-failed': '환불 거절', atRisk: '위험 감수하고 건넴', next: '{{time}}에 다시 조회', soon: '지금 다시 조회', asked: '{{time}}부터',
  failedHint: '{{wallet}}에서 환불을 거절하여 고객의 돈이 아직 가게에 있습니다. 다시 요청하거나 현금으로 돌려주세요.', again: '{{wallet}}에 다시 요청', cash: '현금으로 주기', askNow: '지금 조회',
};
