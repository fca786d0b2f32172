/** Korean: the technician's bench: a device's page, the scanner clinic, the virtual bench, the printer, the diagnosis. */

export const page = {
  list: '장치', choose: '장치를 선택하세요', chooseHint: '장치가 보낸 리포트와 그 의미, 이 계산대에서의 용도를 여기에 표시합니다.', allVirtual: '실제 장치가 연결되어 있지 않습니다.', live: '실시간', last: '{{what}}, {{time}}', processUp: '장치 프로세스 실행 중, {{time}}부터', processDown: '장치 프로세스를 다시 시작하는 중이며 판매는 계속됩니다.',
  drill: '장애 훈련', drills: { 'driver-hangs': '드라이버 호출이 멈춤', 'process-hangs': '프로세스가 응답하지 않음', 'process-dies': '프로세스가 종료됨' }, drillDone: '훈련을 시작했습니다. 표시등을 보세요. 프로세스는 2초 안에 발견되어 교체되고 판매는 계속됩니다.', plug: '가상 장치 연결', unplug: '분리',
  allow: '허용', deny: '거부', asksTitle: '이 장치를 받아들일까요?', asks: '{{name}} 장치는 키보드처럼 동작하며 여기서 본 적이 없습니다. 키보드 모드의 스캐너도 그렇고, 명령을 입력하는 USB 장치도 그렇습니다. 직접 연결했고 무엇인지 알 때만 허용하세요.', later: '나중에 결정',
  role: '용도', roles: { scanner: '스캐너', 'card-reader': '카드 리더기', scale: '저울', none: '없음' }, why: '이유', mode: '모드', modes: { 'hid-pos': 'HID-POS', vendor: '제조사 리포트', keyboard: '키보드', serial: '직렬 포트', proprietary: '제조사 독자 방식, 읽을 수 없음', none: '알 수 없음' }, serial: '일련번호', claimed: { profile: '프로필로 인식', descriptor: '디스크립터로 인식', none: '인식 안 됨' },
  permission: '권한을 주는 방법', permissionHint: '이 규칙을 {{file}}에 넣고 명령을 실행한 뒤 장치를 뽑았다가 다시 꽂으세요.', copy: '복사', copied: '복사했습니다.',
  raw: '원시 리포트', rawHint: '리포트 {{id}}, {{bytes}}바이트', rawBytes: '{{bytes}}바이트', noReports: '아직 받은 리포트가 없습니다. 스캔하거나 카드를 긁거나 무게를 재 보세요.', scrubbed: '마스킹됨', scrubbedHint: '돈이나 개인과 관련될 수 있는 내용은 이 화면에 오기 전에 가려졌습니다. 회색 바이트는 장치가 보낸 값이 아닙니다.', direction: { in: '입력', out: '출력', feature: '기능' }, outcome: { scan: '스캔', card: '카드', weight: '무게', ignored: '무시', fault: '오류', part: '일부' },
  decoded: '디코딩 결과', noEvents: '아직 디코딩된 내용이 없습니다.', fields: { encoding: '인코딩', use: '용도', state: '상태', code: '코드', text: '텍스트', symbology: '코드 종류', bytes: '바이트', hex: '바이트', parts: '분할 수', brand: '카드 브랜드', last4: '끝 네 자리', lastFour: '끝 네 자리', expiry: '유효 기간', encrypted: '암호화', ksn: '키 일련번호', reason: '이유', weight: '무게', stable: '안정', grams: '무게', length: '길이', kind: '종류', service: '서비스 코드', milligrams: '무게', status: '상태', badge: '직원 카드' },
  atByte: '바이트 {{byte}}', atBit: '바이트 {{byte}}, 비트 {{bit}}', bits: '{{bits}}비트', timesBits: '{{times}} × {{bits}}비트', values: { forward: '암호화된 그대로 매입사로 전달', member: '직원·멤버십·기프트 카드', practice: '결제 카드, 연습용', refused: '거부: 암호화 안 된 결제 카드', true: '예', false: '아니요', stable: '안정', 'stable-at-zero': '영점에서 안정', moving: '흔들림', 'below-zero': '영점 아래', 'over-limit': '최대 용량 초과', 'utf-8': 'UTF-8', fallback: '프로필에 정한 방식', 'latin-1': 'Latin-1' },
  latency: '지연 시간', latencyHint: '첫 리포트부터 디코딩까지', p50: '절반은 이 시간 안', p99: '100건 중 99건은 이 시간 안', slower: '그 이상', ms: '{{ms}} ms', latencyLabel: '지연 시간: 절반은 {{p50}} ms 미만, 100건 중 99건은 {{p99}} ms 미만.', noLatency: '첫 이벤트부터 수치가 나옵니다.',
  descriptor: '리포트 디스크립터', source: { system: '시스템 제공', profile: '프로필 제공', virtual: '가상 장치 제공' }, noDescriptor: '시스템이 제공하지 않고 프로필에도 없습니다.', report: '리포트', place: '위치', size: '크기', usage: '용도', range: '범위', padding: '패딩', faults: '잘못된 점',
  errors: '오류', noErrors: '연결한 뒤 오류가 없습니다.',
  profile: '프로필', noProfile: '사용 중인 프로필이 없습니다. 디스크립터만으로 읽습니다.', profileSource: { shipped: 'Tillbook 기본 제공', shop: '이 매장에서 등록' }, importProfile: '가져오기', exportProfile: '내보내기', undo: '되돌리기', changed_one: '{{count}}줄 변경', changed_other: '{{count}}줄 변경', sources: '출처', imported: '이제 프로필 “{{name}}”이 적용됩니다.', undone: '이전 프로필로 되돌렸습니다.',
  trace: '기록 시작', traceStop: '멈추고 저장', traceRunning_one: '리포트 {{count}}개 기록됨', traceRunning_other: '리포트 {{count}}개 기록됨', replay: '재생', replayed: '{{ms}} ms 동안 리포트 {{reports}}개를 재생했습니다. 이벤트 {{events}}개. 판매된 것은 없습니다.', speeds: { max: '최대 속도', real: '원래 속도' }, replayTitle: '기록 재생',
};

