/** A card as anyone may see it: its brand's name and its last four digits. */
import type { CardBrand } from './hid/event.ts';

const NAMES: Readonly<Record<CardBrand, string>> = {
  visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express', unionpay: 'UnionPay', jcb: 'JCB', discover: 'Discover', diners: 'Diners Club', maestro: 'Maestro', mir: 'Mir', rupay: 'RuPay', troy: 'Troy',
};

/** `Visa •••• 1111`; what is not known is left out. */
export function maskedCard(brand: string | null | undefined, lastFour: string | null): string {
  const name = brand !== null && brand !== undefined && brand in NAMES ? NAMES[brand as CardBrand] : '';
  const digits = lastFour === null || lastFour === '' ? '' : `•••• ${lastFour}`;
  return `${name} ${digits}`.trim();
}
