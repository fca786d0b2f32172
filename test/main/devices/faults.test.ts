/** What devices can do wrong, through the device process: short, long and foreign reports, control bytes, cables pulled, again and again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDeviceBench, type DeviceBench } from '#test/kit/deviceBench.ts';

let bench: DeviceBench;
beforeAll(async () => { bench = await openDeviceBench({ virtual: [] }); });
afterAll(() => bench.close());

const settled = (check: () => unknown, value: unknown) => expect.poll(check, { timeout: 20_000, interval: 10 }).toEqual(value);
const hex = (bytes: Uint8Array | string) => Buffer.from(bytes as string, typeof bytes === 'string' ? 'latin1' : undefined).toString('hex');
const part = (text: string, more = false, aim = ']Q1') => `02${text.length.toString(16).padStart(2, '0')}${hex(aim)}${hex(text).padEnd(112, '0')}0000${more ? '01' : '00'}`;
const GOODS = '6901234567892';
const LONG = 'A'.repeat(56);

async function plugged(model = 'scanner'): Promise<string> {
  bench.words.length = 0;
  return bench.devices.plugVirtual(model);
}
const send = (device: string, ...reports: string[]) => bench.devices.actVirtual(device, { kind: 'report', reports });
async function goodScanIsHeard(device: string, before: readonly string[] = []): Promise<void> {
  await send(device, part(GOODS, false, ']E0'));
  await settled(bench.scans, [...before, GOODS]);
}

describe('reports that are wrong', () => {
  test.each([
    ['empty data', `0200${hex(']E0')}${'00'.repeat(59)}`], ['a report cut short', '020d5d4530'], ['one byte', '02'], ['a length beyond the field', `02ff${hex(']E0')}${'41'.repeat(58)}00`],
    ['an unknown id', `7f${'41'.repeat(63)}`], ['a report too long', `${part('12345678')}${'99'.repeat(200)}`.slice(0, 400)], ['all ones', 'ff'.repeat(64)], ['all zeros', '00'.repeat(64)],
  ])('%s sells nothing and the next scan is heard [V15]', async (_name, report) => {
    const device = await plugged();
    await send(device, report);
    await send(device, part(GOODS, false, ']E0'));
    await settled(() => bench.scans().at(-1), GOODS);
    expect(bench.scans().filter((text) => text !== GOODS && text !== '12345678')).toEqual([]);
    expect(bench.devices.process()).toMatchObject({ state: 'ready', restarts: 0 });
    await bench.devices.unplugVirtual(device);
  });

  test('a first part without its second is given up and said, a second without its first is no scan [V16]', async () => {
    const device = await plugged();
    await send(device, part(LONG, true));
    await settled(bench.notices, ['plugged', 'half-scan']);
    await goodScanIsHeard(device);
    const { errors } = await bench.devices.page(device);
    expect(errors.map((one) => one.code)).toEqual(['part-without-successor']);
    await bench.devices.unplugVirtual(device);
  });

  test('two devices whose parts interleave do not mix [V17]', async () => {
    const [a, b] = [await plugged(), await bench.devices.plugVirtual('scanner')];
    await send(a, part(LONG, true));
    await send(b, part('B'.repeat(56), true));
    await send(a, part('a'));
    await send(b, part('b'));
    await settled(() => bench.scans().toSorted(), [`${LONG}a`, `${'B'.repeat(56)}b`]);
    await bench.devices.unplugVirtual(a);
    await bench.devices.unplugVirtual(b);
  });

  test('NUL, control bytes and printer commands inside a code come through whole and do no harm to what is shown [V18]', async () => {
    const device = await plugged();
    const nasty = '\u001b@\u001dV\u0000<script>\u0007\r\n{}"\\';
    await send(device, part(nasty));
    await settled(bench.scans, [nasty]);
    const page = await bench.devices.page(device);
    const shown = page.events.at(-1)?.fields.find((field) => field.name === 'text')?.value ?? '';
    expect([...shown].every((char) => char >= ' ')).toBe(true);
    await bench.devices.unplugVirtual(device);
  });
});

describe('cables', () => {
  test('unplugged in the middle of a code: no half code, one word to the cashier, and the code scanned again is heard [V19]', async () => {
    const device = await plugged();
    await send(device, part(LONG, true));
    await bench.devices.unplugVirtual(device);
    await settled(() => bench.notices().toSorted(), ['half-scan', 'plugged', 'unplugged']);
    const again = await bench.devices.plugVirtual('scanner');
    await goodScanIsHeard(again);
    await bench.devices.unplugVirtual(again);
  });

  test('plugged and unplugged a hundred times: every scan heard, nothing left open, one process [V26]', async () => {
    bench.words.length = 0;
    const heard: string[] = [];
    for (let round = 0; round < 100; round += 1) {
      const device = await bench.devices.plugVirtual('scanner');
      const text = `R-${round}`;
      await send(device, part(LONG, true), part(`-${round}`), part(text));
      heard.push(`${LONG}-${round}`, text);
      await bench.devices.unplugVirtual(device);
    }
    await settled(() => bench.scans().length, 200);
    expect(bench.scans()).toEqual(heard);
    expect(bench.devices.process()).toMatchObject({ state: 'ready', restarts: 0 });
  });

  test('two alike have names of their own, and the one that comes back gets the free one [V27]', async () => {
    const first = await bench.devices.plugVirtual('scanner');
    const second = await bench.devices.plugVirtual('scanner');
    expect(new Set([first, second]).size).toBe(2);
    await bench.devices.unplugVirtual(first);
    await settled(() => bench.devices.list().find((one) => one.id === second)?.state, 'ready');
    await bench.devices.unplugVirtual(second);
  });
});

describe('floods', () => {
  test('twenty thousand reports in one go are cut to what a till can use, and the code behind them is heard [V28]', async () => {
    const device = await plugged();
    const lot = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? `f0${'aa'.repeat(63)}` : part(`FLOOD-${index}`)));
    for (let n = 0; n < 100; n += 1) await send(device, ...lot);
    await new Promise((done) => setTimeout(done, 100));
    await send(device, part(GOODS, false, ']E0'));
    await settled(() => bench.scans().at(-1), GOODS);
    const { device: view, errors, reports } = await bench.devices.page(device);
    expect(view.counts.reports).toBe(20_001);
    expect(bench.scans().length).toBeLessThan(5_000);
    expect(reports.length).toBeLessThanOrEqual(100);
    expect(errors.some((one) => one.code === 'flood')).toBe(true);
    expect(bench.devices.process()).toMatchObject({ state: 'ready', restarts: 0 });
    await bench.devices.unplugVirtual(device);
  });
});

describe('keyboards', () => {
  test('a keyboard that comes while the till runs asks first; a word on it is kept for the next time [V29]', async () => {
    const device = await plugged('keyboard');
    await settled(() => bench.devices.list().find((one) => one.id === device)?.state, 'asks');
    expect(bench.notices()).toEqual(['asks']);
    // A process that was replaced has not forgotten that it waits.
    await bench.devices.drill('process-dies');
    await settled(() => [bench.devices.process().state, bench.devices.list().find((one) => one.id === device)?.state], ['ready', 'asks']);
    bench.devices.use({ allowed: [], denied: [device], seen: null, roles: {}, profiles: {} });
    await settled(() => bench.devices.list().find((one) => one.id === device)?.state, 'denied');
    bench.devices.use({ allowed: [device], denied: [], seen: null, roles: {}, profiles: {} });
    await settled(() => bench.devices.list().find((one) => one.id === device)?.state, 'present');
    await bench.devices.unplugVirtual(device);
  });
});

describe('the clinic', () => {
  test('a timed test takes the next scan for itself and judges it; a trace records and replays to the same events [V38]', async () => {
    const device = await plugged();
    const right = bench.devices.test(device, GOODS, 20_000);
    await send(device, part(GOODS, false, ']E0'));
    expect(await right).toMatchObject({ outcome: 'right', mode: 'hid-pos', reports: 1 });
    const wrong = bench.devices.test(device, GOODS, 20_000);
    await send(device, part('96385074', false, ']E4'));
    expect(await wrong).toMatchObject({ outcome: 'wrong' });
    expect(await bench.devices.test(device, null, 500)).toMatchObject({ outcome: 'nothing' });
    expect(bench.scans()).toEqual([]);
    await bench.devices.startTrace(device);
    await send(device, part(LONG, true), part('end'), part(GOODS, false, ']E0'), part('130123456789012345'));
    const trace = await bench.devices.stopTrace(device);
    expect(trace.reports).toBe(4);
    expect(trace.text).not.toContain(hex('130123456789012345'));
    const replayed = await bench.devices.replay(trace.text, 'max');
    expect(replayed.events.map((event) => event.kind)).toEqual(['scan', 'scan', 'scan']);
    expect(replayed.events[1]?.fields.find((field) => field.name === 'text')?.value).toBe(GOODS);
    await expect(bench.devices.replay('{"trace": "something else"}', 'max')).rejects.toMatchObject({ code: 'trace-unusable' });
    await bench.devices.unplugVirtual(device);
  });
});

describe('cards and scales', () => {
  test('a clear card is brand and last four, an encrypted one ciphertext with its serial, a badge a token, a weight grams [V39]', async () => {
    const reader = await plugged('card-reader');
    await bench.devices.actVirtual(reader, { kind: 'swipe', card: 'clear-payment' });
    await bench.devices.actVirtual(reader, { kind: 'swipe', card: 'staff-badge' });
    await bench.devices.actVirtual(reader, { kind: 'swipe', card: 'damaged' });
    const safe = await bench.devices.plugVirtual('card-reader-encrypting');
    await bench.devices.actVirtual(safe, { kind: 'swipe', card: 'encrypted-payment' });
    const scale = await bench.devices.plugVirtual('scale');
    await bench.devices.actVirtual(scale, { kind: 'weigh', grams: 645, stable: true });
    await settled(() => bench.words.filter((word) => word.kind === 'card' || word.kind === 'weight').length, 4);
    const [clear, badge, encrypted] = bench.words.flatMap((word) => (word.kind === 'card' ? [word.card] : []));
    expect(clear).toMatchObject({ brand: 'visa', lastFour: '1111', expiry: '3012', encrypted: false, ksn: null, ciphertext: null, badge: null });
    expect(badge).toMatchObject({ brand: null, encrypted: false, badge: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect(encrypted).toMatchObject({ brand: 'visa', lastFour: '1111', encrypted: true, ksn: expect.stringMatching(/^ffff9876543210e0/) as string, ciphertext: expect.stringMatching(/^[123]:[0-9a-f]+/) as string, badge: null });
    expect(bench.words.find((word) => word.kind === 'weight')).toMatchObject({ grams: 645, stable: true });
    const page = await bench.devices.page(reader);
    expect(JSON.stringify([page, bench.words])).not.toMatch(/4111111111111111|PRACTICE/);
    expect(page.reports.map((one) => one.scrubbed)).toEqual([true, true, true]);
    for (const one of [reader, safe, scale]) await bench.devices.unplugVirtual(one);
  });
});
