/** Simplified Chinese: exports, figures, settlement, fees, adjusting entries, mappings, stores. */

export const books = {
  from: '从', to: '到', period: '日期', day: '日期', wallet: '钱包', sum: '合计', count: '笔数', save: '保存', theWallet: '钱包',
  pages: { figures: '图表', settle: '结算', fees: '手续费', stores: '门店' },
  export: {
    open: '导出', title: '导出账簿', hint: '交出文件之前，账簿会先记下谁取走了什么。', whatLabel: '内容', form: '格式', make: '生成文件', making: '正在生成', bom: '供电子表格使用：标明 UTF-8', auditForm: 'JSON 行，自第一条起的完整日志。',
    what: { x: 'X 报表（此刻）', z: 'Z 报表 {{number}}', sales: '销售', goods: '售出商品', payments: '钱包收款', drawer: '钱箱', statement: '账单明细', breaks: '差异', audit: '审计' },
    about: { report: '当前打开的报表', sales: '每张小票或退款一行', goods: '每个售出行一行', payments: '收款与退款及其状态', drawer: '现金的进、出与清点', statement: '读入的钱包账单行', breaks: '含原因、负责人与决定', audit: '可自证：`tillbook verify`' },
    format: { xlsx: 'Excel', csv: 'CSV', pdf: 'PDF', json: 'JSON' },
  },
  figures: {
    page: '图表', breaks: '哪些未结，已有多久？', fees: '手续费是否合约？', cash: '谁的钱箱有差？', count_other: '{{count}} 笔差异', shifts_other: '{{count}} 个班次',
    noBreaks: '没有未结', noBreaksHint: '这些日子的差异都已决定。', breaksYoung: '涉及 {{all}}，没有超过一周的。', breaksOld: '涉及 {{all}}，其中 {{old}} 超过一周。', age: { day: '1 天内', week: '2 至 7 天', older: '超过一周' }, cause: '原因',
    noFees: '没有这些日子的账单', noFeesHint: '读入钱包账单后即可比较手续费。', feesAgree: '每笔手续费都合约，或更低。', feesOver: '超出合约 {{over}}。', feeAsAgreed: '合约', feeAbove: '超出合约 {{amount}}',
    noCash: '没有清点过钱箱', noCashHint: '交班清点后，差额会显示在这里。', cashAnswer_other: '{{count}} 个已清点班次，合计 {{net}}。', short: '短款', over: '长款', operator: '操作员', shiftsHead: '班次',
  },
  settle: {
    page: '结算', hint: '账簿、钱包、银行逐日对照', ledger: '账簿预计', bill: '钱包账单', bank: '银行', difference: '差额', received: '到账', stands: '状态', noFile: '尚无账单', noPayout: '尚未', together_other: '{{count}} 天合并',
    state: { predicted: '预计', awaited: '待到账', paid: '已到账', differs: '不符', missing: '缺失' }, none: '还没有可结算的', noneHint: '钱包收款当天就会出现在这里。',
  },
  adjust: { open: '调整分录', title: '调整分录', hint: '把金额从一个科目记到另一个科目。不改动任何内容：只是多一条分录，附您的姓名。超过本店限额须第二位经理签字。', debit: '记入（借）', credit: '转出（贷）', badAmount: '须大于零', reasonHint: '永久保留在账簿中。', book: '记账 {{amount}}', done: '已记账 {{amount}}。' },
  account: { clearing: '{{wallet}}应付我们', fees: '{{wallet}}手续费', 'fees-withheld': '{{wallet}}扣留的手续费', bank: '银行', safe: '保险柜', 'over-short': '长短款', rounding: '舍入', 'write-offs': '核销', 'customer-funds': '顾客的钱', 'refunds-due': '应退款' },
  fees: {
    page: '手续费', contracts: '合同', contract: '手续费合同', newContract: '新手续费合同', contractHint: '账单手续费按它重算，预计也用它。', add: '添加', edit: '修改', editLabel: '修改{{wallet}}的合同', remove: '移除', rate: '费率', ratePercent: '费率（%）', badRate: '百分数，例如 0.6', perItem: '每笔', min: '最低', cap: '最高', refunds: '退款时', refund: { returned: '退还手续费', kept: '不退手续费' },
    rounding: '舍入', round: { 'half-up': '四舍五入', 'half-even': '四舍六入五成双', up: '一律进位', down: '一律舍去' }, valid: '有效期', always: '始终', since: '自 {{from}}', until: '至 {{to}}', fromTo: '{{from}} 至 {{to}}', firstDay: '首日', lastDay: '末日',
    audit: '超出合约的收费', claim: '可追讨', none: '没有超出合约', noneHint: '这些日子的手续费都合约，或更低。', noLines: '还没有读入这些日子的账单。', order: '订单', charged: '实收', byContract: '按合约', over: '超出', under: '低于', without_other: '{{count}} 行没有可比较的合同。',
  },
  mapping: {
    open: '指定各列', title: '{{name}} 里有什么？', hint: '说明每一列是什么。映射会保存，下次遇到同样表头的文件会自动读取。', is: '“{{title}}”列是', ignore: '不使用', name: '映射名称', currency: '币种', ofWallet: '谁的明细', bankOrOther: '银行或其他', decimal: '小数', dates: '日期', sign: '正负号', point: '1,234.50', comma: '1.234,50',
    column: { orderId: '我方订单号', tradeId: '对方单号', originalId: '原订单号', amount: '金额', credit: '收入', debit: '支出', fee: '手续费', net: '净额', currency: '币种', date: '日期', clock: '时间', kind: '类型', status: '状态', batch: '批次', reference: '参考号' },
    order: { ymd: '年-月-日', dmy: '日-月-年', mdy: '月-日-年' }, signs: { 'as-printed': '照原样', inverted: '反号', 'by-kind': '按类型' }, preview: '读作', lines_other: '{{count}} 行，{{amount}}', nothing: '指定日期和金额，即可看到各行如何读取。', keep: '保存并读取文件', rows: '文件原样',
  },
  run: { open: '重新核对', title: '重新核对各日', hint: '用现有的凭据重新比较这段日期的每一天。已作的决定不变。', start: '核对这些日子', begins: '开始', day: '正在核对 {{day}}', done_other: '已核对 {{count}} 天。{{open}} 笔未结，涉及 {{amount}}。', cancelled_other: '在 {{count}} 天后结束，已核对的保留。{{open}} 笔未结，涉及 {{amount}}。' },
  stores: {
    page: '门店', tills_other: '{{count}} 台收银机', till: '收银机', stands: '状态', breaks: '差异', heard: '最后一条', entry: '第 {{seq}} 条', days: '各日', daysOf: '{{store}} {{till}} 的各日', back: '全部门店', tillOf: '{{store}}，{{till}}', asOf: '据后台，{{time}}',
    nothing: '尚未收到', notOpened: '尚未开业', closed: '已结，{{day}} 的 Z {{number}}', openShift: '{{day}} 营业中，{{operator}}', openNoShift: '{{day}} 营业中，无班次', closedTills: '已结', closedOf: '{{closed}} / {{tills}}', sales: '笔数', taken: '收入', refunded: '退款', tenders: '收款方式', dayOpen: '营业中', z: 'Z {{number}}', noDays: '该期间没有营业日', noDaysHint: '请选择其他日期。',
  },
  bench: {
    rule: '规则', noRule: '没有规则把它们配对', ruleName: { 'order-id': '订单号相同', 'trade-id': '交易单号相同', 'refund-by-original': '同一订单的退款', 'amount-and-time': '金额与时间唯一相符', split: '各部分合成总额', 'cut-off': '临近日切', reference: '到账附言指明', amount: '到账金额相符', combined: '多日合并到账' }, solutions_other: '有 {{count}} 种组合', rows: '我方 {{ledger}}，对方 {{statement}}，银行 {{bank}}', rowsName: '行数', reopened: '新的凭据与先前决定相矛盾', until: '等到', waitUntil: '等到', giveTo: '交给', bankSays: '银行已到账',
    inBatch: '在该批到账中', proof: '勾稽相符', step: '{{action}}，{{name}}', stepRule: '按本店规则{{action}}', stepNote: '{{action}}，{{name}}：{{note}}', stepApprover: '会签 {{approver}}', stepOwner: '交给 {{owner}}', stepUntil: '至 {{until}}',
  },
};
