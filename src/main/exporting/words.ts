/** Titles and column names of exports in the reader's language. */
import type { ExportOrder } from '#till/ports.ts';

export type Language = ExportOrder['language'];
type What = ExportOrder['what'];

type Column =
  | 'receipt' | 'time' | 'day' | 'kind' | 'operator' | 'items' | 'discount' | 'tax' | 'rounding' | 'total' | 'cash' | 'wechatpay' | 'alipay' | 'unionpay' | 'card' | 'reason'
  | 'line' | 'sku' | 'name' | 'quantity' | 'unit' | 'price' | 'amount' | 'taxRate' | 'order' | 'trade' | 'original' | 'wallet' | 'state' | 'code' | 'ended'
  | 'cause' | 'suggestion' | 'age' | 'owner' | 'decision' | 'by' | 'note' | 'ours' | 'theirs' | 'shift' | 'expected' | 'counted' | 'difference'
  | 'source' | 'file' | 'fee' | 'net' | 'status' | 'section' | 'item' | 'count' | 'balance';

type Words = {
  readonly what: Readonly<Record<What, string>>;
  readonly column: Readonly<Record<Column, string>>;
  readonly about: { readonly shop: string; readonly till: string; readonly period: string; readonly made: string; readonly page: string; readonly of: string; readonly rows: string };
  readonly value: Readonly<Record<string, string>>;
};

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    what: { sales: 'Sales', goods: 'Goods sold', payments: 'Wallet payments', breaks: 'Breaks', report: 'report', drawer: 'Drawer', statement: 'Statement lines', audit: 'Audit' },
    column: {
      receipt: 'Receipt', time: 'Time', day: 'Day', kind: 'Kind', operator: 'Operator', items: 'Items', discount: 'Discount', tax: 'Tax', rounding: 'Rounding', total: 'Total', cash: 'Cash', wechatpay: 'WeChat Pay', alipay: 'Alipay', unionpay: 'UnionPay', card: 'Card', reason: 'Reason',
      line: 'Line', sku: 'Article', name: 'Name', quantity: 'Quantity', unit: 'Unit', price: 'Price', amount: 'Amount', taxRate: 'Tax rate', order: 'Order', trade: 'Trade no.', original: 'Original order', wallet: 'Wallet', state: 'State', code: 'Last answer', ended: 'Ended',
      cause: 'Cause', suggestion: 'Suggested', age: 'Days old', owner: 'Owner', decision: 'Decided', by: 'By', note: 'Note', ours: 'Ledger', theirs: 'Statement', shift: 'Shift', expected: 'Expected', counted: 'Counted', difference: 'Difference',
      source: 'Source', file: 'File', fee: 'Fee', net: 'Net', status: 'Status', section: 'Section', item: 'Item', count: 'Count', balance: 'Balance',
    },
    about: { shop: 'Shop', till: 'Till', period: 'Period', made: 'Made', page: 'Page', of: 'of', rows: 'Rows' },
    value: {
      sale: 'sale', refund: 'refund', exchange: 'exchange of receipt', charge: 'charge', sales: 'Sales', refunds: 'Refunds', discounts: 'Discounts', rounding: 'Rounding', net: 'Net sales', taxes: 'Taxes', tenders: 'Tenders', carried: 'Carried forward', drawer: 'Drawer', receipts: 'Receipts', first: 'first', last: 'last', head: 'Ledger head',
      proved: 'by its file', partly: 'by its file, orders missing', signed: 'signed by', paid: 'paid', declined: 'declined', reversed: 'reversed', refunded: 'refunded', accepted: 'accepted', failed: 'failed', unknown: 'not certain', intended: 'being sent', expected: 'expected', counted: 'counted', difference: 'difference', opened: 'shift opened', closed: 'shift closed', 'moved-in': 'paid in', 'moved-out': 'paid out', 'cash-sale': 'cash sale', 'cash-refund': 'cash refund', kick: 'drawer opened', cash: 'Cash', wechatpay: 'WeChat Pay', alipay: 'Alipay', unionpay: 'UnionPay', card: 'Card',
    },
  },
  zh: {
    what: { sales: '销售', goods: '售出商品', payments: '钱包收款', breaks: '差异', report: '报表', drawer: '钱箱', statement: '账单明细', audit: '审计' },
    column: {
      receipt: '小票号', time: '时间', day: '营业日', kind: '类型', operator: '操作员', items: '件数', discount: '优惠', tax: '税', rounding: '舍入', total: '合计', cash: '现金', wechatpay: '微信支付', alipay: '支付宝', unionpay: '云闪付', card: '银行卡', reason: '原因',
      line: '行', sku: '货号', name: '品名', quantity: '数量', unit: '单位', price: '单价', amount: '金额', taxRate: '税率', order: '商户订单号', trade: '交易单号', original: '原订单号', wallet: '钱包', state: '状态', code: '最后应答', ended: '结束时间',
      cause: '原因', suggestion: '建议', age: '天数', owner: '负责人', decision: '决定', by: '经手人', note: '备注', ours: '账簿', theirs: '账单', shift: '班次', expected: '应有', counted: '实点', difference: '差额',
      source: '来源', file: '文件', fee: '手续费', net: '净额', status: '状态', section: '部分', item: '项目', count: '笔数', balance: '余额',
    },
    about: { shop: '门店', till: '收银台', period: '期间', made: '制作时间', page: '第', of: '/', rows: '行数' },
    value: {
      sale: '销售', refund: '退款', exchange: '换货，小票', charge: '收款', sales: '销售', refunds: '退款', discounts: '优惠', rounding: '舍入', net: '净销售额', taxes: '税', tenders: '收款方式', carried: '结转', drawer: '钱箱', receipts: '小票', first: '首张', last: '末张', head: '账簿末条',
      proved: '据账单', partly: '据账单，有订单缺失', signed: '复核签字', paid: '已支付', declined: '被拒', reversed: '已撤销', refunded: '已退款', accepted: '已受理', failed: '失败', unknown: '未确定', intended: '提交中', expected: '应有', counted: '实点', difference: '差额', opened: '开班', closed: '交班', 'moved-in': '存入', 'moved-out': '支出', 'cash-sale': '现金销售', 'cash-refund': '现金退款', kick: '打开钱箱', cash: '现金', wechatpay: '微信支付', alipay: '支付宝', unionpay: '云闪付', card: '银行卡',
    },
  },
  ko: {
    what: { sales: '매출', goods: '판매 상품', payments: '지갑 결제', breaks: '차이', report: '보고서', drawer: '돈통', statement: '명세 내역', audit: '감사' },
    column: {
      receipt: '영수증', time: '시각', day: '영업일', kind: '구분', operator: '담당자', items: '수량', discount: '할인', tax: '세금', rounding: '단수 조정', total: '합계', cash: '현금', wechatpay: '위챗페이', alipay: '알리페이', unionpay: '유니온페이', card: '카드', reason: '사유',
      line: '줄', sku: '품번', name: '품명', quantity: '수량', unit: '단위', price: '단가', amount: '금액', taxRate: '세율', order: '주문 번호', trade: '거래 번호', original: '원주문 번호', wallet: '지갑', state: '상태', code: '마지막 응답', ended: '종료 시각',
      cause: '원인', suggestion: '제안', age: '경과일', owner: '담당', decision: '결정', by: '처리자', note: '메모', ours: '원장', theirs: '명세', shift: '근무', expected: '예상', counted: '실사', difference: '차액',
      source: '출처', file: '파일', fee: '수수료', net: '순액', status: '상태', section: '구분', item: '항목', count: '건수', balance: '잔액',
    },
    about: { shop: '매장', till: '계산대', period: '기간', made: '작성', page: '쪽', of: '/', rows: '행 수' },
    value: {
      sale: '판매', refund: '환불', exchange: '교환, 영수증', charge: '결제', sales: '매출', refunds: '환불', discounts: '할인', rounding: '단수 조정', net: '순매출', taxes: '세금', tenders: '결제 수단', carried: '이월', drawer: '돈통', receipts: '영수증', first: '첫 번호', last: '끝 번호', head: '원장 끝 항목',
      proved: '명세 기준', partly: '명세 기준, 누락 주문 있음', signed: '승인', paid: '결제됨', declined: '거절됨', reversed: '취소됨', refunded: '환불됨', accepted: '접수됨', failed: '실패', unknown: '미확정', intended: '보내는 중', expected: '예상', counted: '실사', difference: '차액', opened: '근무 시작', closed: '근무 마감', 'moved-in': '입금', 'moved-out': '출금', 'cash-sale': '현금 판매', 'cash-refund': '현금 환불', kick: '돈통 열림', cash: '현금', wechatpay: '위챗페이', alipay: '알리페이', unionpay: '유니온페이', card: '카드',
    },
  },
};

export type ColumnName = Column;
