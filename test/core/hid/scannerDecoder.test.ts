/** Reports of scanners to scans: both HID-POS layouts, long codes, and everything that can go wrong between two parts. */
import { describe, expect, test } from 'vitest';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import type { DeviceEvent } from '#core/hid/event.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import { AIM_SCANNER, MSR_READER, PLAIN_SCANNER, SCALE, bytesOf } from '#test/kit/hidDescriptors.ts';
import { profileWith } from '#test/kit/hidProfiles.ts';

const withAim = () => openDecoder({ descriptor: parseDescriptor(bytesOf(AIM_SCANNER)), profile: null });
const plain = () => openDecoder({ descriptor: parseDescriptor(bytesOf(PLAIN_SCANNER)), profile: null });

/** A report written by hand, byte by byte, after the printed layouts. */
function aimReport(aim: string, data: string | Uint8Array, more = 0, vendor = 0x73): Uint8Array {
  const report = new Uint8Array(64);
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  report.set([2, bytes.length, ...Buffer.from(aim)]);
  report.set(bytes, 5);
  report[61] = vendor;
  report[63] = more;
  return report;
}
function plainReport(data: string | Uint8Array, more = 0): Uint8Array {
  const report = new Uint8Array(64);
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  report.set([2, bytes.length]);
  report.set(bytes, 2);
  report[63] = more;
  return report;
}
const brief = (events: readonly DeviceEvent[]) => events.map((event) => (event.type === 'scan' ? `${event.symbology ?? '-'} ${event.text}` : event.type === 'ignored' || event.type === 'fault' ? `${event.type}: ${event.code}` : event.type));
const LONG = `https://pay.example/q/${'0123456789'.repeat(9)}end`;
const cut = (text: string) => Array.from({ length: Math.ceil(text.length / 56) }, (_, i) => text.slice(i * 56, i * 56 + 56));

