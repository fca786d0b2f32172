/** EMVCo merchant-presented codes: read leniently (structure and checksum), judged strictly (the rules of EMVCo). */
import { crc16 } from './crc16.ts';
import { deviationsOf } from './merchantRules.ts';
import { fieldsOf, readMerchantTlv } from './merchantTlv.ts';
import type { MerchantFields } from './merchantTlv.ts';

export type MerchantReading = {
  /** Structure and checksum are right: what a reader must accept. */
  readonly accepted: boolean;
  /** What is wrong with structure or checksum, in words. */
  readonly errors: readonly string[];
  /** Rules of EMVCo that it breaks though it can be read. Many codes in use do. */
  readonly deviations: readonly string[];
  readonly fields: MerchantFields;
};

const TAIL = /6304([0-9A-Fa-f]{4})$/;

/** True when it can only have been meant as a merchant-presented code, right or broken. */
export function looksLikeMerchantCode(text: string): boolean {
  if (text.length < 24) return false;
  if (/^0002\d\d/.test(text)) return true;
  return /^\d{4}/.test(text) && TAIL.test(text) && readMerchantTlv(text).error === null;
}

/** Source: EMVCo QRCPS-MPM 1.0 and 1.1. */
export function readMerchantCode(text: string): MerchantReading {
  const { objects, error } = readMerchantTlv(text);
  const errors = error === null ? [] : [error];
  const crc = TAIL.exec(text)?.[1];
  if (crc === undefined) errors.push('no checksum (63) at its end');
  else {
    const right = crc16(text.slice(0, -4));
    if (crc.toUpperCase() !== right) errors.push(`the checksum is ${crc.toUpperCase()} and should be ${right}`);
  }
  return { accepted: errors.length === 0, errors, deviations: error === null ? deviationsOf(objects, text) : [], fields: fieldsOf(objects) };
}
