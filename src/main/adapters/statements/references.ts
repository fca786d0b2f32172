/** Picks references out of a bank's or acquirer's free text: what finds a payout, and nothing of who paid. */

const LENGTH_MAX = 200;

/** Whose payouts a shop receives, by how banks write them. */
const PAYERS: readonly (readonly [RegExp, string])[] = [
  [/stripe/i, 'STRIPE'], [/adyen/i, 'ADYEN'], [/paypal/i, 'PAYPAL'], [/wire ?card/i, 'WIRECARD'], [/worldline|six payment/i, 'WORLDLINE'], [/worldpay/i, 'WORLDPAY'], [/sumup/i, 'SUMUP'],
  [/square/i, 'SQUARE'], [/mollie/i, 'MOLLIE'], [/klarna/i, 'KLARNA'], [/财付通|微信支付|tenpay|wechat/i, 'WECHATPAY'], [/支付宝|alipay/i, 'ALIPAY'], [/银联|unionpay/i, 'UNIONPAY'],
];

/** Names of known payers in a text, and nothing else of it. */
export function payersIn(text: string): string {
  return PAYERS.filter(([shape]) => shape.test(text)).map(([, name]) => name).join(' ');
}

/** Tokens with at least a letter and three digits, or long runs of digits that are no card number; names of known payers as one word. At most 200 characters. */
export function referencesIn(text: string): string {
  const found: string[] = PAYERS.filter(([shape]) => shape.test(text)).map(([, name]) => name);
  for (const token of text.split(/[\s,;:?+()<>"'/]+/)) {
    const word = token.replaceAll(/^[.\-_]+|[.\-_]+$/g, '');
    if (isReference(word) && !found.includes(word)) found.push(word);
  }
  let result = '';
  for (const word of found) if (result.length + word.length < LENGTH_MAX) result += result === '' ? word : ` ${word}`;
  return result;
}

/** Whole ids, as `EndToEndId` gives them; empty for those that are none or that could name a person's account. */
export function referenceId(text: string): string {
  const id = text.trim();
  return /^(?:NOTPROVIDED|NONREF)$/i.test(id) || !/^[\w./-]{4,64}$/.test(id) || isAccount(id) || isCardNumber(id) ? '' : id;
}

function isReference(word: string): boolean {
  if (!/^[A-Za-z0-9][\w.-]{4,34}$/.test(word) || isAccount(word)) return false;
  const digits = word.replaceAll(/\D/g, '').length;
  if (digits === word.length) return digits >= 14 && !isCardNumber(word);
  return digits >= 3;
}

/** An IBAN, a BIC, or a phone number with signs in it. */
function isAccount(word: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/i.test(word) || /^[\d.-]{6,20}$/.test(word) && word.replaceAll(/\D/g, '').length < 14;
}

function isCardNumber(word: string): boolean {
  if (!/^\d{13,19}$/.test(word)) return false;
  let sum = 0;
  for (let index = 0; index < word.length; index += 1) {
    const digit = Number(word[word.length - 1 - index]);
    sum += index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
