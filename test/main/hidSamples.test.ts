/** Descriptors and reports of others through the code of `tillbook hid decode`: every difference from what is expected is in the table below with its reason, or fails. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import type { ReadingProfile } from '#core/hid/reading.ts';
import { readProfileText } from '#core/hid/readProfile.ts';
import { hexBytes, openLines } from '#main/commands/hid.ts';
import { shownEvent } from '#main/commands/hidEvent.ts';

const shared = process.env['TILLBOOK_SHARED'] ?? resolve(import.meta.dirname, '../../../shared');
const samples = join(shared, 'samples/hid');
const isThere = existsSync(samples);
if (!isThere) console.warn(`SKIPPED: descriptors and reports made by others are not at ${samples}; set TILLBOOK_SHARED to check against them`);

type Json = Record<string, unknown>;
const read = (name: string): Json => JSON.parse(readFileSync(join(samples, name), 'utf8')) as Json;
const text = (file: Json, name: string): string => (typeof file[name] === 'string' ? file[name] : '');
const descriptorOf = (name: string) => parseDescriptor(hexBytes(text(read(name), 'hex') || text(read(name), 'hexFirstPart')) ?? new Uint8Array(0));
const profile = (id: string): ReadingProfile => {
  const reading = readProfileText(readFileSync(resolve(import.meta.dirname, '../../resources/devices', `${id}.json`), 'utf8'));
  if (!reading.ok) throw new Error(id);
  return reading.profile;
};
/** As the command does it: a line a report, then the end. */
function decode(lines: readonly string[], input: Parameters<typeof openDecoder>[0]): Json[] {
  const open = openLines(openDecoder(input));
  return [...lines.flatMap((line) => open.feed(line)), ...open.end()].map(shownEvent);
}

/** What is not decoded to all that the file tells, and why. */
const REASONS: Readonly<Record<string, string>> = {
  'report-head-msr213u.json': 'eight bytes of a report of 338: cut short, so nothing of it is used (the leading 0 of the library is taken off)',
  'report-layout-access-is-lsr118.json': 'the 56 bytes of data are not given; with bytes of that count in their place the two reports are one code of 60',
  'report-magnesafe-v5-encrypted-part.json': 'the encrypted blocks are on another page of the manual: there is a card with its key serial number, and nothing to forward. Track data, masked or not, and the session id are never shown',
  'reports-dymo-scale.json': 'the report id is not given (3, as the scales send) and the state is unknown in two of three (4, stable)',
  'reports-honeywell-voyager-1602g-revinf.json': 'answers to commands: ignored, as the file says they must be',
  'reports-newland-fm30.json': 'answers to commands: ignored, as the file says they must be',
  'layouts.json': 'a table of layouts: compared with ours, offset by offset',
};