export const clinic = {
  title: '스캐너 점검', keyboard: '이 스캐너는 키보드처럼 입력합니다. 쓸 수는 있지만 느리고, 입력 결과가 키보드 언어에 따라 달라집니다. HID-POS가 더 나은 모드입니다.', good: '이 스캐너는 {{mode}} 방식으로 데이터를 보냅니다. 바꿀 것이 없습니다.', to: '{{mode}} 모드로', scanThis: '스캐너로 이 코드를 스캔하세요', manual: '코드는 제조사 설명서에 있습니다.', codeLabel: '전환 코드 {{text}}',
  test: '테스트', testScan: '테스트 스캔', testSwipe: '테스트 카드', testWeigh: '테스트 계량', hint: '{{seconds}}초 안에 이 코드를 스캔하세요. 다른 곳에는 쓰이지 않습니다.', hintSwipe: '{{seconds}}초 안에 결제 카드가 아닌 카드를 긁으세요. 다른 곳에는 쓰이지 않습니다.', hintWeigh: '{{seconds}}초 안에 저울에 물건을 올리세요.', waiting: '기다리는 중', again: '다시 테스트', testCode: '테스트 코드 {{text}}',
  right: '맞는 코드입니다. {{ms}} ms, {{mode}} 방식.', wrong: '{{ms}} ms 뒤에 무언가 왔지만 이 코드가 아닙니다. 스캐너의 접두사, 접미사, 키보드 언어를 확인하세요.', nothing: '아무것도 오지 않았습니다. 케이블과 트리거, 다른 모드가 아닌지 확인하세요.', stopped: '테스트를 중지했습니다.', came: '{{ms}} ms 뒤에 응답이 왔습니다.', reports_one: '리포트 {{count}}개', reports_other: '리포트 {{count}}개', heard: '{{ms}} ms 만에 맞는 코드를 입력했습니다. 키보드 모드입니다.',
};

