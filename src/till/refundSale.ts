/** Giving money back for goods that come back: to the tender it came from, never more than was paid. */
import { assert } from '#core/assert.ts';
import { cashRounding } from '#core/cash.ts';
import { orderNumber } from '#core/ids.ts';
import type { Draft, RefundCompleted, SaleCompleted } from '#core/journal.ts';
import { mulDiv, splitMinor } from '#core/money.ts';
import { REFUND_RULES } from '#core/refund.ts';
import { Refusal } from '#core/refusal.ts';
import { isEnded, type Attempt } from '#core/tender.ts';
import { returnsOf } from '#core/basket.ts';
import { taxesOf, type TaxLine } from '#core/sale.ts';
import { dayIn } from '#core/time.ts';
import type { ReceiptView } from '#contract/views.ts';
import { allow, type Approval } from './approve.ts';
import { readReceipt, saleOfReceipt } from './readReceipt.ts';
import { plainWords } from './plainWords.ts';
import { assertSelling, basketOf, commit, operatorOf, type Seat, type Till } from './till.ts';
import type { CustomerRefund } from './storage.ts';

export type ReturnedLine = { readonly line: number; readonly quantityMilli: number };

/** What a returned quantity is worth: cumulative, so that the parts of a line always sum to what was paid for it. */
function worth(sale: SaleCompleted, earlier: readonly CustomerRefund[], wanted: readonly ReturnedLine[]): { line: number; quantityMilli: number; amountMinor: number; taxRateBp: number }[] {
  const seen = new Set<number>();
  return wanted.map(({ line, quantityMilli }) => {
    const sold = sale.lines.find((item) => item.line === line);
    if (sold === undefined || seen.has(line)) throw new Refusal('no-such-line', 'That line is not on the receipt. Nothing was refunded; choose a line that is there.');
    seen.add(line);
    const before = earlier.flatMap((refund) => refund.payload.lines).filter((item) => item.line === line).reduce((sum, item) => sum + item.quantityMilli, 0);
    if (before + quantityMilli > sold.quantityMilli) throw new Refusal('already-refunded', 'That much of this line has already been given back. Nothing was refunded; choose what is left.', { leftMilli: sold.quantityMilli - before });
    const upTo = (milli: number) => mulDiv(sold.totalMinor, milli, sold.quantityMilli);
    return { line, quantityMilli, amountMinor: upTo(before + quantityMilli) - upTo(before), taxRateBp: sold.taxRateBp };
  });
}

/** Taxes of what comes back now: those of all that has come back less those before, so that a sale that comes back in pieces leaves no tax behind. */
function taxesBack(sale: SaleCompleted, earlier: readonly CustomerRefund[], returned: readonly { readonly amountMinor: number; readonly taxRateBp: number }[]): TaxLine[] {
  const rates = new Map(sale.lines.map((line) => [line.line, line.taxRateBp]));
  const before = earlier.flatMap((refund) => refund.payload.lines).map((line) => ({ totalMinor: line.amountMinor, taxRateBp: rates.get(line.line) ?? 0 }));
  const now = returned.map((line) => ({ totalMinor: line.amountMinor, taxRateBp: line.taxRateBp }));
  const was = new Map(taxesOf(before, sale.taxMode).map((tax) => [tax.rateBp, tax]));
  return taxesOf([...before, ...now], sale.taxMode).filter((tax) => now.some((line) => line.taxRateBp === tax.rateBp))
    .map((tax) => ({ rateBp: tax.rateBp, netMinor: tax.netMinor - (was.get(tax.rateBp)?.netMinor ?? 0), taxMinor: tax.taxMinor - (was.get(tax.rateBp)?.taxMinor ?? 0) }));
}

export type Part = { readonly to: RefundCompleted['to']; readonly orderId: string | null; readonly amountMinor: number };

/** Spreads an amount over the tenders it came from, wallets first, each up to what is left of it. */
function partsOf(sale: SaleCompleted, earlier: readonly CustomerRefund[], amountMinor: number): Part[] {
  // What an exchange brought in came by a tender of its own, and goes back to that one.
  const tenders = sale.tenders.map((tender) => (tender.kind === 'exchange' ? { to: tender.from, orderId: tender.orderId, amountMinor: tender.amountMinor } : { to: tender.kind === 'cash' ? 'cash' as const : tender.wallet, orderId: tender.kind === 'cash' ? null : tender.orderId, amountMinor: tender.amountMinor }))
    .sort((a, b) => Number(a.to === 'cash') - Number(b.to === 'cash'));
  let left = amountMinor;
  const parts: Part[] = [];
  let cashGone = earlier.filter((refund) => refund.payload.to === 'cash').reduce((sum, refund) => sum + refund.payload.amountMinor, 0);
  for (const tender of tenders) {
    const { to, orderId } = tender;
    const gone = to !== 'cash' ? earlier.filter((refund) => refund.payload.orderId === orderId).reduce((sum, refund) => sum + refund.payload.amountMinor, 0) : Math.min(cashGone, tender.amountMinor);
    if (to === 'cash') cashGone -= gone;
    const part = Math.min(left, tender.amountMinor - gone);
    if (part > 0) parts.push({ to, orderId, amountMinor: part });
    left -= Math.max(part, 0);
  }
  if (left > 0) throw new Refusal('more-than-paid', 'That is more than was paid for this sale. Nothing was refunded; choose fewer lines.', { leftMinor: left });
  return parts;
}

