/** Merchant-presented codes: reading, judging and writing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc16 } from '#core/emvQr/crc16.ts';
import { looksLikeMerchantCode, readMerchantCode } from '#core/emvQr/merchantCode.ts';
import { writeObject } from '#core/emvQr/merchantTlv.ts';
import { writeMerchantCode } from '#core/emvQr/writeMerchantCode.ts';
import type { MerchantCode } from '#core/emvQr/writeMerchantCode.ts';

const SALE: MerchantCode = {
  accounts: [
    { id: '15', value: '1234567812345678ABCDEFGH1234567' },
    { id: '26', identifier: 'com.example.pay', fields: { '02': 'S-1', '01': 'M-42' } },
  ],
  category: '5411', amount: { amountMinor: 1250, currency: 'CNY' }, country: 'CN', name: 'CORNER SHOP', city: 'HANGZHOU',
};

/** A payload of objects in the order given, closed by its checksum. */
function payload(objects: readonly (readonly [id: string, value: string])[]): string {
  const body = `${objects.map(([id, value]) => writeObject(id, value)).join('')}6304`;
  return body + crc16(body);
}

const ROOT: [string, string][] = [['00', '01'], ['26', '0003abc'], ['52', '5411'], ['53', '156'], ['58', 'CN'], ['59', 'SHOP'], ['60', 'CITY']];
const changed = (id: string, value: string | null): [string, string][] => {
  const rest = ROOT.filter(([other]) => other !== id);
  return value === null ? rest : [...rest.filter(([other]) => other < id), [id, value], ...rest.filter(([other]) => other > id)];
};
const deviationsOf = (objects: readonly (readonly [string, string])[]): readonly string[] => readMerchantCode(payload(objects)).deviations;

describe('checksum', () => {
  test('CRC-16/CCITT-FALSE over the UTF-8 bytes [Q1]', () => {
    expect(crc16('123456789')).toBe('29B1');
    expect(crc16('')).toBe('FFFF');
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const bytes = [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join('');
      let crc = 0xffff;
      for (const byte of bytes) {
        crc ^= byte.charCodeAt(0) << 8;
        for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? (crc << 1) & 0xffff : ((crc << 1) ^ 0x1021) & 0xffff;
      }
      expect(crc16(text)).toBe(crc.toString(16).toUpperCase().padStart(4, '0'));
    }));
  });
});

describe('reading', () => {
  test('templates within templates come out by id [Q2]', () => {
    const reading = readMerchantCode(payload([...ROOT, ['62', '0503R-1' + '5009' + '0001x0100'], ['64', '0002zh0102商店'], ['80', '0001z']]));
    expect(reading).toMatchObject({ accepted: true, errors: [], deviations: [] });
    expect(reading.fields).toMatchObject({ '26': { '00': 'abc' }, '62': { '05': 'R-1', '50': { '00': 'x', '01': '' } }, '64': { '00': 'zh', '01': '商店' }, '80': { '00': 'z' } });
  });

  test('lengths count characters, also those beyond the basic plane [Q3]', () => {
    const reading = readMerchantCode(payload(changed('59', '茶馆🍵')));
    expect(reading).toMatchObject({ accepted: true, fields: { '59': '茶馆🍵' } });
    expect(writeObject('59', '茶馆🍵').slice(0, 4)).toBe('5903');
  });

  test('a wrong checksum, a missing one and broken structure are errors, in words without values [Q4]', () => {
    const good = payload(ROOT);
    expect(readMerchantCode(`${good.slice(0, -4)}0000`).errors).toEqual([`the checksum is 0000 and should be ${good.slice(-4)}`]);
    expect(readMerchantCode(good.slice(0, -8)).errors).toEqual(['no checksum (63) at its end']);
    expect(readMerchantCode(payload([...ROOT, ['62', '0599short']])).errors).toEqual(['object 05 within 62 is shorter than its length 99']);
    expect(readMerchantCode(`0002015399${crc16('')}`).accepted).toBe(false);
    expect(readMerchantCode('000201AB').errors[0]).toBe('no object id at place 7');
    expect(readMerchantCode('00020152').errors[0]).toBe('object 52 has no length');
  });

  test('any one character changed is found [Q5]', () => {
    const code = writeMerchantCode(SALE);
    fc.assert(fc.property(fc.nat(code.length - 1), fc.integer({ min: 0x20, max: 0x7e }), (place, character) => {
      const wrong = code.slice(0, place) + String.fromCharCode(character) + code.slice(place + 1);
      if (wrong.toUpperCase() === code.toUpperCase() && place >= code.length - 4) return;
      expect(readMerchantCode(wrong).accepted).toBe(wrong === code);
    }), { numRuns: 500 });
  });

  test('hostile text has an answer and never throws [Q6]', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(typeof readMerchantCode(`000201${text}`).accepted).toBe('boolean');
      looksLikeMerchantCode(text);
    }));
    fc.assert(fc.property(fc.stringMatching(/^\d{0,400}$/), (text) => {
      expect(typeof readMerchantCode(`000201${text}`).accepted).toBe('boolean');
    }));
  });
});

