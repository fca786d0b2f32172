/** Card readers: what is left of a swipe, what goes on encrypted, and what never comes out. Numbers are the card schemes' published test numbers. */
import { describe, expect, test } from 'vitest';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import type { DeviceEvent } from '#core/hid/event.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import type { DecoderInput } from '#core/hid/openDecoder.ts';
import { CARD_READER, MSR_READER, bytesOf } from '#test/kit/hidDescriptors.ts';
import { idTechFrame, magnesafeReport, magtekReport, withLrc } from '#test/kit/cardReports.ts';
import { profileWith } from '#test/kit/hidProfiles.ts';

const VISA1 = '%B4111111111111111^DOE/JANE           ^29121010000000000000?';
const VISA2 = ';4111111111111111=29121010000000000000?';
const KSN = 'ffff9876543210e00008';

const clear = (over: Partial<DecoderInput> = {}) => openDecoder({ descriptor: parseDescriptor(bytesOf(CARD_READER)), profile: null, ...over });
const swipe = (tracks: readonly string[], over: Partial<DecoderInput> = {}) => clear(over).feed(magtekReport(tracks), 5);
const code = (events: readonly DeviceEvent[]) => events.map((event) => (event.type === 'ignored' || event.type === 'fault' ? `${event.type}: ${event.code}` : event.type === 'card' ? `${event.use} ${event.brand} ${event.last4} ${event.expiry} ${event.serviceCode}` : event.type));

describe('card reader', () => {
  test('a clear payment card is refused, and only brand, last four, expiry and service code are left of it [H50]', () => {
    expect(swipe([VISA1, VISA2])).toEqual([{ type: 'card', use: 'refused', brand: 'visa', last4: '1111', expiry: '2912', serviceCode: '101', checkDigitOk: true, encrypted: false, ksn: null, tracks: [], token: null, atMs: 5 }]);
  });

  test('the expiry is year, then month, as the track has it [H51]', () => {
    expect(code(swipe(['', ';4111111111111111=3004201?']))).toEqual(['refused visa 1111 3004 201']);
  });

  test('either track alone will do, spaces in the number do not matter, and missing fields are told as missing [H52]', () => {
    expect(code(swipe([VISA1]))).toEqual(['refused visa 1111 2912 101']);
    expect(code(swipe(['%B3700 000000 00002^DOE/J^2912101?']))).toEqual(['refused amex 0002 2912 101']);
    expect(code(swipe(['', ';6200000000000005==101?']))).toEqual(['refused unionpay 0005 null 101']);
    expect(code(swipe(['', ';6200000000000005=2912=?']))).toEqual(['refused unionpay 0005 2912 null']);
    expect(code(swipe(['%B5555555555554444^X/Y^^101?']))).toEqual(['refused mastercard 4444 null 101']);
  });

  test('the report is overwritten, also when it could not be read [H53]', () => {
    for (const report of [magtekReport([VISA1, VISA2]), magtekReport(['%B41111111', VISA2.replace('?', '')]), magtekReport([VISA1, VISA2]).subarray(0, 200)]) {
      clear().feed(report, 0);
      expect(report.every((byte) => byte === 0)).toBe(true);
    }
  });

  test('bytes past a track\'s length are never read: they may be the card before [H54]', () => {
    const report = magtekReport(['', ';6035710000000005?']);
    report.set(Buffer.from('=29121010000000?'), 117 + 18);
    report.set(Buffer.from(VISA1), 7);
    expect(clear({ memberPrefixes: ['603571'] }).feed(report, 0)).toMatchObject([{ type: 'card', use: 'member', last4: '0005', expiry: null }]);
  });

  test('a card that is no payment card is known by a token alone [H55]', () => {
    const seen: string[] = [];
    const tokenOf = (number: Uint8Array) => {
      seen.push(Buffer.from(number).toString());
      return 'token-1';
    };
    expect(swipe(['', ';0012345678?'], { tokenOf })).toMatchObject([{ use: 'member', brand: null, last4: '5678', token: 'token-1' }]);
    expect(swipe([VISA1, VISA2], { tokenOf })).toMatchObject([{ use: 'refused', token: null }]);
    expect(seen).toEqual(['0012345678']);
    expect(swipe(['', ';0012345678?'])).toMatchObject([{ use: 'member', token: null }]);
    expect(swipe(['', ';0012?'])).toMatchObject([{ use: 'member', last4: null }]);
  });

  test('a payment number on any track makes it a payment card [H56]', () => {
    expect(swipe([VISA1, ';0012345678?'])).toMatchObject([{ use: 'refused' }]);
    expect(swipe([VISA1], { isPractice: true })).toMatchObject([{ use: 'practice', brand: 'visa' }]);
  });

  test('an LRC that was sent must fit, and a misread track is asked for again [H57]', () => {
    expect(code(swipe(['', withLrc(';4111111111111111=2912101?')]))).toEqual(['refused visa 1111 2912 101']);
    const good = withLrc(VISA1);
    expect(code(swipe([good]))).toEqual(['refused visa 1111 2912 101']);
    expect(code(swipe([`${good.slice(0, -1)}${String.fromCharCode(0x20 + ((good.charCodeAt(good.length - 1) - 0x20) ^ 1))}`]))).toEqual(['fault: track-unreadable']);
  });

  test('errors, empty swipes, false lengths and cut reports are told apart [H58]', () => {
    expect(code(swipe([]))).toEqual(['ignored: no-track']);
    const errors = magtekReport([]);
    errors.set([1, 1, 1]);
    expect(code(clear().feed(errors, 0))).toEqual(['fault: track-unreadable']);
    const one = magtekReport([VISA1, VISA2]);
    one[0] = 1;
    expect(code(clear().feed(one, 0))).toEqual(['refused visa 1111 2912 101']);
    const tooMuch = magtekReport([VISA1]);
    tooMuch[3] = 111;
    expect(code(clear().feed(tooMuch, 0))).toEqual(['fault: length-beyond-field']);
    expect(code(clear().feed(magtekReport(['', VISA2]).subarray(0, 130), 0))).toEqual(['fault: report-too-short']);
    expect(code(clear().feed(new Uint8Array(0), 0))).toEqual(['fault: report-too-short']);
    expect(code(swipe(['no track at all']))).toEqual(['fault: track-unreadable']);
  });

  test('a 0 that a library puts in front of unnumbered reports is no shift of all fields [H59]', () => {
    expect(code(clear().feed(Buffer.concat([Buffer.of(0), magtekReport([VISA1, VISA2])]), 0))).toEqual(['refused visa 1111 2912 101']);
  });

  test('page 0x8E is read by its lengths [H60]', () => {
    const report = new Uint8Array(1 + 3 + 79 + 40 + 107);
    report.set([1, 0, VISA2.length, 0]);
    report.set(Buffer.from(VISA2), 4 + 79);
    expect(code(openDecoder({ descriptor: parseDescriptor(bytesOf(MSR_READER)), profile: null }).feed(report, 0))).toEqual(['refused visa 1111 2912 101']);
  });
});

