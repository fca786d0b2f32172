/** What goes wrong around the till: a second start, a folder that cannot be written, a backend that keeps dying. */
import { chmodSync, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { CLI, newDataDir, startTill, tillbook, type StartedTill } from '../kit/startTill.ts';
import { customerCode } from './codes.ts';
import { lightWord, lineIsUp, nextSale, light, openScreen, openShift, payExactly, pictureOfFailure, press, shows, signIn, tile, total, wedge } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no screen was judged');

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** Root may write anywhere, so the folder is tried as nobody; that needs this program to be readable by others. */
const readable = !isRoot || spawnSync(process.execPath, ['-e', `require('node:fs').accessSync(${JSON.stringify(CLI)})`], { uid: NOBODY, gid: NOBODY }).status === 0;
if (!readable) console.warn('SKIPPED: the read-only folder. We are root, and nobody cannot read this program');

describe.skipIf(NONE)('around the till', () => {
  let browser: Browser;
  let till: StartedTill;
  let page: Page;

  beforeAll(async () => {
    [browser, till] = await Promise.all([launchChromium(), startTill(newDataDir())]);
    ({ page } = await openScreen(browser, till));
    await lineIsUp(page);
    await signIn(page, 'Mei Lin', '1111');
    await openShift(page, 20_000);
  });
  afterEach(async ({ task }) => pictureOfFailure(page, task));
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test('a second start on the same data ends with 4, names the first one’s address, and leaves it selling [X50]', async () => {
    const second = await tillbook(['start', '--data', till.dataDir, '--port', '0', '--shell', 'address']);
    expect(second.code).toBe(4);
    expect(second.stdout).toBe('');
    expect(second.stderr).toContain('This till is already running on the same data. Nothing was changed.');
    expect(second.stderr).toContain(new URL(till.address).origin);
    await tile(page, 'Egg tart').click();
    await shows(total(page), /8\.00/);
    await payExactly(page);
    await nextSale(page);
  });

  test.skipIf(!readable)('a folder that cannot be written is refused with one sentence, and nothing is left in it [X51]', async () => {
    const folder = newDataDir();
    chmodSync(folder, 0o555);
    const refused = await tillbook(['start', '--data', folder, '--port', '0', '--shell', 'address'], isRoot ? { uid: NOBODY } : {});
    chmodSync(folder, 0o755);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toBe('');
    expect(refused.stderr.trim()).toMatch(/^tillbook: The data folder cannot be written, so the till does not sell\. No money has moved\. .* \(ledger-read-only\)$/);
    expect(existsSync(`${folder}/ledger.db`)).toBe(false);
  });

  test('with its backend dying again and again, cash sells at once, a wallet is not charged, and the lamp says so [X52]', async () => {
    const kill = (pid: number): void => { try { process.kill(pid, 'SIGKILL'); } catch { /* it has died since it was listed */ } };
    const killer = setInterval(() => till.children().forEach(kill), 150);
    try {
      await tile(page, 'Egg tart').click();
      await shows(total(page), /8\.00/);
      await payExactly(page);
      await nextSale(page);
      await shows(page.locator('.channel').first(), /No line, cash sells on · \d+ waiting/);
      await tile(page, 'Oat latte').click();
      await shows(total(page), /24\.00/);
      await press(page, 'F9');
      await shows(page.locator('.hero'), /Wallets wait for the line/);
      await wedge(page, customerCode('alipay'));
      await shows(light(page), /NOT PAID There is no line to the payment backend, so the charge was never sent\. No money was taken/);
    } finally {
      clearInterval(killer);
    }
  });

  test('when the backend is back, the lamp goes green, nothing waits, and the kept basket is paid by a wallet [X53]', async () => {
    await press(page, 'Escape');
    await shows(page.locator('.channel').first(), /^$/, 110_000);
    await shows(total(page), /24\.00/);
    await wedge(page, customerCode('alipay'));
    await shows(lightWord(page), 'HAND OVER');
  });
});
