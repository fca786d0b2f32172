/** Korean: the technician's pages (devices, backend, journal, sandbox). */
import { bench, clinic, diagnosis, page, printer } from './benchPages.ts';
import { enrol, update } from './enrolment.ts';
import { setup } from './walletSetup.ts';
import { badge, wedge } from './wedgeLesson.ts';

export const technician = {
  badge, bench, clinic, diagnosis, enrol, page, printer, setup, update, wedge,
  pages: '페이지', devices: '장치', backend: '백엔드', sandbox: '샌드박스', refresh: '다시 읽기', stale: '마지막으로 읽은 정보입니다. {{trouble}}',
  device: {
    title: '장치', noDriver: 'HID 드라이버 없음. 가상 장치만 표시', empty: '연결된 장치 없음', emptyHint: '장치를 꽂고 다시 읽으세요. 키보드처럼 작동하는 스캐너는 목록에 없어도 됩니다.',
    state: { ready: '준비됨', present: '연결됨', 'no-permission': '권한 없음', failed: '고장', opening: '여는 중', asks: '확인 필요', denied: '거부됨', 'not-answering': '응답 없음', unplugged: '분리됨' },
    stateText: { ready: '작동하며 이 계산대가 사용합니다.', present: '이 계산대가 사용하지 않습니다.', 'no-permission': '이 컴퓨터의 사용자가 열 수 없습니다. 장치 파일 권한을 준 뒤 다시 읽으세요.', failed: '열 수 없습니다. 뺐다가 다시 꽂고 다시 읽으세요.', opening: '장치를 여는 중입니다.', asks: '키보드처럼 동작하며 여기서 처음 연결된 장치입니다. 직접 연결한 경우에만 허용하세요.', denied: '거부된 장치이므로 입력을 받지 않습니다.', 'not-answering': '장치에 보낸 요청에 응답이 없습니다. 뽑았다가 다시 연결할 때까지 사용하지 않으며 판매는 계속됩니다.', unplugged: '이 계산대에서 쓰는 장치인데 연결되어 있지 않습니다. 다시 연결하면 되며 재시작은 필요 없습니다.' },
    virtual: '가상',
  },
  service: {
    title: '백엔드와 지갑', backend: '결제 백엔드', embedded: '이 계산대 안에서 실행', remote: '다른 컴퓨터에서 실행', address: '주소', engine: '데이터베이스', version: '버전', answer: '최근 응답', ms: '{{ms}} ms', none: '아직 없음', connector: '커넥터', wallets: '지갑', program: '이 계산대', tillVersion: 'Tillbook', nodeVersion: 'Node',
    engineName: { pglite: 'PGlite, 내장', postgresql: 'PostgreSQL' },
    backendText: { ok: '백엔드가 응답합니다. 지갑 결제와 전송이 됩니다.', slow: '백엔드 응답이 느립니다. 결제가 오래 걸리지만 잃는 것은 없습니다.', down: '백엔드가 응답하지 않습니다. 현금 판매는 계속되고, 지갑 결제는 기다리며, 기록은 나중에 자동 전송됩니다.', unused: '아직 백엔드를 확인하지 않았습니다.' },
    walletText: { ok: '{{wallet}} 응답함.', slow: '{{wallet}} 응답이 느립니다. 고객 확인 화면이 오래 보입니다.', down: '{{wallet}} 응답이 없습니다. 결제는 미확인으로 남고 자동으로 다시 조회합니다.', unused: '{{wallet}}: 쓰지 않거나 아직 확인하지 않았습니다.', off: '이 매장에서 {{wallet}} 결제를 껐습니다.' },
  },
  journal: {
    title: '장부', head: '최신 기록', entry: '{{seq}}번 기록', entries: '기록 수', shipped: '백엔드 확인', upTo: '{{seq}}번까지', unsynced: '전송 대기', since: '가장 오래된 것 {{time}}', allShipped: '모두 백엔드에 전송됨', synchronous: '동기화 방식', syncGood: '화면에 나오기 전에 모든 판매가 디스크에 기록됨', syncBad: 'FULL이어야 합니다. 정전 시 판매를 잃을 수 있습니다. 판매를 멈추고 지원에 연락하세요.', sqlite: 'SQLite', file: '파일 크기', place: '데이터 위치', verify: '지금 검증', verifying: '모든 기록 검증 중', verifyText: '첫 기록부터 모든 증명을 다시 계산하고 대차를 맞춥니다. 그동안 판매는 계속됩니다.',
    ok_other: '{{time}}에 {{count, number}}개 기록 검증: 사슬이 온전하고 대차가 맞습니다.', okBefore: '{{time}}에 검증: 사슬이 온전하고 대차가 맞습니다.', bad: '{{time}} 검증에서 문제 발견: {{message}}. 판매하거나 파일을 지우지 말고 사본에서 복구하세요.', never: '시작한 뒤로 검증하지 않았습니다.',
    last: '최근 기록', seq: '번호', at: '시각', kind: '종류', operator: '담당', hash: '증명', lastHint: '종류와 증명만, 매출 수치 없음', byTill: '계산대', noEntries: '아직 기록이 없습니다',
  },
  drill: { rotate: '새 기기 키', rotateHint: '현재 키가 새 키를 보증하며, 새 키를 처음 쓰면 만료됩니다.', rotated: '새 키를 사용 중입니다.', title: '장애 훈련', isThere: '결제 백엔드 연결은 그대로입니다. 끊으면 연결 없이 어떻게 판매하는지 볼 수 있습니다. 휴대폰은 자체 통신을 씁니다.', isCut: '훈련을 위해 연결을 끊었습니다. 되돌릴 때까지 아무것도 보내지 않으며, 되돌리면 대기 중인 것이 자동으로 처리됩니다.', cut: '연결 끊기', mend: '연결 되돌리기' },
  backup: {
    title: '백업', make: '지금 백업', making: '복사하고 검증하는 중', good: '최신 사본은 {{time}}에 만들어졌고, 그때 검증되었습니다: 파일이 온전하고 사슬이 이어져 있습니다.', none: '아직 사본이 없습니다. 한 시간 안에 자동으로 만들어지고, 이후 마감할 때마다 만들어집니다.', failed: '{{failedAt}} 백업을 만들지 못했거나 사본이 검증되지 않았습니다. 장부는 안전하고 판매는 계속됩니다. 폴더에 쓸 수 있는지, 공간이 있는지 확인하세요.', hint: '다른 디스크에 두는 것이 좋습니다(shop.json의 backupDir). 현재 위치', at: '만든 때', upTo: '마지막 기록', proof: '증명',
  },
  box: {
    title: '샌드박스', banner: '샌드박스입니다. 지갑을 흉내 내며 연습용 돈만 움직입니다.', bannerHint: '변경은 다음 청구부터 적용되며 다시 바꿀 때까지 유지됩니다.', wallet: '{{wallet}}의 동작', delay: '지연', seconds: '초', delayHint: '최대 600초.', apply: '적용', none: '샌드박스 지갑 없음', noneHint: '백엔드의 지갑이 실제 지갑이거나 백엔드가 응답하지 않습니다.',
    mode: { pay: '결제', confirm: '확인 필요', decline: '거절', silent: '무응답', 'silent-paid': '무응답, 결제됨', late: '늦은 응답', lie: '거짓 오류', down: '끊김' },
    modeText: { pay: '즉시 또는 지연 후 결제합니다.', confirm: '고객이 휴대폰에서 확인하고 지연 후 결제합니다.', decline: '모든 청구를 거절합니다.', silent: '답하지 않고 돈도 받지 않습니다.', 'silent-paid': '답하지 않지만 돈은 받습니다.', late: '처음엔 무응답. 먼저 취소되지 않으면 지연 후 결제합니다.', lie: '오류로 답하지만 돈은 받습니다.', down: '청구, 조회, 취소 모두 통하지 않습니다.' },
    bills: '명세 파일', billsText: '지갑 명세와 매입사 파일을 언제 받을 수 있는지, 오늘 명세에 차이를 심어 대사에서 찾게 할지 정합니다.', when: '제공 시점', early: '즉시, 지금까지', morning: '다음 날 아침, 실제처럼', plant: '심은 차이', plantNone: '없음', plantSome: '종류별 하나', plantText: '지갑과 카드마다: 빠진 줄, 다른 주문 줄, 다른 수수료, 다른 금액 각 하나.', planted: '명세 파일: {{when}}, {{what}}.', billsApply: '명세 파일 설정',
  },
};
