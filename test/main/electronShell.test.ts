/** The till in Electron's windows: boots, sells, hears, shows the customer's display, starts once, and goes cleanly. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { TillEvent, TillState } from '#contract/views.ts';
import { bootStandIn, type Booted, type BootOptions } from '#test/kit/electronStandInBoot.ts';

let open: Booted[] = [];
async function boot(options: BootOptions = {}): Promise<Booted> {
  const booted = await bootStandIn(options);
  if (booted.electron.standIn.exits.length === 0) open.push(booted);
  return booted;
}
afterEach(async () => {
  for (const booted of open) await booted.quit();
  open = [];
});

const valueOf = <Value>(reply: unknown): Value => {
  expect(reply).toMatchObject({ ok: true });
  return (reply as { value: Value }).value;
};

describe('boot', () => {
  test('the window opens on the till\'s own page and the page reaches the till [E1]', async () => {
    const till = await boot();
    expect(till.window().webContents.getURL()).toBe('app://till/');
    expect(till.window().shown).toBe(1);
    const state = valueOf<TillState>(await till.api().call('till.state', {}));
    expect(state.shop.name).toBe('Corner Pantry');
    expect(state.operator).toBeNull();
  });

  test('the sandbox, the lock and the pages\' scheme are settled before the application is ready [E2]', async () => {
    const { order, schemes, paths } = (await boot()).electron.standIn;
    expect(order).toEqual(['lock', 'enableSandbox', 'ready']);
    expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
    expect(paths['userData']).toMatch(/data.window$/);
  });

  test('a cashier signs in, sells for cash and has the receipt, all through the bridge [E3]', async () => {
    const api = (await boot()).api();
    const call = (name: string, input: unknown) => api.call(name, input);
    valueOf(await call('session.signIn', { operatorId: 'mei', pin: '1111' }));
    valueOf(await call('shift.open', { floatMinor: 20_000 }));
    const page = valueOf<{ products: { sku: string; unit: string }[] }>(await call('catalogue.page', { category: null, page: 1, size: 20 }));
    const sku = page.products.find((product) => product.unit === 'piece')?.sku;
    const { basket } = valueOf<TillState>(await call('basket.add', { sku }));
    const sold = valueOf<TillState>(await call('pay.cash', { amountMinor: basket.totalMinor, givenMinor: basket.cashDueMinor + 1_000 }));
    expect(sold.ending).toMatchObject({ light: 'yes', receipt: 1 });
    const file = valueOf<{ name: string; base64: string }>(await call('receipt.pdf', { receipt: 1, language: 'ko' }));
    expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('events reach every subscriber of the page until it stops listening [E4]', async () => {
    const api = (await boot()).api();
    const heard: TillEvent[][] = [[], []];
    const stop = heard.map((list) => api.subscribe((event) => { list.push(event); }));
    await api.call('session.signIn', { operatorId: 'mei', pin: '1111' });
    await expect.poll(() => Math.min(...heard.map((list) => list.length))).toBeGreaterThan(0);
    stop[0]?.();
    stop[0]?.();
    const before = heard.map((list) => list.length);
    await api.call('shift.open', { floatMinor: 0 });
    await expect.poll(() => heard[1]?.length ?? 0).toBeGreaterThan(before[1] ?? 0);
    expect(heard[0]).toHaveLength(before[0] ?? -1);
    stop[1]?.();
  });

  test('each window is a seat of its own: the display is not signed in by the operator [E5]', async () => {
    const till = await boot();
    const main = till.window();
    await till.api(main).call('session.signIn', { operatorId: 'wang', pin: '3333' });
    main.webContents.open('app://till/?view=display');
    await expect.poll(() => till.electron.BrowserWindow.getAllWindows()[1]?.webContents.page ?? null).not.toBeNull();
    const display = till.electron.BrowserWindow.getAllWindows()[1];
    expect(display?.webContents.getURL()).toBe('app://till/?view=display');
    expect(await till.api(main).call('day.read', {})).toMatchObject({ ok: true });
    expect(await till.api(display).call('day.read', {})).toMatchObject({ ok: false, code: 'sign-in-first' });
  });

  test('the display fills the second screen where there is one, and is brought forward when asked for again [E6]', async () => {
    const till = await boot({ displays: [{ id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }, { id: 2, bounds: { x: 1366, y: 0, width: 1920, height: 1080 } }] });
    till.window().webContents.open('app://till/?view=display');
    await expect.poll(() => till.electron.BrowserWindow.getAllWindows().length).toBe(2);
    const display = till.electron.BrowserWindow.getAllWindows()[1];
    expect(display?.options).toMatchObject({ x: 1366, y: 0, width: 1920, height: 1080, fullscreen: true });
    till.window().webContents.open('app://till/?view=display');
    expect(till.electron.BrowserWindow.getAllWindows()).toHaveLength(2);
    expect(display?.focused).toBe(1);
  });

  test('a page whose process dies is loaded again, five times in a minute and no more [E7]', async () => {
    const { webContents } = (await boot()).window();
    for (let time = 0; time < 8; time += 1) webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(webContents.reloads).toBe(5);
  });
});

describe('one till on one folder', () => {
  test('a second start of the application ends at once, and the first window comes forward [E8]', async () => {
    const second = await boot({ lockFree: false });
    expect(second.electron.standIn.exits).toEqual([0]);
    expect(second.electron.standIn.order).toEqual(['lock']);
    expect(second.electron.BrowserWindow.getAllWindows()).toEqual([]);
    const first = await boot();
    first.window().minimized = true;
    first.electron.app.emit('second-instance', {}, []);
    expect(first.window()).toMatchObject({ minimized: false, focused: 1 });
  });

  test('a till that runs on the same data in another shell is named in a box, and nothing starts [E9]', async () => {
    const first = await boot();
    const second = await bootStandIn({ dataDir: first.dataDir });
    expect(second.electron.standIn.exits).toEqual([4]);
    expect(second.electron.standIn.errors.join()).toContain('already running on the same data');
    expect(second.electron.BrowserWindow.getAllWindows()).toEqual([]);
  });
});

describe('what cannot start says so', () => {
  test('settings that are no JSON are named, and nothing is started [E10]', async () => {
    const till = await boot({ shop: '{"name": ' });
    expect(till.electron.standIn.exits).toEqual([1]);
    expect(till.electron.standIn.errors.join()).toMatch(/shop\.json are not JSON/);
    expect(existsSync(join(till.dataDir, 'ledger.db'))).toBe(false);
  });

  test('screens that were never built are named before any data is touched [E11]', async () => {
    const till = await boot({ pages: false });
    expect(till.electron.standIn.exits).toEqual([1]);
    expect(till.electron.standIn.errors.join()).toContain('The screens are not built');
    expect(existsSync(join(till.dataDir, 'ledger.db'))).toBe(false);
  });
});

describe('the end', () => {
  test('closing the window stops the till once, in order, and frees its folder for the next start [E12]', async () => {
    const till = await bootStandIn();
    const ended = new Promise<number>((done) => { till.electron.app.once('stand-in-exit', done); });
    till.window().webContents.open('app://till/?view=display');
    till.window().close();
    till.electron.app.quit();
    expect(await ended).toBe(0);
    expect(till.electron.standIn.exits).toEqual([0]);
    expect(till.electron.BrowserWindow.getAllWindows()).toEqual([]);
    expect(existsSync(join(till.dataDir, 'running.json'))).toBe(false);
    const again = await boot({ dataDir: till.dataDir });
    expect(valueOf<TillState>(await again.api().call('till.state', {})).recovered).toBeNull();
  });
});
