/** Retail barcodes: which of EAN-13, EAN-8, UPC-A, UPC-E or GTIN-14 a row of digits is, and the GTIN it stands for. */
import { checkDigitFits, checkDigitOf } from './checkDigit.ts';

type RetailSymbology = 'EAN-13' | 'EAN-8' | 'UPC-A' | 'UPC-E' | 'GTIN-14';

export type RetailCode = {
  readonly symbology: RetailSymbology;
  /** As scanned. */
  readonly digits: string;
  /** Zero-filled to 14: the one key under which every spelling of the same GTIN meets. */
  readonly gtin14: string;
  /** The digit that belongs at the end; of UPC-E, that of the UPC-A it abbreviates. */
  readonly checkDigit: number;
  readonly checkDigitOk: boolean;
  /** Numbered by the shop or its country for use inside only (02, 04, 20-29; GTIN-8 0 and 2): no other shop means the same by it. */
  readonly restricted: boolean;
};

/** The 14-digit key of a GTIN of 8, 12, 13 or 14 digits. */
export function gtin14Of(digits: string): string {
  return digits.padStart(14, '0');
}

/**
 * The UPC-A behind a UPC-E of 8 digits (number system, six digits, check digit).
 * Source: GS1 General Specifications, UPC-E zero suppression.
 * @returns null when it is none: another length, or a number system other than 0 and 1.
 */
export function expandUpcE(digits: string): string | null {
  const match = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(digits);
  if (match === null) return null;
  const [, system, a, b, c, d, e, last, check] = match;
  if (last === '0' || last === '1' || last === '2') return `${system}${a}${b}${last}0000${c}${d}${e}${check}`;
  if (last === '3') return `${system}${a}${b}${c}00000${d}${e}${check}`;
  if (last === '4') return `${system}${a}${b}${c}${d}00000${e}${check}`;
  return `${system}${a}${b}${c}${d}${e}0000${last}${check}`;
}

export type RetailHint = {
  /** True when the scanner named the EAN/UPC family other than EAN-8: eight digits are then a UPC-E. */
  readonly upcE?: boolean;
};

/**
 * Reads 8, 12, 13 or 14 digits as a retail barcode, right check digit or not.
 * Eight digits that are both a right EAN-8 and a right UPC-E are EAN-8 unless the hint says otherwise.
 * @returns null for anything else.
 */
export function readRetailCode(digits: string, hint: RetailHint = {}): RetailCode | null {
  if (!/^\d+$/.test(digits)) return null;
  switch (digits.length) {
    case 8: return readEight(digits, hint.upcE === true);
    case 12: return retailCode('UPC-A', digits, digits);
    case 13: return retailCode('EAN-13', digits, digits);
    case 14: return retailCode('GTIN-14', digits, digits);
    default: return null;
  }
}

function readEight(digits: string, preferUpcE: boolean): RetailCode {
  const ean8 = retailCode('EAN-8', digits, digits);
  const expanded = expandUpcE(digits);
  if (expanded === null || (ean8.checkDigitOk && !preferUpcE)) return ean8;
  const upcE = retailCode('UPC-E', digits, expanded);
  return upcE.checkDigitOk || (preferUpcE && !ean8.checkDigitOk) ? upcE : ean8;
}

function retailCode(symbology: RetailSymbology, digits: string, full: string): RetailCode {
  const gtin14 = gtin14Of(full);
  return {
    symbology, digits, gtin14,
    checkDigit: checkDigitOf(full.slice(0, -1)),
    checkDigitOk: checkDigitFits(full),
    restricted: symbology === 'EAN-8' ? /^[02]/.test(digits) : /^0(?:0[24]|2)/.test(gtin14),
  };
}
