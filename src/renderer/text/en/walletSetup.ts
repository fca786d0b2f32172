/** English: setting up the store's wallets at the backend. */

export const setup = {
  title: 'Wallets', hint: 'Keys go to the backend and stay there: no till keeps them, and none ever gets them back. A store that is set up here has the wallets that are set up, and no others.', keepsNone: 'This backend keeps no keys that come from a till. Its admin starts it with a seal key, or sets wallets in the wallets file on its machine.',
  is: { none: 'Switched off for this store.', sandbox: 'Pretends: it moves practice money only.', unreadable: 'It was set up, but this backend cannot open what it kept. No money is taken by it; enter its keys again, or give the backend its seal key back.', set: 'Set up.', expired: 'A certificate has ended. Payments by it fail until it is replaced.', soon: 'Set up. A certificate ends within 30 days: get a new one and replace it.' },
  by: { file: 'Set in the wallets file on the backend’s machine, and changed there.', screen: 'Set from a till.', default: 'What the backend gives to every store.' }, changed: 'Last changed {{time}} at till {{till}}.',
  kept: 'Kept at the backend: {{keys}}.', until: 'good until {{day}}', ended: 'ended on {{day}}', lastAnswer: 'Last answered {{time}}.', neverAnswered: 'Has not answered since the backend was started.',
  ask: 'Does it answer?', asking: 'Asking', change: 'Set up or replace keys', saved: '{{wallet}} is in force as sent. Ask now whether it answers.',
  test: { answers: 'It answers, and knows us ({{ms}} ms). No money was moved.', refuses: 'Somebody answers, but not as to a merchant it knows ({{ms}} ms): a key, an id or its own key is wrong. No money was moved.', silent: 'No answer ({{ms}} ms). Check the backend’s way to the wallet. No money was moved.' },
  certificate: { ended: 'A certificate of {{wallet}} ended on {{day}}. Its payments fail; get a new one and replace it on the page Wallets.', soon: 'A certificate of {{wallet}} ends on {{day}}. Get a new one now and replace it on the page Wallets.' },
  connector: { wechatpay: 'WeChat Pay', alipay: 'Alipay', alipayplus: 'Alipay+', unionpay: 'UnionPay', sandbox: 'Sandbox', none: 'Off', unreadable: 'Unreadable' },
  dialog: 'Set up {{wallet}}', replaceHint: 'What is left empty stays as it is.', newHint: 'The wallet gives all of this when the merchant signs up.', oneWay: 'Sent once to the backend; kept nowhere on this till.', way: 'By', choose: { none: 'The wallet is switched off for this store. Its keys at the backend are deleted.', sandbox: 'The sandbox pretends to be the wallet. Use it to practise; no real money is taken.' },
  file: 'From a file', fileOf: '{{name}} from a file', now: 'now {{value}}', keptNow: 'kept at the backend', optional: 'may be left empty', code: 'One-time code of the backend’s admin', codeHint: 'tillbook cloud-code --for wallets; good for this till until it ends', send: 'Send to the backend', sending: 'Sending',
  field: {
    appId: 'App id', merchantId: 'Merchant id', merchantSerial: 'Serial number of the API certificate', ownStoreNumber: 'Our number for the store', privateKey: 'Private key', apiV3Key: 'API v3 key', platformKeyId: 'Id of WeChat Pay’s key', platformKey: 'WeChat Pay’s public key or certificate', notifyUrl: 'Address for notifications', baseUrl: 'Server', inApp: { appSecret: 'App secret' }, v2: { key: 'API v2 key', certificate: 'API certificate (v2)' },
    storeNumber: 'Store number', trust: { alipayPublicKey: 'Alipay’s public key', appCertificate: 'App certificate', alipayCertificate: 'Alipay’s certificate', rootCertificate: 'Alipay’s root certificate' }, sellerId: 'Seller id', gateway: 'Server', clientId: 'Client id', keyVersion: 'Version of our key', alipayplusPublicKey: 'Alipay+’s public key',
    merchant: { id: 'Merchant id', name: 'Merchant’s name', category: 'Merchant category', storeId: 'Store id', storeName: 'Store’s name' }, terminalId: 'Terminal id', certificate: 'Signing certificate', authorities: 'UnionPay’s root and intermediate certificates', signerName: 'Who signs for UnionPay', fileUrl: 'Server for files',
  },
};

export const setupTrouble = {
  'wallet-set-by-file': 'This store’s wallets stand in the wallets file on the backend’s machine. Nothing was changed; change them there and start the backend again.',
  'wallets-not-kept': 'This backend keeps no keys that come from a till. Nothing was changed; its admin gives it a seal key, or puts the wallet into its wallets file.',
  'wallet-money-open': 'Payments or refunds of this store are not decided yet, and only the merchant of now can decide them. Nothing was changed; try again when nothing waits.',
  'wallet-settings-wrong': 'These fields do not fit: {{fields}}. Nothing was changed; check them and send again.',
  'wallet-key-unreadable': 'A key or certificate cannot be read. Nothing was changed; take it from the wallet’s own file, whole, with its first and last line.',
  'wallet-key-mismatch': 'The private key is not that of the certificate ({{fields}}). Nothing was changed; take both from the same set.',
  'wallet-connector-wrong': 'This backend has no such way to that wallet. Nothing was changed; choose another.',
  'wallets-code-needed': 'The backend asks for a one-time code of its admin. Nothing was changed; ask for one and enter it.',
  'wallets-code-refused': 'The backend knows no such code for this store’s wallets. Nothing was changed; check it letter by letter: a code that enrols a till is another one.',
  'wallets-code-used': 'That code was used by another till. Nothing was changed; ask for a new one.',
  'wallets-code-expired': 'That code is too old. Nothing was changed; ask for a new one.',
  'wallets-code-tries': 'Too many wrong codes were tried for this store. Nothing was changed; wait a minute, then try again.',
  'wallet-not-set-up': 'This store does not take that wallet, so there is nobody to ask. Nothing was changed; set it up first.',
};
