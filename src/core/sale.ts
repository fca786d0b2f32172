/** What a basket costs: line totals, discounts, taxes and what is still due; the same figures the ledger books. */
import { takeCoupons, type PricedCoupon } from './coupon.ts';
import { assertMinor, mulDiv, splitMinor } from './money.ts';
import { returnsOf, type Basket, type BasketLine, type Tender } from './basket.ts';

export type TaxMode = 'inclusive' | 'exclusive';
export type TaxLine = { readonly rateBp: number; readonly netMinor: number; readonly taxMinor: number };

export type PricedLine = BasketLine & {
  readonly grossMinor: number;
  /** The line's own discount, and its share of the basket's and of the coupons. */
  readonly discountMinor: number;
  /** Of that the coupons' part. */
  readonly couponMinor: number;
  readonly totalMinor: number;
};

export type PricedBasket = {
  readonly lines: readonly PricedLine[];
  readonly coupons: readonly PricedCoupon[];
  readonly discountMinor: number;
  readonly taxes: readonly TaxLine[];
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly paidMinor: number;
  /** Worth of what comes back in exchange. */
  readonly returnedMinor: number;
  /** Below zero: what goes back to the customer of an exchange. */
  readonly dueMinor: number;
};

function ownDiscount(line: BasketLine, grossMinor: number): number {
  if (line.discount === null) return 0;
  const wanted = line.discount.kind === 'percent' ? mulDiv(grossMinor, line.discount.bp, 10_000) : line.discount.minor;
  return Math.min(wanted, grossMinor);
}

/** Tax of one rate on a sum; inclusive takes it out of the sum, exclusive puts it on top. Rounded half up, once per rate and sale. */
function taxOf(sumMinor: number, rateBp: number, mode: TaxMode): TaxLine {
  if (mode === 'inclusive') {
    const taxMinor = mulDiv(sumMinor, rateBp, 10_000 + rateBp);
    return { rateBp, netMinor: sumMinor - taxMinor, taxMinor };
  }
  return { rateBp, netMinor: sumMinor, taxMinor: mulDiv(sumMinor, rateBp, 10_000) };
}

export function taxesOf(lines: readonly { readonly totalMinor: number; readonly taxRateBp: number }[], mode: TaxMode): TaxLine[] {
  const sums = new Map<number, number>();
  for (const line of lines) sums.set(line.taxRateBp, (sums.get(line.taxRateBp) ?? 0) + line.totalMinor);
  return [...sums].sort((a, b) => a[0] - b[0]).map(([rateBp, sum]) => taxOf(sum, rateBp, mode));
}

const NO_COUPONS: ReturnType<typeof takeCoupons> = { coupons: [], shares: [] };

/** Discounts first (line, then basket, then coupons, both by largest remainder), then tax per rate, then the total. */
export function priceBasket(basket: Pick<Basket, 'lines' | 'discountBp' | 'tenders' | 'returns' | 'coupons'>, mode: TaxMode): PricedBasket {
  const gross = basket.lines.map((line) => mulDiv(line.unitMinor, line.quantityMilli, 1000));
  const own = basket.lines.map((line, index) => ownDiscount(line, gross[index] ?? 0));
  const afterOwn = gross.map((amount, index) => amount - (own[index] ?? 0));
  const sum = afterOwn.reduce((total, amount) => total + amount, 0);
  const shares = basket.discountBp > 0 && basket.lines.length > 0 ? splitMinor(mulDiv(sum, basket.discountBp, 10_000), afterOwn) : afterOwn.map(() => 0);
  const given = basket.coupons === undefined ? NO_COUPONS : takeCoupons(basket.coupons, afterOwn.map((amount, index) => amount - (shares[index] ?? 0)));
  const lines = basket.lines.map((line, index): PricedLine => {
    const couponMinor = given.shares[index] ?? 0;
    const discountMinor = (own[index] ?? 0) + (shares[index] ?? 0) + couponMinor;
    const grossMinor = gross[index] ?? 0;
    return { ...line, grossMinor, discountMinor, couponMinor, totalMinor: grossMinor - discountMinor };
  });
  const taxes = taxesOf(lines, mode);
  const taxMinor = taxes.reduce((total, tax) => total + tax.taxMinor, 0);
  const net = taxes.reduce((total, tax) => total + tax.netMinor, 0);
  const totalMinor = assertMinor(net + taxMinor);
  const paidMinor = paidBy(basket.tenders);
  const returnedMinor = returnsOf(basket).reduce((total, one) => total + one.amountMinor, 0);
  return { lines, coupons: given.coupons, discountMinor: lines.reduce((total, line) => total + line.discountMinor, 0), taxes, taxMinor, totalMinor, paidMinor, returnedMinor, dueMinor: totalMinor - returnedMinor - paidMinor };
}

function paidBy(tenders: readonly Tender[]): number {
  return tenders.reduce((total, tender) => total + tender.amountMinor, 0);
}
