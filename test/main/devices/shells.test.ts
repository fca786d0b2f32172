/** The device process in both shells: started when a screen listens, heard at the counter, gone with the till. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DevicesView } from '#contract/deviceViews.ts';
import type { TillEvent, TillState } from '#contract/views.ts';
import { composeTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { bootStandIn, type Booted, type PageApi } from '#test/kit/electronStandInBoot.ts';

let booted: Booted | null = null;
afterEach(async () => {
  await booted?.quit();
  booted = null;
});

type Caller = { call(name: string, input: unknown): Promise<unknown> };
async function valueOf<Value>(caller: Caller, name: string, input: unknown): Promise<Value> {
  const reply = await caller.call(name, input);
  expect(reply).toMatchObject({ ok: true });
  return (reply as { value: Value }).value;
}
const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe('the device process', () => {
  test('in Electron it is a utility process: a scan of its virtual scanner sells at the window\'s seat [V44]', async () => {
    booted = await bootStandIn();
    const api: PageApi & Caller = booted.api() as PageApi & Caller;
    const events: TillEvent[] = [];
    api.subscribe((event) => { events.push(event); });
    await valueOf(api, 'session.signIn', { operatorId: 'mei', pin: '1111' });
    await valueOf(api, 'shift.open', { floatMinor: 0 });
    const { products } = await valueOf<{ products: { gtin: string | null; unit: string }[] }>(api, 'catalogue.page', { category: null, page: 1, size: 30 });
    const gtin = products.find((one) => one.gtin !== null && one.unit === 'piece')?.gtin ?? '';
    const { device } = await vi.waitFor(() => valueOf<{ device: string }>(api, 'devices.virtual.plug', { model: 'scanner' }), { timeout: 30_000, interval: 100 });
    expect(booted.electron.standIn.utilities).toBe(1);
    await valueOf(api, 'devices.virtual.scan', { device, text: gtin.slice(1), symbology: ']E0' });
    await vi.waitFor(() => expect(events).toContainEqual({ kind: 'scanned', result: { outcome: 'added', wallet: null, receipt: null } }), { timeout: 10_000 });
    expect((await valueOf<TillState>(api, 'till.state', {})).basket.lines).toHaveLength(1);
  });

  test('it starts with the first screen that listens, never blocks a sale, and ends with the till [V45]', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tillbook-devices-'));
    const running = await composeTill({ ...loadConfig(folder), backendUrl: 'http://127.0.0.1:9' });
    const { devices } = running.till.ports;
    await new Promise((done) => setTimeout(done, 600));
    expect(devices.process().state).toBe('off');
    const seat = running.seat();
    seat.subscribe(() => undefined);
    await valueOf(seat, 'session.signIn', { operatorId: 'mei', pin: '1111' });
    await valueOf(seat, 'shift.open', { floatMinor: 0 });
    await vi.waitFor(() => expect(devices.process().state).toBe('ready'), { timeout: 30_000 });
    const pid = devices.process().pid ?? 0;
    const technician = running.seat();
    await valueOf(technician, 'session.signIn', { operatorId: 'tech', pin: '4444' });
    await valueOf<DevicesView>(technician, 'devices.drill', { what: 'process-hangs' });
    // The process is held; the sale is not.
    const { products } = await valueOf<{ products: { sku: string; unit: string }[] }>(seat, 'catalogue.page', { category: null, page: 1, size: 30 });
    const { basket } = await valueOf<TillState>(seat, 'basket.add', { sku: products.find((one) => one.unit === 'piece')?.sku });
    const sold = await valueOf<TillState>(seat, 'pay.cash', { amountMinor: basket.totalMinor, givenMinor: basket.cashDueMinor });
    expect(sold.ending).toMatchObject({ light: 'yes', receipt: 1 });
    expect(devices.process().pid).toBe(pid);
    await vi.waitFor(() => expect(devices.process()).toMatchObject({ state: 'ready', restarts: 1 }), { timeout: 30_000 });
    const last = devices.process().pid ?? 0;
    await running.stop();
    await vi.waitFor(() => expect([pid, last].map(isGone)).toEqual([true, true]), { timeout: 5_000 });
    rmSync(folder, { recursive: true, force: true });
  });
});
