/** A session with cards and payment codes through the till's device process: nothing of either in the data folder, the log, a trace, a page or an event. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Envelope } from '#contract/define.ts';
import type { DevicePageView, DevicesView, DeviceTraceView } from '#contract/deviceViews.ts';
import type { TillEvent } from '#contract/views.ts';
import { composeTill, type SeatHandle } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { searchFolder } from '#test/e2e/leaks.ts';
import { magtekReport } from '#test/kit/cardReports.ts';

const CODES = ['130123456789012345', '283456789012345678', '6223456789012345678', '281357924680135792468024'];
const PANS = ['4539578763621486', '5425233430109903', '6250941006528599'];
const NAME = 'CANARYBIRD/YELLOW';

function part(text: string, more: boolean): string {
  const report = new Uint8Array(64);
  report.set([2, text.length, ...Buffer.from(']Q1'), ...Buffer.from(text)]);
  report[63] = more ? 1 : 0;
  return Buffer.from(report).toString('hex');
}

async function valueOf<Value>(reply: Promise<Envelope>): Promise<Value> {
  const answer = await reply;
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return answer.value as Value;
}

test('cards and payment codes through the device process leave no trace at rest, in no form, whole or cut short, also when the process is killed [V43]', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-device-canary-'));
  const running = await composeTill({ ...loadConfig(folder), backendUrl: 'http://127.0.0.1:9' });
  const events: TillEvent[] = [];
  const signIn = async (operatorId: string, pin: string): Promise<SeatHandle> => {
    const seat = running.seat();
    seat.subscribe((event) => { events.push(event); });
    await valueOf(seat.call('session.signIn', { operatorId, pin }));
    return seat;
  };
  const people = await valueOf<{ id: string; role: string; demoPin: string }[]>(running.seat().call('session.people', {}));
  const of = (role: string) => { const found = people.find((one) => one.role === role); return signIn(found?.id ?? '', found?.demoPin ?? ''); };
  const technician = await of('technician');
  const cashier = await of('cashier');
  const list = () => valueOf<DevicesView>(technician.call('devices.list', {}));
  const ready = () => vi.waitFor(async () => {
    const view = await list();
    const found = view.devices.find((one) => one.product === 'Virtual scanner' && one.state === 'ready');
    if (view.process.state !== 'ready' || found === undefined) throw new Error(view.process.state);
    return found.id;
  }, { timeout: 30_000, interval: 50 });
  const kept: unknown[] = [];
  const keep = (name: string, value: unknown) => {
    kept.push(value);
    writeFileSync(join(folder, name), JSON.stringify(value));
  };

  await valueOf(cashier.call('shift.open', { floatMinor: 1_000 }));
  const { products } = await valueOf<{ products: { sku: string; unit: string }[] }>(cashier.call('catalogue.page', { category: null, page: 1, size: 12 }));
  const sku = products.find((one) => one.unit === 'piece')?.sku ?? '';
  const scanner = await ready();
  const { device: reader } = await valueOf<{ device: string }>(cashier.call('devices.virtual.plug', { model: 'card-reader' }));
  for (const device of [scanner, reader]) await valueOf(technician.call('devices.trace.start', { device }));
  for (const [index, code] of CODES.entries()) {
    await cashier.call('basket.add', { sku });
    const pan = PANS[index % PANS.length] ?? '';
    const swipe = Buffer.from(magtekReport([`%B${pan}^${NAME}^29121010000000000000?`, `;${pan}=29121010000000000000?`])).toString('hex');
    await valueOf(cashier.call('devices.virtual.scan', { device: scanner, text: code, symbology: index % 2 === 0 ? ']Q1' : null }));
    await valueOf(cashier.call('devices.virtual.report', { device: reader, reports: [swipe, swipe.slice(0, 300)] }));
    // Parts without their ends, and goods whose report still holds the code before.
    await valueOf(cashier.call('devices.virtual.report', { device: scanner, reports: [part(code.slice(0, 17), true), part(code, false), `020d${Buffer.from(']E06901234567892').toString('hex')}${Buffer.from(code).toString('hex')}`.padEnd(126, '0').concat('00')] }));
  }
  await vi.waitFor(() => { if (events.filter((event) => event.kind === 'card').length < CODES.length) throw new Error('no cards yet'); }, { timeout: 15_000 });
  keep('page-scanner.json', await valueOf<DevicePageView>(technician.call('devices.page', { device: scanner })));
  keep('page-reader.json', await valueOf<DevicePageView>(technician.call('devices.page', { device: reader })));
  for (const device of [scanner, reader]) {
    const trace = await valueOf<DeviceTraceView>(technician.call('devices.trace.stop', { device }));
    expect(trace.reports).toBeGreaterThanOrEqual(CODES.length * 2);
    keep(`trace-${trace.reports}.jsonl`, trace.text);
    keep(`replay-${trace.reports}.json`, await valueOf(technician.call('devices.trace.replay', { text: trace.text, speed: 'max' })));
  }
  await valueOf(technician.call('devices.drill', { what: 'process-dies' }));
  await ready();
  keep('events.json', events);
  await running.stop();

  expect(events.some((event) => event.kind === 'scanned' && event.result.outcome === 'charging')).toBe(true);
  expect(events.filter((event) => event.kind === 'card').every((event) => event.result.outcome === 'clear-refused')).toBe(true);
  expect(readdirSync(folder, { recursive: true }).length).toBeGreaterThan(8);
  for (const secret of [...CODES, ...PANS, NAME, 'CANARYBIRD']) expect(searchFolder(folder, secret).found, secret.slice(0, 4)).toEqual([]);
  // A middle part of a number is as bad as a whole one.
  for (const secret of [...CODES, ...PANS]) expect(searchFolder(folder, secret.slice(2, 14)).found, secret.slice(0, 4)).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});
