/** `tillbook hid`: reports of a device to events (`decode`), and a report descriptor in words (`explain`). */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import type { Descriptor } from '#core/hid/descriptor.ts';
import { fault } from '#core/hid/event.ts';
import type { Decoder, DeviceEvent } from '#core/hid/event.ts';
import { explainDescriptor } from '#core/hid/explain.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import type { Profile } from '#core/hid/profile.ts';
import { bytesOfHex, readProfileText } from '#core/hid/readProfile.ts';
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import { fallbackOf } from '../adapters/devices/fallbackText.ts';
import { eventLine } from './hidEvent.ts';
import { linesOf } from './textLines.ts';

/** Reports come without times: they follow each other like the parts of one code, and an empty line is a pause. */
const STEP_MS = 4;
const PAUSE_MS = 1000;

type Options = { descriptor?: string; profile?: string };

export function command(): Command {
  const decode = new Command('decode')
    .summary('reports of a device as events')
    .description([
      'Reads input reports from standard input, one a line in hex (blanks between bytes are allowed; the report id first, if the device',
      'numbers its reports), and writes a JSON object an event: scan, card, weight, ignored or fault. An empty line is a pause of a second.',
      'A line that begins with # is passed over. Card tracks are never written.',
    ].join('\n'))
    .option('--descriptor <hex>', 'the device\'s HID report descriptor')
    .option('--profile <file>', 'a device profile (resources/devices/*.json)')
    .action(async (options: Options) => { await decodeReports(process.stdin, options); });
  const explain = new Command('explain')
    .summary('a report descriptor, field by field')
    .requiredOption('--descriptor <hex>', 'the HID report descriptor')
    .action((options: { descriptor: string }) => { process.stdout.write(`${JSON.stringify(explainDescriptor(descriptorOf(options.descriptor)), null, 2)}\n`); });
  return new Command('hid').summary('what reports of scanners, card readers and scales mean').addCommand(decode).addCommand(explain);
}

/** @returns null when the text is no hex: an odd count of digits, other characters. */
export function hexBytes(text: string): Uint8Array | null {
  const digits = text.replaceAll(/0x|[\s,]/gi, '');
  return /^(?:[0-9a-f]{2})*$/i.test(digits) ? bytesOfHex(digits) : null;
}

function descriptorOf(text: string): Descriptor {
  const bytes = hexBytes(text);
  if (bytes === null || bytes.length === 0) throw new Refusal('descriptor-unusable', 'The report descriptor is no row of bytes in hex; nothing was decoded. Copy it again.');
  return parseDescriptor(bytes);
}

function profileOf(path: string): Profile {
  const read = readProfileText(readFileSync(path, 'utf8'));
  if (read.ok) return read.profile;
  throw new Refusal('profile-unusable', `The profile cannot be used; nothing was decoded. ${read.problems.map(({ path: at, words }) => `${at === '' ? 'It' : at} ${words}`).join('; ')}.`);
}

async function decodeReports(input: AsyncIterable<Buffer>, options: Options): Promise<void> {
  const profile = options.profile === undefined ? null : profileOf(options.profile);
  const hex = options.descriptor ?? profile?.descriptor ?? null;
  const descriptor = hex === null ? null : descriptorOf(hex);
  for (const { offset, words } of descriptor?.faults ?? []) process.stderr.write(`tillbook: the descriptor, at byte ${offset}: ${words}\n`);
  const decoder = openDecoder({ descriptor, profile, ...fallbackOf(profile) });
  const lines = openLines(decoder);
  for await (const batch of linesOf(input, 'reports')) {
    const out = batch.flatMap((line) => lines.feed(line)).map(eventLine).join('');
    if (out !== '' && !process.stdout.write(out)) await once(process.stdout, 'drain');
  }
  process.stdout.write(lines.end().map(eventLine).join(''));
}

export type Lines = { feed(line: string): DeviceEvent[]; end(): DeviceEvent[] };

export function openLines(decoder: Decoder): Lines {
  let [atMs, number] = [0, 0];
  const wait = (): DeviceEvent[] => {
    const due = decoder.dueMs();
    return due === null || due > atMs ? [] : decoder.idle(due);
  };
  return {
    feed: (line) => {
      number += 1;
      if (line.startsWith('#')) return [];
      atMs += line.trim() === '' ? PAUSE_MS : STEP_MS;
      const before = wait();
      if (line.trim() === '') return before;
      const report = hexBytes(line);
      if (report === null) return [...before, fault('report-too-short', `Line ${number} is no report in hex; it was passed over.`, atMs)];
      if (report.length > LIMITS.hidReportBytesMax) return [...before, fault('report-too-long', `Line ${number} is longer than any report; it was passed over.`, atMs)];
      return [...before, ...decoder.feed(report, atMs)];
    },
    end: () => {
      atMs += PAUSE_MS;
      return wait();
    },
  };
}
