/** A shop of one's own from its first start: the first manager, goods from a file, a cashier, and the first sale. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { newDataDir, startTill, tillbook, type StartedTill } from '../kit/startTill.ts';
import { dialog, gone, line, openScreen, openShift, pictureOfFailure, press, shows, signIn, total, typeSlowly, wedge, type Screen } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no new shop was opened');

const GOODS = '\uFEFFsku,barcode,name_en,name_ko,unit,price,tax_percent,category,favourite\r\nB-1,8801234567893,"Barley tea, 1 l",보리차 1L,piece,2500,10,Drinks,yes\r\nB-2,,Rice cake,떡,piece,4000,0,Bakery,yes\r\n';
const BOSS = '482613';

describe.skipIf(NONE)('a new shop', () => {
  const dataDir = newDataDir();
  let browser: Browser;
  let till: StartedTill;
  let screen: Screen;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(join(dataDir, 'shop.json'), JSON.stringify({ name: 'Hanok Market', store: 'hanok', till: 'H1', currency: 'KRW', timeZone: 'Asia/Seoul', taxMode: 'inclusive', wallets: ['alipay'] }));
    [browser, till] = await Promise.all([launchChromium(), startTill(dataDir)]);
    screen = await openScreen(browser, till);
    page = screen.page;
  });
  afterEach(async ({ task }) => pictureOfFailure(page, task));
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test('nobody is there and no PIN is on show: the first person is a manager with a PIN of their own [X350]', async () => {
    await page.getByRole('heading', { name: 'A new shop' }).waitFor();
    expect(await page.getByText(/demo/i).count()).toBe(0);
    await page.getByLabel('Your name').click();
    await typeSlowly(page, 'Kim Ha-eun');
    await page.locator('.pinpanel h1').click();
    await typeSlowly(page, BOSS);
    await press(page, 'Enter');
    await shows(page.locator('.pinsteps__ask'), /once more/);
    await typeSlowly(page, BOSS);
    await press(page, 'Enter');
    await shows(page.locator('.person'), /Kim Ha-eun/);
    await signIn(page, 'Kim Ha-eun', BOSS);
    await press(page, 'Enter');
    await page.locator('.rail').waitFor();
  });

  test('goods come from a file, shown before they are kept; one more is added by hand [X351]', async () => {
    await press(page, '0');
    await shows(page.locator('.goodslist'), /Nothing to sell yet/);
    await page.getByRole('button', { name: 'Import' }).click();
    await dialog(page).locator('input[type=file]').setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer: Buffer.from(GOODS.replace('2500', '25.50')) });
    await shows(dialog(page), /Line 2: price is no price/);
    await dialog(page).locator('input[type=file]').setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer: Buffer.from(GOODS) });
    await shows(dialog(page), /2 new.*2 new categories.*Nothing is changed yet/);
    await dialog(page).getByRole('button', { name: 'Change the goods' }).click();
    await shows(dialog(page), /The goods are changed/);
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    await shows(page.locator('.goodslist'), /2 products.*Barley tea, 1 l.*2,500.*10%/);
    await press(page, 'n');
    await dialog(page).getByLabel('Name (English or only name)').fill('Honey');
    await dialog(page).getByLabel('Number').fill('B-3');
    await dialog(page).getByLabel('Price, KRW').fill('12000');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await shows(page.locator('.goodslist'), /3 products/);
  });

  test('a cashier is added, signs in and sells what was just entered; the ledger of it all verifies [X352]', async () => {
    await press(page, '-', 'n');
    await dialog(page).getByLabel('Name').fill('Zoë Quine');
    await dialog(page).getByRole('button', { name: 'Next' }).click();
    await typeSlowly(page, '4826');
    await press(page, 'Enter');
    await typeSlowly(page, '4826');
    await press(page, 'Enter');
    await shows(page.locator('.peoplelist'), /Zoë Quine/);
    await page.locator('.operator').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, 'Zoë Quine', '4826');
    await press(page, 'Enter');
    await openShift(page, 100_000);
    await wedge(page, '8801234567893');
    await shows(line(page, 'Barley tea'), /2,500/);
    await shows(total(page), /2,500/);
    await press(page, 'F9', '1');
    await typeSlowly(page, '3000');
    await press(page, 'F9');
    await shows(page.locator('.light__word'), /HAND OVER/);
    await press(page, 'F9');
    await gone(page.locator('.light'));
    expect(screen.problems).toEqual([]);
    expect(await till.stop()).toBe(0);
    const verified = await tillbook(['verify', dataDir]);
    expect(verified.stdout).toMatch(/"ok":true/);
    const journal = await tillbook(['journal', '--data', dataDir]);
    expect(journal.stdout).not.toMatch(/Quine|4826|482613/);
    expect((await tillbook(['rebuild', '--data', dataDir])).code).toBe(0);
  });
});
