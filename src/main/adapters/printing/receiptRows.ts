/** What stands on a receipt, row by row, before any font or place: the same for every language and every printer. */
import { maskedCard } from '#core/cardBrand.ts';
import type { ReceiptView } from '#contract/views.ts';
import { figure, moment, percent, printable, quantity, type Language, type Words, WORDS } from './receiptWords.ts';

export type Style = 'shop' | 'body' | 'small' | 'sum' | 'total' | 'mark';

export type Row =
  | { readonly kind: 'text'; readonly text: string; readonly style: Style; readonly centred?: boolean }
  /** Words on the left, a figure on the right edge. `final` carries the bookkeeper's double rule. */
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly style: Style; readonly final?: boolean; readonly indent?: boolean }
  /** The first cell on the left, the others right-aligned in equal columns. */
  | { readonly kind: 'columns'; readonly cells: readonly string[]; readonly style: Style }
  | { readonly kind: 'rule' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string };

type Item = ReceiptView['lines'][number];
type Made = { readonly receipt: ReceiptView; readonly language: Language; readonly words: Words; readonly money: (amountMinor: number) => string; readonly time: (atMs: number) => string };

const pair = (left: string, right: string, style: Style = 'body'): Row => ({ kind: 'pair', left, right, style });
const under = (left: string, right = ''): Row => ({ kind: 'pair', left, right, style: 'small', indent: true });

/** Rows from the top. `copy` is 1 for the first print; later ones are marked. */
export function receiptRows(receipt: ReceiptView, language: Language, copy: number, timeZone: string): Row[] {
  const words = WORDS[language];
  const made: Made = { receipt, language, words, money: (amountMinor) => figure(amountMinor, receipt.currency), time: (atMs) => printable(moment(atMs, timeZone)) };
  return [
    ...head(made, copy), { kind: 'rule' },
    ...receipt.lines.flatMap((line) => goods(made, line)), ...coupons(made), { kind: 'rule' },
    ...sums(made), ...exchange(made), ...tenders(made), ...taxes(made), ...refunds(made),
    { kind: 'gap' }, { kind: 'code', text: receipt.code },
    { kind: 'text', text: printable(receipt.code), style: 'small', centred: true },
    { kind: 'text', text: `${words.entry} ${receipt.entrySeq}`, style: 'small', centred: true },
    { kind: 'gap' }, { kind: 'text', text: words.thanks, style: 'body', centred: true },
  ];
}

function head({ receipt, words, time }: Made, copy: number): Row[] {
  return [
    { kind: 'text', text: printable(receipt.shop), style: 'shop' },
    pair(`${words.receipt} ${receipt.receipt}`, `${words.till} ${printable(receipt.till)}`),
    { kind: 'text', text: time(receipt.at), style: 'body' },
    { kind: 'text', text: `${words.servedBy} ${printable(receipt.operator)}`, style: 'body' },
    ...(copy > 1 ? [{ kind: 'mark', text: `${words.copy} ${copy - 1}` } as const] : []),
  ];
}

/** The right-hand column adds up: gross amounts and what came off them. */
function goods({ language, words, money }: Made, line: Item): Row[] {
  const name = printable(line.name[language] ?? line.name.en);
  // Coupons have rows of their own.
  const off = line.discountMinor - (line.couponMinor ?? 0);
  const single = line.unit === 'piece' && line.quantityMilli === 1000;
  const changed = line.priceOverridden ? `, ${words.priceChanged}` : '';
  const how = `${quantity(line.quantityMilli, line.unit, words)} × ${money(line.unitMinor)}${changed}`;
  return [
    pair(name === '' ? printable(line.sku) : name, money(line.grossMinor)),
    ...(single && changed === '' ? [] : [under(how)]),
    ...(off === 0 ? [] : [under(words.discount, money(-off))]),
  ];
}

function coupons({ receipt, language, words, money }: Made): Row[] {
  return (receipt.coupons ?? []).flatMap(({ code, name, amountMinor }) => [pair(printable(name[language] ?? name.en), money(-amountMinor)), under(`${words.coupon} ${printable(code)}`)]);
}

