/** Traces: written, scrubbed, read and replayed to the same events; broken ones refused with their line. */
import { describe, expect, test } from 'vitest';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import type { DeviceEvent } from '#core/hid/event.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import type { Profile } from '#core/hid/profile.ts';
import { openReplay } from '#core/hid/replay.ts';
import { openScrubber } from '#core/hid/scrub.ts';
import { openTraceReader, traceHeaderLine, traceLine } from '#core/hid/trace.ts';
import type { TraceEntry, TraceHeader } from '#core/hid/trace.ts';
import { Refusal } from '#core/refusal.ts';
import { idTechFrame, magnesafeReport, magtekReport, withLrc } from '#test/kit/cardReports.ts';
import { AIM_SCANNER, CARD_READER, bytesOf } from '#test/kit/hidDescriptors.ts';
import { profileWith } from '#test/kit/hidProfiles.ts';

const header = (descriptor: string | null, profile: Profile | null = null): TraceHeader => ({
  device: { vendorId: 1, productId: 2, usagePage: 0x8c, usage: 2, product: 'Scanner' }, descriptor: descriptor === null ? null : descriptor.replaceAll(/\s/g, ''), profile, startedAtMs: 1_790_000_000_000,
});

/** As the device process records: scrubbed first, then written, read and replayed. */
function replayed(head: TraceHeader, reports: readonly Uint8Array[], gapMs = 5): { events: DeviceEvent[]; text: string } {
  const scrubber = openScrubber(head.descriptor === null ? null : parseDescriptor(bytesOf(head.descriptor)), head.profile);
  const kept = [...reports.flatMap((report, i) => scrubber.scrub(report, i * gapMs)), ...scrubber.flush()];
  const text = [traceHeaderLine(head), ...kept.map(({ atMs, report, isChanged }) => traceLine({ atMs, kind: 'in', report, isScrubbed: isChanged }))].join('');
  return { text, events: events(text) };
}
function events(text: string): DeviceEvent[] {
  const reader = openTraceReader();
  const [first = '', ...rest] = text.split('\n').slice(0, -1);
  const replay = openReplay(reader.header(first));
  return [...rest.flatMap((line) => replay.next(reader.entry(line))), ...replay.end()];
}
function direct(head: TraceHeader, reports: readonly Uint8Array[], gapMs = 5): DeviceEvent[] {
  const decoder = openDecoder({ descriptor: head.descriptor === null ? null : parseDescriptor(bytesOf(head.descriptor)), profile: head.profile });
  return [...reports.flatMap((report, i) => decoder.feed(report.slice(), i * gapMs)), ...(decoder.dueMs() === null ? [] : decoder.idle(decoder.dueMs() ?? 0))];
}
function aim(symbology: string, text: string, more = 0): Uint8Array {
  const report = new Uint8Array(64);
  report.set([2, text.length, ...Buffer.from(symbology)]);
  report.set(Buffer.from(text), 5);
  report[61] = 0x73;
  report[63] = more;
  return report;
}

