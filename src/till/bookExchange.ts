/** The entries of an exchange beside its sale: refunds whose money stays for the new goods, and those that go back. */
import { assert } from '#core/assert.ts';
import { returnsOf, type Basket, type Tender } from '#core/basket.ts';
import type { Draft, SaleCompleted } from '#core/journal.ts';
import { bookRefund, planRefund, type Part } from './refundSale.ts';
import type { Till } from './till.ts';

export type Exchange = { readonly drafts: Draft[]; readonly tenders: Tender[]; readonly about: Pick<SaleCompleted, 'returns' | 'back'> };

/** Splits the parts of a refund: the first of them, wallets before cash, go back until `backMinor` is reached; the rest stays for the new goods. */
function splitParts(parts: readonly Part[], backMinor: number): (Part & { into: boolean })[] {
  let back = backMinor;
  return parts.flatMap((part) => {
    const goes = Math.min(back, part.amountMinor);
    back -= goes;
    return [{ ...part, amountMinor: goes, into: false }, { ...part, amountMinor: part.amountMinor - goes, into: true }].filter((one) => one.amountMinor > 0);
  });
}

/** What an exchange adds to the commit of its sale: the refunds, the tenders that they become, and what goes back. */
export function exchangeOf(till: Till, basket: Basket, shift: number, into: number, surplusMinor: number): Exchange {
  const returns = returnsOf(basket);
  const drafts: Draft[] = [];
  const kept = new Map<string, Extract<Tender, { kind: 'exchange' }>>();
  const back: { to: Part['to']; amountMinor: number }[] = [];
  let left = surplusMinor;
  for (const { receipt, reason, lines: wanted, amountMinor } of returns) {
    const plan = planRefund(till, receipt, wanted, false);
    assert(plan.amountMinor === amountMinor, 'goods in exchange are worth what the basket says');
    const goes = Math.min(left, amountMinor);
    left -= goes;
    const booked = bookRefund(till, { ...plan, receipt, shift, reason, first: drafts.length, into, parts: splitParts(plan.parts, goes) });
    drafts.push(...booked.drafts);
    for (const part of booked.parts) {
      if (!part.into) {
        back.push({ to: part.to, amountMinor: part.handedMinor });
        continue;
      }
      const key = `${part.to} ${part.orderId ?? ''}`;
      const before = kept.get(key);
      kept.set(key, { kind: 'exchange', from: part.to, orderId: part.orderId, amountMinor: (before?.amountMinor ?? 0) + part.amountMinor, keptMinor: (before?.keptMinor ?? 0) + (part.to === 'cash' ? part.handedMinor : 0) });
    }
  }
  return { drafts, tenders: [...kept.values()], about: returns.length === 0 ? {} : { returns, ...(back.length === 0 ? {} : { back }) } };
}