function sums({ receipt, words, money }: Made): Row[] {
  const total = `${words.total} ${printable(receipt.currency)}`;
  const exclusive = receipt.taxMode === 'exclusive';
  const net = receipt.taxes.reduce((sum, tax) => sum + tax.netMinor, 0);
  const rounded = receipt.roundingMinor !== 0;
  return [
    ...(exclusive ? [pair(words.subtotal, money(net)), ...receipt.taxes.map((tax) => pair(`${words.tax} ${percent(tax.rateBp)}`, money(tax.taxMinor)))] : []),
    ...(rounded ? [pair(total, money(receipt.totalMinor), 'sum'), pair(words.rounding, money(receipt.roundingMinor))] : []),
    ...(exclusive || rounded ? [{ kind: 'gap' } as const] : []),
    { kind: 'pair', left: rounded ? `${words.toPay} ${printable(receipt.currency)}` : total, right: money(receipt.totalMinor + receipt.roundingMinor), style: 'total', final: true },
  ];
}

/** What came back in exchange, and what is left between its worth and the new goods. */
function exchange({ receipt, language, words, money }: Made): Row[] {
  const { returns = [], back = [] } = receipt;
  if (returns.length === 0) return [];
  const difference = receipt.totalMinor + receipt.roundingMinor - returns.reduce((sum, one) => sum + one.amountMinor, 0);
  return [
    { kind: 'gap' },
    ...returns.flatMap((one): Row[] => [pair(`${words.returned} ${one.receipt}`, money(-one.amountMinor), 'sum'), ...one.lines.map((line) => under(`${printable(line.name[language] ?? line.name.en)} × ${quantity(line.quantityMilli, line.unit, words)}`, money(-line.amountMinor)))]),
    pair(words.difference, money(difference), 'sum'),
    ...back.map((one) => pair(`${words.back}, ${one.to === 'cash' ? words.cash : words.wallets[one.to]}`, money(-one.amountMinor))),
  ];
}

function tenders({ receipt, words, money }: Made): Row[] {
  return receipt.tenders.flatMap((tender): Row[] => {
    if (tender.wallet === null) {
      const given = tender.givenMinor > 0 ? [under(words.given, money(tender.givenMinor)), under(words.change, money(tender.changeMinor))] : [];
      return [pair(words.cash, money(tender.givenMinor > 0 ? tender.givenMinor - tender.changeMinor : tender.amountMinor)), ...given];
    }
    return [
      pair(words.wallets[tender.wallet], money(tender.amountMinor)),
      ...(tender.lastFour === null || tender.lastFour === '' ? [] : [under(tender.wallet === 'card' ? printable(maskedCard(tender.brand, tender.lastFour)) : `${words.code} ${printable(tender.lastFour)}`)]),
      ...(tender.tradeId === null ? [] : [under(`${words.trade} ${printable(tender.tradeId)}`)]),
    ];
  });
}

function taxes({ receipt, words, money }: Made): Row[] {
  const saved: Row[] = receipt.discountMinor === 0 ? [] : [{ kind: 'gap' }, pair(words.saved, money(receipt.discountMinor), 'small')];
  if (receipt.taxMode === 'exclusive' || receipt.taxes.length === 0) return saved;
  return [
    ...saved, { kind: 'gap' }, { kind: 'text', text: words.taxIncluded, style: 'small' },
    { kind: 'columns', cells: [words.taxRate, words.net, words.tax], style: 'small' },
    ...receipt.taxes.map((tax): Row => ({ kind: 'columns', cells: [percent(tax.rateBp), money(tax.netMinor), money(tax.taxMinor)], style: 'small' })),
  ];
}

function refunds({ receipt, words, money, time }: Made): Row[] {
  if (receipt.refunds.length === 0) return [];
  return [
    { kind: 'rule' }, { kind: 'text', text: words.refunds, style: 'sum' },
    ...receipt.refunds.flatMap((refund): Row[] => [pair(words.refundStates[refund.state], money(-refund.amountMinor)), under(time(refund.at))]),
    pair(words.refundable, money(receipt.refundableMinor)),
  ];
}
