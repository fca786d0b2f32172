/** Simplified Chinese: setting up the store's wallets at the backend. */

export const setup = {
  title: '钱包', hint: '密钥送到后台并留在那里：收银台不保存，也取不回来。在此设置过的门店只有所设置的钱包，没有其他。', keepsNone: '此后台不保存来自收银台的密钥。请后台管理员用封存密钥启动，或在其机器的钱包文件中设置。',
  is: { none: '本店已停用。', sandbox: '模拟：只动练习用的钱。', unreadable: '已设置，但此后台打不开所保存的内容。不会用它收款；请重新输入密钥，或把封存密钥还给后台。', set: '已设置。', expired: '有证书已到期。更换之前用它付款会失败。', soon: '已设置。有证书将在 30 天内到期：请取得新证书并更换。' },
  by: { file: '在后台机器的钱包文件中设置，并在那里更改。', screen: '由收银台设置。', default: '后台给每家门店的默认值。' }, changed: '最近于 {{time}} 在收银台 {{till}} 更改。',
  kept: '后台保存：{{keys}}。', until: '有效至 {{day}}', ended: '已于 {{day}} 到期', lastAnswer: '最近应答 {{time}}。', neverAnswered: '后台启动以来未应答过。',
  ask: '它应答吗？', asking: '正在询问', change: '设置或更换密钥', saved: '{{wallet}} 已按发送内容生效。请询问它是否应答。',
  test: { answers: '它应答，并认识我们（{{ms}} 毫秒）。没有动钱。', refuses: '有应答，但不认识本商户（{{ms}} 毫秒）：密钥、编号或对方公钥有误。没有动钱。', silent: '没有应答（{{ms}} 毫秒）。请检查后台到钱包的线路。没有动钱。' },
  certificate: { ended: '{{wallet}}的证书已于 {{day}} 到期，用它付款会失败；请取得新证书并在“钱包”页更换。', soon: '{{wallet}}的证书将于 {{day}} 到期。请现在取得新证书并在“钱包”页更换。' },
  connector: { wechatpay: '微信支付', alipay: '支付宝', alipayplus: 'Alipay+', unionpay: '银联', sandbox: '沙箱', none: '停用', unreadable: '打不开' },
  dialog: '设置{{wallet}}', replaceHint: '留空的保持不变。', newHint: '商户开通时钱包会给出这些内容。', oneWay: '只发送到后台一次；本机不保存。', way: '方式', choose: { none: '本店停用该钱包。后台保存的密钥将被删除。', sandbox: '沙箱假装是该钱包，用于练习；不收真钱。' },
  file: '从文件', fileOf: '从文件读取{{name}}', now: '现为 {{value}}', keptNow: '已存于后台', optional: '可留空', code: '后台管理员的一次性代码', codeHint: 'tillbook cloud-code --for wallets；到期前本机可用', send: '发送到后台', sending: '正在发送',
  field: {
    appId: '应用 ID', merchantId: '商户号', merchantSerial: 'API 证书序列号', ownStoreNumber: '本店编号', privateKey: '私钥', apiV3Key: 'APIv3 密钥', platformKeyId: '微信支付公钥 ID', platformKey: '微信支付公钥或证书', notifyUrl: '通知地址', baseUrl: '服务器', inApp: { appSecret: '应用密钥' }, v2: { key: 'API v2 密钥', certificate: 'API 证书（v2）' },
    storeNumber: '门店编号', trust: { alipayPublicKey: '支付宝公钥', appCertificate: '应用证书', alipayCertificate: '支付宝证书', rootCertificate: '支付宝根证书' }, sellerId: '卖家 ID', gateway: '服务器', clientId: '客户端 ID', keyVersion: '密钥版本', alipayplusPublicKey: 'Alipay+ 公钥',
    merchant: { id: '商户 ID', name: '商户名称', category: '商户类别码', storeId: '门店 ID', storeName: '门店名称' }, terminalId: '终端号', certificate: '签名证书', authorities: '银联根证书和中级证书', signerName: '银联签名方', fileUrl: '文件服务器',
  },
};

export const setupTrouble = {
  'wallet-set-by-file': '本店的钱包写在后台机器的钱包文件中。没有变更；请在那里修改并重新启动后台。',
  'wallets-not-kept': '此后台不保存来自收银台的密钥。没有变更；请管理员为它提供封存密钥，或写入钱包文件。',
  'wallet-money-open': '本店还有付款或退款未确定，只有现在的商户能确定它们。没有变更；无等待事项后再试。',
  'wallet-settings-wrong': '这些字段不合适：{{fields}}。没有变更；请检查后重新发送。',
  'wallet-key-unreadable': '有密钥或证书无法读取。没有变更；请从钱包给的文件中完整复制，包括首行和末行。',
  'wallet-key-mismatch': '私钥与证书不匹配（{{fields}}）。没有变更；请使用同一套。',
  'wallet-connector-wrong': '此后台没有通往该钱包的这种方式。没有变更；请另选。',
  'wallets-code-needed': '后台要求其管理员的一次性代码。没有变更；请索取并输入。',
  'wallets-code-refused': '后台没有用于本店钱包的这个代码。没有变更；请逐字核对：注册收银台的代码是另一种。',
  'wallets-code-used': '该代码已被另一台收银台使用。没有变更；请索取新的。',
  'wallets-code-expired': '该代码已过期。没有变更；请索取新的。',
  'wallets-code-tries': '本店试错的代码过多。没有变更；请等一分钟再试。',
  'wallet-not-set-up': '本店不收该钱包，无从询问。没有变更；请先设置。',
};
