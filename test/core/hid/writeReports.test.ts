/** The bench's reports: what is written is what was printed by the vendors, and comes back through the decoders. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardLayoutOf, namedCardLayout } from '#core/hid/cardLayout.ts';
import { utf8Bytes } from '#core/hid/codeText.ts';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import { scaleLayoutOf } from '#core/hid/scaleDecoder.ts';
import { layoutOf, namedLayout } from '#core/hid/scannerLayout.ts';
import { encryptedReport, maskedTrack, scanReports, swipeReport, weightReport } from '#core/hid/writeReports.ts';
import { magtekReport, withLrc } from '#test/kit/cardReports.ts';
import { AIM_SCANNER, CARD_READER, PLAIN_SCANNER, SCALE, bytesOf } from '#test/kit/hidDescriptors.ts';
import { profileWith } from '#test/kit/hidProfiles.ts';

describe('reports of the virtual bench', () => {
  test('a scan is byte for byte what the vendors print, in both layouts [H100]', () => {
    const [aim] = scanReports(namedLayout('hid-pos-aim')!, utf8Bytes('ABC'), ']C0', 0x6a);
    const [plain] = scanReports(namedLayout('hid-pos-plain')!, utf8Bytes('ABC'), ']C0');
    expect(Buffer.from(aim!).toString('hex')).toBe(`02035d4330414243${'00'.repeat(53)}6a0000`);
    expect(Buffer.from(plain!).toString('hex')).toBe(`0203414243${'00'.repeat(59)}`);
    expect(scanReports(namedLayout('hid-pos-aim')!, new Uint8Array(57), ']C0').map((report) => [report[1], report[63]])).toEqual([[56, 1], [1, 0]]);
  });

  test('any text comes back whole through the decoder, in any layout, in any number of parts [H101]', () => {
    const layouts = [AIM_SCANNER, PLAIN_SCANNER].map((hex) => ({ descriptor: parseDescriptor(bytesOf(hex)), profile: null }));
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), fc.integer({ min: 0, max: 1 }), (text, which) => {
      const input = layouts[which]!;
      const bytes = utf8Bytes(text);
      fc.pre(bytes[0] !== 2);
      const decoder = openDecoder(input);
      const events = scanReports(layoutOf(input.descriptor)!, bytes, ']Q1', 0x73).flatMap((report, i) => decoder.feed(report, i));
      expect(events).toMatchObject([{ type: 'scan', bytes, symbology: which === 0 ? ']Q1' : null }]);
      expect(Buffer.from(bytes).toString()).toBe(Buffer.from(text).toString());
    }), { numRuns: 200 });
  });

  test('blocks without a flag end by silence when the last one is full [H102]', () => {
    for (const layout of ['microscan', 'symbol-block'] as const) {
      const decoder = openDecoder({ descriptor: null, profile: profileWith({ layout, quirks: { aimInData: true } }) });
      const room = namedLayout(layout)!.data.length;
      const feed = (text: string) => scanReports(namedLayout(layout)!, utf8Bytes(text), '').flatMap((report, i) => decoder.feed(report, i));
      expect(feed(']E06957842208856')).toMatchObject([{ symbology: ']E0', text: '6957842208856' }]);
      expect(feed('y'.repeat(room + 4))).toMatchObject([{ symbology: null, text: 'y'.repeat(room + 4), parts: 2 }]);
      expect(feed('z'.repeat(room))).toEqual([]);
      expect(decoder.idle(decoder.dueMs() ?? 0)).toMatchObject([{ text: 'z'.repeat(room), parts: 1 }]);
    }
  });

  test('a swipe is what the printed layout says, with the check character where it is asked for [H103]', () => {
    const layout = cardLayoutOf(parseDescriptor(bytesOf(CARD_READER)))!;
    const tracks = ['%B4111111111111111^A/B^2912101?', ';4111111111111111=2912101?', null] as const;
    expect(swipeReport(layout, tracks)).toEqual(magtekReport([tracks[0], tracks[1]]));
    expect(swipeReport(layout, tracks, true)).toEqual(magtekReport([withLrc(tracks[0]), withLrc(tracks[1])]));
  });

  test('an encrypted swipe comes back as ciphertext with its key serial number, and masked alike [H104]', () => {
    const layout = namedCardLayout('magnesafe')!;
    const tracks = ['%B4111111111111111^DOE/JANE^29121010000000000000?', ';4111111111111111=29121010000000000000?', null] as const;
    const masked = [maskedTrack(tracks[0]), maskedTrack(tracks[1]), null] as const;
    expect(masked).toEqual(['%B4111000000001111^DOE/JANE^29120000000000000000?', ';4111000000001111=29120000000000000000?', null]);
    const report = encryptedReport(layout, { tracks, masked, ksn: bytesOf('ffff9876543210e00001'), encrypt: (padded, track) => padded.map((byte) => byte ^ (0x90 + track)) })!;
    expect(report.length).toBe(856);
    expect(openDecoder({ descriptor: null, profile: profileWith({ layout: 'magnesafe' }) }).feed(report, 0)).toMatchObject([{ use: 'forward', brand: 'visa', last4: '1111', expiry: '2912', ksn: 'ffff9876543210e00001', tracks: [{ track: 1, clearBytes: tracks[0].length }, { track: 2, clearBytes: tracks[1].length }] }]);
    expect(encryptedReport(namedCardLayout('magtek')!, { tracks, masked, ksn: new Uint8Array(10), encrypt: (padded) => padded })).toBeNull();
  });

  test('a weight comes back as it was put on [H105]', () => {
    const descriptor = parseDescriptor(bytesOf(SCALE));
    const layout = scaleLayoutOf(descriptor)!;
    for (const weight of [{ state: 'stable', value: 1234, exponent: -3, unit: 'kg' }, { state: 'moving', value: 5, exponent: 0, unit: 'g' }, { state: 'below-zero', value: -12, exponent: -1, unit: 'oz' }] as const) {
      expect(openDecoder({ descriptor, profile: null }).feed(weightReport(layout, weight), 0)).toMatchObject([{ type: 'weight', ...weight }]);
    }
    expect(Buffer.from(weightReport(layout, { state: 'stable', value: 20, exponent: 0, unit: 'g' })).toString('hex')).toBe('030402001400');
  });
});
