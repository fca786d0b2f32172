/** Every way of reading reports that there is, with reports that are sound for it: what fuzzing starts from. */
import { parseDescriptor } from '#core/hid/descriptor.ts';
import type { DecoderInput } from '#core/hid/openDecoder.ts';
import type { LayoutName } from '#core/hid/profile.ts';
import { idTechFrame, magnesafeReport, magtekReport } from './cardReports.ts';
import { AIM_SCANNER, CARD_READER, MSR_READER, PLAIN_SCANNER, SCALE, bytesOf } from './hidDescriptors.ts';
import { profileWith } from './hidProfiles.ts';

export type Corpus = { readonly name: string; readonly input: DecoderInput; readonly seeds: readonly Uint8Array[] };

const KEYBOARD = '05010906a101050719e029e7150025017501950881029508750181039508750815002665000507190029658100c0';

function scan(at: number, text: string, more: number): Uint8Array {
  const report = new Uint8Array(64);
  report.set([2, text.length]);
  if (at === 5) report.set(Buffer.from(']Q1'), 2);
  report.set(Buffer.from(text), at);
  report[63] = more;
  return report;
}

/** @param tracks tracks 1 and 2, with sentinels. */
export function corpora([first, second]: readonly [string, string]): Corpus[] {
  const named = (layout: LayoutName) => ({ descriptor: null, profile: profileWith({ layout, quirks: { aimInData: true } }) });
  const described = (hex: string) => ({ descriptor: parseDescriptor(bytesOf(hex)), profile: null });
  const ksn = 'ffff9876543210e00001';
  const output = new Uint8Array(509);
  output.set([(first + second).length, 0], 7);
  output.set(Buffer.from(first + second), 9);
  const frame = idTechFrame({ lengths: [first.length, second.length, 0], masked: [first, second], encrypted: [new Uint8Array(Math.ceil(first.length / 8) * 8).fill(1), new Uint8Array(Math.ceil(second.length / 8) * 8).fill(2)], ksn });
  const msr = new Uint8Array(230);
  msr.set([1, first.length, second.length]);
  msr.set(Buffer.from(first), 4);
  msr.set(Buffer.from(second), 83);
  const block = (head: number[], text: string) => Uint8Array.from({ length: 64 }, (_, i) => head[i] ?? Buffer.from(text)[i - head.length] ?? 0);
  const track = Buffer.from(second);
  return [
    { name: 'HID-POS with AIM bytes', input: described(AIM_SCANNER), seeds: [scan(5, second, 0), scan(5, first.slice(0, 56), 1)] },
    { name: 'HID-POS without', input: described(PLAIN_SCANNER), seeds: [scan(2, second, 0), scan(2, first.slice(0, 56), 1)] },
    { name: 'guessed scanner', input: { descriptor: null, profile: null }, seeds: [scan(5, second, 0), scan(2, second, 1)] },
    { name: 'Microscan', input: named('microscan'), seeds: [block([1, 62], first)] },
    { name: 'Symbol', input: named('symbol-block'), seeds: [block([63], first)] },
    { name: 'MagTek', input: described(CARD_READER), seeds: [magtekReport([first, second])] },
    { name: 'page 0x8E', input: described(MSR_READER), seeds: [msr] },
    { name: 'MagneSafe', input: named('magnesafe'), seeds: [magnesafeReport({ encrypted: [track, track], clearLengths: [37, 37], masked: [first, second], ksn, status: 6 }), magnesafeReport({ encrypted: [new Uint8Array(64).fill(7)], clearLengths: [60], masked: [first, second], ksn, status: 6 })] },
    { name: 'ID TECH in one report', input: named('idtech-fixed'), seeds: [output] },
    { name: 'ID TECH frames', input: named('idtech-frame'), seeds: [frame, frame.slice(0, 64), frame.slice(64, 128), frame.slice(128), output, magtekReport([first, second])] },
    { name: 'scale', input: described(SCALE), seeds: [Uint8Array.of(3, 4, 2, 0, 20, 0)] },
    { name: 'keyboard', input: described(KEYBOARD), seeds: [Uint8Array.of(0, 0, 4, 0, 0, 0, 0, 0), new Uint8Array(8), Uint8Array.of(2, 0, 0x28, 0, 0, 0, 0, 0)] },
    { name: 'nothing known', input: described('06 34 12 09 01 a1 01 75 08 95 08 09 01 81 02 c0'), seeds: [new Uint8Array(8)] },
  ];
}

/** xorshift32: the same reports from the same seed on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A sound report with some bytes, its length or its head changed; one in four is noise altogether. */
export function mutated(seeds: readonly Uint8Array[], random: (below: number) => number): Uint8Array {
  const seed = seeds[random(seeds.length)] ?? new Uint8Array(0);
  const kind = random(8);
  if (kind < 2) return Uint8Array.from({ length: random(kind === 0 ? 80 : 900) }, () => random(256));
  const report = kind === 2 ? seed.slice(0, random(seed.length + 1)) : kind === 3 ? Uint8Array.from([...seed, ...Uint8Array.from({ length: random(64) }, () => random(256))]) : seed.slice();
  for (let i = random(5); i > 0 && report.length > 0; i -= 1) report[random(random(2) === 0 ? Math.min(10, report.length) : report.length)] = random(4) === 0 ? [0, 1, 0x3f, 0x5d, 0xff][random(5)] ?? 0 : random(256);
  return report;
}
