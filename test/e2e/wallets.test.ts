/** Wallet payments at the counter, each way they can end, and codes that must change nothing; the payment code is kept nowhere. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { newDataDir, startTill, tillbook, type StartedTill } from '../kit/startTill.ts';
import { BROKEN_EAN, CANARY, COUNTER_CODE, customerCode, NO_SUCH_GOODS } from './codes.ts';
import { disguises, searchFolder } from './leaks.ts';
import { approve, clearCounter, dialog, gone, light, lightWord, lineIsUp, lines, nextSale, openScreen, openShift, pictureOfFailure, press, sentence, shows, signIn, tile, total, typeSlowly, wedge, type Screen } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no screen was judged');

describe.skipIf(NONE)('wallets at the counter', () => {
  const dataDir = newDataDir();
  let browser: Browser;
  let till: StartedTill;
  let screen: Screen;
  let page: Screen['page'];

  beforeAll(async () => {
    [browser, till] = await Promise.all([launchChromium(), startTill(dataDir)]);
    screen = await openScreen(browser, till);
    page = screen.page;
    await lineIsUp(page);
    await signIn(page, 'Mei Lin', '1111');
    await openShift(page, 20_000);
  });
  afterEach(async ({ task }) => {
    await pictureOfFailure(page, task);
    await clearCounter(page);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  /** All that the page holds as text, attributes and what fields contain. */
  const pageHolds = () => page.evaluate(() => `${document.documentElement.outerHTML} ${[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join(' ')} ${JSON.stringify({ ...localStorage })} ${location.href}`);
  async function keepsNoCode(): Promise<void> {
    expect(await pageHolds()).not.toContain(CANARY);
  }

  async function ringUp(name: string, amount: RegExp): Promise<void> {
    await tile(page, name).click();
    await shows(total(page), amount);
  }

  for (const [wallet, mark] of [['wechatpay', 'WeChat Pay'], ['alipay', 'Alipay'], ['unionpay', 'UnionPay']] as const) {
    test(`a ${mark} code pays at once, from any place on the screen [X20${mark[0]}]`, async () => {
      await ringUp('Oat latte', /24\.00/);
      await wedge(page, customerCode(wallet));
      await shows(lightWord(page), 'HAND OVER');
      await shows(light(page), new RegExp(`${mark}.*${mark} confirmed the payment.*Paid ¥24\\.00`));
      await keepsNoCode();
      await nextSale(page);
      await shows(page.getByRole('region', { name: 'Last payments' }), /^Last payments ¥24\.00 .*Paid/);
    });
  }

  test('a payment code scanned while the search has the focus charges, and the field keeps nothing [X21]', async () => {
    await ringUp('Egg tart', /8\.00/);
    await press(page, 'F2');
    await typeSlowly(page, 'te');
    await wedge(page, customerCode('alipay'));
    await shows(lightWord(page), 'HAND OVER');
    await keepsNoCode();
    await nextSale(page);
    const field = page.getByRole('searchbox');
    expect(await field.inputValue()).toMatch(/^(te)?$/);
  });

  test('while the customer confirms, the countdown and the evidence are in sight, and the payment ends by itself [X22]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await press(page, 'F9');
    await wedge(page, customerCode('alipay', 'confirms'));
    await shows(page.locator('.notyet-bar'), /NOT YET.*Keep the goods/);
    await shows(page.locator('.state'), 'Customer is confirming on their phone');
    await shows(page.getByRole('timer'), /\d+ s until final ask/);
    await shows(page.getByRole('complementary', { name: 'Evidence' }), /Charge written to the ledger.*Sent to Alipay.*customer is confirming.*10003.*Next ask in \d+ s/);
    await shows(page.locator('.run .who'), /Code ending 0001/);
    await keepsNoCode();
    await press(page, 'a');
    await shows(page.getByRole('complementary', { name: 'Evidence' }), /Asked again/);
    await shows(lightWord(page), 'HAND OVER');
  });

  test('a declined code takes no money, and the basket is kept for another way to pay [X23]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await wedge(page, customerCode('unionpay', 'declines'));
    await shows(lightWord(page), 'NOT PAID');
    await shows(light(page), /declined: the customer’s money does not suffice\. No money was taken.*Taken ¥0\.00.*kept as it was/);
    await press(page, 'F9', '1');
    await typeSlowly(page, '5000');
    await press(page, 'F9');
    await shows(light(page), /HAND OVER.*Change ¥26\.00/);
  });

  test('a silent wallet is not yet; cancelled safely it is asked a last time and ends as not paid [X24]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await wedge(page, customerCode('alipay', 'silent'));
    await shows(lightWord(page), 'NOT YET');
    await shows(light(page), /may or may not have been charged/);
    await press(page, 'c');
    await shows(lightWord(page), 'NOT PAID');
    await shows(light(page), /No money was taken/);
    await press(page, 'Escape');
    await shows(total(page), /^¥24\.00$/);
  });

  test('a silent wallet that did charge is found paid by asking [X25]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await wedge(page, customerCode('unionpay', 'silentCharged'));
    await shows(lightWord(page), /NOT YET|HAND OVER/);
    await shows(lightWord(page), 'HAND OVER');
    await shows(light(page), /Paid ¥24\.00/);
  });

  test('a sale is paid in cash and by a wallet, each its part [X26]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await press(page, 'F9', '2');
    await typeSlowly(page, '1000');
    await page.getByRole('button', { name: 'In cash' }).click();
    await typeSlowly(page, '1000');
    await press(page, 'F9');
    await shows(page.locator('.due'), /Still due.*Paid so far ¥10\.00.*14\.00/);
    await wedge(page, customerCode('wechatpay'));
    await shows(light(page), /HAND OVER.*All parts are paid/);
    await press(page, 'r');
    await shows(page.locator('.paper'), /Cash 10\.00.*WeChat Pay.*14\.00/);
  });

  test('a line paid by a wallet goes back to the wallet with a manager’s PIN [X27]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await ringUp('Egg tart', /32\.00/);
    await wedge(page, customerCode('alipay'));
    await shows(lightWord(page), 'HAND OVER');
    await press(page, 'r');
    await dialog(page).getByRole('button', { name: 'Give back' }).click();
    await dialog(page).getByRole('button', { name: 'One more of Egg tart' }).click();
    await dialog(page).getByRole('button', { name: 'Not wanted' }).click();
    await dialog(page).getByRole('button', { name: 'Give the money back' }).click();
    await approve(page, '3333');
    await shows(dialog(page), /Given back ¥8\.00 (Being sent|Accepted, money under way|Money is back)/);
    await shows(dialog(page), /Money is back/);
  });

  const REFUSED: readonly (readonly [what: string, code: string, says: RegExp, id: string])[] = [
    ['a code that no product has', NO_SUCH_GOODS, /^This code belongs to no product here\. Nothing was added; search for the goods by name\.$/, 'X28a'],
    ['a barcode whose check digit does not fit', BROKEN_EAN, /^This code is damaged or incomplete\. Nothing was added or charged; scan it again\.$/, 'X28b'],
    ['a merchant’s code, shown the wrong way round', COUNTER_CODE, /^This is a code for customers to scan, not one to be scanned here\. Nothing was charged;/, 'X28c'],
    ['the code of a wallet that this shop does not take', customerCode('ecny'), /^This shop does not take this wallet\. Nothing was charged; ask for another wallet or cash\.$/, 'X28d'],
  ];
  for (const [what, code, says, id] of REFUSED) {
    test(`${what} is answered by one sentence and changes nothing [${id}]`, async () => {
      await ringUp('Oat latte', /24\.00/);
      await wedge(page, code);
      await shows(sentence(page), says);
      await shows(total(page), /^¥24\.00$/);
      expect(await lines(page).count()).toBe(1);
      expect(await light(page).count()).toBe(0);
      await keepsNoCode();
    });
  }

  test('a payment code on an empty basket charges nothing and says so [X29]', async () => {
    await wedge(page, customerCode('wechatpay'));
    await shows(sentence(page), /^There is nothing to pay yet\. Nothing was charged; scan the goods first, then the payment code\.$/);
    expect(await light(page).count()).toBe(0);
    await keepsNoCode();
  });

  test('a basket that costs nothing is not charged, and the sentence says what to do [X30]', async () => {
    await ringUp('Egg tart', /8\.00/);
    await press(page, 'd');
    await typeSlowly(page, '100');
    await dialog(page).getByRole('button', { name: 'Set' }).click();
    await approve(page, '3333');
    await shows(total(page), /^¥0\.00$/);
    await wedge(page, customerCode('alipay'));
    await shows(sentence(page), /costs nothing.*No money was taken; .*void the basket\.$/);
    expect(await light(page).count()).toBe(0);
    await gone(dialog(page));
  });

  test('the customer’s display shows basket, code and thanks, and nothing personal [X31]', async () => {
    const display = await screen.context.newPage();
    await display.goto(`${new URL(till.address).origin}/?view=display`);
    await ringUp('Oat latte', /24\.00/);
    await shows(display.locator('main'), /Oat latte.*24\.00/);
    await wedge(page, customerCode('alipay'));
    await shows(display.locator('main'), /Thank you|Paid/);
    expect(await display.locator('body').innerText()).not.toMatch(/Mei Lin|5818/);
    expect(await display.content()).not.toContain(CANARY);
    await display.close();
  });

  test('no screen logged an error or broke the page’s content policy [X32]', () => {
    expect(screen.problems).toEqual([]);
  });

  test('the search finds a code in every disguise [X33]', () => {
    const trap = newDataDir();
    mkdirSync(join(trap, 'deep'));
    const code = `28${CANARY}005818`;
    const forms = [code, [...code].reverse().join(''), Buffer.from(code, 'utf16le'), Buffer.from(code).toString('hex'), ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${code}`).toString('base64'))];
    for (const [index, form] of forms.entries()) writeFileSync(join(trap, 'deep', `${index}`), Buffer.concat([Buffer.from('before '), Buffer.from(form), Buffer.from(' after')]));
    expect(searchFolder(trap, CANARY).found.length).toBe(forms.length);
    expect(disguises(CANARY).length).toBeGreaterThan(6);
  });

  test('no file of the data folder holds a payment code in any form, and the books balance [X34]', async () => {
    expect(await till.stop()).toBe(0);
    const { found, bytes } = searchFolder(dataDir, CANARY);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(found).toEqual([]);
    expect((await tillbook(['verify', dataDir])).stdout).toMatch(/"ok":true/);
  });
});
