/** Korean: setting up the store's wallets at the backend. */

export const setup = {
  title: '월렛', hint: '키는 백엔드로 가서 거기에 남습니다. 어떤 계산대도 보관하지 않으며 되돌려받지 않습니다. 여기서 설정한 매장에는 설정한 월렛만 있고 다른 것은 없습니다.', keepsNone: '이 백엔드는 계산대에서 온 키를 보관하지 않습니다. 관리자가 봉인 키로 시작하거나 그 기기의 월렛 파일에 설정합니다.',
  is: { none: '이 매장에서 꺼져 있습니다.', sandbox: '흉내만 냅니다. 연습용 돈만 움직입니다.', unreadable: '설정되었으나 이 백엔드가 보관한 것을 열 수 없습니다. 돈을 받지 않습니다. 키를 다시 입력하거나 백엔드에 봉인 키를 돌려주세요.', set: '설정되었습니다.', expired: '인증서가 만료되었습니다. 교체할 때까지 결제가 실패합니다.', soon: '설정되었습니다. 인증서가 30일 안에 만료됩니다. 새 인증서로 교체하세요.' },
  by: { file: '백엔드 기기의 월렛 파일에 설정되어 있으며 거기서 바꿉니다.', screen: '계산대에서 설정했습니다.', default: '백엔드가 모든 매장에 주는 기본값입니다.' }, changed: '마지막 변경: {{time}}, 계산대 {{till}}.',
  kept: '백엔드에 보관: {{keys}}.', until: '{{day}}까지 유효', ended: '{{day}}에 만료됨', lastAnswer: '마지막 응답 {{time}}.', neverAnswered: '백엔드가 시작된 뒤 응답한 적이 없습니다.',
  ask: '응답하나요?', asking: '묻는 중', change: '설정 또는 키 교체', saved: '{{wallet}}이(가) 보낸 대로 적용되었습니다. 응답하는지 물어보세요.',
  test: { answers: '응답하며 우리를 압니다({{ms}} ms). 돈은 움직이지 않았습니다.', refuses: '응답은 있으나 아는 가맹점으로 대하지 않습니다({{ms}} ms). 키, 번호 또는 상대 공개 키가 틀립니다. 돈은 움직이지 않았습니다.', silent: '응답이 없습니다({{ms}} ms). 백엔드에서 월렛까지의 연결을 확인하세요. 돈은 움직이지 않았습니다.' },
  certificate: { ended: '{{wallet}} 인증서가 {{day}}에 만료되었습니다. 결제가 실패합니다. 새 인증서를 받아 월렛 페이지에서 교체하세요.', soon: '{{wallet}} 인증서가 {{day}}에 만료됩니다. 지금 새 인증서를 받아 월렛 페이지에서 교체하세요.' },
  connector: { wechatpay: '위챗페이', alipay: '알리페이', alipayplus: 'Alipay+', unionpay: '유니온페이', sandbox: '샌드박스', none: '끔', unreadable: '열 수 없음' },
  dialog: '{{wallet}} 설정', replaceHint: '비워 둔 것은 그대로 남습니다.', newHint: '가맹점 가입 때 월렛이 이 모든 것을 줍니다.', oneWay: '백엔드로 한 번 보내며 이 계산대에는 남지 않습니다.', way: '방식', choose: { none: '이 매장에서 월렛을 끕니다. 백엔드의 키는 삭제됩니다.', sandbox: '샌드박스가 월렛을 흉내 냅니다. 연습용이며 실제 돈은 받지 않습니다.' },
  file: '파일에서', fileOf: '{{name}}을(를) 파일에서', now: '현재 {{value}}', keptNow: '백엔드에 보관됨', optional: '비워도 됨', code: '백엔드 관리자의 일회용 코드', codeHint: 'tillbook cloud-code --for wallets; 만료 전까지 이 계산대에서 유효', send: '백엔드로 보내기', sending: '보내는 중',
  field: {
    appId: '앱 ID', merchantId: '가맹점 번호', merchantSerial: 'API 인증서 일련번호', ownStoreNumber: '우리 매장 번호', privateKey: '개인 키', apiV3Key: 'API v3 키', platformKeyId: '위챗페이 키 ID', platformKey: '위챗페이 공개 키 또는 인증서', notifyUrl: '알림 주소', baseUrl: '서버', inApp: { appSecret: '앱 시크릿' }, v2: { key: 'API v2 키', certificate: 'API 인증서(v2)' },
    storeNumber: '매장 번호', trust: { alipayPublicKey: '알리페이 공개 키', appCertificate: '앱 인증서', alipayCertificate: '알리페이 인증서', rootCertificate: '알리페이 루트 인증서' }, sellerId: '판매자 ID', gateway: '서버', clientId: '클라이언트 ID', keyVersion: '우리 키 버전', alipayplusPublicKey: 'Alipay+ 공개 키',
    merchant: { id: '가맹점 ID', name: '가맹점 이름', category: '가맹점 업종 코드', storeId: '매장 ID', storeName: '매장 이름' }, terminalId: '단말기 번호', certificate: '서명 인증서', authorities: '유니온페이 루트 및 중간 인증서', signerName: '유니온페이 서명자', fileUrl: '파일 서버',
  },
};

