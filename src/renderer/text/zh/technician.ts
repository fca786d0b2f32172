/** Simplified Chinese: the technician's pages (devices, backend, journal, sandbox). */
import { bench, clinic, diagnosis, page, printer } from './benchPages.ts';
import { enrol, update } from './enrolment.ts';
import { setup } from './walletSetup.ts';
import { badge, wedge } from './wedgeLesson.ts';

export const technician = {
  badge, bench, clinic, diagnosis, enrol, page, printer, setup, update, wedge,
  pages: '页面', devices: '设备', backend: '后台', sandbox: '沙箱', refresh: '重新读取', stale: '以下为最近一次读取的信息。{{trouble}}',
  device: {
    title: '设备', noDriver: 'HID 驱动未加载；只列出虚拟设备', empty: '没有连接设备', emptyHint: '请接上设备后重新读取。以键盘方式工作的扫码枪不列出也能用。',
    state: { ready: '就绪', present: '已连接', 'no-permission': '没有权限', failed: '故障', opening: '正在打开', asks: '等待确认', denied: '已拒绝', 'not-answering': '无响应', unplugged: '已拔下' },
    stateText: { ready: '工作正常，由本收银台使用。', present: '本收银台未占用。', 'no-permission': '本机用户无权打开此设备。请授予设备文件权限后重新读取。', failed: '无法打开。请拔下再插上，然后重新读取。', opening: '正在打开设备。', asks: '它的行为像键盘，且从未在此使用过。只有亲手插入的设备才应允许。', denied: '已被拒绝，不接收其输入。', 'not-answering': '对它的调用一直没有返回。在拔下并重新插入之前不再使用它；销售照常进行。', unplugged: '本收银台要用它，但现在未连接。插上即可，无需重启。' },
    virtual: '虚拟',
  },
  service: {
    title: '后台与钱包', backend: '支付后台', embedded: '在本收银台内运行', remote: '在其他机器上运行', address: '地址', engine: '数据库', version: '版本', answer: '最近响应', ms: '{{ms}} 毫秒', none: '尚无', connector: '连接器', wallets: '钱包', program: '本收银台', tillVersion: 'Tillbook', nodeVersion: 'Node',
    engineName: { pglite: 'PGlite，内嵌', postgresql: 'PostgreSQL' },
    backendText: { ok: '后台有响应。钱包收款和上传正常。', slow: '后台响应较慢。收款会变慢，但没有丢失。', down: '后台没有响应。现金可继续；钱包收款等待，已写入的记录之后自动上传。', unused: '尚未询问后台。' },
    walletText: { ok: '{{wallet}}有响应。', slow: '{{wallet}}响应较慢。收银员看到顾客确认的时间会变长。', down: '{{wallet}}没有响应。其付款保持未确定，系统会自动再查询。', unused: '本店未使用{{wallet}}，或尚未询问。', off: '本店已停用{{wallet}}。' },
  },
  journal: {
    title: '账本', head: '最新记录', entry: '第 {{seq}} 条', entries: '记录数', shipped: '后台已确认', upTo: '至第 {{seq}} 条', unsynced: '待上传', since: '最早自 {{time}}', allShipped: '已全部上传后台', synchronous: '同步方式', syncGood: '屏幕显示之前，每笔销售都已落盘', syncBad: '必须为 FULL：断电可能丢失销售。请停止销售并联系支持。', sqlite: 'SQLite', file: '文件大小', place: '数据位置', verify: '立即校验', verifying: '正在校验每条记录', verifyText: '从第一条起重新计算每条记录的凭证并核对借贷平衡。期间可继续销售。',
    ok_other: '{{time}} 已校验 {{count, number}} 条记录：链条完整，借贷平衡。', okBefore: '{{time}} 已校验：链条完整，借贷平衡。', bad: '{{time}} 校验发现问题：{{message}}。请勿销售，也不要删除任何文件；请从副本恢复。', never: '启动以来尚未校验。',
    last: '最近记录', seq: '序号', at: '时间', kind: '类型', operator: '操作人', hash: '凭证', lastHint: '只有类型和凭证，没有销售数字', byTill: '收银台', noEntries: '尚未写入任何记录',
  },
  drill: { rotate: '更换设备密钥', rotateHint: '由现有密钥担保新密钥，新密钥首次使用后旧密钥失效。', rotated: '新密钥已启用。', title: '断网演练', isThere: '与支付后台的线路正常。切断后可看到本机如何继续销售；手机仍有自己的网络。', isCut: '线路已因演练切断。恢复前本机不发送任何内容；恢复后待定款项会自行处理。', cut: '切断线路', mend: '恢复线路' },
  backup: {
    title: '备份', make: '立即备份', making: '正在复制并校验', good: '最新副本制作于 {{time}}。制作时已校验：文件完好，链条完整。', none: '还没有副本。一小时内会自动制作第一份，之后每次日结都会备份。', failed: '{{failedAt}} 的备份未能完成，或副本未通过校验。账本安全，销售可继续；请检查备份文件夹是否可写、空间是否足够。', hint: '最好放在另一块磁盘上（shop.json 中的 backupDir）。目前位于', at: '时间', upTo: '至第几条', proof: '凭证',
  },
  box: {
    title: '沙箱', banner: '这里是沙箱。它模拟钱包，只动用练习资金。', bannerHint: '更改对之后的收款生效，直到再次更改。', wallet: '{{wallet}}的表现', delay: '延迟', seconds: '秒', delayHint: '最多 600 秒。', apply: '应用', none: '这里没有沙箱钱包', noneHint: '后台的钱包是真实的，或后台没有响应。',
    mode: { pay: '付款', confirm: '需确认', decline: '拒绝', silent: '无回复', 'silent-paid': '无回复但已扣款', late: '迟回复', lie: '报错但已扣款', down: '中断' },
    modeText: { pay: '立即付款，或延迟后付款。', confirm: '顾客在手机上确认，延迟后付款。', decline: '拒绝每一笔收款。', silent: '从不回复，也从不扣款。', 'silent-paid': '从不回复，但已扣款。', late: '起初无回复；延迟后付款，除非先被撤销。', lie: '回复错误，但已扣款。', down: '什么都不通：收款、查询、撤销均失败。' },
    bills: '账单文件', billsText: '何时可获取钱包账单和收单机构文件，以及是否在今日账单中埋入差异，让对账有内容可查。', when: '可获取', early: '立即，截至目前', morning: '次日早上，与实际相同', plant: '埋入差异', plantNone: '无', plantSome: '每种各一笔', plantText: '每个钱包及银行卡：缺一行、多一笔他人订单、一笔手续费不同、一笔金额不同。', planted: '账单文件：{{when}}；{{what}}。', billsApply: '设置账单文件',
  },
};
