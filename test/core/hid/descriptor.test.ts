/** Report descriptors: where fields stand, whatever the items' order, and what is said of broken ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDescriptor, usage } from '#core/hid/descriptor.ts';
import { explainDescriptor } from '#core/hid/explain.ts';
import { findInput, inputBytes, usageAt, valueAt } from '#core/hid/reportField.ts';
import { LIMITS } from '#core/limits.ts';
import { AIM_SCANNER, CARD_READER, bytesOf } from '#test/kit/hidDescriptors.ts';

const parse = (hex: string) => parseDescriptor(bytesOf(hex));
const faults = (hex: string) => parse(hex).faults.map(({ code, offset }) => `${code}@${offset}`);

describe('report descriptor', () => {
  test('fields are found by usage, with their place behind the report id [H10]', () => {
    const descriptor = parse(AIM_SCANNER);
    expect(descriptor.faults).toEqual([]);
    expect(descriptor.isNumbered).toBe(true);
    const at = (page: number, id: number) => findInput(descriptor, usage(page, id));
    expect([at(1, 0x3b), at(0x8c, 0xfb), at(0x8c, 0xfd), at(0x8c, 0xfe), at(0x8c, 0xff)].map((place) => place?.bitOffset)).toEqual([8, 16, 32, 40, 504]);
    expect([at(0x8c, 0xfe)?.count, inputBytes(descriptor, 2), inputBytes(descriptor, 0xf0), inputBytes(descriptor, 9)]).toEqual([56, 64, 64, null]);
  });

  test('reports without ids begin at their first byte [H11]', () => {
    const descriptor = parse(CARD_READER);
    expect([descriptor.isNumbered, inputBytes(descriptor, 0), findInput(descriptor, usage(0xff00, 0x32))]).toEqual([false, 337, { reportId: 0, bitOffset: 227 * 8, bitSize: 8, count: 110, isSigned: false }]);
    expect(descriptor.reports).toEqual([{ report: 'input', reportId: 0, bits: 337 * 8 }, { report: 'feature', reportId: 0, bits: 24 * 8 }]);
  });

  test('usages are a list, a range or whole 32-bit ones, and the last serves all elements that follow [H12]', () => {
    const [list, range, whole] = parse('05 8c a1 01 09 fb 09 fc 75 08 95 04 81 02 19 10 29 13 95 04 81 02 0b 3b 00 01 00 95 01 81 02 c0').fields;
    expect([0, 1, 2, 3].map((i) => usageAt(list!, i))).toEqual([usage(0x8c, 0xfb), usage(0x8c, 0xfc), usage(0x8c, 0xfc), usage(0x8c, 0xfc)]);
    expect([0, 3].map((i) => usageAt(range!, i))).toEqual([usage(0x8c, 0x10), usage(0x8c, 0x13)]);
    expect(usageAt(whole!, 0)).toBe(usage(1, 0x3b));
  });

  test('an array of several usages has indices for elements, of one usage it is a buffer [H13]', () => {
    const [indices, buffer] = parse('05 07 a1 01 19 00 29 65 75 08 95 06 81 00 05 8c 09 fe 95 38 81 00 c0').fields;
    expect([usageAt(indices!, 0), usageAt(buffer!, 55)]).toEqual([null, usage(0x8c, 0xfe)]);
  });

  test('push keeps the globals and pop brings them back [H14]', () => {
    const descriptor = parse('05 8c 75 08 95 01 a4 05 01 75 10 09 3b 81 02 b4 09 fe 81 02');
    expect(descriptor.fields.map(({ bitSize, bitOffset, usages }) => [bitSize, bitOffset, usages[0]?.from])).toEqual([[16, 0, usage(1, 0x3b)], [8, 16, usage(0x8c, 0xfe)]]);
    expect(descriptor.faults).toEqual([]);
  });

  test('each report has bits of its own, input, output and feature apart [H15]', () => {
    const descriptor = parse('05 8c a1 01 75 08 95 02 85 01 09 01 81 02 85 02 09 01 81 02 91 02 b1 02 85 01 09 02 81 02 c0');
    expect(descriptor.fields.map(({ report, reportId, bitOffset }) => `${report} ${reportId} ${bitOffset}`)).toEqual(['input 1 0', 'input 2 0', 'output 2 0', 'feature 2 0', 'input 1 16']);
  });

  test('long items are passed over, and signs are right [H16]', () => {
    const descriptor = parse('fe 03 10 aa bb cc 05 8d 09 41 15 80 25 7f 75 08 95 01 81 02');
    const place = findInput(descriptor, usage(0x8d, 0x41))!;
    expect([descriptor.fields[0]?.logicalMin, descriptor.fields[0]?.logicalMax, valueAt(Uint8Array.of(0xff), place), valueAt(Uint8Array.of(0x7f), place)]).toEqual([-128, 127, -1, 127]);
    expect(parse('75 08 95 01 15 00 25 ff 09 01 81 02').fields[0]?.logicalMax).toBe(255);
  });

  test('what is wrong is named with its place, and what is sound can still be read [H17]', () => {
    expect(faults('')).toEqual(['empty@0']);
    expect(faults('05 8c 09 02 a1 01')).toEqual(['collection-not-closed@6']);
    expect(faults('c0')).toEqual(['collection-not-open@0']);
    expect(faults('05 8c 26 ff')).toEqual(['item-cut-off@2']);
    expect(faults('b4')).toEqual(['pop-without-push@0']);
    expect(faults('a4')).toEqual(['push-without-pop@1']);
    expect(faults('85 00')).toEqual(['report-id-zero@0']);
    expect(faults('75 08 95 01 09 01 81 02 85 01')).toEqual(['report-id-late@8']);
    expect(faults('09 01 81 02')).toEqual(['no-size@2']);
    expect(faults('77 ff ff ff 7f 95 ff 09 01 81 02')).toEqual(['too-large@9']);
    expect(faults('29 05')).toEqual(['usage-range@0']);
    expect(faults('19 05 29 04')).toEqual(['usage-range@2']);
    expect(faults('0c')).toEqual(['reserved-item@0']);
    expect(faults('a1 01 '.repeat(40) + 'c0 '.repeat(40)).every((code) => code.startsWith('too-deep'))).toBe(true);
    expect(parseDescriptor(new Uint8Array(5000)).faults.some(({ code }) => code === 'too-long')).toBe(true);
    const cut = parse(AIM_SCANNER.slice(0, AIM_SCANNER.indexOf('85 04')));
    expect([cut.faults.length, findInput(cut, usage(0x8c, 0xfe))?.bitOffset]).toEqual([1, 40]);
  });

  test('any bytes are parsed without a throw, within bounds, and fields never overlap [H18]', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const descriptor = parseDescriptor(bytes);
      explainDescriptor(descriptor);
      expect(descriptor.faults.length).toBeLessThanOrEqual(LIMITS.hidFaultsMax * 2);
      for (const { report, reportId, bits } of descriptor.reports) {
        const fields = descriptor.fields.filter((field) => field.report === report && field.reportId === reportId);
        let end = 0;
        for (const field of fields) {
          expect(field.bitOffset).toBe(end);
          end += field.bitSize * field.count;
        }
        expect(end).toBe(bits);
        expect(bits).toBeLessThanOrEqual(LIMITS.hidReportBytesMax * 8);
      }
    }), { numRuns: 500 });
  });

  test('a descriptor made of fields is read back as the same fields [H19]', () => {
    const field = fc.record({ page: fc.constantFrom(0x8c, 0x8e, 0xff00), id: fc.integer({ min: 1, max: 255 }), size: fc.integer({ min: 1, max: 32 }), count: fc.integer({ min: 1, max: 60 }), report: fc.constantFrom(0x81, 0x91, 0xb1), reportId: fc.integer({ min: 1, max: 5 }) });
    fc.assert(fc.property(fc.array(field, { minLength: 1, maxLength: 20 }), (fields) => {
      const items = fields.flatMap((one) => [0x06, one.page & 0xff, one.page >> 8, 0x85, one.reportId, 0x75, one.size, 0x95, one.count, 0x09, one.id, one.report, 0x02]);
      const read = parseDescriptor(Uint8Array.from([0xa1, 0x01, ...items, 0xc0]));
      expect(read.faults).toEqual([]);
      expect(read.fields.map(({ bitSize, count, reportId, usages }) => [bitSize, count, reportId, usages[0]?.from])).toEqual(fields.map((one) => [one.size, one.count, one.reportId, usage(one.page, one.id)]));
    }), { numRuns: 200 });
  });

  test('each field is explained in words a technician knows [H9]', () => {
    const explained = explainDescriptor(parse(AIM_SCANNER));
    expect(explained.applications).toEqual(['Bar Code Scanner / Bar Code Scanner (0x8C/0x02)']);
    const scan = explained.reports.find(({ id, report }) => id === 2 && report === 'input')!;
    expect(scan.bytes).toBe(64);
    expect(scan.fields.map(({ at, size, usages, kind }) => `${at}, ${size}, ${kind}: ${usages[0] ?? ''}`)).toEqual([
      'byte 1, 8 bits, value: Generic Desktop / Byte Count (0x01/0x3B)', 'byte 2, 8 bits, value: Bar Code Scanner / Symbology Identifier 1 (0x8C/0xFB)',
      'byte 3, 8 bits, value: Bar Code Scanner / Symbology Identifier 2 (0x8C/0xFC)', 'byte 4, 8 bits, value: Bar Code Scanner / Symbology Identifier 3 (0x8C/0xFD)',
      'byte 5, 56 x 8 bits, value: Bar Code Scanner / Decoded Data (0x8C/0xFE)', 'byte 61, 8 bits, value: Vendor 0xFF66/0x01', 'byte 62, 8 bits, value: Vendor 0xFF66/0x02',
      'byte 63 bit 0, 1 bits, value: Bar Code Scanner / Decoded Data Continued (0x8C/0xFF)', 'byte 63 bit 1, 7 x 1 bits, padding: ',
    ]);
  });
});
