/** Korean: one sentence for each refusal and fault: what happened, what it means for the money, the next step. */

export const trouble = {
  internal: '계산대 내부 오류입니다. 장부는 그대로입니다. 다시 시도하고 계속되면 기술 담당에게 알리세요.',
  'no-such-call': '계산대가 모르는 요청입니다. 바뀐 것은 없습니다. 페이지를 새로 고치세요.',
  'bad-request': '계산대가 요청을 읽지 못했습니다. 바뀐 것은 없습니다. 입력을 확인하세요.',
  'sign-in-first': '로그인한 사람이 없습니다. 바뀐 것은 없습니다. 먼저 로그인하세요.',
  'not-allowed': '이 역할로는 할 수 없습니다. 바뀐 것은 없습니다. 권한이 있는 사람에게 부탁하세요.',
  'till-unreachable': '계산대 프로세스가 응답하지 않습니다. 기록은 안전합니다. 화면이 돌아온 뒤 확인하고 계속하세요.',
  'till-no-answer': '계산대 응답이 너무 늦습니다. 기록은 안전합니다. 장바구니와 최근 결제를 확인한 뒤 다시 시도하세요.',
  'approval-needed': '관리자 승인이 필요합니다. 바뀐 것은 없습니다.',
  'approval-refused': '승인되지 않았습니다. 바뀐 것은 없습니다. 관리자가 자신의 PIN을 입력해야 합니다.',
  'words-hold-number': '카드 번호나 결제 코드처럼 긴 숫자가 들어 있어 저장하지 않습니다. 바뀐 것은 없습니다. 사유를 글로 적으세요.',
  'wrong-pin': 'PIN이 맞지 않습니다. 바뀐 것은 없습니다. 다시 시도하세요.',
  'too-many-tries': 'PIN을 너무 많이 틀렸습니다. 바뀐 것은 없습니다. 잠시 기다리거나 관리자에게 문의하세요.',
  'unknown-operator': '등록되지 않은 사람입니다. 바뀐 것은 없습니다. 다시 선택하세요.',
  'backend-unreachable': '결제 백엔드에 연결되지 않아 청구되지 않았습니다. 현금을 받거나 연결된 뒤 다시 시도하세요.',
  'backend-unknown': '결제 백엔드의 응답이 확실하지 않습니다. 상품을 건네지 마세요. 계속 조회합니다.',
  'backend-refused': '결제 백엔드가 거절했습니다. 청구되지 않았습니다. 계속되면 기술 담당에게 알리세요.',
};