describe('encrypting card reader', () => {
  const reader = (layout: 'magnesafe' | 'idtech-fixed' | 'idtech-frame') => openDecoder({ descriptor: null, profile: profileWith({ role: 'card-reader', layout }) });
  const MASKED1 = '%B5452000000007189^HOGAN/PAUL      ^29120000000000000000000?';
  const MASKED2 = ';5452000000007189=291200000000000000?';
  const cipher = (length: number, seed: number) => Uint8Array.from({ length }, (_, i) => (i * 37 + seed * 101) & 0xff);

  test('ciphertext and key serial number go on as they are, with what the masked tracks show and no name [H61]', () => {
    const [event] = reader('magnesafe').feed(magnesafeReport({ encrypted: [cipher(64, 1), cipher(40, 2)], clearLengths: [60, 37], masked: [MASKED1, MASKED2], ksn: KSN, status: 6 }), 9);
    expect(event).toEqual({
      type: 'card', use: 'forward', brand: 'mastercard', last4: '7189', expiry: '2912', serviceCode: '000', checkDigitOk: null, encrypted: true, ksn: KSN, token: null, atMs: 9,
      tracks: [{ track: 1, ciphertext: cipher(64, 1), clearBytes: 60 }, { track: 2, ciphertext: cipher(40, 2), clearBytes: 37 }],
    });
    expect(JSON.stringify(event)).not.toContain('HOGAN');
  });

  test('a reader without keys sends clear tracks where encrypted ones belong: refused like any clear card [H62]', () => {
    const report = magnesafeReport({ encrypted: [Buffer.from(VISA1), Buffer.from(VISA2)], clearLengths: [0, 0], masked: [], ksn: '00'.repeat(10), status: 0 });
    expect(code(reader('magnesafe').feed(report, 0))).toEqual(['refused visa 1111 2912 101']);
    const lying = magnesafeReport({ encrypted: [Buffer.from(VISA1)], clearLengths: [60], masked: [MASKED1], ksn: KSN, status: 6 });
    expect(code(reader('magnesafe').feed(lying, 0))).toEqual(['refused visa 1111 2912 101']);
  });

  test('when it is not sure that data are encrypted, they go nowhere [H63]', () => {
    const doubt = (status: number, ksn: string) => code(reader('magnesafe').feed(magnesafeReport({ encrypted: [cipher(64, 1)], clearLengths: [60], masked: [MASKED1], ksn, status }), 0));
    expect([doubt(2, KSN), doubt(6, '00'.repeat(10))].flat()).toEqual(['fault: encryption-unsure', 'fault: encryption-unsure']);
    expect(code(reader('magnesafe').feed(magnesafeReport({ encrypted: [], clearLengths: [], masked: [], ksn: '00'.repeat(10), status: 7 }), 0))).toEqual(['fault: encryption-unsure']);
  });

  test('with a whole descriptor fields are found by usage, wherever a firmware puts them [H69]', () => {
    const byte = (usages: string, count: string) => `${usages} 95 ${count} 81 02`;
    const descriptor = parseDescriptor(bytesOf(`06 00 ff 09 01 a1 01 15 00 26 ff 00 75 08 ${byte('09 46', '0a')} ${byte('09 42', '02')}
      ${byte('09 20 09 21 09 22 09 28 09 29 09 2a 09 38', '07')} ${byte('09 30', '70')} ${byte('09 31', '70')} ${byte('09 32', '70')} ${byte('09 47 09 48 09 49', '03')}
      ${byte('09 4a', '70')} ${byte('09 4b', '70')} ${byte('09 4c', '70')} ${byte('09 51 09 52 09 53', '03')} c0`));
    const report = new Uint8Array(10 + 2 + 7 + 336 + 3 + 336 + 3);
    report.set(Buffer.from(KSN, 'hex'));
    report.set([0, 6, 0, 0, 0, 0, 40, 0, 0], 10);
    report.set(cipher(40, 5), 19 + 112);
    report.set([0, MASKED2.length, 0], 19 + 336);
    report.set(Buffer.from(MASKED2), 19 + 336 + 3 + 112);
    report.set([0, 37, 0], report.length - 3);
    expect(descriptor.faults).toEqual([]);
    expect(openDecoder({ descriptor, profile: null }).feed(report, 0)).toMatchObject([{ type: 'card', use: 'forward', brand: 'mastercard', last4: '7189', expiry: '2912', ksn: KSN, tracks: [{ track: 2, ciphertext: cipher(40, 5), clearBytes: 37 }] }]);
  });

  const FRAME = () => idTechFrame({ lengths: [60, 37, 0], masked: [MASKED1.replace('29120', '****0'), MASKED2.replace('=2912', '=****'), ''], encrypted: [cipher(64, 3), cipher(40, 4)], ksn: KSN });

  test('a frame over several reports is whole by its own length, checked twice over [H64]', () => {
    const decoder = reader('idtech-frame');
    const frame = FRAME();
    const events: DeviceEvent[] = [];
    for (let at = 0; at < frame.length; at += 64) {
      const report = new Uint8Array(64);
      report.set(frame.subarray(at, at + 64));
      events.push(...decoder.feed(report, at / 64));
    }
    expect(events).toMatchObject([{ type: 'card', use: 'forward', brand: 'mastercard', last4: '7189', expiry: null, ksn: KSN, tracks: [{ track: 1, clearBytes: 60 }, { track: 2, clearBytes: 37 }] }]);
    for (const flip of [3, 40, frame.length - 3, frame.length - 2, frame.length - 1]) {
      const bad = FRAME();
      bad[flip] = (bad[flip] ?? 0) ^ 1;
      expect(code(reader('idtech-frame').feed(bad, 0))).toEqual(['fault: frame-broken']);
    }
  });

  test('a frame that stops half way is dropped and said; its rest alone is no swipe [H65]', () => {
    const decoder = reader('idtech-frame');
    const frame = FRAME();
    expect(decoder.feed(frame.slice(0, 64), 0)).toEqual([]);
    expect(decoder.dueMs()).toBe(500);
    expect(code([...decoder.idle(500), ...decoder.feed(frame.slice(64, 128), 600)])).toEqual(['fault: part-without-successor', 'fault: part-without-predecessor']);
    decoder.feed(frame.slice(0, 64), 1000);
    expect(code(decoder.close(1001))).toEqual(['fault: device-gone']);
  });

  test('the fixed report holds clear tracks in one piece, or a frame [H66]', () => {
    const fixed = (data: Uint8Array) => {
      const report = new Uint8Array(509);
      report.set([data.length & 0xff, data.length >> 8], 7);
      report.set(data, 9);
      return report;
    };
    expect(code(reader('idtech-fixed').feed(fixed(Buffer.from(`${VISA1}\r${VISA2}\r`)), 0))).toEqual(['refused visa 1111 2912 101']);
    expect(reader('idtech-fixed').feed(fixed(FRAME()), 0)).toMatchObject([{ use: 'forward', ksn: KSN }]);
  });

  test('a reader of frames that is set to another form is still read, by the length of its report [H68]', () => {
    const whole = new Uint8Array(509);
    whole.set([VISA2.length, 0], 7);
    whole.set(Buffer.from(VISA2), 9);
    for (const report of [whole, magtekReport([VISA1, VISA2])]) expect(code(reader('idtech-frame').feed(report, 0))).toEqual(['refused visa 1111 2912 101']);
  });

  test('an insert reader that reports in and out gives one card [H67]', () => {
    const decoder = openDecoder({ descriptor: parseDescriptor(bytesOf(CARD_READER.replace('09 20 95 18', '09 39 95 01 81 02 09 20 95 18'))), profile: profileWith({ quirks: { reportsTwice: true } }) });
    const report = (status: number, tracks: readonly string[]) => Buffer.concat([magtekReport(tracks), Buffer.of(status)]);
    expect(code([...decoder.feed(report(1, [VISA1]), 0), ...decoder.feed(report(0, [VISA1]), 900), ...decoder.feed(report(1, [VISA1]), 1800)]))
      .toEqual(['refused visa 1111 2912 101', 'ignored: repeated-card', 'refused visa 1111 2912 101']);
  });
});
