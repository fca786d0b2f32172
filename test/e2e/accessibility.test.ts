/** Every main screen: no serious finding by axe in either theme, words 40 % longer still fit, and all of it by keyboard alone. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { newDataDir, startTill, type StartedTill } from '../kit/startTill.ts';
import { cramped, sideways } from './fits.ts';
import { lineIsUp, openScreen, pictureOfFailure, press } from './screen.ts';
import { leave, VISITS, type Visit } from './visits.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no screen was judged');

const AXE = readFileSync(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
type Finding = { id: string; impact: string; help: string; nodes: { html: string }[] };

async function findings(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's content policy stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (where: Document, options: object) => Promise<{ violations: Finding[] }> } };
    return (await axe.run(document, { resultTypes: ['violations'] })).violations;
  });
  return violations.filter((found) => found.impact === 'serious' || found.impact === 'critical').map((found) => `${found.id}: ${found.help}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(' ¶ ')}`);
}

describe.skipIf(NONE)('every screen', () => {
  let browser: Browser;
  let till: StartedTill;
  let page: Page;
  const found: string[] = [];
  const misfits: string[] = [];

  beforeAll(async () => {
    [browser, till] = await Promise.all([launchChromium(), startTill(newDataDir())]);
    ({ page } = await openScreen(browser, till, { width: 1_024, height: 768 }));
    await lineIsUp(page);
  });
  afterEach(async ({ task }) => pictureOfFailure(page, task));
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  async function judge(visit: Visit): Promise<void> {
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name) => { document.documentElement.dataset['theme'] = name; }, theme);
      for (const finding of await findings(page)) found.push(`${visit.name}, ${theme}: ${finding}`);
    }
    await page.evaluate(() => { document.documentElement.dataset['theme'] = 'light'; });
  }

  test('a sale goes from sign-in to the light by keyboard alone, and the focus is always seen [X60]', async () => {
    const focus = () => page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const style = getComputedStyle(element);
      return { text: element.innerText, seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || element.matches('input') };
    });
    async function tabTo(text: RegExp): Promise<void> {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        await press(page, 'Tab');
        const at = await focus();
        expect(at.seen, `the focus on "${at.text}"`).toBe(true);
        if (text.test(at.text)) return;
      }
      throw new Error(`nothing that says ${String(text)} was reached by Tab`);
    }
    await tabTo(/Mei Lin/);
    await press(page, 'Enter', '1', '1', '1', '1');
    await page.getByRole('heading', { name: 'Open the shift' }).waitFor();
    await press(page, '2', '0', '0', '0', '0', 'F9');
    await page.locator('.tile', { hasText: 'Oat latte' }).waitFor();
    await tabTo(/Oat latte/);
    await press(page, 'Enter');
    await page.locator('.line').waitFor();
    await press(page, 'F9', '1', '3', '0', '0', '0', 'F9');
    await page.locator('.light--yes').waitFor();
    await press(page, 'F9');
  });

  for (const visit of VISITS) {
    test(`${visit.name}: reached, judged, left [X61-${visit.name}]`, async () => {
      await visit.go(page);
      await judge(visit);
      await leave(page);
    });
  }

  test('axe has nothing serious or critical against any of them, light or dark [X62]', () => {
    expect(found).toEqual([]);
  });

  test('with words 40 % longer nothing runs over the page’s edge and no amount is cut [X63]', async () => {
    await page.evaluate(() => localStorage.setItem('tillbook.preferences', JSON.stringify({ language: 'en-XA', theme: 'light', spoken: false })));
    for (const width of [1_024, 1_366]) {
      await page.setViewportSize({ width, height: 768 });
      await page.reload();
      await page.locator('.till').waitFor();
      for (const visit of VISITS.filter((one) => one.pseudo)) {
        await visit.go(page);
        const wide = await sideways(page);
        if (wide > 0) misfits.push(`${visit.name} at ${width}: ${wide} px wider than the page`);
        for (const what of await cramped(page)) misfits.push(`${visit.name} at ${width}: ${what}`);
        await leave(page);
      }
    }
    expect(misfits).toEqual([]);
  });
});
