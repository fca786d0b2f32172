/** Chinese: the technician's bench: a device's page, the scanner clinic, the virtual bench, the printer, the diagnosis. */

export const page = {
  list: '设备', choose: '请选择设备', chooseHint: '这里显示它的报告、含义以及在本机的用途。', allVirtual: '没有连接真实设备。', live: '实时', last: '{{what}}，{{time}}', processUp: '设备进程自 {{time}} 起运行', processDown: '设备进程正在重新启动，销售照常。',
  drill: '故障演练', drills: { 'driver-hangs': '驱动调用卡住', 'process-hangs': '进程停止应答', 'process-dies': '进程终止' }, drillDone: '演练已开始。请看指示灯：进程会在两秒内被发现并替换，销售不受影响。', plug: '插入虚拟设备', unplug: '拔出',
  allow: '允许', deny: '拒绝', asksTitle: '允许此设备接入？', asks: '{{name}} 表现得像键盘，此前从未见过。键盘模式的扫码枪是这样，会自动输入命令的 U 盘也是这样。只有是您亲手插入且知道它是什么时才允许。', later: '稍后决定',
  role: '用途', roles: { scanner: '扫码枪', 'card-reader': '读卡器', scale: '电子秤', none: '无' }, why: '原因', mode: '模式', modes: { 'hid-pos': 'HID-POS', vendor: '厂商报告', keyboard: '键盘', serial: '串口', proprietary: '厂商专有，无法读取', none: '未知' }, serial: '序列号', claimed: { profile: '按配置文件识别', descriptor: '按描述符识别', none: '未识别' },
  permission: '如何授权', permissionHint: '把此规则放入 {{file}}，执行命令，然后拔下设备再插上。', copy: '复制', copied: '已复制。',
  raw: '原始报告', rawHint: '报告 {{id}}，{{bytes}} 字节', rawBytes: '{{bytes}} 字节', noReports: '还没有收到报告。请扫码、刷卡或称重。', scrubbed: '已清除', scrubbedHint: '可能涉及资金或个人的内容在到达这里之前已被去除。灰色字节不是设备发送的原值。', direction: { in: '输入', out: '输出', feature: '特性' }, outcome: { scan: '扫码', card: '刷卡', weight: '重量', ignored: '忽略', fault: '故障', part: '部分' },
  decoded: '解码结果', noEvents: '还没有解码出内容。', fields: { encoding: '编码', use: '用途', state: '状态', code: '代码', text: '文本', symbology: '码制', bytes: '字节', hex: '字节', parts: '分段数', brand: '卡组织', last4: '末四位', lastFour: '末四位', expiry: '有效期', encrypted: '已加密', ksn: '密钥序列号', reason: '原因', weight: '重量', stable: '稳定', grams: '重量', length: '长度', kind: '类型', service: '服务代码', milligrams: '重量', status: '状态', badge: '工牌' },
  atByte: '字节 {{byte}}', atBit: '字节 {{byte}}，位 {{bit}}', bits: '{{bits}} 位', timesBits: '{{times}} × {{bits}} 位', values: { forward: '密文原样转交收单机构', member: '工牌、会员卡或礼品卡', practice: '支付卡，仅练习', refused: '已拒绝：明文支付卡', true: '是', false: '否', stable: '稳定', 'stable-at-zero': '零点稳定', moving: '未稳定', 'below-zero': '低于零点', 'over-limit': '超出量程', 'utf-8': 'UTF-8', fallback: '按配置文件', 'latin-1': 'Latin-1' },
  latency: '延迟', latencyHint: '首个报告到解码事件', p50: '半数低于', p99: '百分之九十九低于', slower: '更慢', ms: '{{ms}} 毫秒', latencyLabel: '延迟：半数低于 {{p50}} 毫秒，百分之九十九低于 {{p99}} 毫秒。', noLatency: '有事件后才有数据。',
  descriptor: '报告描述符', source: { system: '来自系统', profile: '来自配置文件', virtual: '来自虚拟设备' }, noDescriptor: '系统未提供，配置文件中也没有。', report: '报告', place: '位置', size: '大小', usage: '用途', range: '范围', padding: '填充', faults: '其中的错误',
  errors: '错误', noErrors: '插入以来没有错误。',
  profile: '配置文件', noProfile: '未使用配置文件；仅按描述符读取。', profileSource: { shipped: '随 Tillbook 提供', shop: '本店自有' }, importProfile: '导入', exportProfile: '导出', undo: '撤销', changed_one: '更改了 {{count}} 行', changed_other: '更改了 {{count}} 行', sources: '来源', imported: '配置文件 {{name}} 现已启用。', undone: '已恢复之前的配置文件。',
  trace: '录制报告', traceStop: '停止并保存', traceRunning_one: '已录制 {{count}} 个报告', traceRunning_other: '已录制 {{count}} 个报告', replay: '回放', replayed: '{{ms}} 毫秒内回放了 {{reports}} 个报告：{{events}} 个事件。没有售出任何商品。', speeds: { max: '全速', real: '原速' }, replayTitle: '录制回放',
};