describe.skipIf(!isThere)('descriptors and reports of others', () => {
  test('every file of the folder is looked at [H120]', () => {
    const looked = readFileSync(import.meta.filename, 'utf8');
    expect(readdirSync(samples).filter((name) => !looked.includes(name))).toEqual([]);
    expect(Object.keys(REASONS).filter((name) => !existsSync(join(samples, name)))).toEqual([]);
  });

  test('every descriptor is parsed to the sizes and layout that its file tells [H121]', () => {
    for (const name of readdirSync(samples).filter((one) => one.startsWith('descriptor-'))) {
      const file = read(name);
      const descriptor = descriptorOf(name);
      // Only the one that is printed in part may lack its end.
      expect(descriptor.faults.map(({ code }) => code), name).toEqual(file['complete'] === false ? ['collection-not-closed'] : []);
      const computed = descriptor.reports.map(({ report, reportId, bits }) => ({ type: report, reportId, bytesWithoutId: Math.ceil(bits / 8) }));
      if (file['reportsComputedFromIt'] !== undefined) expect(computed.toSorted((a, b) => a.reportId - b.reportId), name).toEqual((file['reportsComputedFromIt'] as { reportId: number }[]).toSorted((a, b) => a.reportId - b.reportId));
    }
    const reads = ['descriptor-datalogic-gd4400-keyboard.json', 'descriptor-hidpos-barcode-scanner.json', 'descriptor-magtek-keyboard-mode.json', 'descriptor-magtek-magnesafe-v5.json', 'descriptor-magtek-p-series-insert.json', 'descriptor-magtek-sureswipe-hid.json']
      .map((name) => openDecoder({ descriptor: descriptorOf(name), profile: null }).reads);
    expect(reads).toEqual([
      'keys of a boot keyboard, US layout', 'report 2: length at 1, AIM bytes at 2, 56 bytes of data at 5, continuation at 63', 'keys of a boot keyboard, US layout',
      'reports without id: three tracks of 112 bytes at 7, encrypted, with key serial number', 'reports without id: three tracks of 110 bytes at 7', 'reports without id: three tracks of 110 bytes at 7',
    ]);
  });

  test('the printed layouts are ours [H122]', () => {
    type Layout = { name: string; length?: number; aim?: number[] | null; data?: number[]; continued?: { byte: number } | null; tracks?: number[][] };
    const { layouts } = read('layouts.json') as { layouts: Layout[] };
    const ours: Record<string, string> = { 'honeywell': 'honeywell-hid-pos', 'newland': 'newland-fm30', 'microscan-omron': 'microscan-ms4', 'symbol-hid-block': 'symbol-hid-block', 'magtek': 'msr213u', 'idtech-hid': 'idtech-minimag', 'idtech-enhanced-encrypted': 'idtech-securemag' };
    for (const layout of layouts) {
      const { reads } = openDecoder({ descriptor: null, profile: profile(ours[layout.name] ?? 'none') });
      const [from = 0, to = 0] = layout.data ?? [];
      if (layout.tracks !== undefined) expect(reads).toContain(`three tracks of 110 bytes at ${layout.tracks[0]?.[0]}`);
      else if (layout.length !== undefined) expect(reads, layout.name).toContain(`length at ${layout.length}, ${layout.aim ? `AIM bytes at ${layout.aim[0]}` : 'no AIM bytes'}, ${to - from + 1} bytes of data at ${from}, ${layout.continued ? `continuation at ${layout.continued.byte}` : 'no continuation flag'}`);
      else expect(reads).toMatch(/output in one piece|encrypted frame/);
    }
  });

  test('a scanner\'s answers to commands are ignored, in both layouts [H123]', () => {
    const honeywell = read('reports-honeywell-voyager-1602g-revinf.json')['reports'] as string[];
    expect(decode(honeywell, { descriptor: descriptorOf('descriptor-hidpos-barcode-scanner.json'), profile: null }).map(({ type }) => type)).toEqual(['ignored', 'ignored']);
    expect(decode(honeywell, { descriptor: null, profile: profile('honeywell-voyager-1602g') }).map(({ type }) => type)).toEqual(['ignored', 'ignored']);
    const newland = (read('reports-newland-fm30.json')['exchanges'] as { in: string | null }[]).flatMap((one) => one.in ?? []);
    expect(newland.length).toBe(3);
    expect(decode(newland, { descriptor: null, profile: profile('newland-fm30') }).map(({ type }) => type)).toEqual(['ignored', 'ignored', 'ignored']);
  });

  test('a keyboard scanner\'s keys are its code, and the chord behind it types nothing [H124]', () => {
    const file = read('reports-keyboard-wedge-ean13.json');
    const events = decode(file['reports'] as string[], { descriptor: descriptorOf('descriptor-datalogic-gd4400-keyboard.json'), profile: null });
    expect(events.map(({ type, text: shown }) => shown ?? type)).toEqual([(file['expect'] as Json)['text'], 'ignored']);
  });

  test('the scales\' reports are the weights that were shown [H125]', () => {
    const reports = read('reports-dymo-scale.json')['reports'] as { withoutReportId: string; expect: string }[];
    const events = decode(reports.map((one) => `03${one.withoutReportId.replace('xx', '04')}`), { descriptor: null, profile: profile('dymo-m10') });
    expect(events.map(({ type, value, unit }) => `${String(type)} ${String(value)} ${String(unit)}`)).toEqual(reports.map((one) => `weight ${one.expect}`));
  });

  test('the boarding pass of two reports is one code of 60 bytes [H126]', () => {
    const { firstReport } = read('report-layout-access-is-lsr118.json') as { firstReport: { head: string; textAsPrinted: string; tail: string } };
    const first = Buffer.from(firstReport.textAsPrinted.padEnd(56).slice(0, 56)).toString('hex');
    const second = `0204${firstReport.head.slice(4)}${Buffer.from('TAIL').toString('hex').padEnd(112, '0')}730000`;
    const [event] = decode([`${firstReport.head}${first}${firstReport.tail}`, second], { descriptor: descriptorOf('descriptor-hidpos-barcode-scanner.json'), profile: null });
    expect([event?.['symbology'], String(event?.['text']).length]).toEqual([']Q0', 60]);
  });

  test('an encrypting reader\'s report gives its key serial number and what the masked tracks show [H127]', () => {
    const file = read('report-magnesafe-v5-encrypted-part.json') as { fromOffset: number; hex: string; expect: { ksn: string } };
    const report = `${'00'.repeat(file.fromOffset)}${file.hex}`;
    for (const input of [{ descriptor: descriptorOf('descriptor-magtek-magnesafe-v5.json'), profile: null }, { descriptor: null, profile: profile('magtek-magnesafe-v5') }]) {
      expect(decode([report], input)).toEqual([{ type: 'card', brand: 'mastercard', last4: '7189', expiry: '0804', encrypted: true, ksn: file.expect.ksn }]);
    }
  });

  test('the head of a report alone is cut short, with and without the library\'s 0 [H128]', () => {
    const { hex } = read('report-head-msr213u.json') as { hex: string };
    const input = { descriptor: descriptorOf('descriptor-magtek-sureswipe-hid.json'), profile: null };
    expect(decode([hex, hex.slice(2)], input).map(({ type }) => type)).toEqual(['fault', 'fault']);
    // The whole length, with a track where the head says one is: the 0 in front shifts nothing.
    const track = Buffer.from(`;4111111111111111=2912101${'0'.repeat(38 - 26)}?`).toString('hex');
    const whole = Buffer.concat([Buffer.from(hex.slice(0, 16), 'hex'), Buffer.alloc(330)]);
    whole.write(track, 118, 'hex');
    expect(decode([whole.toString('hex')], input)).toMatchObject([{ type: 'card', last4: '1111', expiry: '2912' }]);
  });
});
