/** Chinese: a new shop's first person, PINs, and what is refused about goods and people. */

export const setUp = { title: '新店', hint: '还没有人可以登录。第一位是店长，由其添加其他人员。', name: '您的姓名', begin: '开始' };

export const pins = { own: '修改我的 PIN', ownHint: '只需您本人知道。', present: '当前 PIN', next: '新 PIN', again: '再次输入新 PIN', least_other: '至少 {{count}} 位', differ: '两次输入不一致，请重新开始', on: '下一步', change: '设置此 PIN', changed: 'PIN 已修改。' };

export const shopTrouble = {
  'goods-sku-taken': '编号 {{sku}} 已被其他商品使用。未作任何变更，请换一个编号。',
  'goods-gone': '该商品已不在商品目录中。未作任何变更，请重新查看列表。',
  'goods-barcode-taken': '该条码已属于 {{name}}。未作任何变更，请核对条码。',
  'goods-category-unknown': '该分类已不存在。未作任何变更，请从列表中选择。',
  'goods-category-in-use': '{{name}} 中还有 {{count}} 件商品。未作任何变更，请先将其移到其他分类。',
  'goods-category-twice': '有两个分类相同。未作任何变更，请区分名称。',
  'goods-too-many': '商品目录已满。未作任何变更，请先移除一些商品。',
  'goods-encoding': '文件不是 UTF-8 文本。未作任何变更，请另存为“CSV UTF-8”后重新选择。',
  'pin-too-short': '该角色的 PIN 至少 {{least}} 位。未作任何变更，请选择更长的 PIN。',
  'pin-too-easy': '这个 PIN 最容易被猜到。未作任何变更，请换一个。',
  'staff-name-taken': '列表中已有同名人员。未作任何变更，请加以区分。',
  'staff-yourself': '不能取消自己的角色。未作任何变更，可由另一位店长操作。',
  'staff-last-manager': '这是唯一的店长。未作任何变更，请先指定另一位店长。',
  'staff-too-many': '收银机的人员已满。未作任何变更，请先移除离职人员。',
  'already-set-up': '本收银机已有人员。未作任何变更，请由店长登录后添加。',
  'look-reason-needed': '谁看过什么也属于个人信息，因此每次查看都会连同原因记录在案。尚未显示任何内容；请说明查看原因。',
  'no-such-erasure': '此编号没有可删除的内容，或仍在检索中。未删除任何内容；请重新查看列表。',
  'erasure-not-proved': '文件暂时无法检索，删除尚未得到证明。此人已从账目中移除且无法登录，不影响任何款项。收银机会自动重试。',
};