export const clinic = {
  title: '扫码枪检查', keyboard: '此扫码枪像键盘一样输入。可以使用，但较慢，且输入结果取决于键盘语言。HID-POS 是更好的模式。', good: '此扫码枪以 {{mode}} 方式上报：无需切换。', to: '切换到 {{mode}}', scanThis: '用扫码枪扫描此码', manual: '该码见厂商手册。', codeLabel: '切换码 {{text}}',
  test: '测试', testScan: '测试扫码', testSwipe: '测试刷卡', testWeigh: '测试称重', hint: '请在 {{seconds}} 秒内扫描此码。它不会用于别处。', hintSwipe: '请在 {{seconds}} 秒内刷一张非支付卡。它不会用于别处。', hintWeigh: '请在 {{seconds}} 秒内把物品放到秤上。', waiting: '等待中', again: '再测一次', testCode: '测试码 {{text}}',
  right: '正确，用时 {{ms}} 毫秒，{{mode}} 方式。', wrong: '{{ms}} 毫秒后收到内容，但不是此码。请检查扫码枪的前缀、后缀和键盘语言。', nothing: '没有收到任何内容。请检查线缆、扳机，以及扫码枪是否处于其他模式。', stopped: '测试已停止。', came: '{{ms}} 毫秒后有应答。', reports_one: '{{count}} 个报告', reports_other: '{{count}} 个报告', heard: '它在 {{ms}} 毫秒内输入了正确的码：处于键盘模式。',
};

export const bench = {
  title: '虚拟设备', hint: '像真实设备一样发送报告，经过同样的解码器。', code: '码', scan: '扫码', gtin: '商品码', wallet: '付款码', broken: '损坏的码', cards: { 'clear-payment': '明文支付卡', 'encrypted-payment': '加密支付卡', 'staff-badge': '工牌', damaged: '损坏的磁条' }, grams: '克', weigh: '称重', unstable: '尚未稳定', noControls: '此设备只能插拔。',
};

