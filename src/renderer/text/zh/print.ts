/** Chinese: printing receipts, the printer's complaints, the drawer. */

export const print = {
  do: '打印', again: '打印副本', language: '小票语言',
  printing: '小票 {{receipt}} 正在打印。', printed: '小票 {{receipt}} 已打印。', printedCopy: '小票 {{receipt}} 已作为副本 {{count}} 打印。',
  notPrinted: '小票 {{receipt}} 未打印。{{why}}', unknown: '无法确定小票 {{receipt}} 是否已打印。{{why}}请查看纸张；再次打印会标为副本。', handedOver: '小票 {{receipt}} 已交给打印机，但它无法告知是否打印完成。',
  drawer: '钱箱可能没有打开。{{why}}请用钥匙打开；款项已入账。', paper: '虚拟打印机上',
  paperAlt: '虚拟打印机的纸', kicks_one: '钱箱已打开 {{count}} 次', kicks_other: '钱箱已打开 {{count}} 次',
};

/** Complaints: what is wrong and the next step. */
export const printerTrouble = {
  'no-printer': '未设置打印机。', unreachable: '连不上打印机。请检查电源和线缆。', refused: '打印机拒绝连接，可能被其他程序占用。', 'no-permission': '本机用户无权打开打印机的设备文件。',
  silent: '打印机没有应答。请关机再开机。', 'cut-off': '打印中途断线。', 'paper-out': '缺纸。请装入新纸卷。', 'cover-open': '机盖打开。请合上。', 'printer-error': '打印机报错。请关机再开机。',
  'cannot-tell': '这台打印机不作应答。', 'too-slow': '打印机未及时接收数据。', 'till-restarted': '期间收银台重新启动过。', 'not-made': '小票无法绘制。请保存为 PDF。', 'bad-address': '打印机地址无效。请技术员更正。',
};

/** The same, in a word or two beside the lamp. */
export const printerShort = {
  'no-printer': '无', unreachable: '连不上', refused: '被拒绝', 'no-permission': '无权限', silent: '无应答', 'cut-off': '断线', 'paper-out': '缺纸', 'paper-low': '纸将尽', 'cover-open': '机盖打开', 'printer-error': '故障',
  'cannot-tell': '不应答', 'too-slow': '卡住', 'till-restarted': '已重启', 'not-made': '无法绘制', 'bad-address': '地址无效',
};

export const printTrouble = {
  'no-printer': '本收银台没有小票打印机。销售已入账；请把小票保存为 PDF，或让技术员设置打印机。',
  'print-under-way': '这张小票正在打印。没有再发送任何内容；请等它结束。',
  'printer-needs-address': '网络打印机或设备文件打印机需要地址。未作任何更改；请输入地址。',
  'no-drawer': '打印机没有设置钱箱。没有打开任何钱箱；请先在打印机设置中开启钱箱。',
};
