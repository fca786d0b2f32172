/** The shop's own QR codes: receipts (`TBR1:till:number:check`) and staff badges (`TBB1:id`). */
import { assert } from '../assert.ts';
import { crc16 } from '../emvQr/crc16.ts';

export type ReceiptCode = { readonly till: string; readonly receiptNo: string };

/** Upper-case letters, digits and `-` keep the QR small (alphanumeric mode); lower case is allowed for ids that have it. */
const NAME = /^[0-9A-Za-z-]{1,64}$/;

const RECEIPT = 'TBR1:';
const BADGE = 'TBB1:';

/** The text of the QR on a receipt. `till` and `receiptNo`: 1 to 64 letters, digits or `-`. */
export function receiptCode(receipt: ReceiptCode): string {
  assert(NAME.test(receipt.till) && NAME.test(receipt.receiptNo), 'a receipt code names its till and number by letters, digits and -');
  const body = `${RECEIPT}${receipt.till}:${receipt.receiptNo}:`;
  return `${body}${crc16(body)}`;
}

export function looksLikeReceipt(text: string): boolean {
  return text.startsWith(RECEIPT);
}

/** @returns null when a part is missing or the check does not fit. */
export function readReceiptCode(text: string): ReceiptCode | null {
  const [prefix, till, receiptNo, check, ...more] = text.split(':', 5);
  if (`${prefix}:` !== RECEIPT || till === undefined || receiptNo === undefined || check === undefined || more.length > 0) return null;
  if (!NAME.test(till) || !NAME.test(receiptNo)) return null;
  return crc16(`${RECEIPT}${till}:${receiptNo}:`) === check ? { till, receiptNo } : null;
}

/** The text of a staff badge's QR. `id`: 1 to 64 letters, digits or `-`. */
export function badgeCode(id: string): string {
  assert(NAME.test(id), 'a badge names its holder by letters, digits and -');
  return `${BADGE}${id}`;
}

export function looksLikeBadge(text: string): boolean {
  return text.startsWith(BADGE);
}

export function readBadgeCode(text: string): string | null {
  const id = text.slice(BADGE.length);
  return looksLikeBadge(text) && NAME.test(id) ? id : null;
}
