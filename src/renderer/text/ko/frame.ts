/** Korean: the frame, sign-in, lock, approval and the line to the till's process. */

export const frame = {
  frame: {
    shift: '{{number}}번 근무 · {{time}} 시작', noShift: '열린 근무 없음', lock: '잠금', keys: '단축키', practice: '연습: 실제 돈이 아닙니다', unsynced_other: '{{count}}건 대기',
    offline: '연결 끊김, 현금 판매 가능', slow: '응답 지연 · {{seconds}}초', down: '응답 없음', unplugged: '분리됨', menu: '메뉴', signOut: '로그아웃', switchPerson: '사용자 전환', toTill: '계산대로', toManager: '관리자 화면으로',
    language: '언어', theme: '테마', light: '밝게', dark: '어둡게', spoken: '금액 읽어 주기', on: '켬', off: '끔', display: '고객 화면 열기', channels: '회선과 기기',
    channelState: '{{name}}: {{health}}', since: '{{time}}부터', answer: '최근 응답 {{seconds}}초', synced: '모두 백엔드에 전송되었습니다.', waiting_other: '{{count}}건이 전송을 기다립니다. 잃은 것은 없으며 연결되면 자동으로 전송됩니다.',
    openPayments_other: '{{count}}건의 결제가 아직 확실하지 않습니다.', sells: '현금 판매는 계속됩니다. 지갑은 연결될 때까지 기다립니다.',
    goods: '계산대', scanPanel: '가상 스캐너',
  },
  connection: {
    connecting: '계산대를 여는 중', lost: '계산대 프로세스가 응답하지 않습니다', lostHint: '판매와 결제는 모두 기록되어 안전합니다. 이 화면은 자동으로 다시 시도합니다. 돌아올 때까지 돈을 받지 마세요.',
  },
  stopped: {
    title: '판매가 중지되었습니다', other: '장부를 쓸 수 없습니다. 이전 판매는 안전합니다. 기술 담당을 부르세요.',
    'disk-full': '디스크가 가득 차 장부를 쓸 수 없습니다. 이전 판매는 안전합니다. 공간을 비우면 판매가 다시 시작됩니다.',
    'ledger-read-only': '장부를 읽을 수만 있고 쓸 수 없습니다. 이전 판매는 안전합니다. 기술 담당을 부르세요.',
    'ledger-forked': '이 계산대 장부의 오래된 사본이거나 두 번째 사본입니다. 결제 백엔드에 여기 없는 판매가 있습니다. 여기서는 판매하거나 보내지 않습니다. 기술 담당자에게 연락하세요. 더 새로운 사본을 쓰거나 새 등록 코드로 다른 이름의 계산대를 설정해야 합니다.',
    'ledger-damaged': '장부 파일이 손상되었습니다. 판매하거나 삭제하지 마세요. 기술 담당이 사본에서 복구할 수 있습니다.',
    backup: '검증된 최신 사본은 {{time}}에 만들어졌습니다.',
  },
  recovered: { text: '영수증 {{receipt}}({{amount}})은 중단 전에 완료되었습니다. 이미 기록되었으니 다시 계산하지 마세요.', see: '영수증 보기', ok: '확인' },
  signIn: {
    pin: '{{name}} 님, PIN을 입력하세요', choose: '누구신가요?', dots_other: '{{count}}자리 입력됨', shiftOpen: '{{number}}번 근무가 열려 있습니다', held_other: '{{number}}번 근무 진행 중, 보류 {{count}}건', noShift: '아직 열린 근무가 없습니다',
    go: '로그인', unlock: '잠금 해제', locked: '{{name}} 님이 잠금', other: '다른 사람', badge: '언제든 직원 카드를 스캔해도 됩니다.', onShift: '{{number}}번 근무', people: '사람',
    demo: '데모 매장입니다.', demoHint: '지갑은 가상이며 실제 돈은 움직이지 않습니다. 각자의 PIN은 카드에 있습니다.', demoPin: 'PIN {{pin}}', practice: '연습: 실제 장부에 영향이 없습니다.',
    opening: '백엔드에 연결하는 중', online: '온라인, 대기 없음', waiting_other: '{{count}}건 전송 대기', offline: '백엔드에 연결되지 않음',
  },
  approval: { title: '관리자 승인', hint: '이 작업 한 번에만 적용됩니다. 아직 바뀐 것은 없습니다.', cashHint: '돈통 차이가 이 사람이 혼자 승인할 수 있는 한도를 넘습니다. 관리자가 함께 세고 승인합니다. 실사는 기록되었고 교대는 아직 열려 있습니다.', who: '관리자', pin: '관리자 PIN', give: '승인', none: '이 계산대에 등록된 관리자가 없습니다.', refused: 'PIN이 맞지 않습니다. 바뀐 것은 없습니다. 다시 시도하세요.' },
};
