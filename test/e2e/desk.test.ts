/** The manager's and technician's screens in a real Chromium, over the fixture: accessibility, keys, nothing cut, what is decided and sent. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, overflows, THEMED } from '../renderer/browser/checks.ts';
import { deskSteps } from '../renderer/browser/deskSteps.ts';
import { CHROMIUM, startFixture, type Fixture, type View } from '../renderer/browser/fixturePage.ts';

if (CHROMIUM === undefined) console.warn('SKIPPED: no Chromium is installed, so no screen was looked at.');

describe.skipIf(CHROMIUM === undefined)('desk', () => {
  let fixture: Fixture;
  beforeAll(async () => { fixture = await startFixture(); });
  afterAll(() => fixture?.close());

  async function on(view: View, run: (page: Page, problems: string[]) => Promise<void>): Promise<void> {
    const { page, problems } = await fixture.open(view);
    await run(page, problems);
  }
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(130);
    }
  };
  /** The page of that number, with its first reading done. */
  const goTo = async (page: Page, number: string) => {
    // The area comes a moment after the page: a key pressed before would be lost.
    await page.waitForSelector('.rail');
    await press(page, number);
    await page.locator('.rail button').nth(Number(number) - 1).and(page.locator('[aria-current=page]')).waitFor();
    await page.waitForFunction(() => document.querySelector('.desk__main .bars') === null);
  };
  const callsOf = (page: Page, name: string) => page.evaluate((wanted) => (window.fixtureCalls ?? []).filter((call) => call.name === wanted).map((call) => call.input), name);

  for (const step of deskSteps) {
    test(`${step.name}: no serious accessibility finding in either theme, the content policy holds, nothing is cut [W60-${step.name}]`, () =>
      on({ scene: step.scene }, async (page, problems) => {
        await page.waitForSelector('.rail');
        await step.act?.(page);
        await page.waitForTimeout(150);
        const light = await axeFindings(page);
        await page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark'; });
        expect({ light, dark: await axeFindings(page, THEMED), overflows: await overflows(page), problems }).toEqual({ light: [], dark: [], overflows: [], problems: [] });
      }));

    test(`${step.name}: holds 40 % longer words on a small screen [W61-${step.name}]`, () =>
      on({ scene: step.scene, language: 'en-XA', width: 1024, height: 768 }, async (page) => {
        await page.waitForSelector('.rail');
        await step.act?.(page);
        await page.waitForTimeout(150);
        expect(await overflows(page)).toEqual([]);
      }));
  }

  test('the suggested refund above the limit is sent again with a second manager’s say, and the next break is in hand [W62]', () =>
    on({ scene: 'manager' }, async (page) => {
      await goTo(page, '2');
      await press(page, 'a');
      expect(await page.locator('.dialog').innerText()).not.toContain('Wang Jun');
      await press(page, '5', '5', '5', '5');
      await page.locator('.dialog .btn--primary').last().click();
      await page.locator('.dialog').waitFor({ state: 'detached' });
      await page.waitForTimeout(200);
      const inputs = await callsOf(page, 'reconcile.act');
      expect(inputs).toHaveLength(2);
      expect(inputs[1]).toMatchObject({ day: '2025-11-20', action: 'refund-customer', approval: { operatorId: 'han', pin: '5555' } });
      expect(await page.locator('.q[aria-selected=true]').innerText()).toContain('Another till’s sale');
      await press(page, '/', '/');
      expect(await page.locator('.q').first().innerText()).toContain('Refunded to the customer');
    }));

  test('a note goes with the decision, and a decision that moved no money is reopened on U [W63]', () =>
    on({ scene: 'manager' }, async (page) => {
      await goTo(page, '2');
      await press(page, 'j', 'j', 'j', 'n');
      await page.locator('.do input:focus').waitFor();
      await page.keyboard.type('as agreed', { delay: 80 });
      await page.locator('.do .btn--primary').click();
      await expect.poll(() => callsOf(page, 'reconcile.act')).toMatchObject([{ action: 'book-fee', note: 'as agreed' }]);
      await press(page, '/', '/');
      await page.locator('.do--done').waitFor();
      await press(page, 'u');
      await expect.poll(() => callsOf(page, 'reconcile.act')).toMatchObject([{ action: 'book-fee' }, { action: 'reopen' }]);
    }));

  test('the day is closed with exactly what is carried by name, and its Z report opens [W64]', () =>
    on({ scene: 'manager-closable' }, async (page) => {
      const close = page.locator('.closebox .btn');
      expect(await close.isDisabled()).toBe(true);
      for (const box of await page.locator('.todo input').all()) await box.check();
      await close.focus();
      await press(page, 'Enter');
      expect(await callsOf(page, 'day.close')).toEqual([]);
      await close.click();
      await page.waitForSelector('.sheet__qr');
      expect(await callsOf(page, 'day.close')).toEqual([{ carry: ['unknown', 'breaks', 'held'] }]);
      expect(await page.locator('.sheet h1').innerText()).toBe('Z 0318');
    }));

  test('files dropped anywhere and files chosen are sent in one call, and a refused one says why in words [W65]', () =>
    on({ scene: 'manager' }, async (page) => {
      await goTo(page, '2');
      await page.locator('input[type=file]').setInputFiles([{ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('one') }, { name: 'broken.csv', mimeType: 'text/csv', buffer: Buffer.from('two') }]);
      await page.waitForSelector('.dialog__foot .btn');
      const sent = (name: string, text: string) => ({ name, base64: Buffer.from(text).toString('base64') });
      expect(await callsOf(page, 'statement.importAll')).toEqual([{ files: [sent('a.csv', 'one'), sent('broken.csv', 'two')] }]);
      expect(await page.locator('.outcomes').innerText()).toContain('ends too early, at line 7');
      await page.locator('.dialog__foot .btn').click();
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        for (const name of ['dropped.zip', 'bank.xml']) dataTransfer.items.add(new File(['x'], name));
        document.querySelector('.rail')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      });
      await page.waitForSelector('.dialog__foot .btn');
      expect((await callsOf(page, 'statement.importAll')).at(-1)).toEqual({ files: [sent('dropped.zip', 'x'), sent('bank.xml', 'x')] });
      // A zip of two statements is two lines.
      expect(await page.locator('.outcomes tbody tr').count()).toBe(3);
    }));

  test('a file in hand shows how far it is, and is let go at a press [W210]', () =>
    on({ scene: 'manager-reading' }, async (page) => {
      await goTo(page, '2');
      await page.locator('input[type=file]').setInputFiles(['a.zip', 'b.csv', 'c.csv', 'd.csv'].map((name) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('x') })));
      await page.waitForSelector('.outcome__far .progress__bar');
      expect(await page.locator('.outcome__far').innerText()).toContain('418,500 lines');
      expect(await page.locator('.outcomes tr[data-state=waiting]').count()).toBe(2);
      await page.locator('.progress .btn').click();
      expect(await callsOf(page, 'reconcile.cancel')).toHaveLength(1);
      expect(await page.locator('.progress').innerText()).toContain('Stopping');
    }));

  test('every page of the desk is reached by its number, and every control by Tab with a ring [W66]', async () => {
    for (const [scene, pages] of [['technician', ['1', '2', '3', '4', '5', '6', '7', '8', '9']], ['manager', ['1', '2', '3', '4', '5', '6', '7']]] as const) {
      for (const number of pages) {
        await on({ scene }, async (page) => {
          await goTo(page, number);
          await page.waitForTimeout(200);
          const selector = 'button:not(:disabled), input:not([type=file]):not(:disabled):not([type=radio]:not(:checked)), select, [role=option][tabindex="0"], [role=region][tabindex="0"]';
          const all = await page.evaluate((wanted) => [...document.querySelectorAll(wanted)].filter((element) => element.getBoundingClientRect().width > 1).length, selector);
          const reached = new Set<number>();
          const unseen: string[] = [];
          // A date has a stop for each of its parts and one for its calendar.
          const dates = await page.locator('input[type=date]').count();
          for (let count = 0; count < all + 6 + 3 * dates; count += 1) {
            await page.keyboard.press('Tab');
            const focus = await page.evaluate((wanted) => {
              const element = document.activeElement;
              const ring = element?.closest('.field__box, .mode') ?? element;
              return { index: element === null ? -1 : [...document.querySelectorAll(wanted)].indexOf(element), ring: ring === null || ring === undefined ? '' : getComputedStyle(ring).outlineStyle, name: element?.outerHTML.slice(0, 80) ?? '' };
            }, selector);
            if (focus.index >= 0) reached.add(focus.index);
            if (focus.index >= 0 && focus.ring === 'none') unseen.push(focus.name);
          }
          expect({ scene, number, unseen }).toEqual({ scene, number, unseen: [] });
          expect({ scene, number, reached: reached.size }).toEqual({ scene, number, reached: all });
        });
      }
    }
  });

  test('a sandbox mode and its delay are applied as they are chosen [W67]', () =>
    on({ scene: 'technician' }, async (page) => {
      await goTo(page, '4');
      await page.locator('.levers').nth(1).locator('input[type=radio]').nth(2).click();
      await page.locator('.levers').first().locator('.levers__delay input').fill('1.5');
      await page.locator('.levers').first().locator('.levers__delay .btn').click();
      await expect.poll(() => callsOf(page, 'sandbox.behave')).toEqual([{ wallet: 'alipay', mode: 'decline', delayMs: 0 }, { wallet: 'wechatpay', mode: 'confirm', delayMs: 1_500 }]);
    }));

  test('a printed report has neither bar nor rail nor list [W68]', () =>
    on({ scene: 'manager', theme: 'dark' }, async (page) => {
      await goTo(page, '3');
      await page.locator('.sheet h1').waitFor();
      await page.emulateMedia({ media: 'print' });
      const shown = await page.evaluate(() => ['.desk__top', '.rail', '.reports__list', '.sheet'].map((selector) => (document.querySelector(selector)?.getBoundingClientRect().height ?? 0) > 0));
      expect(shown).toEqual([false, false, false, true]);
    }));
});
