/** GS1 element strings: identifiers, forms, checks and partners. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withCheckDigit } from '#core/barcode/checkDigit.ts';
import { gs1Ai } from '#core/barcode/gs1Ais.ts';
import { contentFault, isContentCheck } from '#core/barcode/gs1Checks.ts';
import { FNC1, elementString, readBracketed, readElementString } from '#core/barcode/gs1Elements.ts';
import type { Gs1Data } from '#core/barcode/gs1Elements.ts';
import { gs1Day, gs1Facts } from '#core/barcode/gs1Facts.ts';

/** `^` for FNC1 within the text. */
const read = (text: string): Gs1Data => readElementString(text.replaceAll('^', FNC1));
const errorsOf = (text: string): readonly string[] => read(text).errors;
const partners = (text: string): readonly string[] => readBracketed(text).associations;

const GTIN = '09501234543215';
const SSCC = '395012345432101232';
const numbers = Array.from({ length: 10_000 }, (_, number) => String(number));
const everyAi = [...new Set(numbers.flatMap((text) => [2, 3, 4].map((length) => text.padStart(length, '0'))))].filter((ai) => gs1Ai(ai) !== undefined);

describe('identifiers', () => {
  test('the table has every identifier, none the beginning of another, and only checks that exist [B20]', () => {
    expect(everyAi.length).toBe(541);
    for (const ai of everyAi) {
      expect(everyAi.filter((other) => other !== ai && other.startsWith(ai)), ai).toEqual([]);
      for (const part of gs1Ai(ai)?.parts ?? []) {
        expect(part.checks.filter((check) => !isContentCheck(check)), ai).toEqual([]);
        expect('NXYZ').toContain(part.charset);
        expect(part.lengthMax).toBeGreaterThan(0);
      }
    }
  });

  test('exactly the identifiers of predefined length go without a separator [B21]', () => {
    const fixed = everyAi.filter((ai) => gs1Ai(ai)?.fixedLength !== null);
    expect(new Set(fixed.map((ai) => ai.slice(0, 2)))).toEqual(new Set('00 01 02 03 11 12 13 15 16 17 20 31 32 33 34 35 36 41'.split(' ')));
    expect(gs1Ai('01')?.fixedLength).toBe(14);
    expect(gs1Ai('3103')?.fixedLength).toBe(6);
    expect(gs1Ai('422')?.fixedLength).toBeNull();
  });

  test('partners and qualifiers name identifiers that exist [B22]', () => {
    const exists = (pattern: string): boolean => everyAi.some((ai) => ai.length === pattern.length && pattern.split('').every((character, at) => character === 'n' || character === ai.charAt(at)));
    for (const ai of everyAi) {
      const entry = gs1Ai(ai);
      const named = [...(entry?.needs.flat(2) ?? []), ...(entry?.excludes ?? []), ...(entry?.qualifiers?.flat() ?? [])];
      expect(named.filter((pattern) => !exists(pattern)), ai).toEqual([]);
    }
  });
});

