/** The cashier's day at the counter, without wallets: signing in, ringing up, discounts, holding, cash, receipts, giving back, locking. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { newDataDir, startTill, tillbook, type StartedTill } from '../kit/startTill.ts';
import { GOODS } from './codes.ts';
import { approve, clearCounter, dialog, gone, light, lightWord, line, lineIsUp, lines, nextSale, openScreen, openShift, payExactly, pictureOfFailure, press, sentence, shows, signIn, tile, total, typeSlowly, wedge, type Screen } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no screen was judged');

describe.skipIf(NONE)('the cashier at the counter', () => {
  const dataDir = newDataDir();
  let browser: Browser;
  let till: StartedTill;
  let screen: Screen;
  let page: Screen['page'];

  beforeAll(async () => {
    [browser, till] = await Promise.all([launchChromium(), startTill(dataDir)]);
    screen = await openScreen(browser, till);
    page = screen.page;
  });
  afterEach(async ({ task }) => {
    await pictureOfFailure(page, task);
    if (await page.locator('.till').count() > 0) await clearCounter(page);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test('a wrong PIN is answered by one sentence, and nobody is signed in [X1]', async () => {
    await lineIsUp(page);
    await signIn(page, 'Mei Lin', '9999');
    await shows(sentence(page), /^This PIN does not fit\. Nothing was changed; try again\.$/);
    expect(await page.locator('.person').count()).toBe(5);
  });

  test('the right PIN signs in, and selling starts when the float is in [X2]', async () => {
    await typeSlowly(page, '1111');
    await openShift(page, 20_000);
    await shows(page.locator('.operator'), /Mei Lin.*Shift 1 · since \d\d:\d\d/);
    expect(await sentence(page).count()).toBe(0);
  });

  test('a tap on a tile adds one, and a second tap makes it two [X3]', async () => {
    await tile(page, 'Oat latte').click();
    await shows(line(page, 'Oat latte'), /^1 .*24\.00$/);
    await tile(page, 'Oat latte').click();
    await shows(line(page, 'Oat latte'), /^2 .*48\.00$/);
    await shows(total(page), /^¥48\.00$/);
    expect(await lines(page).count()).toBe(1);
  });

  test('a scan adds its goods wherever the focus is, and a field keeps nothing of it [X4]', async () => {
    await wedge(page, GOODS.oatLatte.gtin);
    await shows(line(page, 'Oat latte'), /^1 .*Just scanned/);
    await press(page, 'F2');
    await typeSlowly(page, 'mil');
    await wedge(page, GOODS.tofu.gtin);
    await shows(line(page, 'Tofu'), /^1 .*5\.80$/);
    expect(await page.getByRole('searchbox').inputValue()).toBe('mil');
    await tile(page, 'Whole milk').focus();
    await wedge(page, GOODS.seaweed.gtin);
    await shows(line(page, 'Seaweed'), /9\.20$/);
    await shows(total(page), /^¥39\.00$/);
    expect(await lines(page).count()).toBe(3);
    await page.getByRole('button', { name: 'Clear the search' }).click();
  });

  test('goods are found by name and added from the search [X5]', async () => {
    await press(page, 'F2');
    await typeSlowly(page, 'umbr');
    await shows(page.locator('.tiles'), /^\s*Umbrella ¥49\.00\s*$/);
    await tile(page, 'Umbrella').click();
    await shows(line(page, 'Umbrella'), /49\.00$/);
    await page.getByRole('button', { name: 'Clear the search' }).click();
  });

  test('the virtual scanner scans goods as a scanner does [X6]', async () => {
    await press(page, 'v');
    const panel = page.getByRole('complementary', { name: 'Virtual scanner' });
    await panel.getByRole('button', { name: 'Americano' }).click();
    await shows(line(page, 'Americano'), /^1 .*Just scanned.*18\.00$/);
    await panel.getByRole('button', { name: 'Close' }).click();
    await gone(panel);
  });

  test('a quantity is set by its key, and none takes the line out [X7]', async () => {
    await wedge(page, GOODS.water.gtin);
    await shows(line(page, 'Spring water'), /^1 /);
    await press(page, 'q');
    await typeSlowly(page, '12');
    await press(page, 'Enter');
    await shows(line(page, 'Spring water'), /^12 .*¥2\.50 each.*30\.00$/);
    await press(page, 'q', '0', 'Enter');
    await gone(lines(page));
  });

  test('a discount up to the limit is the cashier’s own; over it a manager’s PIN is asked for, and a wrong one changes nothing [X8]', async () => {
    await tile(page, 'Oat latte').click();
    await shows(total(page), /24\.00/);
    await press(page, 'd');
    await dialog(page).getByRole('button', { name: /^20\s*%$/ }).click();
    await shows(line(page, 'Oat latte'), /20\s*% off.*24\.00.*19\.20$/);
    await press(page, 'd');
    await dialog(page).getByRole('button', { name: /^50\s*%$/ }).click();
    await approve(page, '9999');
    await shows(dialog(page), /A manager’s approval This PIN does not fit\. Nothing was changed; try again\./);
    await shows(total(page), /^¥19\.20$/);
    await approve(page, '3333');
    await shows(line(page, 'Oat latte'), /50\s*% off.*24\.00.*12\.00$/);
    await gone(dialog(page));
  });

  test('a held basket leaves the counter and comes back as it was [X9]', async () => {
    await tile(page, 'Oat latte').click();
    await tile(page, 'Egg tart').click();
    await shows(total(page), /32\.00/);
    await press(page, 'h');
    await gone(lines(page));
    await page.getByRole('button', { name: /^Recall/ }).click();
    await dialog(page).getByRole('button', { name: /2 items.*Mei Lin.*32\.00/ }).click();
    await shows(total(page), /^¥32\.00$/);
    expect(await lines(page).count()).toBe(2);
  });

  test('a basket is voided with its reason and is gone [X10]', async () => {
    await tile(page, 'Oat latte').click();
    await shows(total(page), /24\.00/);
    await clearCounter(page);
    await shows(page.locator('.basket'), /Scan the first item/);
  });

  test('cash is rounded, gives its change, hands over, and the receipt has it all, on the screen and as a PDF [X11]', async () => {
    await tile(page, 'Bananas').click();
    await shows(line(page, 'Bananas'), /9\.80$/);
    await press(page, 'q');
    await typeSlowly(page, '846');
    await press(page, 'Enter');
    await shows(total(page), /^¥8\.29$/);
    await press(page, 'F9', '1');
    await shows(page.locator('.pairs'), /rounded for cash.*\+¥0\.01.*8\.30/);
    await typeSlowly(page, '1000');
    await shows(page.locator('.change'), /Change.*1\.70/);
    await press(page, 'F9');
    await shows(lightWord(page), 'HAND OVER');
    await shows(page.locator('.light__facts'), /Change.*¥1\.70.*Given.*¥10\.00.*Receipt.*1/);
    await press(page, 'r');
    await shows(page.locator('.paper'), /Corner Pantry.*Mei Lin.*Bananas.*0\.846.*8\.29.*Cash rounding.*0\.01.*Cash 8\.30 Given 10\.00 Change 1\.70/);
    const [download] = await Promise.all([page.waitForEvent('download'), dialog(page).getByRole('button', { name: 'Save as PDF' }).click()]);
    const file = join(dataDir, 'receipt.pdf');
    await download.saveAs(file);
    expect(readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    if (spawnSync('pdftotext', ['-v']).error !== undefined) console.warn('no pdftotext on this machine: the text of the PDF was not read');
    else expect(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })).toMatch(/8\.30/);
  });

  test('a line goes back by its receipt with a manager’s PIN, once and no more [X12]', async () => {
    await tile(page, 'Oat latte').click();
    await tile(page, 'Egg tart').click();
    await shows(total(page), /32\.00/);
    await payExactly(page);
    await press(page, 'r');
    await dialog(page).getByRole('button', { name: 'Give back' }).click();
    await dialog(page).getByRole('button', { name: 'One more of Egg tart' }).click();
    await dialog(page).getByRole('button', { name: 'Damaged' }).click();
    await dialog(page).getByRole('button', { name: 'Give the money back' }).click();
    await approve(page, '3333');
    await shows(dialog(page), /Given back.*¥8\.00.*Money is back/);
    await dialog(page).getByRole('button', { name: 'Give back' }).click();
    await shows(dialog(page), /At most ¥24\.00 can go back/);
  });

  test('the last payments are in sight, and open their receipts [X13]', async () => {
    await tile(page, 'Egg tart').click();
    await shows(total(page), /8\.00/);
    await payExactly(page);
    await nextSale(page);
    const strip = page.getByRole('region', { name: 'Last payments' });
    await shows(strip, /¥8\.00.*Paid, \d\d:\d\d.*¥32\.00/);
    await strip.getByRole('button').first().click();
    await shows(dialog(page), /Receipt 3.*Egg tart/);
  });

  test('a locked till shows no sales, and the same PIN brings the basket back [X14]', async () => {
    await tile(page, 'Oat latte').click();
    await shows(total(page), /24\.00/);
    await press(page, 'F4');
    await shows(page.locator('.pinpanel'), /Locked by Mei Lin/);
    expect(await page.getByText('Oat latte').count()).toBe(0);
    await wedge(page, GOODS.tofu.gtin);
    await typeSlowly(page, '1111');
    await shows(total(page), /^¥24\.00$/);
    expect(await lines(page).count()).toBe(1);
  });

  test('a whole cash sale needs no pointer [X15]', async () => {
    await wedge(page, GOODS.oatLatte.gtin);
    await shows(total(page), /24\.00/);
    await press(page, 'F9', '1');
    await typeSlowly(page, '3000');
    await press(page, 'F9');
    await shows(lightWord(page), 'HAND OVER');
    await press(page, 'F9');
    await gone(light(page));
    await shows(page.locator('.basket'), /Scan the first item/);
  });

  test('no screen of the day logged an error or broke the page’s content policy [X16]', () => {
    expect(screen.problems).toEqual([]);
  });

  test('the ledger of the day verifies from the file alone [X17]', async () => {
    expect(await till.stop()).toBe(0);
    const verified = await tillbook(['verify', dataDir]);
    expect(verified.stdout).toMatch(/"ok":true/);
    expect(verified.code).toBe(0);
    writeFileSync(join(dataDir, 'verified'), verified.stdout);
  });
});
