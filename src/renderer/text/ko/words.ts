/** Korean: the till's own vocabulary (tenders, channels, roles, outcomes of a scan, reasons under a light). */

export const words = {
  ui: {
    close: '닫기', cancel: '취소', clear: '지우기', delete: '마지막 숫자 지우기', keypad: '숫자판', retry: '다시 시도', loading: '불러오는 중', done: '완료', back: '뒤로', more: '더 보기', print: '인쇄',
    progress: '{{done}} / {{total}}', keysTitle: '단축키', keysHint: '지금 각 키가 하는 일입니다. ? 키를 누르고 있으면 언제든 볼 수 있습니다.', reason: '사유', amount: '금액', yes: '예', no: '아니요',
  },
  tender: { cash: '현금', wechatpay: '위챗페이', alipay: '알리페이', unionpay: '유니온페이', split: '나눠 내기' },
  mark: { wechatpay: 'W', alipay: 'A', unionpay: 'U' },
  channel: { backend: '결제 백엔드', wechatpay: '위챗페이', alipay: '알리페이', unionpay: '유니온페이', printer: '프린터', scanner: '스캐너' },
  health: { ok: '정상', slow: '응답 지연', down: '응답 없음', unused: '사용 안 함' },
  role: { cashier: '계산원', manager: '관리자', technician: '기술 담당' },
  light: { yes: '건네세요', 'not-yet': '아직입니다', no: '결제 안 됨' },
  scan: {
    'sign-in-first': '로그인한 사람이 없어 추가되거나 청구된 것이 없습니다. 로그인한 뒤 다시 스캔하세요.', refused: '계산대가 이 스캔을 처리할 수 없습니다. 추가되거나 청구된 것은 없습니다.',
    'unknown-code': '이 코드의 상품이 없습니다. 추가된 것은 없습니다. 이름으로 검색하세요.',
    'broken-code': '코드가 손상되었거나 불완전합니다. 추가나 결제는 없었습니다. 다시 스캔하세요.',
    'wrong-way-round': '고객이 스캔하는 코드입니다. 결제되지 않았습니다. 고객 지갑의 결제 코드를 요청하세요.',
    'wallet-not-enabled': '이 매장에서 받지 않는 지갑입니다. 결제되지 않았습니다. 다른 지갑이나 현금을 요청하세요.',
    'empty-basket': '아직 결제할 상품이 없습니다. 결제되지 않았습니다. 상품을 먼저 스캔하세요.',
    'not-ready': '지금은 결제를 받을 수 없습니다. 결제되지 않았습니다. 화면의 작업을 먼저 마치세요.',
    'receipt': '저희 매장의 영수증입니다.',
    'badge': '직원 배지입니다. 추가된 것은 없습니다.',
    'too-long': '코드가 너무 깁니다. 추가나 결제는 없었습니다.',
    'no-price': '아직 가격이 없는 상품입니다. 추가되지 않았습니다. 관리자에게 가격을 물어보세요.',
    'consumer-code': '고객 확인용 코드이며 결제 코드가 아닙니다. 결제되지 않았습니다. 결제 코드를 요청하세요.',
  },
  payment: {
    intended: '기록됨, 미전송', sent: '미확인, 조회 중', 'payer-acting': '고객 확인 중', unknown: '미확인, 조회 중', reversing: '취소 중',
    paid: '결제 완료', declined: '결제 안 됨', reversed: '취소됨, 청구 없음', stuck: '관리자 필요', completed: '결제 완료', refunded: '환불됨',
  },
  evidence: {
    intended: '청구를 장부에 기록', sent: '{{wallet}}에 전송', asked: '다시 조회', 'reverse-sent': '{{wallet}}에 취소 전송', resolved: '계산대에서 처리', unreachable: '{{wallet}}에 연결 안 됨',
    answered: {
      intended: '응답: 아직 미전송', sent: '응답: 처리 중', 'payer-acting': '응답: 고객이 확인 중', unknown: '확실한 응답 없음', reversing: '응답: 취소 중',
      paid: '응답: 결제됨', declined: '응답: 거절됨', reversed: '응답: 취소됨, 청구 없음', stuck: '응답: 취소 불가', 'not-found': '응답: 아직 주문 없음', none: '응답함',
    },
    next: '다음 조회', title: '진행 기록', order: '주문 {{order}}', in: '{{seconds}}초 후',
  },
  spoken: { received: '{{amount}} 받았습니다' },
};

/** Under a light. Unknown reasons fall back to `default-*`. */
export const reason = {
  'default-yes': '결제가 장부에 기록되었습니다.',
  'default-not-yet': '아직 결제가 확실하지 않습니다. 상품을 건네지 마세요. 계속 조회합니다.',
  'default-no': '결제되지 않았습니다. 돈은 빠져나가지 않았습니다.',
  'cash-received': '현금이 장부에 기록되었습니다. 거스름돈과 상품을 건네세요.',
  'wallet-paid': '{{wallet}}에서 결제를 확인했고 장부에 기록되었습니다.',
  'split-paid': '모든 부분이 결제되어 장부에 기록되었습니다.',
  intended: '청구가 기록되었고 곧 전송됩니다. 상품을 건네지 마세요.',
  sent: '{{wallet}}에 전송 중입니다. 상품을 건네지 마세요.',
  'payer-acting': '고객이 휴대폰에서 확인 중입니다. 상품을 건네지 마세요.',
  unknown: '{{wallet}}에서 확실한 응답이 없습니다. 청구되었을 수도, 아닐 수도 있습니다.',
  unreachable: '{{wallet}}에 연결되지 않습니다. 청구되었을 수도, 아닐 수도 있습니다.',
  reversing: '청구를 취소하고 있습니다. 돈이 나갔다면 자동으로 돌려줍니다.',
  declined: '{{wallet}}에서 결제를 거절했습니다. 돈은 빠져나가지 않았습니다.',
  reversed: '청구가 취소되었습니다. 돈은 빠져나가지 않았습니다.',
  stuck: '{{wallet}}에서 확인도 취소도 되지 않습니다. 상품을 건네지 말고 관리자를 부르세요.',
  'never-left': '결제 백엔드에 연결되지 않아 청구가 전송되지 않았습니다. 돈은 빠져나가지 않았습니다. 현금을 받거나 연결된 뒤 다시 시도하세요.',
  cancelled: '요청하신 대로 청구를 취소했습니다. 돈은 빠져나가지 않았습니다.',
  'cancelled-refunding': '취소할 때 {{wallet}}에서 이미 돈이 빠져나갔습니다. 고객에게 자동으로 환불되니 따로 내주지 마세요.',
  cancelling: '요청하신 대로 청구를 취소하고 있습니다. 먼저 {{wallet}}에 마지막으로 확인하며, 빠져나간 돈은 자동으로 돌아갑니다.',
  'cancelling-reversing': '{{wallet}}에 취소를 요청하고 있습니다. 빠져나간 돈은 자동으로 돌아갑니다.',
  'set-aside': '결제를 보류했습니다. {{wallet}}에서 나중에 청구되면 자동으로 환불됩니다.',
};
