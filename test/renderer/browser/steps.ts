/** Every screen that is looked at and checked: a scene and the few steps that lead to it. Locators are keys and roles, so they hold in all languages. */
import type { Page } from 'playwright-core';
import { wedge } from './wedge.ts';

export type Step = { readonly name: string; readonly scene: string; readonly display?: boolean; readonly act?: (page: Page) => Promise<unknown> };

const press = (...keys: string[]) => async (page: Page) => {
  for (const key of keys) {
    await page.keyboard.press(key, { delay: 20 });
    await page.waitForTimeout(120);
  }
};
const receipt = async (page: Page) => { await page.locator('.last3 button').first().click(); await page.waitForSelector('.paper'); };

export const steps: readonly Step[] = [
  { name: 'signin-new', scene: 'signin-new' },
  { name: 'signin', scene: 'signin', act: press('1', '1') },
  { name: 'locked', scene: 'locked' },
  { name: 'cashier', scene: 'cashier' },
  { name: 'empty', scene: 'empty' },
  { name: 'long', scene: 'long' },
  { name: 'offline', scene: 'offline' },
  { name: 'recovered', scene: 'recovered' },
  { name: 'practice', scene: 'practice' },
  { name: 'stopped', scene: 'stopped' },
  { name: 'open-shift', scene: 'open-shift', act: press('5', '0', '0', '0', '0') },
  { name: 'trouble', scene: 'cashier', act: async (page) => { await wedge(page, '6901234567892'); await page.waitForSelector('.trouble', { timeout: 3_000 }); } },
  { name: 'menu', scene: 'cashier', act: (page) => page.locator('.operator').click() },
  { name: 'channels', scene: 'offline', act: (page) => page.locator('.channel').first().click() },
  { name: 'search', scene: 'cashier', act: async (page) => { await press('F2')(page); await page.keyboard.type('zz', { delay: 120 }); await page.waitForTimeout(300); } },
  { name: 'quantity', scene: 'cashier', act: press('q') },
  { name: 'price', scene: 'cashier', act: press('p', '5') },
  { name: 'approval', scene: 'cashier', act: async (page) => { await press('p', '5', '0', '0')(page); await page.locator('.dialog .btn--primary').click(); await page.waitForTimeout(150); } },
  { name: 'discount', scene: 'cashier', act: press('d') },
  { name: 'recall', scene: 'empty', act: (page) => page.locator('.basket__head .btn').first().click() },
  { name: 'code', scene: 'cashier', act: press('k', '6', '9', '0') },
  { name: 'void', scene: 'cashier', act: async (page) => { await page.locator('.basket__head .btn').nth(1).click(); await page.locator('.menu__item').nth(1).click(); } },
  { name: 'cash-in', scene: 'cashier', act: async (page) => { await page.locator('.operator').click(); await page.locator('.menu__item').first().click(); } },
  { name: 'close-shift', scene: 'cashier', act: async (page) => { await page.locator('.operator').click(); await page.locator('.menu__item').nth(3).click(); await press('3', 'ArrowDown', '7')(page); } },
  { name: 'closed-shift', scene: 'cashier', act: async (page) => { await page.locator('.operator').click(); await page.locator('.menu__item').nth(3).click(); await press('3', 'F9')(page); } },
  { name: 'virtual', scene: 'cashier', act: press('v') },
  { name: 'help', scene: 'cashier', act: (page) => page.locator('.topbar__keys .btn').nth(1).click() },
  { name: 'due', scene: 'due', act: press('F9') },
  { name: 'due-offline', scene: 'offline', act: press('F9') },
  { name: 'cash', scene: 'due', act: async (page) => { await press('F9', '1')(page); await page.locator('.quick .btn').last().click(); } },
  { name: 'split', scene: 'split', act: press('F9', '2', '3', '0', '0', '0') },
  { name: 'confirming', scene: 'confirming' },
  { name: 'reversing', scene: 'reversing' },
  { name: 'notyet', scene: 'notyet' },
  { name: 'show', scene: 'due', act: press('F9', '3') },
  { name: 'show-offline', scene: 'offline', act: press('F9', '3') },
  { name: 'card', scene: 'due', act: press('F9', '4') },
  { name: 'card-offline', scene: 'offline', act: press('F9', '4') },
  { name: 'card-asking', scene: 'card-asking' },
  { name: 'card-stored', scene: 'card-stored' },
  { name: 'shown', scene: 'shown' },
  { name: 'shown-virtual', scene: 'shown', act: press('v') },
  { name: 'shown-making', scene: 'shown-making' },
  { name: 'shown-offline', scene: 'shown-offline' },
  { name: 'waiting', scene: 'waiting', act: (page) => page.locator('.last3__waiting').click() },
  { name: 'handover', scene: 'handover' },
  { name: 'handover-cash', scene: 'handover-cash' },
  { name: 'notpaid', scene: 'notpaid' },
  { name: 'receipt', scene: 'cashier', act: receipt },
  { name: 'receipt-unknown', scene: 'printed-unknown', act: receipt },
  { name: 'handover-notprinted', scene: 'not-printed' },
  { name: 'refund', scene: 'cashier', act: async (page) => { await receipt(page); await page.locator('.receipt__side .btn').nth(3).click(); await page.locator('.refund__row .btn').nth(1).click(); } },
  { name: 'exchange', scene: 'exchange' },
  { name: 'exchange-due', scene: 'exchange', act: press('F9') },
  { name: 'exchange-covered', scene: 'exchange-covered' },
  { name: 'exchange-receipt', scene: 'exchange', act: receipt },
  { name: 'exchange-choose', scene: 'cashier', act: async (page) => { await receipt(page); await page.locator('.receipt__side .btn').nth(4).click(); await page.locator('.refund__row .btn').nth(1).click(); } },
  { name: 'exchanged-back', scene: 'exchanged-back' },
  { name: 'won', scene: 'won' },
  { name: 'display', scene: 'due', display: true },
  { name: 'display-empty', scene: 'empty', display: true },
  { name: 'display-confirming', scene: 'confirming', display: true },
  { name: 'display-shown', scene: 'shown', display: true },
  { name: 'display-own', scene: 'shown-offline', display: true },
  { name: 'display-thanks', scene: 'handover-cash', display: true },
  { name: 'display-notpaid', scene: 'notpaid', display: true },
];
