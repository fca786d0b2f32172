/** The technician's bench and the receipt printer on a running till, with the virtual devices of the demo shop. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { newDataDir, startTill, type StartedTill } from '../kit/startTill.ts';
import { lineIsUp, openScreen, openShift, payExactly, pictureOfFailure, press, shows, signIn, tile } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no technician worked at the bench');

describe.skipIf(NONE)('the bench', () => {
  let browser: Browser;
  let till: StartedTill;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [browser, till] = await Promise.all([launchChromium(), startTill(newDataDir())]);
    ({ page, problems } = await openScreen(browser, till));
    await lineIsUp(page);
  });
  afterEach(async ({ task }) => pictureOfFailure(page, task));
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test('a virtual scanner is played from its page: its report is seen byte by byte, decoded and timed [X300]', async () => {
    await signIn(page, 'Park Min', '4444');
    await page.locator('.dev', { hasText: 'Virtual scanner' }).click();
    await shows(page.locator('.device__state').first(), /Ready/);
    await page.locator('.vbench__row input').fill('6901001000379');
    await page.locator('.vbench__row .btn').first().click();
    await shows(page.locator('.decoded'), /6901001000379/);
    await shows(page.locator('.dump__bytes').first(), /36 39 30 31|36393031/);
  });

  test('a timed test proves a scanner by a code that was never on the screen before [X301]', async () => {
    await press(page, 't');
    const code = (await page.locator('.testcode figcaption').innerText()).trim();
    expect(code).toMatch(/^TBTEST\d{5}$/);
    expect(await page.locator('.testcode svg path').count()).toBeGreaterThan(0);
    await press(page, 'Escape');
    await page.locator('.dialog').waitFor({ state: 'detached' });
  });

  test('a test page comes out of the virtual printer, and one without paper says so [X302]', async () => {
    await press(page, '5');
    await page.locator('.printer').waitFor();
    await press(page, 't');
    await page.locator('.slip__paper').waitFor();
    expect(await page.locator('.slip__paper').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
    await page.getByRole('button', { name: 'Paper out' }).click();
    await shows(page.locator('.service__state').first(), /paper is out/);
    await press(page, '6');
    await shows(page.locator('.diagnosis'), /The receipt printer: The paper is out/);
    await press(page, '5');
    await page.getByRole('button', { name: 'Well', exact: true }).click();
    await shows(page.locator('.service__state').first(), /nothing to complain of/);
  });

  test('the bundle is a file without a person’s name in it [X303]', async () => {
    await press(page, '6');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Diagnostic bundle' }).click()]);
    const stream = await download.createReadStream();
    let text = '';
    for await (const part of stream) text += String(part);
    expect(JSON.parse(text)).toMatchObject({ shop: { till: 'T2' }, printer: { settings: { kind: 'virtual' } } });
    expect(text).not.toMatch(/Mei Lin|Park Min|Wang Jun/);
  });

  test('a cashier prints from the light, sees that it is printed, and the next one is a copy [X304]', async () => {
    await page.locator('.operator').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, 'Mei Lin', '1111');
    await openShift(page, 20_000);
    await tile(page, 'Oat latte').click();
    await page.locator('.line').waitFor();
    await payExactly(page);
    await press(page, 'p');
    await shows(page.locator('.light__prints'), /Receipt 1 is printed/);
    await press(page, 'r');
    await page.locator('.paper').waitFor();
    await page.getByRole('button', { name: 'Print a copy' }).click();
    await shows(page.locator('.receipt__side .printstate'), /printed as copy 1/);
    await page.locator('.slip img').waitFor();
    expect(problems).toEqual([]);
  });
});
