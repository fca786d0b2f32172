/** A coupon as it is typed in: texts, and the coupon they make, if they make one. */
import type { Coupon } from '#core/coupon.ts';
import { readCouponCode } from '#core/couponCode.ts';
import { LIMITS } from '#core/limits.ts';
import { formatMinor, parseMinor } from '#core/money.ts';

export type CouponDraft = { readonly code: string; readonly en: string; readonly zh: string; readonly ko: string; readonly kind: Coupon['takes']['kind']; readonly value: string; readonly least: string; readonly from: string; readonly to: string };

export function couponDraft(coupon: Coupon | null, currency: string): CouponDraft {
  if (coupon === null) return { code: '', en: '', zh: '', ko: '', kind: 'percent', value: '', least: '', from: '', to: '' };
  const { code, name, takes, leastMinor, from, to } = coupon;
  return {
    code, en: name.en, zh: name.zh ?? '', ko: name.ko ?? '', kind: takes.kind, value: takes.kind === 'percent' ? String(takes.bp / 100) : formatMinor(takes.minor, currency),
    least: leastMinor === 0 ? '' : formatMinor(leastMinor, currency), from: from ?? '', to: to ?? '',
  };
}

/** What it takes off; null when that is no percentage (two digits behind the point at most) or no amount. */
export function takesOf({ kind, value }: Pick<CouponDraft, 'kind' | 'value'>, currency: string): Coupon['takes'] | null {
  if (kind === 'percent') {
    const bp = /^\d{1,3}(?:\.\d{1,2})?$/.test(value.trim()) ? Math.round(Number(value) * 100) : 0;
    return bp >= 1 && bp <= 10_000 ? { kind, bp } : null;
  }
  const minor = parseMinor(value.trim(), currency);
  return minor !== null && minor >= 1 && minor <= LIMITS.amountMinorMax ? { kind, minor } : null;
}

/** The least spend; null when it is no amount. */
export function leastOf(text: string, currency: string): number | null {
  const minor = text.trim() === '' ? 0 : parseMinor(text.trim(), currency);
  return minor !== null && minor >= 0 && minor <= LIMITS.amountMinorMax ? minor : null;
}

export const daysContradict = ({ from, to }: Pick<CouponDraft, 'from' | 'to'>): boolean => from !== '' && to !== '' && to < from;

/** Null while a field is missing or cannot be read. */
export function couponOf(draft: CouponDraft, currency: string): Coupon | null {
  const [code, takes, leastMinor] = [readCouponCode(draft.code), takesOf(draft, currency), leastOf(draft.least, currency)];
  const [en, zh, ko] = [draft.en.trim(), draft.zh.trim(), draft.ko.trim()];
  if (code === null || takes === null || leastMinor === null || en === '' || daysContradict(draft)) return null;
  return { code, name: { en, ...(zh === '' ? {} : { zh }), ...(ko === '' ? {} : { ko }) }, takes, leastMinor, from: draft.from === '' ? null : draft.from, to: draft.to === '' ? null : draft.to };
}
