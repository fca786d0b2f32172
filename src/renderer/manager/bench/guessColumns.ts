/** What the columns of an unknown table probably are, by their titles: a start that a person corrects. */
import type { MappedColumn, StatementMapping } from '#core/statementMapping.ts';

/** The first title that fits takes the place; the order matters: a trade number is no order number. */
const WORDS: readonly (readonly [MappedColumn, RegExp])[] = [
  ['tradeId', /交易(?:单)?号|流水号|trade|transaction|psp|거래\s*번호/i], ['originalId', /原.*订单|original|원주문/i], ['orderId', /订单号|order|merchant.?ref|주문/i], ['fee', /手续费|fee|commission|수수료/i], ['net', /净额|\bnet\b|순액/i],
  ['credit', /收入|贷方|credit|입금/i], ['debit', /支出|借方|debit|출금/i], ['amount', /金额|amount|gross|금액/i], ['currency', /币种|currency|통화/i], ['date', /日期|时间|date|time|settled|booked|posted|일자|날짜|일시/i], ['status', /状态|status|상태/i], ['batch', /批次|batch|배치/i],
];

export function guessedColumns(titles: readonly string[]): StatementMapping['columns'] {
  const found: Partial<Record<MappedColumn, string>> = {};
  const taken = new Set<string>();
  for (const [column, words] of WORDS) {
    const title = titles.find((one) => !taken.has(one) && words.test(one));
    if (title === undefined) continue;
    found[column] = title;
    taken.add(title);
  }
  // Either side of the account says more than a column that may be their balance.
  if (found.credit !== undefined && found.debit !== undefined) delete found.amount;
  return found;
}
