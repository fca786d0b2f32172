/** Writes merchant-presented codes for a sale, conforming to EMVCo or not at all. */
import { formatMinor } from '../money.ts';
import type { Money } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { currencyNumeric } from '../barcode/isoCodes.ts';
import { crc16 } from './crc16.ts';
import { readMerchantCode } from './merchantCode.ts';
import { charactersOf, writeObject } from './merchantTlv.ts';

/** Ids 02-25 hold a payment network's plain number, 26-51 a template that begins with its globally unique identifier. */
type MerchantAccount =
  | { readonly id: string; readonly value: string }
  | { readonly id: string; readonly identifier: string; readonly fields: Readonly<Record<string, string>> };

export type MerchantCode = {
  readonly accounts: readonly MerchantAccount[];
  /** ISO 18245 merchant category, four digits. */
  readonly category: string;
  /** Makes the code dynamic: one sale, one amount. Greater than zero. */
  readonly amount: Money;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** 1 to 25 characters. */
  readonly name: string;
  /** 1 to 15 characters. */
  readonly city: string;
  readonly postalCode?: string;
  /** Sub-objects of 62 by id, as `05` reference and `07` terminal: 1 to 25 characters each. */
  readonly additional?: Readonly<Record<string, string>>;
  /** Name and city in the shop's own language, ISO 639 alpha-2. */
  readonly local?: { readonly language: string; readonly name: string; readonly city?: string };
};

/**
 * The payload of a dynamic code.
 * @throws Refusal `merchant-code-not-conforming` naming the rules when what is given cannot make a conforming code.
 */
export function writeMerchantCode(code: MerchantCode): string {
  const { currency, amountMinor } = code.amount;
  const parts: [string, string][] = [
    ['00', '01'], ['01', '12'],
    ...code.accounts.map((account): [string, string] => [account.id, accountValue(account)]),
    ['52', code.category], ['53', currencyNumeric(currency) ?? ''], ['54', formatMinor(amountMinor, currency)],
    ['58', code.country], ['59', code.name], ['60', code.city],
  ];
  if (code.postalCode !== undefined) parts.push(['61', code.postalCode]);
  if (code.additional !== undefined) parts.push(['62', template(code.additional)]);
  if (code.local !== undefined) {
    const { language, name, city } = code.local;
    parts.push(['64', template({ '00': language, '01': name, ...(city === undefined ? {} : { '02': city }) })]);
  }
  const tooLong = parts.find(([, value]) => charactersOf(value).length > 99);
  if (tooLong !== undefined) throw refusal(`${tooLong[0]} is longer than 99`);
  const body = `${parts.map(([id, value]) => writeObject(id, value)).join('')}6304`;
  const payload = body + crc16(body);
  const reading = readMerchantCode(payload);
  const faults = [...reading.errors, ...reading.deviations];
  if (faults.length > 0) throw refusal(faults.join('; '));
  return payload;
}

function accountValue(account: MerchantAccount): string {
  return 'value' in account ? account.value : template({ '00': account.identifier, ...account.fields });
}

/** Sub-objects in the order of their ids. */
function template(fields: Readonly<Record<string, string>>): string {
  return Object.keys(fields).sort().map((id) => writeObject(id, fields[id] ?? '')).join('');
}

function refusal(faults: string): Refusal {
  return new Refusal(
    'merchant-code-not-conforming',
    `No code is shown, and no money has moved: the shop's data break the rules for payment codes (${faults}). Correct the shop's name, city or wallet account.`,
    { faults },
  );
}
