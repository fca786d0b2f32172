/** Wallet payments at the counter, each way they can end, and codes that must change nothing; the payment code is kept nowhere. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newDataDir, tillbook } from '../kit/startTill.ts';
import { atTill } from './atTill.ts';
import { BROKEN_EAN, CANARY, COUNTER_CODE, customerCode, NO_SUCH_GOODS } from './codes.ts';
import { disguises, searchFolder } from './leaks.ts';
import { approve, clearCounter, dialog, gone, light, lightWord, lines, nextSale, press, sentence, shows, tile, total, typeSlowly, wedge } from './screen.ts';

atTill('wallets at the counter', { as: 'cashier', afterEach: clearCounter }, (at) => {
  /** All that the page holds as text, attributes and what fields contain. */
  const pageHolds = () => at.page.evaluate(() => `${document.documentElement.outerHTML} ${[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join(' ')} ${JSON.stringify({ ...localStorage })} ${location.href}`);
  async function keepsNoCode(): Promise<void> {
    expect(await pageHolds()).not.toContain(CANARY);
  }

  async function ringUp(name: string, amount: RegExp): Promise<void> {
    await tile(at.page, name).click();
    await shows(total(at.page), amount);
  }

  for (const [wallet, mark] of [['wechatpay', 'WeChat Pay'], ['alipay', 'Alipay'], ['unionpay', 'UnionPay']] as const) {
    test(`a ${mark} code pays at once, from any place on the screen [X20${mark[0]}]`, async () => {
      await ringUp('Oat latte', /24\.00/);
      await wedge(at.page, customerCode(wallet));
      await shows(lightWord(at.page), 'HAND OVER');
      await shows(light(at.page), new RegExp(`${mark}.*${mark} confirmed the payment.*Paid ¥24\\.00`));
      await keepsNoCode();
      await nextSale(at.page);
      await shows(at.page.getByRole('region', { name: 'Last payments' }), /^Last payments ¥24\.00 .*Paid/);
    });
  }

  test('a payment code scanned while the search has the focus charges, and the field keeps nothing [X21]', async () => {
    await ringUp('Egg tart', /8\.00/);
    await press(at.page, 'F2');
    await typeSlowly(at.page, 'te');
    await wedge(at.page, customerCode('alipay'));
    await shows(lightWord(at.page), 'HAND OVER');
    await keepsNoCode();
    await nextSale(at.page);
    const field = at.page.getByRole('searchbox');
    expect(await field.inputValue()).toMatch(/^(te)?$/);
  });

  test('while the customer confirms, the countdown and the evidence are in sight, and the payment ends by itself [X22]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await press(at.page, 'F9');
    await wedge(at.page, customerCode('alipay', 'confirms'));
    await shows(at.page.locator('.notyet-bar'), /NOT YET.*Keep the goods/);
    await shows(at.page.locator('.state'), 'Customer is confirming on their phone');
    await shows(at.page.getByRole('timer'), /\d+ s until final ask/);
    await shows(at.page.getByRole('complementary', { name: 'Evidence' }), /Charge written to the ledger.*Sent to Alipay.*customer is confirming.*10003.*Next ask in \d+ s/);
    await shows(at.page.locator('.run .who'), /Code ending 0001/);
    await keepsNoCode();
    await press(at.page, 'a');
    await shows(at.page.getByRole('complementary', { name: 'Evidence' }), /Asked again/);
    await shows(lightWord(at.page), 'HAND OVER');
  });

  test('a declined code takes no money, and the basket is kept for another way to pay [X23]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await wedge(at.page, customerCode('unionpay', 'declines'));
    await shows(lightWord(at.page), 'NOT PAID');
    await shows(light(at.page), /declined: the customer’s money does not suffice\. No money was taken.*Taken ¥0\.00.*kept as it was/);
    await press(at.page, 'F9', '1');
    await typeSlowly(at.page, '5000');
    await press(at.page, 'F9');
    await shows(light(at.page), /HAND OVER.*Change ¥26\.00/);
  });

  test('a silent wallet is not yet; cancelled safely it is asked a last time and ends as not paid [X24]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await wedge(at.page, customerCode('alipay', 'silent'));
    await shows(lightWord(at.page), 'NOT YET');
    await shows(light(at.page), /may or may not have been charged/);
    await press(at.page, 'c');
    await shows(lightWord(at.page), 'NOT PAID');
    await shows(light(at.page), /No money was taken/);
    await press(at.page, 'Escape');
    await shows(total(at.page), /^¥24\.00$/);
  });

  test('a silent wallet that did charge is found paid by asking [X25]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await wedge(at.page, customerCode('unionpay', 'silentCharged'));
    await shows(lightWord(at.page), /NOT YET|HAND OVER/);
    await shows(lightWord(at.page), 'HAND OVER');
    await shows(light(at.page), /Paid ¥24\.00/);
  });

  test('a sale is paid in cash and by a wallet, each its part [X26]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await press(at.page, 'F9', '2');
    await typeSlowly(at.page, '1000');
    await at.page.getByRole('button', { name: 'In cash' }).click();
    await typeSlowly(at.page, '1000');
    await press(at.page, 'F9');
    await shows(at.page.locator('.due'), /Still due.*Paid so far ¥10\.00.*14\.00/);
    await wedge(at.page, customerCode('wechatpay'));
    await shows(light(at.page), /HAND OVER.*All parts are paid/);
    await press(at.page, 'r');
    await shows(at.page.locator('.paper'), /Cash 10\.00.*WeChat Pay.*14\.00/);
  });

  test('a line paid by a wallet goes back to the wallet with a manager’s PIN [X27]', async () => {
    await ringUp('Oat latte', /24\.00/);
    await ringUp('Egg tart', /32\.00/);
    await wedge(at.page, customerCode('alipay'));
    await shows(lightWord(at.page), 'HAND OVER');
    await press(at.page, 'r');
    await dialog(at.page).getByRole('button', { name: 'Give back' }).click();
    await dialog(at.page).getByRole('button', { name: 'One more of Egg tart' }).click();
    await dialog(at.page).getByRole('button', { name: 'Not wanted' }).click();
    await dialog(at.page).getByRole('button', { name: 'Give the money back' }).click();
    await approve(at.page, '3333');
    await shows(dialog(at.page), /Given back ¥8\.00 (Being sent|Accepted, money under way|Money is back)/);
    await shows(dialog(at.page), /Money is back/);
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
      await wedge(at.page, code);
      await shows(sentence(at.page), says);
      await shows(total(at.page), /^¥24\.00$/);
      expect(await lines(at.page).count()).toBe(1);
      expect(await light(at.page).count()).toBe(0);
      await keepsNoCode();
    });
  }

  test('a payment code on an empty basket charges nothing and says so [X29]', async () => {
    await wedge(at.page, customerCode('wechatpay'));
    await shows(sentence(at.page), /^There is nothing to pay yet\. Nothing was charged; scan the goods first, then the payment code\.$/);
    expect(await light(at.page).count()).toBe(0);
    await keepsNoCode();
  });

  test('a basket that costs nothing is not charged, and the sentence says what to do [X30]', async () => {
    await ringUp('Egg tart', /8\.00/);
    await press(at.page, 'd');
    await typeSlowly(at.page, '100');
    await dialog(at.page).getByRole('button', { name: 'Set' }).click();
    await approve(at.page, '3333');
    await shows(total(at.page), /^¥0\.00$/);
    await wedge(at.page, customerCode('alipay'));
    await shows(sentence(at.page), /costs nothing.*No money was taken; .*void the basket\.$/);
    expect(await light(at.page).count()).toBe(0);
    await gone(dialog(at.page));
  });

  test('the customer’s display shows basket, code and thanks, and nothing personal [X31]', async () => {
    const display = await at.screen.context.newPage();
    await display.goto(`${new URL(at.till.address).origin}/?view=display`);
    await ringUp('Oat latte', /24\.00/);
    await shows(display.locator('main'), /Oat latte.*24\.00/);
    await wedge(at.page, customerCode('alipay'));
    await shows(display.locator('main'), /Thank you|Paid/);
    expect(await display.locator('body').innerText()).not.toMatch(/Mei Lin|5818/);
    expect(await display.content()).not.toContain(CANARY);
    await display.close();
  });

  test('no screen logged an error or broke the page’s content policy [X32]', () => {
    expect(at.screen.problems).toEqual([]);
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
    expect(await at.till.stop()).toBe(0);
    const { found, bytes } = searchFolder(at.dataDir, CANARY);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(found).toEqual([]);
    expect((await tillbook(['verify', at.dataDir])).stdout).toMatch(/"ok":true/);
  });
});