/** A part with the payment that it goes back by; null for cash. */
type PaidPart = { readonly part: Part; readonly attempt: Attempt | null };

/** One code for every wallet may have gone at risk under another wallet's name than the one that paid it in the end: the money goes back to that one. */
function byPayer(till: Till, part: Part): PaidPart {
  const attempt = part.to === 'cash' || part.orderId === null ? null : till.storage.attempt(part.orderId);
  return { part: attempt === null ? part : { ...part, to: attempt.wallet }, attempt };
}

/** What cash has gone or goes back for a sale once `amountMinor` of it is refunded in cash: rounded to coins as a whole, and never more than was kept of the customer's. */
function cashBack(sale: SaleCompleted, amountMinor: number): number {
  const kept = sale.tenders.reduce((sum, tender) => sum + (tender.kind === 'cash' ? tender.givenMinor - tender.changeMinor : tender.kind === 'exchange' ? tender.keptMinor : 0), 0);
  return Math.min(amountMinor + cashRounding(amountMinor, sale.currency), kept);
}

/** Taxes of each part, by largest remainder, so that the parts' nets and taxes sum to the whole and each part to its amount. */
function taxesOfParts(taxes: readonly TaxLine[], parts: readonly Part[]): TaxLine[][] {
  const weights = parts.map((part) => part.amountMinor);
  const split = taxes.map((tax) => ({ rateBp: tax.rateBp, tax: splitMinor(tax.taxMinor, weights) }));
  return parts.map((part, index) => {
    const own = split.map((tax) => ({ rateBp: tax.rateBp, taxMinor: tax.tax[index] ?? 0 }));
    const taxSum = own.reduce((sum, tax) => sum + tax.taxMinor, 0);
    const nets = splitMinor(part.amountMinor - taxSum, taxes.map((tax) => Math.abs(tax.netMinor)));
    return own.map((tax, n) => ({ rateBp: tax.rateBp, netMinor: nets[n] ?? 0, taxMinor: tax.taxMinor }));
  });
}

export async function refundSale(till: Till, seat: Seat, receipt: number, wanted: readonly ReturnedLine[], reason: string, approval: Approval): Promise<ReceiptView> {
  assertSelling(till);
  const operator = operatorOf(seat);
  plainWords(reason);
  assertFree(till, receipt);
  const preview = planRefund(till, receipt, wanted);
  const approvals = await allow(till, seat, 'refund', { saleId: preview.sale.saleId, amountMinor: preview.amountMinor }, approval);
  // The PIN took a moment: the plan is made again from what the ledger says now. The approval was for one amount.
  assertFree(till, receipt);
  const { sale, lines, taxes, parts, amountMinor: planned } = planRefund(till, receipt, wanted);
  if (planned > preview.amountMinor) throw new Refusal('approved-for-less', 'What was approved has changed meanwhile. Nothing was refunded; look at the receipt and ask for approval again.');
  const shift = assertSelling(till);
  const booked = bookRefund(till, { receipt, shift, reason, sale, lines, taxes, parts, first: approvals.length });
  commit(till, operator.id, [...approvals, ...booked.drafts]);
  return readReceipt(till, receipt);
}

/** `first`: how many entries of the same commit come before, so that no two refunds of it have one number. `into`: the receipt of an exchange that keeps the money of its parts. */
type Booking = Omit<ReturnType<typeof planRefund>, 'amountMinor' | 'parts'> & { readonly parts: readonly (Part & { readonly into?: boolean })[]; readonly receipt: number; readonly shift: number; readonly reason: string; readonly first: number; readonly into?: number };
export type BookedPart = Part & { readonly into: boolean; /** With what cash was rounded by. */ readonly handedMinor: number };

