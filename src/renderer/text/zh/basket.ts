/** Simplified Chinese: basket, goods, lines and the dialogs that change them. */

export const basket = {
  basket: {
    title: '购物篮', items_other: '{{count}} 件', recall: '取单', quantity: '数量', price: '改价', discount: '折扣', hold: '挂单', remove: '删除', lines: '购物篮商品',
    total: '合计', discounts: '优惠 {{amount}}', taxIncluded: '含税 {{amount}}', taxAdded: '税 {{amount}}', paidPart: '已付 {{amount}}', pay: '收款', each: '单价 {{price}}', perKg: '{{price}} / 公斤', kg: '公斤',
    just: '刚刚扫入', off: '减 {{percent}}', offAmount: '减 {{amount}}', changed: '已改价', emptyTitle: '请扫第一件商品', emptyHint: '或点选右侧商品。有商品后即可扫付款码。',
    locked: '收款中，购物篮已锁定', scanMore: '可继续扫商品加入', kept: '购物篮原样保留', paid: '已付款，小票 {{receipt}}', paidPlain: '已付款', nothing: '暂无应收', up: '上一行', down: '下一行',
    more: '更多操作', discountAll: '整单折扣', void: '作废整单', voidTitle: '作废这个购物篮？', voidHint: '将移除{{items}}，共 {{amount}}。没有收款；作废会记入账本。', voidPaidHint: '将移除{{items}}，共 {{amount}}。已付的 {{paid}} 原路退回：现金请当场退还，钱包和银行卡自动退款。', voidGo: '作废整单',
    recallTitle: '挂单列表', recallHint: '取回后从原处继续。', recallNone: '没有挂单', recallNoneHint: '挂单可先放下购物篮，接待下一位顾客。', heldPaid: '已付 {{amount}}', heldBy: '{{operator}}，{{time}}',
    quantityTitle: '{{name}} 的数量', weightTitle: '{{name}} 的重量', priceTitle: '{{name}} 的价格', priceHint: '每{{unit}}价格。标价 {{price}}。', piece: '件', set: '确定', times: '{{quantity}} 倍',
    discountTitle: '{{name}} 的折扣', discountAllTitle: '整单折扣', percent: '百分比', amount: '金额', discountNone: '不打折',
    reasons: { mistake: '误录', left: '顾客离开', other: '顾客换商品' },
  },
  goods: {
    search: '搜索商品', placeholder: '按名称、条码或价格搜索', keypad: '数字键盘', favourites: '常用', categories: '分类', page: '{{page}} / {{pages}}', previous: '上一页', next: '下一页', inBasket_other: '购物篮中 {{count}} 件',
    none: '没有找到“{{query}}”', noneHint: '换个词试试，或扫描条码。', empty: '这里还没有商品', emptyHint: '属于此分类的商品会显示在这里。', clear: '清除搜索',
    codeTitle: '输入条码', codeHint: '无法扫描时，请输入条码下方的数字。', codeGo: '加入', codeLabel: '条码', hidden: '{{count}} 位数字',
  },
  last: { title: '最近收款', none: '今天还没有收款', noneHint: '最近三笔收款及其状态会显示在这里。', at: '{{state}} {{time}}', receipt: '小票 {{receipt}}' },
};