describe('device trace', () => {
  test('goods replay as they were scanned, at the times they came [H90]', () => {
    const reports = [aim(']E0', '6957842208856'), aim(']C1', '0109501234543215')];
    const { events: again, text } = replayed(header(AIM_SCANNER), reports);
    expect(again).toEqual(direct(header(AIM_SCANNER), reports));
    expect(text).not.toContain('scrubbed');
  });

  test('what might be money or a person replays as a code of the same kind and length, with other characters [H91]', () => {
    for (const [symbology, secret] of [[']Q1', '134567890123456789'], [']C0', '6223456789012345678'], [']Q1', 'hQVDUFYwMWETTwegAAAAVVVVUAhRVUlDS1BBWQ=='], [']Q1', 'TBB1:cas-7'], [']Q1', 'anything else']] as const) {
      const { events: [event], text } = replayed(header(AIM_SCANNER), [aim(symbology, secret)]);
      expect(event).toMatchObject({ type: 'scan', symbology });
      expect(event?.type === 'scan' && event.text.length === secret.length && event.text !== secret).toBe(true);
      expect(text).toContain('"scrubbed":true');
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  test('a long code is judged whole, and its parts are let go together [H92]', () => {
    const link = `https://id.example.com/01/09501234543215?x=${'a'.repeat(60)}`;
    const open = replayed(header(AIM_SCANNER), [aim(']Q1', link.slice(0, 56), 1), aim(']Q1', link.slice(56))]);
    expect(open.events).toMatchObject([{ type: 'scan', text: link, parts: 2 }]);
    const secret = 'S'.repeat(70);
    const closed = replayed(header(AIM_SCANNER), [aim(']Q1', secret.slice(0, 56), 1), aim(']Q1', secret.slice(56))]);
    expect(closed.events).toMatchObject([{ type: 'scan', text: 'X'.repeat(70), parts: 2 }]);
    const half = replayed(header(AIM_SCANNER), [aim(']Q1', link.slice(0, 56), 1)]);
    expect(half.events).toMatchObject([{ type: 'fault', code: 'part-without-successor' }]);
    expect(half.text).not.toContain(Buffer.from('example').toString('hex'));
  });

  test('stale bytes, broken reports and other reports leave nothing but their head [H93]', () => {
    const stale = aim(']E0', '6957842208856');
    stale.set(Buffer.from('134567890123456789'), 30);
    const broken = aim(']Q1', '134567890123456789');
    broken[1] = 99;
    const other = aim(']Q1', '134567890123456789');
    other[0] = 0xf0;
    const { text, events: again } = replayed(header(AIM_SCANNER), [stale, broken, other, aim(']Q1', '134567890123456789').subarray(0, 30)]);
    expect(text).not.toContain(Buffer.from('1345678').toString('hex'));
    expect(again.map((event) => event.type)).toEqual(['scan', 'fault', 'ignored', 'fault']);
  });

  test('a card replays to the same brand, last four and expiry, and its trace holds nothing else of it [H94]', () => {
    const track1 = '%B4111111111111111^DOE/JANE           ^29121010000000000000?';
    const track2 = ';4111111111111111=29121010000123450000?';
    const magtek = profileWith({ role: 'card-reader', layout: 'magtek' });
    const magnesafe = profileWith({ role: 'card-reader', layout: 'magnesafe' });
    const fixed = new Uint8Array(509);
    fixed.set([track1.length + track2.length, 0], 7);
    fixed.set(Buffer.from(track1 + track2), 9);
    const frame = idTechFrame({ lengths: [track1.length, track2.length, 0], masked: [track1, track2].map((track) => track.replace('11111111', '********')), encrypted: [new Uint8Array(64).fill(0xc3), new Uint8Array(40).fill(0x9e)], ksn: 'ffff9876543210e00008' });
    const framed = Array.from({ length: Math.ceil(frame.length / 64) }, (_, i) => Uint8Array.from({ length: 64 }, (__, j) => frame[i * 64 + j] ?? 0));
    const safe = magnesafeReport({ encrypted: [new Uint8Array(64).fill(0xc3), new Uint8Array(40).fill(0x9e)], clearLengths: [60, 39], masked: [track1, track2], ksn: 'ffff9876543210e00008', status: 6 });
    for (const [head, reports] of [
      [header(CARD_READER), [magtekReport([track1, track2])]], [header(CARD_READER), [magtekReport([withLrc(track1), withLrc(track2)])]], [header(null, magtek), [magtekReport(['', ';0012345678?'])]],
      [header(null, profileWith({ role: 'card-reader', layout: 'idtech-fixed' })), [fixed]], [header(null, magnesafe), [safe]],
      [header(null, magnesafe), [magnesafeReport({ encrypted: [Buffer.from(track1), Buffer.from(track2)], clearLengths: [], masked: [], ksn: '00'.repeat(10), status: 0 })]],
      [header(null, profileWith({ role: 'card-reader', layout: 'idtech-frame' })), framed], [header(null, profileWith({ role: 'card-reader', layout: 'idtech-frame' })), [fixed, magtekReport([track1, track2])]],
      ...['%B5555555555554444^A/B^3001201?', '%B378282246310005^A/B^3001201?', '%B6200000000000005^A/B^3001201?', '%B3566002020360505^A/B^3001201?', '%B6011111111111117^A/B^3001201?', '%B6111111111111111^A/B^^201?'].map((track): [TraceHeader, Uint8Array[]] => [header(CARD_READER), [magtekReport([track])]]),
    ] as [TraceHeader, Uint8Array[]][]) {
      const plain = (list: readonly DeviceEvent[]) => list.map((event) => (event.type === 'card' ? { ...event, checkDigitOk: null, tracks: event.tracks.map(({ track, clearBytes }) => ({ track, clearBytes })) } : event));
      const { events: again, text } = replayed(head, reports.map((report) => report.slice()));
      expect(plain(again)).toEqual(plain(direct(head, reports)));
      for (const part of ['111111111', 'DOE', 'JANE', '12345']) expect(text).not.toContain(Buffer.from(part).toString('hex'));
      expect(text).not.toContain('c3c3c3');
    }
  });

  test('an unplug, a new plug and a long wait replay as what they were [H95]', () => {
    const head = header(AIM_SCANNER);
    const entries: TraceEntry[] = [
      { atMs: 0, kind: 'in', report: aim(']Q1', 'x'.repeat(56), 1), isScrubbed: false }, { atMs: 3, kind: 'gone' }, { atMs: 900, kind: 'back' },
      { atMs: 1000, kind: 'out', report: Uint8Array.of(4, 1), isScrubbed: false }, { atMs: 1100, kind: 'in', report: aim(']E0', '6957842208856'), isScrubbed: false },
      { atMs: 2000, kind: 'in', report: aim(']Q1', 'x'.repeat(56), 1), isScrubbed: false },
    ];
    expect(events([traceHeaderLine(head), ...entries.map(traceLine)].join('')).map((event) => `${event.atMs} ${event.type === 'fault' ? event.code : event.type}`))
      .toEqual(['3 device-gone', '1100 scan', '2500 part-without-successor']);
  });

  test('a broken trace is refused with its line, after what came before [H96]', () => {
    const head = traceHeaderLine(header(AIM_SCANNER, profileWith({}))).trimEnd();
    const told = (...lines: string[]) => {
      const reader = openTraceReader();
      try {
        reader.header(lines[0] ?? '');
        for (const line of lines.slice(1)) reader.entry(line);
        return 'read';
      } catch (error) {
        return error instanceof Refusal ? `${error.code} ${String(error.detail['line'])}` : String(error);
      }
    };
    expect(told(head, '{"t":0,"d":"in","hex":"02"}')).toBe('read');
    for (const bad of ['{"t":0,"d":"in","hex":"02', '{"t":0,"d":"in","hex":"0"}', '{"t":0,"d":"sideways","hex":"02"}', '{"d":"in","hex":"02"}', '{"t":-1,"d":"in","hex":"02"}', '[]', 'null', '', `{"t":0,"d":"in","hex":"${'00'.repeat(9000)}"}`, 'x'.repeat(70_000)]) expect(told(head, bad)).toBe('trace-unusable 2');
    expect(told(head, '{"t":5,"d":"gone"}', '{"t":4,"d":"back"}')).toBe('trace-unusable 3');
    for (const bad of ['', '{}', '{"trace":"other"}', head.replace('"version":1', '"version":2'), head.replace('"usagePage":140', '"usagePage":"140"'), head.replace('"descriptor":"05', '"descriptor":"5'), head.replace('"role":"scanner"', '"role":"spy"'), head.replace('1790000000000', '"now"')]) expect(told(bad)).toBe('trace-unusable 1');
  });
});
