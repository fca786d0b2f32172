/** Simplified Chinese: joining a backend by a one-time code, and whether the program may be updated. */

export const enrol = {
  title: '注册', till: '本收银台', not: '还没有后台认识本机。现金照常收款；钱包和银行卡要等技术员输入注册码。', own: '已在本机自带的后台注册。', done: '已注册。后台以下面的密钥识别本机。',
  shop: '店铺', store: '门店', name: '收银台', address: '后台地址', since: '注册时间', earlier: '由旧版本注册', keyId: '登记为', fingerprint: '本机密钥指纹', fingerprintHint: '密钥在本机生成，从不离开本机。', backendPrint: '后台密钥指纹',
  join: '用一次性注册码注册', joinText: '注册码由后台管理员生成，只能用一次，且短时间内有效。', sameText: '本机已有销售，须留在原后台。原后台的新注册码可在密钥丢失或更换后重新绑定本机密钥。',
  addressHint: 'https://…，本机后台可用 http://127.0.0.1:…', fixed: '已在 shop.json 中设定', code: '一次性注册码', codeHint: '须为门店 {{store}} 生成', scan: '也可用本机任一扫码枪扫描注册码的二维码。', otherScan: '这不是注册码。没有变更；请扫描随注册码给出的二维码。', enrol: '注册本机', busy: '正在注册', joined: '已注册为门店 {{store}} 的收银台 {{till}}。',
};

export const update = {
  title: '更新程序', may: '没有等待事项，现在可以更新程序。', mayNot: '现在不行：须先由本版本处理完等待事项。在此之前拒绝更新；销售照常进行。',
  waits: { sale: '柜台上有一笔销售', charges_other: '{{count}} 笔付款尚未确定', refunds_other: '{{count}} 笔退款正在进行', cards_other: '{{count}} 张加密卡片尚未转发', unshipped_other: '{{count}} 条账本记录后台尚未确认' },
  hint: '安装程序用 “tillbook update-check” 作同样的询问，有等待事项时停止。',
};

export const enrolTrouble = {
  'enrol-address': '这不是后台地址：应以 https:// 开头，本机后台可用 http://。没有变更；请重新输入。',
  'enrol-address-fixed': '本机的后台已在 shop.json 中设定，且是另一个（{{address}}）。没有变更；请在那里修改后重新启动。',
  'enrol-other-store': '该注册码属于门店 {{store}}，本机属于门店 {{own}}。没有变更，注册码仍有效；请在那家店使用，或索取本店的注册码。',
  'enrol-code-refused': '后台没有本店的这个注册码。没有变更；请逐字核对，并确认它是为本店生成的。',
  'enrol-code-used': '该注册码已被使用。没有变更；请索取新的：每个只能注册一台。',
  'enrol-code-expired': '该注册码已过期。没有变更；请索取新的并及时输入。',
  'enrol-too-many': '本店试错的注册码过多。没有变更；请等一分钟再试。',
  'enrol-clock': '本机时钟与后台相差 {{minutes}} 分钟。没有变更，注册码仍有效；请校准时钟后再试。',
  'enrol-name-taken': '后台已有同名收银台的另一本账。没有变更，注册码仍有效；请使用那本账，或在 shop.json 中给本机换个名称。',
  'enrol-elsewhere': '本机曾与另一后台一起销售，只有那个后台能退款和撤销。没有变更，注册码仍有效；要加入此后台，请用空的数据文件夹启动收银台。',
  'enrol-unshipped': '本机账本属于另一后台，还有 {{count}} 条记录未送达。没有变更，注册码仍有效；请先让与现有后台的线路恢复。',
  'enrol-unreachable': '该地址无人应答（{{why}}）。没有变更，注册码仍有效；请检查地址和网络后再试。',
  'enrol-no-backend': '该地址应答的不是 Tillbook 后台。本机没有变更；请检查地址。',
  'enrol-no-answer': '后台的应答在途中丢失。请用同一注册码再试：本机密钥可能已绑定，注册码对它仍有效一次。',
};
