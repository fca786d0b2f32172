/** What a till wants to know of GS1 data: article, lot, dates, weight, price, count. */
import { gtin14Of } from './gtin.ts';
import type { Gs1Element } from './gs1Elements.ts';

/** `unscaled` / 10^`decimals`. */
type Gs1Quantity = { readonly unscaled: number; readonly decimals: number };

/** A day as `2027-02-28`. */
export type Gs1Day = string;

export type Gs1Facts = {
  readonly gtin14?: string;
  readonly lot?: string;
  readonly serial?: string;
  readonly bestBefore?: Gs1Day;
  readonly expiry?: Gs1Day;
  readonly packed?: Gs1Day;
  /** Kilograms (310n) or pounds (320n). */
  readonly netWeight?: Gs1Quantity & { readonly unit: 'kg' | 'lb' };
  /** Price of this item: 392n in the shop's currency (null), 393n in one of ISO 4217 numeric. */
  readonly price?: Gs1Quantity & { readonly currencyNumeric: string | null };
  /** Pieces in a pack of varying content (30). */
  readonly count?: number;
};

/**
 * @param year of today, for the century of two-digit years: at most 50 ahead and 49 behind (GS1 General Specifications 7.12).
 * @param elements sound ones; of others the answer is arbitrary but does not throw.
 */
export function gs1Facts(elements: readonly Gs1Element[], year: number): Gs1Facts {
  const facts: { -readonly [Name in keyof Gs1Facts]: Gs1Facts[Name] } = {};
  for (const { ai, value } of elements) {
    const decimals = Number(ai.charAt(3));
    switch (ai.length === 4 && ai.startsWith('3') ? ai.slice(0, 3) : ai) {
      case '01': facts.gtin14 = gtin14Of(value); break;
      case '10': facts.lot = value; break;
      case '21': facts.serial = value; break;
      case '13': facts.packed = gs1Day(value, year); break;
      case '15': facts.bestBefore = gs1Day(value, year); break;
      case '17': facts.expiry = gs1Day(value, year); break;
      case '30': facts.count = Number(value); break;
      case '310': facts.netWeight = { unscaled: Number(value), decimals, unit: 'kg' }; break;
      case '320': facts.netWeight = { unscaled: Number(value), decimals, unit: 'lb' }; break;
      case '392': facts.price = { unscaled: Number(value), decimals, currencyNumeric: null }; break;
      case '393': facts.price = { unscaled: Number(value.slice(3)), decimals, currencyNumeric: value.slice(0, 3) }; break;
      default: break;
    }
  }
  return facts;
}

/** YYMMDD; day 00 means the last day of the month. */
export function gs1Day(value: string, year: number): Gs1Day {
  const short = Number(value.slice(0, 2));
  const month = Number(value.slice(2, 4));
  const ahead = (short - (year % 100) + 100) % 100;
  const full = year + (ahead > 50 ? ahead - 100 : ahead);
  const day = value.slice(4, 6) === '00' ? lastDay(full, month) : Number(value.slice(4, 6));
  return `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