describe('HID-POS scanner', () => {
  test('with AIM bytes declared, the identifier is the symbology and the rest is the code [H20]', () => {
    expect(withAim().feed(aimReport(']E0', '6957842208856'), 1000)).toEqual([{
      type: 'scan', symbology: ']E0', text: '6957842208856', bytes: new Uint8Array(Buffer.from('6957842208856')), encoding: 'utf-8', atMs: 1000, durationMs: 0, parts: 1,
    }]);
  });

  test('without AIM bytes declared, data begin at once and a ] is data [H21]', () => {
    expect(brief(plain().feed(plainReport('6957842208856'), 0))).toEqual(['- 6957842208856']);
    expect(brief(plain().feed(plainReport(']Q1 is text'), 0))).toEqual(['- ]Q1 is text']);
  });

  test('parts are joined by their length and the identifier is taken once, repeated or not [H22]', () => {
    const parts = cut(LONG);
    for (const repeated of [true, false]) {
      const decoder = withAim();
      const events = parts.map((text, i) => decoder.feed(aimReport(i === 0 || repeated ? ']Q1' : '\0\0\0', text, i + 1 < parts.length ? 1 : 0), i * 5));
      expect(events.slice(0, -1).flat()).toEqual([]);
      expect(events.at(-1)).toMatchObject([{ type: 'scan', symbology: ']Q1', text: LONG, parts: parts.length, durationMs: (parts.length - 1) * 5 }]);
    }
    const decoder = plain();
    expect(parts.flatMap((text, i) => decoder.feed(plainReport(text, i + 1 < parts.length ? 1 : 0), i))).toMatchObject([{ text: LONG, symbology: null }]);
  });

  test('bytes past the length, NUL and CR in a code are neither read nor cut [H23]', () => {
    const report = aimReport(']Q1', 'A\0B\r\0');
    report.fill(0x58, 10, 61);
    expect(withAim().feed(report, 0)).toMatchObject([{ text: 'A\0B\r\0' }]);
  });

  test('a character that straddles two reports is whole, for the text is made after joining [H24]', () => {
    const text = `${'a'.repeat(55)}码 끝`;
    const bytes = Buffer.from(text);
    const decoder = withAim();
    expect([...decoder.feed(aimReport(']Q1', bytes.subarray(0, 56), 1), 0), ...decoder.feed(aimReport(']Q1', bytes.subarray(56)), 3)]).toMatchObject([{ text, encoding: 'utf-8' }]);
  });

  test('bytes that are not UTF-8 are read by the fallback, else byte for byte [H25]', () => {
    const gbk = Uint8Array.from([0xb2, 0xe8, 0x41]);
    const descriptor = parseDescriptor(bytesOf(AIM_SCANNER));
    const decoder = openDecoder({ descriptor, profile: null, fallbackText: (bytes) => new TextDecoder('gbk', { fatal: true }).decode(bytes) });
    expect(decoder.feed(aimReport(']Q1', gbk), 0)).toMatchObject([{ text: '茶A', encoding: 'fallback' }]);
    expect(withAim().feed(aimReport(']Q1', gbk), 0)).toMatchObject([{ text: '²èA', encoding: 'latin-1' }]);
  });

  test('a code of exactly one full report may end there [H26]', () => {
    expect(withAim().feed(aimReport(']Q1', 'x'.repeat(56)), 0)).toMatchObject([{ type: 'scan', text: 'x'.repeat(56), parts: 1 }]);
  });

  test('a part that gets no successor is dropped after 500 ms and said, and the next scan is whole [H27]', () => {
    const decoder = withAim();
    expect(decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), 100)).toEqual([]);
    expect(decoder.dueMs()).toBe(600);
    expect(decoder.idle(599)).toEqual([]);
    expect(brief(decoder.idle(600))).toEqual(['fault: part-without-successor']);
    expect([decoder.dueMs(), decoder.idle(700)]).toEqual([null, []]);
    expect(brief(decoder.feed(aimReport(']E0', '6957842208856'), 5000))).toEqual([']E0 6957842208856']);
  });

  test('nobody called idle: the next report still finds the old part too old [H28]', () => {
    const decoder = withAim();
    decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), 0);
    expect(brief(decoder.feed(aimReport(']E0', '6957842208856'), 2000))).toEqual(['fault: part-without-successor', ']E0 6957842208856']);
  });

  test('another code in the middle drops the first and is whole itself [H29]', () => {
    const decoder = withAim();
    decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), 0);
    expect(brief(decoder.feed(aimReport(']E0', '6957842208856'), 10))).toEqual(['fault: part-without-successor', ']E0 6957842208856']);
  });

  test('a second part without its first is never a code [H30]', () => {
    const late = withAim();
    late.feed(aimReport(']Q1', 'x'.repeat(56), 1), 0);
    expect(brief([...late.idle(500), ...late.feed(aimReport(']Q1', 'tail'), 700)])).toEqual(['fault: part-without-successor', 'fault: part-without-predecessor']);
    const bare = withAim();
    bare.feed(aimReport(']E0', '6957842208856'), 0);
    expect(brief(bare.feed(aimReport('\0\0\0', 'tail'), 5000))).toEqual(['fault: part-without-predecessor']);
  });

  test('an unplug in mid-code drops what there was, and says it [H31]', () => {
    const decoder = withAim();
    decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), 0);
    expect(brief(decoder.close(20))).toEqual(['fault: device-gone']);
    expect(decoder.close(21)).toEqual([]);
  });

  test('two devices at once never mix their parts [H32]', () => {
    const [one, two] = [withAim(), withAim()];
    one.feed(aimReport(']Q1', 'a'.repeat(56), 1), 0);
    two.feed(aimReport(']Q1', 'b'.repeat(56), 1), 1);
    expect(brief(two.feed(aimReport(']Q1', 'B'), 2))).toEqual([`]Q1 ${'b'.repeat(56)}B`]);
    expect(brief(one.feed(aimReport(']Q1', 'A'), 3))).toEqual([`]Q1 ${'a'.repeat(56)}A`]);
  });

  test('answers to commands are no scans, and a code of kind X is one [H33]', () => {
    expect(brief(withAim().feed(aimReport(']Z6', 'REVINF\x06.', 0, 0x36), 0))).toEqual(['ignored: command-answer']);
    const decoder = withAim();
    expect(brief([...decoder.feed(aimReport(']X0', 'Product Name: '.repeat(4), 1, 0x3f), 0), ...decoder.feed(aimReport(']X0', 'N/A', 0, 0x3f), 1)])).toEqual(['ignored: command-answer']);
    expect(brief(withAim().feed(aimReport(']X0', '123456789012', 0, 0x63), 0))).toEqual([']X0 123456789012']);
    expect(brief(plain().feed(plainReport(Uint8Array.of(2, 0, 0, 1, 0, 0x33, 0x31)), 0))).toEqual(['ignored: command-answer']);
  });

  test('short reports, other ids, false lengths and empty reports are told, and the next scan is whole [H34]', () => {
    const decoder = withAim();
    const tooMuch = aimReport(']Q1', 'abc');
    tooMuch[1] = 57;
    const other = aimReport(']Q1', 'abc');
    other[0] = 0xf0;
    const events = [aimReport(']Q1', 'abc').subarray(0, 40), new Uint8Array(0), Uint8Array.of(2), tooMuch, other, aimReport(']Q1', '')].flatMap((report) => decoder.feed(report, 0));
    expect(brief(events)).toEqual(['fault: report-too-short', 'ignored: unknown-report', 'fault: report-too-short', 'fault: length-beyond-field', 'ignored: unknown-report', 'ignored: empty']);
    expect(brief(decoder.feed(aimReport(']E0', '6957842208856'), 0))).toEqual([']E0 6957842208856']);
  });

  test('a broken part in mid-code takes the whole code with it: its end is no code of its own [H35]', () => {
    const decoder = withAim();
    decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), 0);
    const broken = aimReport(']Q1', 'y'.repeat(56), 1);
    broken[1] = 255;
    expect(brief([...decoder.feed(broken, 1), ...decoder.feed(aimReport(']Q1', 'tail'), 2)])).toEqual(['fault: length-beyond-field', 'fault: part-without-predecessor']);
  });

  test('noise, or a broken code of another kind, costs no later scan [H46]', () => {
    const decoder = withAim();
    const noise = new Uint8Array(64).fill(0xff);
    noise[0] = 2;
    expect(brief([...decoder.feed(noise, 0), ...decoder.feed(aimReport(']E0', '6957842208856'), 1)])).toEqual(['fault: length-beyond-field', ']E0 6957842208856']);
    const broken = aimReport(']Q1', 'y'.repeat(56), 1);
    broken[1] = 255;
    expect(brief([...decoder.feed(broken, 10), ...decoder.feed(aimReport(']E0', '6957842208856'), 11)])).toEqual(['fault: length-beyond-field', ']E0 6957842208856']);
    expect(brief([...decoder.feed(broken, 20), ...decoder.feed(aimReport(']Q1', 'tail'), 24), ...decoder.feed(broken, 1000), ...decoder.feed(aimReport(']Q1', 'again'), 1200)])).toEqual(['fault: length-beyond-field', 'fault: part-without-predecessor', 'fault: length-beyond-field', ']Q1 again']);
  });

  test('a code without end is dropped at its limit, and so is its tail [H36]', () => {
    const decoder = withAim();
    const events = Array.from({ length: 200 }, (_, i) => decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), i)).flat();
    expect(brief(events).every((one) => one === 'fault: code-too-long')).toBe(true);
    expect(events).toHaveLength(1);
    expect(brief(decoder.feed(aimReport(']Q1', 'tail'), 205))).toEqual(['fault: part-without-predecessor']);
    expect(decoder.dueMs()).toBeNull();
    expect(brief(decoder.feed(aimReport(']E0', '6957842208856'), 210))).toEqual([']E0 6957842208856']);
  });

  test('the suffix that the profile names is taken off the text, and no other [H37]', () => {
    const descriptor = parseDescriptor(bytesOf(AIM_SCANNER));
    const text = (suffix: 'cr' | 'crlf' | 'none', data: string) => openDecoder({ descriptor, profile: profileWith({ quirks: { suffix } }) }).feed(aimReport(']C0', data), 0).map((event) => (event.type === 'scan' ? event.text : event.type));
    const both = openDecoder({ descriptor, profile: profileWith({ quirks: { aimInData: true } }) });
    expect([...both.feed(aimReport(']E0', ']E06957842208856'), 0), ...both.feed(aimReport(']Q1', ']E0 is text'), 1)]).toMatchObject([{ symbology: ']E0', text: '6957842208856' }, { symbology: ']Q1', text: ']E0 is text' }]);
    expect([text('cr', 'A\r'), text('cr', 'A\t'), text('crlf', 'A\r\n'), text('none', 'A\r')]).toEqual([['A'], ['A\t'], ['A'], ['A\r']]);
  });

  test('a vendor\'s report between two parts disturbs nothing [H38]', () => {
    const decoder = withAim();
    decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), 0);
    expect(brief(decoder.feed(Uint8Array.of(0xf0, 1, 2), 1))).toEqual(['ignored: unknown-report']);
    expect(brief(decoder.feed(aimReport(']Q1', 'y'), 2))).toEqual([`]Q1 ${'x'.repeat(56)}y`]);
  });

  test('without descriptor and profile a ] decides, also one byte later [H39]', () => {
    const guess = () => openDecoder({ descriptor: null, profile: null });
    expect(brief(guess().feed(aimReport(']E0', '6957842208856'), 0))).toEqual([']E0 6957842208856']);
    expect(brief(guess().feed(plainReport('6957842208856'), 0))).toEqual(['- 6957842208856']);
    const later = new Uint8Array(64);
    later.set([2, 13, 0, ...Buffer.from(']E06957842208856')]);
    expect(brief(guess().feed(later, 0))).toEqual([']E0 6957842208856']);
  });

  test('a descriptor with its fields in another order, a count of two bytes or none named is followed [H40]', () => {
    // Flag, data of 300 bytes, then the AIM bytes backwards, then a count of 16 bits.
    const odd = parseDescriptor(bytesOf('058c0902a101 8505 150026ff00 09ff 7501 9501 8102 9507 8103 7508 09fe 962c01 820201 09fd 09fc 09fb 9503 8102 0501 093b 7510 9501 27ffff0000 8102 c0'));
    const report = (text: string, more: number) => {
      const bytes = new Uint8Array(1 + 1 + 300 + 3 + 2);
      bytes.set([5, more]);
      bytes.set(Buffer.from(text), 2);
      bytes.set(Buffer.from('1Q]'), 302);
      bytes.set([text.length & 0xff, text.length >> 8], 305);
      return bytes;
    };
    const decoder = openDecoder({ descriptor: odd, profile: null });
    expect([...decoder.feed(report('a'.repeat(290), 1), 0), ...decoder.feed(report('b'.repeat(260), 0), 1)]).toMatchObject([{ symbology: ']Q1', text: 'a'.repeat(290) + 'b'.repeat(260), parts: 2 }]);
    const unnamed = parseDescriptor(bytesOf('058c0902a101 8502 150026ff00 7508 9501 8101 09fb 09fc 09fd 9503 8102 09fe 9538 820201 c0'));
    const [event] = openDecoder({ descriptor: unnamed, profile: null }).feed(aimReport(']E0', '6957842208856').subarray(0, 61), 0);
    expect(event).toMatchObject({ type: 'scan', symbology: ']E0', text: '6957842208856' });
  });

  test('a device of several kinds in one is read by report id, each kind by its own rules [H41]', () => {
    const both = openDecoder({ descriptor: parseDescriptor(bytesOf(AIM_SCANNER + SCALE.replaceAll('85 03', '85 07') + MSR_READER)), profile: null });
    const swipe = new Uint8Array(1 + 3 + 79 + 40 + 107);
    swipe.set([1, 0, 24, 0]);
    swipe.set(Buffer.from(';4111111111111111=29121?'), 4 + 79);
    both.feed(aimReport(']Q1', 'x'.repeat(56), 1), 0);
    const events = [Uint8Array.of(7, 4, 2, 0, 9, 0), swipe, Uint8Array.of(9, 9), aimReport(']Q1', 'y')].flatMap((one, i) => both.feed(one, i + 1));
    expect(brief(events)).toEqual(['weight', 'card', 'ignored: unknown-report', `]Q1 ${'x'.repeat(56)}y`]);
    expect(swipe.every((byte) => byte === 0)).toBe(true);
    both.feed(aimReport(']Q1', 'x'.repeat(56), 1), 10);
    expect([both.dueMs(), brief(both.close(11))]).toEqual([510, ['fault: device-gone']]);
  });

  test('a clock that is set back makes no part wait for ever [H42]', () => {
    const decoder = withAim();
    decoder.feed(aimReport(']Q1', 'x'.repeat(56), 1), 3_600_000);
    expect(decoder.idle(0)).toEqual([]);
    expect([decoder.dueMs(), brief(decoder.idle(500))]).toEqual([500, ['fault: part-without-successor']]);
  });
});
