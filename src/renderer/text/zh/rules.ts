/** Simplified Chinese: the shop's rules, what they would do, and who changed them. */
export const rules = {
  page: '规则', hint: '限额、自动了结、等待时限', save: '保存规则', undo: '撤销改动', upTo: '不超过', never: '无规则', none: '无', noAmount: '请填写该限额允许的金额', noNumber: '请填写 {{least}} 到 {{most}} 的整数',
  limits: '双人复核', limitsHint: '超过以下金额的核销、退款或调账，不能由一人签字。',
  byItself: '自动了结', byItselfHint: '该原因、且不超过该金额的差异，在读取账单时自动了结，并在账簿中留下注明规则的分录。已有人经手的差异不受影响。',
  matching: '匹配与等待', matchingHint: '哪些算作同一笔收款，以及等待多久才算缺失。',
  field: { fourEyesMinor: '超过此额需第二位店长签字', writeOffMinorMax: '超过此额不予核销', roundingMinor: '视为尾差的上限', ruledDayMinorMax: '单日自动了结合计上限', askDays: '等待钱包答复的天数', windowMinutes: '无订单号时的时间间隔（分钟）', carryMinutes: '钱包日切前后（分钟）', payoutDaysMax: '一次打款最多合并的天数', payoutGraceDays: '打款到账的宽限天数' },
  about: { fourEyesMinor: '按每笔分录计。', writeOffMinorMax: '更大的金额只能调账或由钱包更正。', roundingMinor: '金额或手续费相差不超过此数。', ruledDayMinorMax: '超出部分等待人工处理。', askDays: '逾期后建议核销。', windowMinutes: '别无依据时仅凭金额匹配。', carryMinutes: '预计在次日账单中，不算缺失。', payoutDaysMax: '最多合并这些天的账单。', payoutGraceDays: '逾期视为银行未到账。' },
  cause: { rounding: '尾差', 'fee-above-contract': '手续费高于合同', 'fee-below-contract': '手续费低于合同', 'manual-acceptance': '人工放行而未付款', unknown: '金额不符，原因不明' },
  does: { rounding: '予以核销；手续费按实收入账。', 'fee-above-contract': '按实收入账，仍列入费率核查。', 'fee-below-contract': '按实收入账。', 'manual-acceptance': '予以核销。', unknown: '不询问钱包，直接核销。' },
  cash: { title: '现金长短款', hint: '交班时钱箱允许的差额。超出时由店长一同清点并签字，报表列明两人。', alone: '每人可单独签字的上限', aloneHint: '长款或短款。', of: '{{name}}可单独签字的上限', asAll: '与其他人相同' },
  trial: {
    title: '这样改的效果', titleNow: '当前规则的效果', hint: '在仍有差异的日期上试算，没有任何更改。', unreadable: '有一栏尚无法识别，改好后才能试算。', nothing: '目前没有未处理的差异，无从试算。',
    days_other: '{{count}} 天', open_other: '{{days}}内有 {{count}} 笔未处理差异，涉及 {{amount}}。',
    ends_other: '“{{rule}}”可了结 {{count}} 笔，共 {{amount}}。', endsNone: '“{{rule}}”一笔也不了结。', noRule: '没有规则会自动了结差异。',
    capped_other: '另有 {{count}} 笔（{{amount}}）金额够小，但超出单日上限。', left_other: '仍有 {{count}} 笔待处理，共 {{amount}}。',
    secondPerson_other: '其中 {{count}} 笔（{{amount}}）需第二位店长签字。', tooLarge_other: '其中 {{count}} 笔（{{amount}}）不得核销。',
  },
  contradicts: { person: '规则不能自动了结一人无权单独核销的金额。请调低该规则，或提高双人复核的限额。', day: '单条规则的金额超过单日自动了结合计上限。请提高单日上限，或调低该规则。' },
  history: '变更记录', noHistory: '规则仍为开店时的设置。', when: '时间', who: '变更人', signed: '复核人', what: '变更内容', first: '首次变更', changed: '{{name}}：{{was}} → {{is}}',
};