describe('rules of EMVCo', () => {
  test('a conforming code has no deviation, and each broken rule is named [Q7]', () => {
    expect(deviationsOf(ROOT)).toEqual([]);
    const rows: [objects: [string, string][], deviation: string][] = [
      [changed('00', '02'), '00 payload format indicator has not its form'],
      [[...ROOT.slice(1), ROOT[0]!], '00 payload format indicator is not first'],
      [changed('01', '13'), '01 point of initiation has not its form'],
      [changed('26', null), 'no merchant account information 02-51'],
      [changed('26', '0103abc'), '26 has no globally unique identifier 00'],
      [changed('26', `0033${'x'.repeat(33)}`), '26-00 is longer than 32'],
      [changed('52', null), 'mandatory 52 merchant category missing'],
      [changed('53', '15'), '53 currency has not its form'],
      [changed('53', '157'), '53 is no currency of ISO 4217'],
      [changed('54', '0'), '54 amount is zero'],
      [changed('54', '98,73'), '54 amount has not its form'],
      [changed('54', '3 705'), '54 amount has not its form'],
      [changed('54', '12345678901.23'), '54 amount has not its form'],
      [changed('55', '02'), '55 = 02 without 56 fixed fee'],
      [changed('56', '5'), '56 fixed fee without 55 = 02'],
      [changed('57', '5'), '57 percentage fee without 55 = 03'],
      [changed('58', 'QQ'), '58 is no country of ISO 3166'],
      [changed('59', 'X'.repeat(26)), '59 merchant name has not its form'],
      [changed('60', 'X'.repeat(16)), '60 merchant city has not its form'],
      [changed('61', '12345678901'), '61 postal code has not its form'],
      [changed('62', ''), '62 empty'],
      [changed('62', `0526${'x'.repeat(26)}`), '62-05 is longer than 25'],
      [changed('62', '0902AA'), '62-09 has other letters than A, M and E, or one twice'],
      [changed('62', '5004wxyz'), '62-50 is no template'],
      [changed('62', '0501a0501b'), '62-05 stands twice'],
      [changed('64', '0002ZH'), '64-01 merchant name missing'],
      [changed('80', 'plain'), '80 is no template'],
      [[...ROOT, ROOT[6]!], '60 stands twice'],
    ];
    expect(rows.map(([objects, deviation]) => [deviation, deviationsOf(objects).includes(deviation)])).toEqual(rows.map(([, deviation]) => [deviation, true]));
  });

  test('an amount may end in its point, and a fee goes with its kind of tip [Q8]', () => {
    expect(deviationsOf(changed('54', '98.'))).toEqual([]);
    const tip: [string, string][] = [['55', '02'], ['56', '1.5']];
    expect(deviationsOf([...ROOT.slice(0, 4), ...tip, ...ROOT.slice(4)])).toEqual([]);
  });

  test('more than 512 characters deviate [Q9]', () => {
    const accounts = Array.from({ length: 6 }, (_, index): [string, string] => [String(26 + index), `0003abc0185${'x'.repeat(85)}`]);
    expect(deviationsOf([ROOT[0]!, ...accounts, ...ROOT.slice(2)])).toEqual(['longer than 512 characters']);
  });
});

describe('writing', () => {
  test('a sale\'s code conforms and says what was put in [Q10]', () => {
    const reading = readMerchantCode(writeMerchantCode({ ...SALE, postalCode: '310000', additional: { '07': 'T1', '05': 'R-9' }, local: { language: 'zh', name: '街角商店' } }));
    expect(reading).toEqual({
      accepted: true, errors: [], deviations: [],
      fields: {
        '00': '01', '01': '12', '15': '1234567812345678ABCDEFGH1234567', '26': { '00': 'com.example.pay', '01': 'M-42', '02': 'S-1' },
        '52': '5411', '53': '156', '54': '12.50', '58': 'CN', '59': 'CORNER SHOP', '60': 'HANGZHOU', '61': '310000',
        '62': { '05': 'R-9', '07': 'T1' }, '64': { '00': 'zh', '01': '街角商店' }, '63': expect.stringMatching(/^[0-9A-F]{4}$/),
      },
    });
  });

  test('whatever is written is read back, or nothing is written [Q11]', () => {
    const text = (max: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength: max });
    let written = 0;
    fc.assert(fc.property(text(25), text(15), text(25), fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('CNY', 'KRW', 'KWD'), (name, city, reference, amountMinor, currency) => {
      const code: MerchantCode = { ...SALE, name, city, amount: { amountMinor, currency }, additional: { '05': reference } };
      let payloadText: string;
      try {
        payloadText = writeMerchantCode(code);
      } catch (error) {
        expect(error).toMatchObject({ code: 'merchant-code-not-conforming' });
        return;
      }
      written += 1;
      expect(readMerchantCode(payloadText)).toMatchObject({ accepted: true, deviations: [], fields: { '59': name, '60': city, '62': { '05': reference } } });
    }));
    expect(written).toBeGreaterThan(20);
  });

  test('data that cannot make a conforming code are refused with the rule [Q12]', () => {
    expect(() => writeMerchantCode({ ...SALE, name: 'X'.repeat(26) })).toThrow('59 merchant name');
    expect(() => writeMerchantCode({ ...SALE, amount: { amountMinor: 0, currency: 'CNY' } })).toThrow('54 amount is zero');
    expect(() => writeMerchantCode({ ...SALE, amount: { amountMinor: -5, currency: 'CNY' } })).toThrow('54 amount');
    expect(() => writeMerchantCode({ ...SALE, amount: { amountMinor: 5, currency: 'QQQ' } })).toThrow('53 currency');
    expect(() => writeMerchantCode({ ...SALE, accounts: [] })).toThrow('no merchant account information');
    expect(() => writeMerchantCode({ ...SALE, accounts: [{ id: '15', value: 'x'.repeat(100) }] })).toThrow('longer than 99');
  });
});