/** The entries of a refund: one for each tender it goes to, with a request to the wallet where it goes there. */
export function bookRefund(till: Till, { receipt, shift, reason, sale, lines, taxes, parts, first, into }: Booking): { drafts: Draft[]; parts: BookedPart[] } {
  const now = till.ports.clock.now();
  const perPart = taxesOfParts(taxes, parts);
  const drafts: Draft[] = [];
  const { currency, saleId } = sale;
  let cashBefore = till.storage.refundsOfReceipt(receipt).reduce((sum, refund) => sum + (refund.payload.to === 'cash' ? refund.payload.amountMinor : 0), 0);
  const booked = parts.map((part, index): BookedPart => {
    const stays = part.into === true && into !== undefined;
    const refundId = orderNumber(dayIn(now, till.shop.timeZone), till.shop.till, till.storage.head().seq + 1 + first + drafts.length, till.ports.crypto.random(6));
    const handedMinor = part.to === 'cash' ? cashBack(sale, cashBefore + part.amountMinor) - cashBack(sale, cashBefore) : part.amountMinor;
    if (part.to === 'cash') cashBefore += part.amountMinor;
    const about = { refundId, saleId, receipt, shift, currency, lines: index === 0 ? lines : [], taxes: perPart[index] ?? [], amountMinor: part.amountMinor, to: part.to, orderId: part.orderId, reason };
    drafts.push({ kind: 'refund.completed', payload: stays ? { ...about, roundingMinor: 0, into } : { ...about, roundingMinor: handedMinor - part.amountMinor } });
    if (!stays && part.to === 'cash') drafts.push({ kind: 'drawer.opened', payload: { shift, reason: 'refund' } });
    if (!stays && part.to !== 'cash') {
      assert(part.orderId !== null, 'a wallet refund names its order');
      drafts.push({ kind: 'refund.intended', payload: { refundId, orderId: part.orderId, saleId, wallet: part.to, amountMinor: part.amountMinor, currency, owed: 'refunds-due', cause: 'customer' } });
    }
    return { ...part, into: stays, handedMinor };
  });
  return { drafts, parts: booked };
}

/** Goods that lie in a basket as an exchange are not given back beside it. */
function assertFree(till: Till, receipt: number): void {
  const baskets = [basketOf(till), ...till.storage.held().map((held) => held.basket)];
  if (baskets.some((basket) => returnsOf(basket).some((one) => one.receipt === receipt))) throw new Refusal('receipt-in-exchange', 'Goods of this receipt lie in an open basket as an exchange. Nothing was refunded; finish that basket, or take the exchange out of it first.', { receipt });
}

/** What a return is worth and where it goes, by what the ledger says now. */
export function planRefund(till: Till, receipt: number, wanted: readonly ReturnedLine[], asksWallet = true) {
  const { payload: sale, at: soldAt } = saleOfReceipt(till, receipt);
  const earlier = till.storage.refundsOfReceipt(receipt);
  const returned = worth(sale, earlier, wanted);
  const before = earlier.reduce((sum, refund) => sum + refund.payload.amountMinor, 0);
  const taxes = taxesBack(sale, earlier, returned);
  const gross = taxes.reduce((sum, tax) => sum + tax.netMinor + tax.taxMinor, 0);
  const amountMinor = Math.min(gross, sale.totalMinor - before);
  if (amountMinor <= 0) throw new Refusal('nothing-to-refund', 'Nothing was paid for these goods, or all of it has gone back. Nothing was refunded.');
  const paid = partsOf(sale, earlier, amountMinor).map((part) => byPayer(till, part));
  for (const one of paid) if (asksWallet) assertRefundable(till, one, soldAt, earlier);
  const lines = returned.map(({ line, quantityMilli, amountMinor: own }) => ({ line, quantityMilli, amountMinor: own }));
  return { sale, lines, taxes, amountMinor, parts: paid.map(({ part }) => part) };
}

const DAY_MS = 86_400_000;

/** What the wallet would refuse anyway is refused here, in words. */
function assertRefundable(till: Till, { part: { to, orderId }, attempt }: PaidPart, soldAt: number, earlier: readonly CustomerRefund[]): void {
  if (to === 'cash') return;
  // Goods that went at risk: as long as the wallet has not said that it was paid, there is nothing of it that could go back, and a late reverse would take it twice.
  const state = attempt?.state ?? 'paid';
  if (state !== 'paid' && isEnded(state)) throw new Refusal('refund-never-paid', 'The wallet never paid for this sale, so there is no money to give back. Nothing was refunded.');
  if (state !== 'paid') throw new Refusal('refund-not-yet', 'The wallet has not said yet whether this sale was paid. Nothing was refunded; wait for its word, then give the money back.');
  const rule = REFUND_RULES[to];
  if (till.ports.clock.now() - (attempt?.startedAt ?? soldAt) > rule.days * DAY_MS) throw new Refusal('refund-window-over', 'The wallet takes no refund for a payment of that age any more. Nothing was refunded; a manager can pay cash out of the drawer, with the receipt number as its reason.', { days: rule.days });
  if (earlier.filter((refund) => refund.payload.orderId === orderId).length >= rule.partsMax) throw new Refusal('refund-parts-over', 'The wallet takes no more partial refunds for this payment. Nothing was refunded; a manager can pay cash out of the drawer, with the receipt number as its reason.', { parts: rule.partsMax });
}