export const bench = {
  title: '가상 장치', hint: '실제 장치처럼 리포트를 보내고 같은 디코더를 거칩니다.', code: '코드', scan: '스캔', gtin: '상품', wallet: '결제 코드', broken: '손상된 코드', cards: { 'clear-payment': '암호화 안 된 결제 카드', 'encrypted-payment': '암호화된 결제 카드', 'staff-badge': '직원 카드', damaged: '손상된 마그네틱' }, grams: '그램', weigh: '무게 재기', unstable: '아직 흔들림', noControls: '이 장치는 연결과 분리만 할 수 있습니다.',
};

export const printer = {
  title: '프린터', kind: '프린터', kinds: { none: '없음', tcp: '네트워크', file: '장치 파일', virtual: '가상' }, address: '주소', addressHint: { tcp: '호스트나 IP, 9100이 아니면 :포트', file: '예: /dev/usb/lp0 또는 /dev/ttyUSB0', none: '', virtual: '' }, width: '용지', mm: '{{mm}} mm', letters: '글자', codePages: { raster: '모두 이미지로', cp437: 'CP437', cp858: 'CP858', windows1252: 'Windows 1252' }, lettersHint: '중국어와 한국어는 항상 이미지로 인쇄합니다. 모두 이미지로 하면 느리지만 글자가 깨지지 않습니다.', baud: '속도',
  answers: '상태 응답', answersHint: '프린터가 응답하지 않으면 영수증이 인쇄되었는지 확인할 수 없습니다.', cut: '절단', drawer: '금전함', auto: '판매 후 자동 인쇄', language: '언어', on: '켬', off: '끔', yes: '예', no: '아니요', save: '설정 저장', saved: '프린터 설정을 저장하고 기록했습니다.', unsaved: '아직 저장 안 됨',
  status: '상태', ask: '지금 확인', test: '테스트 인쇄', kick: '금전함 열기', kickHint: '먼저 장부에 기록됩니다.', last: '마지막 작업', never: '아직 보낸 것이 없습니다.', what: { receipt: '영수증', test: '테스트 인쇄', kick: '금전함' }, outcome: { printed: '인쇄됨', 'not-printed': '인쇄 안 됨', unknown: '알 수 없음' }, kicked: '프린터가 명령을 받음',
  well: '프린터가 응답하며 문제가 없습니다.', low: '프린터는 정상입니다. 용지가 거의 떨어졌습니다.', unasked: '아직 프린터 상태를 확인하지 않았습니다.', off_: '이 계산대에는 프린터가 없습니다. 영수증은 화면에 표시되고 PDF로 저장됩니다.',
  facts: { paper: '용지', cover: '덮개', drawer: '금전함 스위치', answer: '응답', asked: '확인 시각' }, paper: { ok: '있음', low: '거의 없음', out: '없음' }, cover: { closed: '닫힘', open: '열림' }, pin: { high: '높음', low: '낮음' }, unknown: '정보 없음', ms: '{{ms}} ms',
  virtual: '가상 프린터', virtualHint: '실제 프린터처럼 응답하고 고장 납니다. 종이는 여기에, 영수증은 계산대에 표시됩니다.', pretence: '동작', pretences: { well: '정상', 'paper-out': '용지 없음', 'cover-open': '덮개 열림', silent: '응답 없음', 'cut-off': '연결 끊김' }, noPaper: '테스트 인쇄를 하면 종이가 보입니다.',
};

