/** The cashier's screens in a real Chromium, over the fixture: accessibility, keys, scanner, nothing cut, nothing that jumps. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, overflows, THEMED } from '../renderer/browser/checks.ts';
import { CHROMIUM, startFixture, type Fixture, type View } from '../renderer/browser/fixturePage.ts';
import { deviceSteps } from '../renderer/browser/deviceSteps.ts';
import { steps } from '../renderer/browser/steps.ts';
import { altWedge, wedge } from '../renderer/browser/wedge.ts';

const PAYMENT_CODE = '134567890123456789';
if (CHROMIUM === undefined) console.warn('SKIPPED: no Chromium is installed, so no screen was looked at.');

describe.skipIf(CHROMIUM === undefined)('screens', () => {
  let fixture: Fixture;
  beforeAll(async () => { fixture = await startFixture(); });
  afterAll(() => fixture?.close());

  async function on(view: View, run: (page: Page, problems: string[]) => Promise<void>): Promise<void> {
    const { page, problems } = await fixture.open(view);
    await run(page, problems);
  }
  const scansOf = (page: Page) => page.evaluate(() => (window.fixtureCalls ?? []).filter((call) => call.name === 'scan').map((call) => (call.input as { text: string }).text));
  const key = async (page: Page, name: string) => { await page.keyboard.press(name); await page.waitForTimeout(120); };

  for (const step of [...steps, ...deviceSteps]) {
    test(`${step.name}: no serious accessibility finding in either theme, the content policy holds, and 40 % longer words are not cut on a small screen [V60-${step.name}]`, () =>
      on({ scene: step.scene, display: step.display === true, language: 'en-XA', width: 1024, height: 768 }, async (page, problems) => {
        await step.act?.(page);
        await page.waitForTimeout(100);
        const small = await overflows(page);
        const light = await axeFindings(page);
        await page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark'; });
        const dark = await axeFindings(page, THEMED);
        await page.setViewportSize({ width: 1366, height: 768 });
        expect({ small, light, dark, usual: await overflows(page), problems }).toEqual({ small: [], light: [], dark: [], usual: [], problems: [] });
      }));
  }

  test('a payment code scanned while the search has the focus goes to the till and stays in no field [V62]', () =>
    on({ scene: 'cashier' }, async (page) => {
      await key(page, 'F2');
      await page.keyboard.type('oat', { delay: 110 });
      await wedge(page, PAYMENT_CODE);
      expect(await scansOf(page)).toEqual([PAYMENT_CODE]);
      expect(await page.locator('input[type=search]').inputValue()).toBe('oat');
      expect(await page.content()).not.toContain(PAYMENT_CODE.slice(2));
    }));

  test('a payment code from a scanner in ALT mode goes to the till too, and the field keeps nothing of it nor of what the system composes [V113]', () =>
    on({ scene: 'cashier' }, async (page) => {
      await altWedge(page, PAYMENT_CODE);
      await key(page, 'F2');
      await page.keyboard.type('oat', { delay: 110 });
      await altWedge(page, PAYMENT_CODE);
      expect(await scansOf(page)).toEqual([PAYMENT_CODE, PAYMENT_CODE]);
      expect(await page.locator('input[type=search]').inputValue()).toBe('oat');
      expect(await page.content()).not.toContain(PAYMENT_CODE.slice(2));
    }));

  test('a scan goes on when the focus moves under it: to a button, into a field, out of it, at its end, and neither keeps any of it [X370]', () =>
    on({ scene: 'cashier' }, async (page) => {
      const search = 'input[type=search]';
      const moved: Record<number, string>[] = [{ 1: '.tile' }, { 5: '.tile', 9: '.tile:nth-of-type(2)' }, { 18: '.tile' }, { 6: search }, { 6: search, 12: '.tile' }];
      for (const moves of moved) {
        await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); });
        await wedge(page, PAYMENT_CODE, null, moves);
      }
      await key(page, 'F2');
      await wedge(page, PAYMENT_CODE, null, { 7: '.tile' });
      expect(await scansOf(page)).toEqual([...moved, 1].map(() => PAYMENT_CODE));
      expect(await page.locator(search).inputValue()).toBe('');
      expect(await page.evaluate(() => (window.fixtureCalls ?? []).filter(({ name }) => name === 'basket.add'))).toEqual([]);
      expect(await page.content()).not.toContain(PAYMENT_CODE.slice(2));
    }));

  test('a scan never types into a PIN or an amount [V63]', async () => {
    await on({ scene: 'signin' }, async (page) => {
      await wedge(page, PAYMENT_CODE);
      expect(await page.locator('.dots .on').count()).toBe(0);
    });
    await on({ scene: 'due' }, async (page) => {
      await key(page, 'F9');
      await key(page, '1');
      await wedge(page, PAYMENT_CODE);
      expect(await page.locator('.pair').nth(1).innerText()).not.toMatch(/\d/);
      expect(await scansOf(page)).toEqual([PAYMENT_CODE]);
    });
  });

  test('Enter moves no money: not on Pay, not on taking cash, not at the end of a slow scanner’s code [V64]', async () => {
    await on({ scene: 'due' }, async (page) => {
      await page.locator('.sum .pay').focus();
      await key(page, 'Enter');
      expect(await page.locator('.paypanel').count()).toBe(0);
      await key(page, ' ');
      expect(await page.locator('.paypanel').count()).toBe(1);
      await key(page, '1');
      await page.locator('.quick .btn').last().click();
      await page.locator('.cash .pay').focus();
      await key(page, 'Enter');
      const calls = () => page.evaluate(() => (window.fixtureCalls ?? []).filter((call) => call.name === 'pay.cash').length);
      expect(await calls()).toBe(0);
      await key(page, 'F9');
      expect(await calls()).toBe(1);
    });
  });

  test('every button of the till is reached by Tab alone, and shows where the focus is [V65]', () =>
    on({ scene: 'cashier' }, async (page) => {
      const all = await page.evaluate(() => [...document.querySelectorAll('button:not(:disabled), input')].filter((element) => element.getBoundingClientRect().width > 1).length);
      const reached = new Set<number>();
      const unseen: string[] = [];
      for (let count = 0; count < all + 5; count += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(() => {
          const element = document.activeElement;
          const ring = element instanceof HTMLInputElement ? element.closest('.field__box') : element;
          return { index: [...document.querySelectorAll('button, input')].indexOf(element as HTMLButtonElement), ring: ring === null ? '' : getComputedStyle(ring).outlineStyle, name: element?.outerHTML.slice(0, 80) ?? '' };
        });
        if (focus.index >= 0) reached.add(focus.index);
        if (focus.index >= 0 && focus.ring === 'none') unseen.push(focus.name);
      }
      expect(unseen).toEqual([]);
      expect(reached.size).toBe(all);
    }));

  test('a new line moves neither Pay nor the total nor a tile [V66]', () =>
    on({ scene: 'cashier' }, async (page) => {
      const places = () => page.evaluate(() => ['.sum .pay', '.sum .total', '.tile', '.last3', '.linekeys'].map((selector) => {
        const { top, height } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
        return [top, height];
      }));
      const before = await places();
      await page.locator('.tile').nth(1).click();
      await page.waitForTimeout(150);
      expect(await page.locator('.line').count()).toBe(7);
      expect(await places()).toEqual(before);
    }));

  test('a refused price asks for a manager and sends the same call with the approval [V67]', () =>
    on({ scene: 'cashier' }, async (page) => {
      for (const press of ['p', '5', '0', '0']) await key(page, press);
      await page.locator('.dialog .btn--primary').click();
      await page.waitForTimeout(150);
      for (const press of ['3', '3', '3', '3']) await key(page, press);
      await page.locator('.dialog .btn--primary').last().click();
      await page.waitForTimeout(150);
      const inputs = await page.evaluate(() => (window.fixtureCalls ?? []).filter((call) => call.name === 'basket.price').map((call) => call.input));
      expect(inputs).toEqual([{ line: 6, unitMinor: 500 }, { line: 6, unitMinor: 500, approval: { operatorId: 'wang', pin: '3333' } }]);
      expect(await page.locator('.dialog').count()).toBe(0);
    }));

  test('a basket of 120 lines draws only those in sight [V68]', () =>
    on({ scene: 'long' }, async (page) => {
      const drawn = await page.locator('.line').count();
      expect(drawn).toBeGreaterThan(5);
      expect(drawn).toBeLessThan(40);
      await key(page, 'ArrowUp');
      expect(await page.locator('.line--last').innerText()).toContain('Umbrella');
    }));

  test('holding ? lists the keys that work now, letting go hides them [V69]', () =>
    on({ scene: 'cashier' }, async (page) => {
      await page.keyboard.down('?');
      await page.waitForSelector('.help');
      expect(await page.locator('.help').innerText()).toContain('F9');
      await page.keyboard.up('?');
      await page.waitForTimeout(100);
      expect(await page.locator('.help').count()).toBe(0);
    }));

  test('a sign-in with the demo PIN opens the till [V70]', () =>
    on({ scene: 'signin' }, async (page) => {
      for (const press of ['1', '1', '1', '1']) await key(page, press);
      await page.waitForSelector('.basket');
    }));
});
