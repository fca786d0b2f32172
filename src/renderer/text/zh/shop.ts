/** Chinese: goods and people of the shop. */

export const shop = {
  goods: '商品', add: '添加商品', bring: '导入', take: '导出', search: '名称、编号或条码', all_other: '共 {{count}} 件商品', found_other: '找到 {{count}} 件',
  none: '还没有商品', noneHint: '添加一件商品，或从 CSV 文件导入清单。', notFoundHint: '请检查拼写，或添加该商品。', perKg: '每千克', favourite: '常用', favouriteHint: '常用：在收银首页显示',
  name: '名称', nameEn: '英文名称（或唯一名称）', nameZh: '中文名称', nameKo: '韩文名称', sku: '编号', skuHint: '自定义，之后不能更改', barcode: '条码', category: '分类', price: '单价', priceIn: '单价（{{currency}}）', priceKg: '每千克单价', tax: '税率', taxPercent: '税率（%）', soldBy: '销售方式', unit: { piece: '按件', kg: '按重量（千克）' },
  badBarcode: '校验位不符，请重新扫描或输入', badPrice: '请输入金额，例如 12.50', badTax: '请输入百分比，例如 13 或 6.5',
  newProduct: '新商品', productHint: '从现在起录入的商品按此执行，已有小票不变。', retire: '停止销售', retired: '已停止销售', history: '变更记录', step: '{{name}}，{{price}}，税率 {{tax}}', byFile: '{{who}}，文件 {{file}}',
  categories: '分类', categoriesHint: '按收银页标签的顺序排列。分类内没有商品时才能删除。', addCategory: '添加分类', categoryName: '名称 {{number}}，{{language}}', language: { en: '英文', zh: '中文', ko: '韩文' }, up: '上移 {{name}}', down: '下移 {{name}}', takeOut: '删除 {{name}}',
  file: {
    title: '从文件导入商品', hint: 'UTF-8 编码的 CSV，列名如下。先显示将要变更的内容；文件中没有的商品保持不变。', choose: '选择文件', another: '另选文件', keep: '变更商品', added: '新增', changed: '变更', same: '不变', categories: '新分类',
    ready: '尚未变更。', nothing: '文件内容与现有商品一致。', kept: '商品已变更，账本已记录操作人。', refused_other: '未作任何变更：文件有 {{count}} 处错误。', line: '第 {{line}} 行：',
    problem: { missing: '缺少 {{column}}', 'too-long': '{{column}} 过长', 'not-a-price': '{{column}} 不是价格（例如 12.50）', 'not-a-tax': '{{column}} 不是百分比（例如 13）', 'not-a-unit': '{{column}} 既不是 piece 也不是 kg', 'not-a-barcode': '{{column}} 不是条码，或校验位不符', twice: '{{column}} 重复，或属于其他商品', cells: '单元格数与表头不一致', quote: '引号没有闭合', 'column-unknown': '没有名为 {{column}} 的列', 'too-many': '超出收银机可保存的数量', 'yes-or-no': '{{column}} 既不是 yes 也不是 no' },
  },
  people: {
    page: '人员', add: '添加人员', new: '新人员', may_other: '{{count}} 人可以登录', you: '本人', locked: 'PIN 已锁定', unlock: '允许重试', editLabel: '编辑 {{name}}', hint: '账本只用编号识别人员。离职者的姓名在此清除，其操作记录保留。',
    dialogHint: '立即生效，包括已登录的地方。', role: '角色', can: { cashier: '销售、收款、开班和交班。', manager: '以上全部，以及授权、退款、日结、账务、商品和人员。', technician: '设备、打印机、后台、诊断。看不到销售数据。' },
    newPin: '新 PIN', pinHint: '请由 {{name}} 本人输入，其他人无需知道。', leave: '删除', leaveTitle: '删除 {{name}}？', leaveHint: '此人将无法再登录，已登录处会立即退出。姓名、PIN 和工牌会被清除，并检索所有文件查找残留。其销售和班次以编号保留在账上。此操作无法撤销。',
  },
};