export const diagnosis = {
  title: '진단', bundle: '진단 파일', bundleHint: '도와줄 사람을 위한 로그, 버전, 설정, 장치, 모든 연결 상태입니다. 판매, 이름, 코드, 암호 키는 들어 있지 않습니다. 보내기 전에 읽어 보세요.', saved: '진단 파일 {{name}} 저장됨.', allWell: '모두 정상입니다.', trouble_one: '살펴볼 것이 {{count}}가지 있습니다.', trouble_other: '살펴볼 것이 {{count}}가지 있습니다.',
  backend: { ok: '결제 백엔드가 {{ms}} ms 안에 응답합니다.', slow: '결제 백엔드 응답이 느립니다({{ms}} ms). 결제가 오래 걸리지만 잃는 것은 없습니다. 네트워크를 살펴보세요.', down: '결제 백엔드가 응답하지 않습니다. 현금 판매는 계속됩니다. 먼저 이 컴퓨터의 네트워크를, 다음으로 백엔드 화면의 주소를 살펴보세요.', unused: '아직 결제 백엔드를 확인하지 않았습니다.' },
  wallet: { ok: '{{name}} 응답 시간 {{ms}} ms.', slow: '{{name}} 응답이 느립니다({{ms}} ms). 지갑 쪽 문제이며 고객 확인이 오래 걸립니다.', down: '백엔드는 응답하지만 {{name}} 쪽이 응답하지 않습니다. 지갑 쪽 문제이며 결제는 자동으로 다시 확인합니다.', unused: '{{name}}: 여기서 쓰지 않거나 아직 확인하지 않았습니다.' },
  printer: { ok: '영수증 프린터가 정상입니다.', slow: '영수증 프린터는 정상이며 용지가 거의 떨어졌습니다.', down: '영수증 프린터: {{why}} 없어도 판매는 계속됩니다.', unused: '영수증 프린터가 설정되지 않았습니다.' },
  scanner: { ok: '스캐너가 준비되었습니다.', slow: '살펴볼 스캐너가 있습니다.', down: '장치 프로세스가 실행되지 않습니다. 돌아올 때까지 상품을 직접 입력하세요. 자동으로 다시 시작합니다.', missing: '지금 쓸 수 있는 스캐너가 없습니다. 이유는 아래 장치 항목에 있습니다. 그동안 상품을 직접 입력하세요.', unused: '연결된 스캐너가 없습니다. 키보드 모드의 스캐너는 목록에 없어도 작동합니다.' },
  devices: { well_one: '장치 {{count}}대가 열려 있으며 수신 중입니다.', well_other: '장치 {{count}}대가 열려 있으며 수신 중입니다.', asks: '{{name}} 장치가 키보드처럼 동작하며 허용 여부를 기다립니다.', 'no-permission': '{{name}} 장치를 열 권한이 없습니다. 장치 화면의 규칙을 설치하세요.', failed: '{{name}} 장치를 열 수 없습니다. 뽑았다가 다시 꽂으세요.', 'not-answering': '{{name}} 장치가 응답하지 않습니다. 다시 꽂을 때까지 사용하지 않습니다.', unplugged: '{{name}} 장치는 이 계산대에서 쓰는 장치인데 연결되어 있지 않습니다.', restarts_one: '시작 후 장치 프로세스가 {{count}}번 교체되었습니다.', restarts_other: '시작 후 장치 프로세스가 {{count}}번 교체되었습니다.' },
  journal: { shipped: '장부가 모두 백엔드로 전송되었습니다.', waiting_one: '{{count}}개 항목이 전송을 기다립니다. 자동으로 보냅니다.', waiting_other: '{{count}}개 항목이 전송을 기다립니다. 자동으로 보냅니다.', backup: '마지막 백업이 실패했습니다. 장부 화면의 폴더를 확인하세요.', noBackup: '아직 백업이 없습니다.', unsafe: '장부가 디스크에 바로 기록되지 않습니다. 판매를 멈추고 지원팀에 연락하세요.' },
};
