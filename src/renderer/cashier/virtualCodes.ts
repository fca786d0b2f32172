/** Example payment codes for the virtual scanner: right in form, worthless anywhere else; the last four digits tell the sandbox wallets what to do. */
import type { ChargeableWallet } from '#core/wallets.ts';

/** What a sandbox wallet does with a code that ends so; any other ending pays at once. */
export const SCRIPTS = { confirm: '0001', decline: '0002', silent: '0003', 'silent-charged': '0004', late: '0005', lies: '0006' } as const;
export type Script = keyof typeof SCRIPTS | 'pays';
export const SCRIPT_NAMES: readonly Script[] = ['pays', 'confirm', 'decline', 'silent', 'silent-charged', 'late', 'lies'];

/** First digits and length of a customer's code by wallet: WeChat Pay 10-15 and 18 digits, Alipay 25-30 and 16-24, UnionPay 62 and 19. */
const FORMS: Readonly<Record<ChargeableWallet, { readonly starts: readonly string[]; readonly length: number }>> = {
  wechatpay: { starts: ['10', '11', '12', '13', '14', '15'], length: 18 },
  alipay: { starts: ['25', '26', '27', '28', '29', '30'], length: 18 },
  unionpay: { starts: ['62'], length: 19 },
};

/** A fresh code each time, because a wallet takes a code only once. `random` gives 0 to 9. */
export function exampleCode(wallet: ChargeableWallet, script: Script, random: () => number): string {
  const { starts, length } = FORMS[wallet];
  const start = starts[random() % starts.length] ?? '';
  const ending = script === 'pays' ? `${1 + (random() % 9)}${random()}${random()}${random()}` : SCRIPTS[script];
  const middle = Array.from({ length: length - start.length - ending.length }, random).join('');
  return `${start}${middle}${ending}`;
}

export const BROKEN_CODE = '00020101021226';
export const UNKNOWN_GTIN = '2099999999998';
/** A made-up merchant's code, the kind that hangs at a counter for customers to scan. */
export const WRONG_WAY_CODE = 'https://qr.alipay.com/fkx000000example';

export function randomDigit(): number {
  return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % 10;
}
