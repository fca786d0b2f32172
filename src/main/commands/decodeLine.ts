/** One scanned text as the bench sees it: its meaning with every field, in the shape that `tillbook decode` prints. */
import { aimOf } from '#core/barcode/aim.ts';
import { FNC1, elementString } from '#core/barcode/gs1Elements.ts';
import { labelValueText } from '#core/barcode/label.ts';
import { readConsumerCode } from '#core/emvQr/consumerCode.ts';
import { readMerchantCode } from '#core/emvQr/merchantCode.ts';
import { interpretScan } from '#core/scan.ts';
import type { ScanMeaning, ScanSettings, UnknownReason } from '#core/scan.ts';

export type DecodeSettings = ScanSettings;

export type Decoded = { readonly input: string; readonly kind: string } & Readonly<Record<string, unknown>>;

const REASONS: Readonly<Record<UnknownReason, string>> = {
  'empty': 'no text',
  'too-long': 'too long for a scanned text',
  'control-characters': 'holds control characters; nothing is done with it',
  'web-address': 'a web address that is no GS1 Digital Link and no wallet\'s',
  'unrecognised': 'no kind of code that is known',
};

/** `input` is echoed as it came; `^` stands for FNC1 where GS1 data are announced. */
export function decodeLine(input: string, settings: DecodeSettings = {}): Decoded {
  const { text, aim } = withFnc1(input);
  const meaning = interpretScan(text, aim, settings);
  const symbology = 'symbology' in meaning && meaning.symbology !== null ? { symbology: meaning.symbology } : {};
  return { input, ...details(meaning, text), ...symbology } as Decoded;
}

/** A leading `^` announces GS1 data as an AIM identifier does. Neither `^` nor FNC1 can be a character of GS1 data. */
function withFnc1(input: string): { text: string; aim: string | null } {
  if (input.startsWith('^')) return { text: input.slice(1).replaceAll('^', FNC1), aim: ']C1' };
  const aim = aimOf(input.slice(0, 3));
  const announced = aim?.content === 'gs1' || (aim !== null && aim.content !== 'text' && input.includes('|]e0'));
  return { text: announced ? input.replaceAll('^', FNC1) : input, aim: null };
}

function details(meaning: ScanMeaning, text: string): { kind: string } & Record<string, unknown> {
  switch (meaning.kind) {
    case 'goods': {
      const { digits, gtin14, checkDigit, checkDigitOk, restricted, addOn } = meaning;
      return { kind: 'gtin', valid: true, digits, gtin14, checkDigit, checkDigitOk, restricted, ...(addOn === null ? {} : { addOn }) };
    }
    case 'label':
      return { kind: 'label', valid: true, item: meaning.item, value: Number(labelValueText(meaning.value)) };
    case 'gs1': {
      const ais = Object.fromEntries(meaning.elements.map(({ ai, value }) => [ai, value]));
      const { form, associations, elements } = meaning;
      return { kind: 'gs1', valid: associations.length === 0, errors: associations, form, ais, elementString: elementString(elements, '^') };
    }
    case 'wallet-code': {
      const { wallets, ambiguous, lastFour, length } = meaning;
      return { kind: 'wallet-code', valid: true, wallets, ambiguous, lastFour, length };
    }
    case 'merchant-code': {
      const { errors, deviations, fields, accepted } = readMerchantCode(withoutAim(text));
      return { kind: 'merchant-code', valid: accepted, errors, conforms: accepted && deviations.length === 0, deviations, fields };
    }
    case 'consumer-code': {
      const { errors, deviations, fields } = readConsumerCode(withoutAim(text));
      return { kind: 'consumer-code', valid: true, errors, deviations, fields };
    }
    case 'broken': {
      const fields = meaning.as === 'consumer-code' ? { fields: readConsumerCode(withoutAim(text)).fields } : {};
      return { kind: meaning.as, valid: false, errors: meaning.errors, ...fields, ...(meaning.as === 'gtin' ? { checkDigitOk: false } : {}) };
    }
    case 'wallet-link': return { kind: 'wallet-link', wallet: meaning.wallet, note: 'a link for receiving money, shown the wrong way round' };
    case 'receipt': return { kind: 'receipt', valid: true, till: meaning.till, receiptNo: meaning.receiptNo };
    case 'badge': return { kind: 'badge', valid: true, id: meaning.id };
    case 'coupon': return { kind: 'coupon', code: meaning.code };
    case 'unknown': return { kind: 'unknown', reason: REASONS[meaning.reason] };
  }
}

function withoutAim(text: string): string {
  return aimOf(text.slice(0, 3)) === null ? text : text.slice(3);
}
