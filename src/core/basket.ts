/** The basket: what a customer is about to buy, and the pure steps that change it. */
import { LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { Coupon } from './coupon.ts';
import type { LocalName, Product, Unit } from './catalogue.ts';
import type { ChargeableWallet, PaymentMethod } from './wallets.ts';

export type Discount = { readonly kind: 'percent'; readonly bp: number } | { readonly kind: 'amount'; readonly minor: number };

export type BasketLine = {
  readonly line: number;
  readonly sku: string;
  readonly name: LocalName;
  readonly unit: Unit;
  /** Thousandths of a piece or of a kilogram. */
  readonly quantityMilli: number;
  readonly unitMinor: number;
  /** The catalogue's price when it was overridden. */
  readonly listMinor: number | null;
  readonly discount: Discount | null;
  readonly taxRateBp: number;
};

export type Tender =
  | { readonly kind: 'cash'; readonly amountMinor: number; readonly givenMinor: number; readonly changeMinor: number; /** Booked when it was taken, as a part. */ readonly received?: true }
  | { readonly kind: 'wallet'; readonly wallet: ChargeableWallet; readonly amountMinor: number; readonly orderId: string; readonly tradeId: string | null; readonly lastFour: string }
  /** A card is known by its brand and its last four digits, and by nothing else. */
  | { readonly kind: 'card'; readonly wallet: 'card'; readonly brand: string | null; readonly amountMinor: number; readonly orderId: string; readonly tradeId: string | null; readonly lastFour: string }
  /** Money of an earlier receipt that stays for this sale, since its goods came back: `from` and `orderId` are the tender it was paid by first, and goes back to. */
  | { readonly kind: 'exchange'; readonly amountMinor: number; readonly from: 'cash' | PaymentMethod; readonly orderId: string | null; /** Of cash: the coins it really came in. */ readonly keptMinor: number };

/** Goods of an earlier receipt that come back in exchange; the amount is what they were paid with, taxes in it. */
export type BasketReturn = {
  readonly receipt: number;
  readonly reason: string;
  readonly amountMinor: number;
  readonly lines: readonly { readonly line: number; readonly name: LocalName; readonly unit: Unit; readonly quantityMilli: number; readonly amountMinor: number }[];
};

export type Basket = {
  readonly saleId: string;
  readonly lines: readonly BasketLine[];
  readonly nextLine: number;
  readonly lastLine: number | null;
  readonly lastCause: 'scan' | 'tile' | 'edit' | null;
  /** Discount on the whole basket, basis points. */
  readonly discountBp: number;
  readonly tenders: readonly Tender[];
  /** Order id of the charge that is open on this basket; nothing else may change while it is. */
  readonly attempt: string | null;
  /** What the next payment code charges; null means all that is due. */
  readonly partMinor: number | null;
  /** What comes back in exchange; absent in most baskets. */
  readonly returns?: readonly BasketReturn[];
  /** In the order in which they were given, with their terms of then; absent in most baskets. */
  readonly coupons?: readonly Coupon[];
};

export const returnsOf = (basket: Pick<Basket, 'returns'>): readonly BasketReturn[] => basket.returns ?? [];
/** Nothing in it: no goods to sell and none that come back. */
export const isEmpty = (basket: Pick<Basket, 'lines' | 'returns'>): boolean => basket.lines.length === 0 && returnsOf(basket).length === 0;

export function emptyBasket(saleId: string): Basket {
  return { saleId, lines: [], nextLine: 1, lastLine: null, lastCause: null, discountBp: 0, tenders: [], attempt: null, partMinor: null };
}

function assertOpen(basket: Basket): void {
  if (basket.attempt !== null) throw new Refusal('basket-locked', 'A payment is under way, so the basket stays as it is. No money has moved because of this. Wait for the light, or cancel the payment safely first.');
  if (basket.tenders.length > 0) throw new Refusal('basket-part-paid', 'Part of this basket is paid, so its goods stay as they are. Take the rest of the money first.');
}

function lineOf(basket: Basket, line: number): BasketLine {
  const found = basket.lines.find((item) => item.line === line);
  if (found === undefined) throw new Refusal('no-such-line', 'That line is no longer in the basket. Nothing was changed; choose a line that is there.');
  return found;
}

const withLine = (basket: Basket, line: BasketLine): Basket => ({ ...basket, lines: basket.lines.map((item) => (item.line === line.line ? line : item)), lastLine: line.line, lastCause: 'edit' });

/** Adds goods; the same product at the same price joins its line. */
export function addProduct(basket: Basket, product: Product, quantityMilli: number, cause: 'scan' | 'tile', unitMinor = product.priceMinor): Basket {
  assertOpen(basket);
  const same = basket.lines.find((item) => item.sku === product.sku && item.unitMinor === unitMinor && item.discount === null && item.listMinor === null && product.unit === 'piece');
  if (same !== undefined) {
    const quantity = same.quantityMilli + quantityMilli;
    if (quantity > LIMITS.quantityMilliMax) throw new Refusal('quantity-too-large', 'That is more than the till sells on one line. The line was left as it was; ring the rest on another line.');
    return { ...withLine(basket, { ...same, quantityMilli: quantity }), lastCause: cause };
  }
  if (basket.lines.length >= LIMITS.basketLinesMax) throw new Refusal('basket-full', 'The basket holds no more lines. Nothing was added; take the money for this basket and ring the rest in the next.');
  const line: BasketLine = {
    line: basket.nextLine, sku: product.sku, name: product.name, unit: product.unit, quantityMilli, unitMinor, listMinor: null, discount: null, taxRateBp: product.taxRateBp,
  };
  return { ...basket, lines: [...basket.lines, line], nextLine: basket.nextLine + 1, lastLine: line.line, lastCause: cause };
}

export function setQuantity(basket: Basket, line: number, quantityMilli: number): Basket {
  assertOpen(basket);
  const found = lineOf(basket, line);
  if (quantityMilli === 0) return removeLine(basket, line);
  if (found.unit === 'piece' && quantityMilli % 1000 !== 0) throw new Refusal('whole-pieces-only', 'These goods are sold by the piece. The quantity was left as it was; enter a whole number.');
  return withLine(basket, { ...found, quantityMilli });
}

export function removeLine(basket: Basket, line: number): Basket {
  assertOpen(basket);
  lineOf(basket, line);
  const lines = basket.lines.filter((item) => item.line !== line);
  const left: Basket = { ...basket, lines, lastLine: lines.at(-1)?.line ?? null, lastCause: 'edit' };
  return lines.length === 0 ? { ...withoutCoupons(left), discountBp: 0 } : left;
}

export function discountLine(basket: Basket, line: number, discount: Discount | null): Basket {
  assertOpen(basket);
  return withLine(basket, { ...lineOf(basket, line), discount });
}

export function discountAll(basket: Basket, bp: number): Basket {
  assertOpen(basket);
  return { ...basket, discountBp: bp };
}

export function overridePrice(basket: Basket, line: number, unitMinor: number): Basket {
  assertOpen(basket);
  const found = lineOf(basket, line);
  return withLine(basket, { ...found, unitMinor, listMinor: found.listMinor ?? found.unitMinor });
}

/** The same basket as if no coupon had been given. */
export function withoutCoupons(basket: Basket): Basket {
  const { coupons, ...rest } = basket;
  return coupons === undefined ? basket : rest;
}

export function addCoupon(basket: Basket, coupon: Coupon): Basket {
  assertOpen(basket);
  const { coupons = [] } = basket;
  if (basket.lines.length === 0) throw new Refusal('coupon-needs-goods', 'There is nothing in the basket that a coupon could take something off. Nothing was changed; scan the goods first, then the coupon.');
  if (coupons.some(({ code }) => code === coupon.code)) throw new Refusal('coupon-twice', 'That coupon is in the basket already. Nothing was changed; it counts once.');
  if (coupons.length >= LIMITS.basketCouponsMax) throw new Refusal('coupon-too-many', `A basket takes ${LIMITS.basketCouponsMax} coupons. Nothing was changed; take another one out first.`, { count: LIMITS.basketCouponsMax });
  return { ...basket, coupons: [...coupons, coupon] };
}

export function dropCoupon(basket: Basket, code: string): Basket {
  assertOpen(basket);
  const left = (basket.coupons ?? []).filter((one) => one.code !== code);
  return left.length === 0 ? withoutCoupons(basket) : { ...basket, coupons: left };
}

/** Takes goods back in exchange; the same receipt again takes the place of what was chosen before. */
export function bringBack(basket: Basket, returned: BasketReturn): Basket {
  assertOpen(basket);
  return { ...basket, returns: [...returnsOf(basket).filter((one) => one.receipt !== returned.receipt), returned], lastCause: 'edit' };
}

export function dropReturn(basket: Basket, receipt: number): Basket {
  assertOpen(basket);
  const { returns = [], ...rest } = basket;
  const left = returns.filter((one) => one.receipt !== receipt);
  return left.length === 0 ? rest : { ...rest, returns: left };
}