describe('element strings', () => {
  test('values are cut by length or separator, and a needless separator does no harm [B23]', () => {
    const expected = [{ ai: '01', value: GTIN }, { ai: '10', value: 'L-7' }, { ai: '17', value: '271231' }];
    expect(read(`01${GTIN}10L-7^17271231`).elements).toEqual(expected);
    expect(read(`01${GTIN}^10L-7^17271231^`).elements).toEqual(expected);
    expect(read(`01${GTIN}10L-7^17271231`).errors).toEqual([]);
  });

  test('what is too short, too long, empty or nothing at all is an error [B24]', () => {
    expect(errorsOf('')).toEqual(['no GS1 data']);
    expect(errorsOf('0195012345432')).toEqual(['(01) is too short']);
    expect(errorsOf('0109501234^10A')).toEqual(['(01) is too short']);
    expect(errorsOf('10')).toEqual(['(10) is empty']);
    expect(errorsOf(`10${'A'.repeat(21)}`)).toEqual(['(10) is too long']);
    expect(errorsOf('0A')).toEqual(['no application identifier at place 1']);
    expect(errorsOf(`01${GTIN}5`)).toEqual(['no application identifier at place 17']);
    expect(errorsOf('10A^^11271231')).toEqual(['no application identifier at place 5']);
    expect(errorsOf('8111123')).toEqual(['(8111) is too short']);
  });

  test('characters must be of the identifier\'s set [B25]', () => {
    expect(errorsOf('99a~b')).toEqual(['(99) has a character that does not belong there']);
    expect(errorsOf('99a b')).toHaveLength(1);
    expect(errorsOf('99!"%&\'()*+,-./:;<=>?_Az')).toEqual([]);
    expect(errorsOf('0109501234543A13')).toHaveLength(1);
    expect(errorsOf('80101234a')).toHaveLength(1);
    expect(errorsOf('80101234#-/A')).toEqual([]);
  });

  test('optional parts may be missing, but not half there [B26]', () => {
    expect(errorsOf('7007271225')).toEqual([]);
    expect(errorsOf('7007271225271231')).toEqual([]);
    expect(errorsOf('700727122527')).toEqual(['(7007) is too short']);
    expect(errorsOf('423528056')).toEqual([]);
    expect(errorsOf('42352805')).toEqual(['(423) is too short']);
    expect(errorsOf(`8003${'0'}${withCheckDigit('9501234543210')}ABC`)).toEqual([]);
  });

  test('content is checked: keys, dates, countries, currencies and the rest [B27]', () => {
    const rows: [check: string, good: string, bad: string][] = [
      ['sum', GTIN, '09501234543214'], ['date', '240229', '230229'], ['date0', '241100', '241300'], ['date', '241130', '241131'],
      ['date8', '20000229', '19000229'], ['time', '2359', '2400'], ['country', '156', '157'], ['country999', '999', '998'], ['country2', 'KR', 'KX'],
      ['currency', '978', '979x'], ['latitude', '1800000000', '1800000001'], ['longitude', '3600000000', '3600000001'], ['yesno', '1', '2'],
      ['hyphen', '-', '+'], ['zero', '0', '1'], ['nonzero', '0010', '0000'], ['plain', '10', '01'], ['plain', '0', '00'], ['letters', '12A', '123'],
      ['winding', '9', '2'], ['pieces', '0203', '0302'], ['pieces', '0101', '0001'], ['sequence', '1/3', '3/1'], ['sex', '9', '3'], ['medium', '80', '11'],
      ['percent', 'a%2Fb', 'a%2'], ['iban', 'GB82WEST12345698765432', 'GB82WEST12345698765433'], ['hour', '23', '24'], ['minute', '59', '60'],
      ['pair', '1987654Ad4X4bL5ttr2310c2K', '1987654Ad4X4bL5ttr2310c2L'], ['prefix', '1234A', '123A'], ['base64url', '_', '='],
    ];
    expect(rows.map(([check, good, bad]) => [check, contentFault(check, good), contentFault(check, bad) !== null])).toEqual(rows.map(([check]) => [check, null, true]));
  });

  test('no error quotes a value [B28]', () => {
    fc.assert(fc.property(fc.stringMatching(/^#[ -~]{4,30}$/), (value) => {
      const text = `00${SSCC}99${value}~~~`;
      for (const error of errorsOf(text)) expect(error.includes(value)).toBe(false);
    }));
  });

  test('a string made of elements is read back as the same elements [B29]', () => {
    const element = fc.oneof(
      fc.constant({ ai: '01', value: GTIN }),
      fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/).map((value) => ({ ai: '10', value })),
      fc.stringMatching(/^[0-9]{6}$/).map((value) => ({ ai: '3103', value })),
      fc.stringMatching(/^[!-%A-Z]{1,20}$/).map((value) => ({ ai: '21', value: value.replaceAll(/[#$]/g, '') || 'A' })),
      fc.stringMatching(/^[0-9]{1,8}$/).map((value) => ({ ai: '30', value })),
    );
    fc.assert(fc.property(fc.array(element, { minLength: 1, maxLength: 6 }), (elements) => {
      expect(readElementString(elementString(elements).slice(1)).elements).toEqual(elements);
    }));
  });

  test('brackets are read as people type them, with an escaped bracket in a value [B30]', () => {
    expect(readBracketed(`(01)${GTIN}(10)A\\(1)`)).toEqual({ elements: [{ ai: '01', value: GTIN }, { ai: '10', value: 'A(1)' }], errors: [], associations: [] });
    for (const bad of ['(1', '()12', '(12345)1', '(89)A', '(10)A(11)', `(01)${GTIN}5`, '(17)9(90)217', '']) {
      expect(readBracketed(bad).errors, bad).not.toEqual([]);
    }
  });
});

describe('partners', () => {
  test('what may not stand together is named [B31]', () => {
    expect(partners(`(01)${GTIN}(02)${GTIN}(37)5(00)${SSCC}`)).toEqual(['(01) may not stand with (37)', '(02) may not stand with (01)']);
    expect(partners(`(01)${GTIN}(3100)000100(3101)000100`)).toHaveLength(2);
    expect(partners('(21)A(235)B')).toEqual(['(21) may not stand with (235)']);
    expect(partners(`(01)${GTIN}(3100)000100`)).toEqual([]);
  });

  test('a missing partner counts where a key names the item, not on a code of mere additions [B32]', () => {
    expect(partners(`(02)${GTIN}`)).toEqual(['(02) needs (37)']);
    expect(partners(`(00)${SSCC}(02)${GTIN}(37)5`)).toEqual([]);
    expect(partners(`(01)${GTIN}(250)A`)).toEqual(['(250) needs (21)']);
    expect(partners(`(01)${GTIN}(3922)500`)).toEqual(['(3922) needs (30) or (31nn) or (32nn) or (35nn) or (36nn)']);
    expect(partners(`(01)${GTIN}(3922)500(3103)000750`)).toEqual([]);
    expect(partners('(10)LOT(17)271231')).toEqual([]);
  });

  test('groups of partners must be whole [B33]', () => {
    expect(partners(`(01)${GTIN}(8030)SIG`)).toHaveLength(1);
    expect(partners(`(01)${GTIN}(21)A(8030)SIG`)).toEqual([]);
    expect(partners(`(253)9501234543215(8030)SIG`)).toEqual(['(8030) needs (253) with its serial part']);
    expect(partners(`(253)9501234543215A(8030)SIG`)).toEqual([]);
  });

  test('the same identifier twice must say the same [B34]', () => {
    expect(partners('(400)A(400)A')).toEqual([]);
    expect(partners('(400)A(99)X(400)B')).toEqual(['(400) stands twice with different values']);
  });
});

describe('facts for the till', () => {
  test('article, lot, dates, weight and price come out exactly [B35]', () => {
    const { elements } = readBracketed(`(01)${GTIN}(10)L7(17)280200(15)270131(3103)001250(3932)978000499(30)6(21)S1`);
    expect(gs1Facts(elements, 2026)).toEqual({
      gtin14: GTIN, lot: 'L7', serial: 'S1', expiry: '2028-02-29', bestBefore: '2027-01-31', count: 6,
      netWeight: { unscaled: 1250, decimals: 3, unit: 'kg' }, price: { unscaled: 499, decimals: 2, currencyNumeric: '978' },
    });
  });

  test('two-digit years reach 50 ahead and 49 behind [B36]', () => {
    expect(gs1Day('760101', 2026)).toBe('2076-01-01');
    expect(gs1Day('770101', 2026)).toBe('1977-01-01');
    expect(gs1Day('000101', 2099)).toBe('2100-01-01');
  });
});
