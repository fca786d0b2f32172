/** Coupons from end to end: a manager keeps one, a cashier types and scans it, the customer sees it, and it outlives a kill. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { newDataDir, startTill, tillbook, type StartedTill } from '../kit/startTill.ts';
import { customerCode } from './codes.ts';
import { dialog, gone, openScreen, openShift, payExactly, pictureOfFailure, press, sentence, shows, signIn, tile, total, typeSlowly, wedge } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no coupon was shown');

describe.skipIf(NONE)('coupons', () => {
  const dataDir = newDataDir();
  let browser: Browser;
  let till: StartedTill;
  let page: Page;

  const rows = () => page.locator('.basket .returns__row');
  async function start(): Promise<void> {
    till = await startTill(dataDir);
    ({ page } = await openScreen(browser, till));
  }
  async function typeCoupon(code: string): Promise<void> {
    await page.getByRole('button', { name: 'More for this basket' }).click();
    await page.getByRole('menuitem', { name: 'Coupon' }).click();
    await dialog(page).waitFor();
    await typeSlowly(page, code);
    await press(page, 'Enter');
  }

  beforeAll(async () => {
    browser = await launchChromium();
    await start();
  });
  afterEach(async ({ task }) => pictureOfFailure(page, task));
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test('a manager adds coupons on the page Goods, mends one and withdraws one [X365]', async () => {
    await signIn(page, 'Wang Jun', '3333');
    await page.locator('.rail').waitFor();
    await press(page, '0');
    await page.getByRole('button', { name: 'Coupons' }).click();
    await shows(dialog(page), /No coupons yet/);
    const add = async (code: string, name: string, percent: string) => {
      await dialog(page).getByRole('button', { name: 'Add coupon' }).click();
      await dialog(page).getByLabel('Name (English or only name)').fill(name);
      await dialog(page).getByLabel('Code').fill(code);
      await dialog(page).getByLabel('Percent of the goods').fill(percent);
      await dialog(page).getByRole('button', { name: 'Save' }).click();
      await shows(dialog(page), new RegExp(`${name} ${code.toUpperCase()} ${percent}%`));
    };
    await add('save-10', 'Ten off', '10');
    await add('GONE-5', 'Gone', '5');
    await dialog(page).getByRole('button', { name: /Ten off/ }).click();
    await dialog(page).getByLabel('Least spend, CNY').fill('30');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await shows(dialog(page), /SAVE-10 10% From ¥30\.00 Always Never/);
    await dialog(page).getByRole('button', { name: /^Gone/ }).click();
    await dialog(page).getByRole('button', { name: 'Withdraw it' }).click();
    await shows(dialog(page), /^(?!.*GONE-5).*SAVE-10/);
    await press(page, 'Escape');
    await page.locator('.operator').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  });

  test('a cashier types or scans it, is told what is missing, and takes it out again; a payment code is never one; the customer sees it [X366]', async () => {
    await signIn(page, 'Mei Lin', '1111');
    await openShift(page, 20_000);
    await tile(page, 'Oat latte').click();
    await shows(total(page), /^¥24\.00$/);
    await wedge(page, 'GONE-5');
    await shows(sentence(page), /Nothing was added/);
    await typeCoupon('save-10');
    await shows(dialog(page), /The coupon SAVE-10 holds from ¥30\.00 on: goods for ¥6\.00 more are needed\. Nothing was taken off/);
    await dialog(page).getByLabel('Code').fill(customerCode('alipay', 'pays'));
    await shows(dialog(page), /A payment code is scanned, never typed here/);
    expect(await dialog(page).getByLabel('Code').inputValue()).toBe('');
    await press(page, 'Escape');
    await tile(page, 'Oat latte').click();
    await wedge(page, 'SAVE-10');
    await shows(rows(), /^Ten off SAVE-10 −4\.80$/);
    await shows(total(page), /^¥43\.20$/);
    await wedge(page, 'SAVE-10');
    await shows(sentence(page), /in the basket already.*it counts once/);
    await page.getByRole('button', { name: 'Take the coupon Ten off out' }).click();
    await gone(rows());
    await shows(total(page), /^¥48\.00$/);
    await typeCoupon('SAVE-10');
    await gone(dialog(page));
    await shows(rows(), /Ten off/);
    const shown = await page.context().newPage();
    await shown.goto(`${new URL(till.address).origin}/?view=display`);
    await shows(shown.locator('.display__lines'), /Oat latte.*48\.00.*Ten off.*−4\.80/);
    await shown.close();
  });

  test('killed and started again it is where it was; it says what is missing when goods go, and stands on the receipt and in the ledger [X367]', async () => {
    await till.kill();
    await page.context().close();
    await start();
    await signIn(page, 'Mei Lin', '1111');
    await shows(rows(), /^Ten off SAVE-10 −4\.80$/);
    await shows(total(page), /^¥43\.20$/);
    await press(page, 'q');
    await typeSlowly(page, '1');
    await press(page, 'Enter');
    await shows(rows(), /Nothing yet: ¥6\.00 more to spend/);
    await shows(total(page), /^¥24\.00$/);
    await tile(page, 'Oat latte').click();
    await shows(total(page), /^¥43\.20$/);
    await payExactly(page);
    await press(page, 'r');
    await shows(page.locator('.paper'), /Oat latte.*48\.00.*Ten off Coupon SAVE-10.*−4\.80.*Total.*43\.20/);
    await press(page, 'Escape', 'F9');
    expect(await till.stop()).toBe(0);
    expect((await tillbook(['verify', dataDir])).stdout).toMatch(/"ok":true/);
    const journal = await tillbook(['journal', '--data', dataDir]);
    expect(journal.stdout).toMatch(/"coupons":\[\{"amountMinor":480,"code":"SAVE-10"/);
    expect((await tillbook(['rebuild', '--data', dataDir])).stdout).toMatch(/"same":true/);
  });
});