export const printer = {
  title: '打印机', kind: '打印机', kinds: { none: '无', tcp: '网络', file: '设备文件', virtual: '虚拟' }, address: '地址', addressHint: { tcp: '主机名或 IP，端口不是 9100 时加 :端口', file: '例如 /dev/usb/lp0 或 /dev/ttyUSB0', none: '', virtual: '' }, width: '纸宽', mm: '{{mm}} 毫米', letters: '字符', codePages: { raster: '全部按图像', cp437: 'CP437', cp858: 'CP858', windows1252: 'Windows 1252' }, lettersHint: '中文和韩文始终按图像打印。全部按图像较慢，但不会出错。', baud: '速率',
  answers: '状态应答', answersHint: '没有应答，收银台就无法断定小票已打印。', cut: '切纸', drawer: '钱箱', auto: '每笔销售后自动打印', language: '语言', on: '开', off: '关', yes: '是', no: '否', save: '保存设置', saved: '打印机设置已保存并记录在案。', unsaved: '尚未保存',
  status: '状态', ask: '立即查询', test: '测试页', kick: '打开钱箱', kickHint: '会先记入账本。', last: '上一项任务', never: '还没有向它发送过内容。', what: { receipt: '小票', test: '测试页', kick: '钱箱' }, outcome: { printed: '已打印', 'not-printed': '未打印', unknown: '无法确定' }, kicked: '打印机已接受指令',
  well: '打印机有应答，没有任何问题。', low: '打印机正常；纸将用尽。', unasked: '尚未查询打印机。', off_: '本收银台没有打印机。小票显示在屏幕上，也可保存为 PDF。',
  facts: { paper: '纸张', cover: '机盖', drawer: '钱箱开关', answer: '应答', asked: '查询时间' }, paper: { ok: '有纸', low: '将用尽', out: '缺纸' }, cover: { closed: '已合上', open: '打开' }, pin: { high: '高', low: '低' }, unknown: '未告知', ms: '{{ms}} 毫秒',
  virtual: '虚拟打印机', virtualHint: '它像真实打印机一样应答和出错。这里显示它的纸；小票在收银台显示。', pretence: '它的表现', pretences: { well: '正常', 'paper-out': '缺纸', 'cover-open': '机盖打开', silent: '无应答', 'cut-off': '断线' }, noPaper: '打印测试页即可看到它的纸。',
};

export const diagnosis = {
  title: '诊断', bundle: '诊断包', bundleHint: '日志、版本、设置、设备以及每条线路的状态，供协助您的人使用。其中没有销售、姓名、付款码或密钥；发送前请先阅读。', saved: '诊断包 {{name}} 已保存。', allWell: '一切正常。', trouble_one: '有 {{count}} 项需要查看。', trouble_other: '有 {{count}} 项需要查看。',
  backend: { ok: '支付后台在 {{ms}} 毫秒内应答。', slow: '支付后台应答缓慢（{{ms}} 毫秒）。付款需要更久；没有丢失任何内容。请检查网络。', down: '支付后台没有应答。现金照常。请先检查本机网络，再检查后台页面上的地址。', unused: '尚未查询支付后台。' },
  wallet: { ok: '{{name}}在 {{ms}} 毫秒内应答。', slow: '{{name}}应答缓慢（{{ms}} 毫秒）。问题在钱包一侧；顾客确认时间更长。', down: '{{name}}没有应答，而后台有应答。问题在钱包一侧：它的付款会自动再次查询。', unused: '这里不使用{{name}}，或尚未查询。' },
  printer: { ok: '小票打印机正常。', slow: '小票打印机正常；纸将用尽。', down: '小票打印机：{{why}}没有它也照常销售。', unused: '未设置小票打印机。' },
  scanner: { ok: '扫码枪已就绪。', slow: '有扫码枪需要查看。', down: '设备进程没有运行。恢复前请手工录入商品；它会自动重新启动。', missing: '现在没有可用的扫码枪，原因见其设备一行。期间请手工录入商品。', unused: '没有连接扫码枪。键盘模式的扫码枪不列出也能使用。' },
  devices: { well_one: '{{count}} 台设备已打开，正在接收。', well_other: '{{count}} 台设备已打开，正在接收。', asks: '{{name}} 表现得像键盘，正等待您的决定。', 'no-permission': '{{name}} 无法打开：请安装其页面上的授权规则。', failed: '{{name}} 无法打开。请拔下再插上。', 'not-answering': '{{name}} 没有应答。重新插入前不再访问它。', unplugged: '本收银台要用 {{name}}，但它未连接。', restarts_one: '启动以来设备进程被替换了 {{count}} 次。', restarts_other: '启动以来设备进程被替换了 {{count}} 次。' },
  journal: { shipped: '账本已全部上传后台。', waiting_one: '{{count}} 条记录等待上传；会自动进行。', waiting_other: '{{count}} 条记录等待上传；会自动进行。', backup: '上次备份失败。请查看账本页面上的文件夹。', noBackup: '还没有备份。', unsafe: '账本没有直接写入磁盘。请停止销售并联系支持。' },
};
