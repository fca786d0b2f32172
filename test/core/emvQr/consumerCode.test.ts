/** Consumer-presented codes: strict BER-TLV and the rules of its templates. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfBase64, bytesOfHex, hexOf, readBer } from '#core/emvQr/berTlv.ts';
import { looksLikeConsumerCode, readConsumerCode } from '#core/emvQr/consumerCode.ts';

const tlv = (tag: string, value: string): string => `${tag}${(value.length / 2).toString(16).padStart(2, '0')}${value}`;
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
const HEAD = tlv('85', '4350563031');
const AID = tlv('4F', 'A000000333010102');
const TRACK = tlv('57', '6200000000000005D30122010000000001');
const errorsOf = (hex: string): readonly string[] => readConsumerCode(base64(hex)).errors;

describe('BER-TLV', () => {
  test('tags of one to three bytes and lengths in short and long form [Q20]', () => {
    expect(readBer(bytesOfHex('5A0112' + '9F260134' + 'DF81200156')!).objects.map(({ tag, value }) => [tag, hexOf(value)])).toEqual([['5A', '12'], ['9F26', '34'], ['DF8120', '56']]);
    const long = `5A8180${'00'.repeat(128)}`;
    expect(readBer(bytesOfHex(long)!).objects[0]?.value.length).toBe(128);
    expect(readBer(bytesOfHex(`5A820003AABBCC`)!).objects[0]?.value.length).toBe(3);
  });

  test('what strict BER does not have is refused [Q21]', () => {
    const rows: [hex: string, error: string][] = [
      ['5A80AABB0000', '5A has no definite length'], ['5A93AABB', '5A has a length that does not fit'], ['5A81', '5A has a length that does not fit'],
      ['5A', '5A has no length'], ['5A05AABB', '5A is shorter than its length 5'], ['00', 'no tag at byte 1'], ['5A0112FF00', 'no tag at byte 4'], ['9F', 'no tag at byte 1'],
      ['DF81828301', 'no tag at byte 1'],
    ];
    expect(rows.map(([hex]) => [hex, readBer(bytesOfHex(hex)!).error])).toEqual(rows);
  });

  test('Base64 is read as every encoder writes it, and nothing else is [Q22]', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect([...bytesOfBase64(Buffer.from(bytes).toString('base64')) ?? []]).toEqual([...bytes]);
      expect([...bytesOfBase64(Buffer.from(bytes).toString('base64').replace(/=+$/, '')) ?? []]).toEqual([...bytes]);
    }));
    for (const bad of ['A', 'AA=A', 'AA-_', 'A A=', 'AAAAA', 'AAA==', 'AA=']) expect(bytesOfBase64(bad), bad).toBeNull();
  });
});

describe('consumer-presented codes', () => {
  test('applications, templates and the last four of the account come out [Q23]', () => {
    const text = base64(HEAD + tlv('61', AID + TRACK + tlv('50', '4D79') + tlv('63', tlv('9F36', '0001'))));
    expect(looksLikeConsumerCode(text)).toBe(true);
    expect(readConsumerCode(text)).toEqual({
      accepted: true, errors: [], deviations: [], applications: ['A000000333010102'], lastFour: '0005',
      fields: { '85': 'CPV01', '61': { '4F': 'A000000333010102', '57': '6200000000000005D30122010000000001', '50': 'My', '63': { '9F36': '0001' } } },
    });
  });

  test('two applications with common data are one code [Q24]', () => {
    const hex = HEAD + tlv('61', AID + TRACK) + tlv('61', tlv('4F', 'A000000555') + tlv('5A', '6200000000000021FF')) + tlv('62', tlv('64', tlv('9F37', '01020304')));
    const reading = readConsumerCode(hex);
    expect(reading).toMatchObject({ accepted: true, applications: ['A000000333010102', 'A000000555'], lastFour: '0005' });
    expect(Array.isArray(reading.fields['61'])).toBe(true);
  });

  test('each broken rule is an error [Q25]', () => {
    const rows: [hex: string, error: string][] = [
      [HEAD, 'no application template 61'],
      [HEAD + HEAD + tlv('61', AID), '85 stands twice'],
      [tlv('85', '4350563032') + tlv('61', AID), 'does not begin with 85 "CPV01"'],
      [HEAD + tlv('61', TRACK), '61 has no application identifier 4F'],
      [HEAD + tlv('61', tlv('4F', 'A0000003')), '4F has not 5 to 16 bytes'],
      [HEAD + tlv('61', AID + TRACK + TRACK), '57 stands twice within 61'],
      [HEAD + tlv('61', AID) + tlv('63', tlv('9F36', '0001')), '63 stands at the root, where it does not belong'],
      [HEAD + tlv('61', AID + tlv('64', '')), '64 stands within 61, where it does not belong'],
      [HEAD + tlv('61', AID + '5A09AA'), '5A is shorter than its length 9 (within 61)'],
      [`${HEAD}6193${AID}`, '61 has a length that does not fit'],
    ];
    expect(rows.map(([hex, error]) => [error, errorsOf(hex).includes(error)])).toEqual(rows.map(([, error]) => [error, true]));
  });

  test('an application without an account can be read, and it is said [Q26]', () => {
    expect(readConsumerCode(base64(HEAD + tlv('61', AID)))).toMatchObject({ accepted: true, lastFour: null, deviations: ['61 has neither track 2 (57) nor account number (5A)'] });
  });

  test('hostile bytes have an answer and never throw [Q27]', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(typeof readConsumerCode(base64(HEAD + hexOf(bytes))).accepted).toBe('boolean');
      expect(typeof readConsumerCode(base64(HEAD + hexOf(Uint8Array.of(0x61, bytes.length, ...bytes)))).accepted).toBe('boolean');
    }), { numRuns: 500 });
    expect(readConsumerCode('hQVDUFYw!!').errors).toEqual(['is neither Base64 nor hexadecimal']);
  });
});
