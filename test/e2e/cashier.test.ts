/** The cashier's day at the counter, without wallets: signing in, ringing up, discounts, holding, cash, receipts, giving back, locking. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tillbook } from '../kit/startTill.ts';
import { atTill } from './atTill.ts';
import { GOODS } from './codes.ts';
import { approve, clearCounter, dialog, gone, light, lightWord, line, lineIsUp, lines, nextSale, openShift, payExactly, press, sentence, shows, signIn, tile, total, typeSlowly, wedge } from './screen.ts';

atTill('the cashier at the counter', { afterEach: async (page) => { if (await page.locator('.till').count() > 0) await clearCounter(page); } }, (at) => {
  test('a wrong PIN is answered by one sentence, and nobody is signed in [X1]', async () => {
    await lineIsUp(at.page);
    await signIn(at.page, 'Mei Lin', '9999');
    await shows(sentence(at.page), /^This PIN does not fit\. Nothing was changed; try again\.$/);
    expect(await at.page.locator('.person').count()).toBe(5);
  });

  test('the right PIN signs in, and selling starts when the float is in [X2]', async () => {
    await typeSlowly(at.page, '1111');
    await openShift(at.page, 20_000);
    await shows(at.page.locator('.operator'), /Mei Lin.*Shift 1 · since \d\d:\d\d/);
    expect(await sentence(at.page).count()).toBe(0);
  });

  test('a tap on a tile adds one, and a second tap makes it two [X3]', async () => {
    await tile(at.page, 'Oat latte').click();
    await shows(line(at.page, 'Oat latte'), /^1 .*24\.00$/);
    await tile(at.page, 'Oat latte').click();
    await shows(line(at.page, 'Oat latte'), /^2 .*48\.00$/);
    await shows(total(at.page), /^¥48\.00$/);
    expect(await lines(at.page).count()).toBe(1);
  });

  test('a scan adds its goods wherever the focus is, and a field keeps nothing of it [X4]', async () => {
    await wedge(at.page, GOODS.oatLatte.gtin);
    await shows(line(at.page, 'Oat latte'), /^1 .*Just scanned/);
    await press(at.page, 'F2');
    await typeSlowly(at.page, 'mil');
    await wedge(at.page, GOODS.tofu.gtin);
    await shows(line(at.page, 'Tofu'), /^1 .*5\.80$/);
    expect(await at.page.getByRole('searchbox').inputValue()).toBe('mil');
    await tile(at.page, 'Whole milk').focus();
    await wedge(at.page, GOODS.seaweed.gtin);
    await shows(line(at.page, 'Seaweed'), /9\.20$/);
    await shows(total(at.page), /^¥39\.00$/);
    expect(await lines(at.page).count()).toBe(3);
    await at.page.getByRole('button', { name: 'Clear the search' }).click();
  });

  test('goods are found by name and added from the search [X5]', async () => {
    await press(at.page, 'F2');
    await typeSlowly(at.page, 'umbr');
    await shows(at.page.locator('.tiles'), /^\s*Umbrella ¥49\.00\s*$/);
    await tile(at.page, 'Umbrella').click();
    await shows(line(at.page, 'Umbrella'), /49\.00$/);
    await at.page.getByRole('button', { name: 'Clear the search' }).click();
  });

  test('the virtual scanner scans goods as a scanner does [X6]', async () => {
    await press(at.page, 'v');
    const panel = at.page.getByRole('complementary', { name: 'Virtual scanner' });
    await panel.getByRole('button', { name: 'Americano' }).click();
    await shows(line(at.page, 'Americano'), /^1 .*Just scanned.*18\.00$/);
    await panel.getByRole('button', { name: 'Close' }).click();
    await gone(panel);
  });

  test('a quantity is set by its key, and none takes the line out [X7]', async () => {
    await wedge(at.page, GOODS.water.gtin);
    await shows(line(at.page, 'Spring water'), /^1 /);
    await press(at.page, 'q');
    await typeSlowly(at.page, '12');
    await press(at.page, 'Enter');
    await shows(line(at.page, 'Spring water'), /^12 .*¥2\.50 each.*30\.00$/);
    await press(at.page, 'q', '0', 'Enter');
    await gone(lines(at.page));
  });

  test('a discount up to the limit is the cashier’s own; over it a manager’s PIN is asked for, and a wrong one changes nothing [X8]', async () => {
    await tile(at.page, 'Oat latte').click();
    await shows(total(at.page), /24\.00/);
    await press(at.page, 'd');
    await dialog(at.page).getByRole('button', { name: /^20\s*%$/ }).click();
    await shows(line(at.page, 'Oat latte'), /20\s*% off.*24\.00.*19\.20$/);
    await press(at.page, 'd');
    await dialog(at.page).getByRole('button', { name: /^50\s*%$/ }).click();
    await approve(at.page, '9999');
    await shows(dialog(at.page), /A manager’s approval This PIN does not fit\. Nothing was changed; try again\./);
    await shows(total(at.page), /^¥19\.20$/);
    await approve(at.page, '3333');
    await shows(line(at.page, 'Oat latte'), /50\s*% off.*24\.00.*12\.00$/);
    await gone(dialog(at.page));
  });

  test('a held basket leaves the counter and comes back as it was [X9]', async () => {
    await tile(at.page, 'Oat latte').click();
    await tile(at.page, 'Egg tart').click();
    await shows(total(at.page), /32\.00/);
    await press(at.page, 'h');
    await gone(lines(at.page));
    await at.page.getByRole('button', { name: /^Recall/ }).click();
    await dialog(at.page).getByRole('button', { name: /2 items.*Mei Lin.*32\.00/ }).click();
    await shows(total(at.page), /^¥32\.00$/);
    expect(await lines(at.page).count()).toBe(2);
  });

  test('a basket is voided with its reason and is gone [X10]', async () => {
    await tile(at.page, 'Oat latte').click();
    await shows(total(at.page), /24\.00/);
    await clearCounter(at.page);
    await shows(at.page.locator('.basket'), /Scan the first item/);
  });

  test('cash is rounded, gives its change, hands over, and the receipt has it all, on the screen and as a PDF [X11]', async () => {
    await tile(at.page, 'Bananas').click();
    await shows(line(at.page, 'Bananas'), /9\.80$/);
    await press(at.page, 'q');
    await typeSlowly(at.page, '846');
    await press(at.page, 'Enter');
    await shows(total(at.page), /^¥8\.29$/);
    await press(at.page, 'F9', '1');
    await shows(at.page.locator('.pairs'), /rounded for cash.*\+¥0\.01.*8\.30/);
    await typeSlowly(at.page, '1000');
    await shows(at.page.locator('.change'), /Change.*1\.70/);
    await press(at.page, 'F9');
    await shows(lightWord(at.page), 'HAND OVER');
    await shows(at.page.locator('.light__facts'), /Change.*¥1\.70.*Given.*¥10\.00.*Receipt.*1/);
    await press(at.page, 'r');
    await shows(at.page.locator('.paper'), /Corner Pantry.*Mei Lin.*Bananas.*0\.846.*8\.29.*Cash rounding.*0\.01.*Cash 8\.30 Given 10\.00 Change 1\.70/);
    const [download] = await Promise.all([at.page.waitForEvent('download'), dialog(at.page).getByRole('button', { name: 'Save as PDF' }).click()]);
    const file = join(at.dataDir, 'receipt.pdf');
    await download.saveAs(file);
    expect(readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    if (spawnSync('pdftotext', ['-v']).error !== undefined) console.warn('no pdftotext on this machine: the text of the PDF was not read');
    else expect(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })).toMatch(/8\.30/);
  });

  test('a line goes back by its receipt with a manager’s PIN, once and no more [X12]', async () => {
    await tile(at.page, 'Oat latte').click();
    await tile(at.page, 'Egg tart').click();
    await shows(total(at.page), /32\.00/);
    await payExactly(at.page);
    await press(at.page, 'r');
    await dialog(at.page).getByRole('button', { name: 'Give back' }).click();
    await dialog(at.page).getByRole('button', { name: 'One more of Egg tart' }).click();
    await dialog(at.page).getByRole('button', { name: 'Damaged' }).click();
    await dialog(at.page).getByRole('button', { name: 'Give the money back' }).click();
    await approve(at.page, '3333');
    await shows(dialog(at.page), /Given back.*¥8\.00.*Money is back/);
    await dialog(at.page).getByRole('button', { name: 'Give back' }).click();
    await shows(dialog(at.page), /At most ¥24\.00 can go back/);
  });

  test('the last payments are in sight, and open their receipts [X13]', async () => {
    await tile(at.page, 'Egg tart').click();
    await shows(total(at.page), /8\.00/);
    await payExactly(at.page);
    await nextSale(at.page);
    const strip = at.page.getByRole('region', { name: 'Last payments' });
    await shows(strip, /¥8\.00.*Paid, \d\d:\d\d.*¥32\.00/);
    await strip.getByRole('button').first().click();
    await shows(dialog(at.page), /Receipt 3.*Egg tart/);
  });

  test('a locked till shows no sales, and the same PIN brings the basket back [X14]', async () => {
    await tile(at.page, 'Oat latte').click();
    await shows(total(at.page), /24\.00/);
    await press(at.page, 'F4');
    await shows(at.page.locator('.pinpanel'), /Locked by Mei Lin/);
    expect(await at.page.getByText('Oat latte').count()).toBe(0);
    await wedge(at.page, GOODS.tofu.gtin);
    await typeSlowly(at.page, '1111');
    await shows(total(at.page), /^¥24\.00$/);
    expect(await lines(at.page).count()).toBe(1);
  });

  test('a whole cash sale needs no pointer [X15]', async () => {
    await wedge(at.page, GOODS.oatLatte.gtin);
    await shows(total(at.page), /24\.00/);
    await press(at.page, 'F9', '1');
    await typeSlowly(at.page, '3000');
    await press(at.page, 'F9');
    await shows(lightWord(at.page), 'HAND OVER');
    await press(at.page, 'F9');
    await gone(light(at.page));
    await shows(at.page.locator('.basket'), /Scan the first item/);
  });

  test('no screen of the day logged an error or broke the page’s content policy [X16]', () => {
    expect(at.screen.problems).toEqual([]);
  });

  test('the ledger of the day verifies from the file alone [X17]', async () => {
    expect(await at.till.stop()).toBe(0);
    const verified = await tillbook(['verify', at.dataDir]);
    expect(verified.stdout).toMatch(/"ok":true/);
    expect(verified.code).toBe(0);
    writeFileSync(join(at.dataDir, 'verified'), verified.stdout);
  });
});
