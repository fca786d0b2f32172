/** How each of the till's screens is reached on a running till with an open shift; locators are keys and classes, so they hold in every language. */
import type { Page } from 'playwright-core';
import { customerCode } from './codes.ts';
import { dialog, gone, press, wedge } from './screen.ts';

export type Visit = { readonly name: string; /** Also judged in the pseudo-language. */ readonly pseudo: boolean; readonly go: (page: Page) => Promise<void> };

async function fill(page: Page): Promise<void> {
  for (const code of ['6901001000379', '6901001007033', '6901001007033', '6901001013324']) await wedge(page, code);
  await page.locator('.line').nth(2).waitFor();
}

const filled = (...keys: string[]) => async (page: Page): Promise<void> => {
  await fill(page);
  await press(page, ...keys);
};

const charged = (wallet: 'alipay' | 'unionpay', ending: 'pays' | 'confirms' | 'declines' | 'silent', shown: string) => async (page: Page): Promise<void> => {
  await fill(page);
  await wedge(page, customerCode(wallet, ending));
  await page.locator(shown).waitFor();
};

export const VISITS: readonly Visit[] = [
  { name: 'empty', pseudo: true, go: async (page) => page.locator('.tile:not(.tile--blank)').first().waitFor() },
  { name: 'basket', pseudo: true, go: filled() },
  { name: 'search', pseudo: false, go: async (page) => { await press(page, 'F2', 'z', 'z'); await page.locator('.goods__found .empty').waitFor(); } },
  { name: 'quantity', pseudo: true, go: filled('q') },
  { name: 'discount', pseudo: true, go: filled('d') },
  { name: 'virtual', pseudo: true, go: filled('v') },
  { name: 'due', pseudo: true, go: filled('F9') },
  { name: 'cash', pseudo: true, go: filled('F9', '1', '1', '0', '0', '0', '0') },
  { name: 'split', pseudo: true, go: filled('F9', '2', '2', '0', '0', '0') },
  { name: 'confirming', pseudo: true, go: charged('alipay', 'confirms', '.run') },
  { name: 'notyet', pseudo: true, go: charged('alipay', 'silent', '.light--wait') },
  { name: 'notpaid', pseudo: true, go: charged('unionpay', 'declines', '.light--no') },
  { name: 'handover', pseudo: true, go: charged('unionpay', 'pays', '.light--yes') },
  { name: 'receipt', pseudo: true, go: async (page) => { await page.locator('.last3 button', { has: page.locator('.last3__lamp--yes') }).first().click(); await page.locator('.paper').waitFor(); } },
  { name: 'closeshift', pseudo: true, go: async (page) => { await page.locator('.operator').click(); await page.locator('.menu__item').nth(3).click(); await page.locator('.counts').waitFor(); await press(page, '3'); } },
];

/** Back to an empty counter, without a word of any language. */
export async function leave(page: Page): Promise<void> {
  if (await page.locator('.run, .light--wait').count() > 0) {
    // A confirming customer pays by and by; a silent wallet is cancelled.
    if (await page.locator('.light--wait').count() > 0) await press(page, 'c');
    await page.locator('.light--yes, .light--no').waitFor();
  }
  if (await page.locator('.light--no').count() > 0) await press(page, 'Escape');
  // A key that comes with the very frame that shows the light may be too early; a person presses again.
  for (let tries = 0; tries < 5 && await page.locator('.light--yes').count() > 0; tries += 1) {
    await press(page, 'F9');
    await page.waitForTimeout(300);
  }
  await gone(page.locator('.light'));
  if (await page.locator('.virtual').count() > 0) await press(page, 'v');
  for (let tries = 0; tries < 3 && (await dialog(page).count()) + (await page.locator('.panel__head').count()) > 0; tries += 1) await press(page, 'Escape');
  if (await page.locator('.find input').inputValue() !== '') await page.locator('.find__x, .field__box .btn').first().click();
  if (await page.locator('.line').count() === 0) return;
  await page.locator('.basket__head .btn').nth(1).click();
  await page.locator('.menu__item').nth(2).click();
  await dialog(page).locator('[role="group"] .btn').first().click();
  await dialog(page).locator('.btn--primary').click();
  await gone(page.locator('.line'));
}