export const setupTrouble = {
  'wallet-set-by-file': '이 매장의 월렛은 백엔드 기기의 월렛 파일에 있습니다. 바뀐 것은 없습니다. 거기서 바꾸고 백엔드를 다시 시작하세요.',
  'wallets-not-kept': '이 백엔드는 계산대에서 온 키를 보관하지 않습니다. 바뀐 것은 없습니다. 관리자가 봉인 키를 주거나 월렛 파일에 넣습니다.',
  'wallet-money-open': '이 매장의 결제나 환불이 아직 확정되지 않았고, 지금의 가맹점만 확정할 수 있습니다. 바뀐 것은 없습니다. 기다리는 것이 없을 때 다시 시도하세요.',
  'wallet-settings-wrong': '맞지 않는 항목: {{fields}}. 바뀐 것은 없습니다. 확인하고 다시 보내세요.',
  'wallet-key-unreadable': '키나 인증서를 읽을 수 없습니다. 바뀐 것은 없습니다. 월렛이 준 파일에서 첫 줄과 끝줄까지 통째로 가져오세요.',
  'wallet-key-mismatch': '개인 키가 인증서({{fields}})의 것이 아닙니다. 바뀐 것은 없습니다. 같은 묶음에서 둘 다 가져오세요.',
  'wallet-connector-wrong': '이 백엔드에는 그 월렛으로 가는 그런 방식이 없습니다. 바뀐 것은 없습니다. 다른 것을 고르세요.',
  'wallets-code-needed': '백엔드가 관리자의 일회용 코드를 요구합니다. 바뀐 것은 없습니다. 코드를 받아 입력하세요.',
  'wallets-code-refused': '백엔드에 이 매장 월렛용 그런 코드가 없습니다. 바뀐 것은 없습니다. 글자를 하나씩 확인하세요. 계산대 등록 코드는 다른 것입니다.',
  'wallets-code-used': '다른 계산대가 사용한 코드입니다. 바뀐 것은 없습니다. 새 코드를 받으세요.',
  'wallets-code-expired': '코드의 유효 시간이 지났습니다. 바뀐 것은 없습니다. 새 코드를 받으세요.',
  'wallets-code-tries': '이 매장에서 잘못된 코드를 너무 많이 시도했습니다. 바뀐 것은 없습니다. 1분 뒤 다시 시도하세요.',
  'wallet-not-set-up': '이 매장은 그 월렛을 받지 않아 물을 곳이 없습니다. 바뀐 것은 없습니다. 먼저 설정하세요.',
};
