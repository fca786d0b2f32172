/** Simplified Chinese: the frame, sign-in, lock, approval and the line to the till's process. */

export const frame = {
  frame: {
    shift: '第 {{number}} 班 · {{time}} 开班', noShift: '尚未开班', lock: '锁屏', keys: '快捷键', practice: '练习模式：不涉及真实资金', unsynced_other: '{{count}} 条待传',
    offline: '网络中断，现金可继续', slow: '响应较慢 · {{seconds}} 秒', down: '无响应', unplugged: '已拔下', menu: '菜单', signOut: '退出登录', switchPerson: '切换人员', toTill: '前往收银台', toManager: '前往店长页面',
    language: '语言', theme: '主题', light: '浅色', dark: '深色', spoken: '语音播报金额', on: '开', off: '关', display: '打开客显屏', channels: '线路与设备',
    channelState: '{{name}}：{{health}}', since: '自 {{time}}', answer: '最近响应 {{seconds}} 秒', synced: '所有记录均已上传后台。', waiting_other: '{{count}} 条记录等待上传。没有丢失；网络恢复后自动上传。',
    openPayments_other: '{{count}} 笔付款尚未确定。', sells: '现金可继续收款。钱包需等网络恢复。',
    goods: '收银台', scanPanel: '虚拟扫码枪',
  },
  connection: {
    connecting: '正在打开收银台', lost: '收银台进程没有响应', lostHint: '已售和已付的都已记录，安全无误。本屏幕会自动重试；恢复前请勿收款。',
  },
  stopped: {
    title: '已停止销售', other: '收银台无法写入账本。此前的销售安全无误。请联系技术员。',
    'disk-full': '磁盘已满，账本无法写入。此前的销售安全无误。请清理空间，之后自动恢复销售。',
    'ledger-read-only': '账本只能读取，无法写入。此前的销售安全无误。请联系技术员。',
    'ledger-forked': '这是本收银台账本的旧副本或第二副本：支付后台中有它没有的销售。不再从这里销售或发送任何内容。请联系技术员：使用较新的副本，或用新的注册码以其他名称重新设置本机。',
    'ledger-damaged': '账本文件已损坏。请勿销售，也不要删除任何文件；请联系技术员从副本恢复。',
    backup: '最新的已校验副本制作于 {{time}}。',
  },
  recovered: { text: '小票 {{receipt}}（{{amount}}）在收银台中断前已完成。已入账，请勿重复收款。', see: '查看小票', ok: '知道了' },
  signIn: {
    pin: '{{name}}，请输入 PIN', choose: '您是哪位？', dots_other: '已输入 {{count}} 位', shiftOpen: '第 {{number}} 班进行中', held_other: '第 {{number}} 班进行中，挂单 {{count}} 个', noShift: '尚未开班',
    go: '登录', unlock: '解锁', locked: '由 {{name}} 锁定', other: '其他人', badge: '也可随时扫描工牌。', onShift: '第 {{number}} 班', people: '人员',
    demo: '这是演示店。', demoHint: '钱包均为模拟，不涉及真实资金。每个人的 PIN 写在卡片上。', demoPin: 'PIN {{pin}}', practice: '练习模式：不影响真实账本。',
    opening: '正在连接后台', online: '在线，无待传记录', waiting_other: '{{count}} 条记录等待上传', offline: '无法连接后台',
  },
  approval: { title: '需要店长批准', hint: '仅限这一次操作。目前没有任何更改。', cashHint: '钱箱差额超过此人可单独签字的限额。请店长一同清点并签字。清点已记录，班次仍未结束。', who: '店长', pin: '店长 PIN', give: '批准', none: '本收银台没有店长。', refused: 'PIN 不正确。没有任何更改，请重试。' },
};
