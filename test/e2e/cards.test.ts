/** Cards at the counter by the virtual encrypting reader: each way they can end, without a line, back to the card, and nothing of them on the page. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from '../renderer/browser/checks.ts';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { newDataDir, startTill, type StartedTill } from '../kit/startTill.ts';
import { clearCounter, light, lightWord, lineIsUp, nextSale, openScreen, openShift, pictureOfFailure, press, shows, signIn, tile, total, type Screen } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no card was swiped');
const SHOTS = process.env['TILLBOOK_SHOTS'];

describe.skipIf(NONE)('cards at the counter', () => {
  let browser: Browser;
  let till: StartedTill;
  let screen: Screen;
  let page: Screen['page'];

  beforeAll(async () => {
    [browser, till] = await Promise.all([launchChromium(), startTill(newDataDir())]);
    screen = await openScreen(browser, till);
    page = screen.page;
    await lineIsUp(page);
    await signIn(page, 'Mei Lin', '1111');
    await openShift(page, 20_000);
    await press(page, 'v');
  });
  afterEach(async ({ task }) => {
    await pictureOfFailure(page, task);
    await clearCounter(page);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  const swipe = (how: string) => page.getByRole('button', { name: `Card: ${how}` }).click();
  const picture = async (name: string) => {
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  async function ringUp(): Promise<void> {
    await tile(page, 'Oat latte').click();
    await shows(total(page), /24\.00/);
    await press(page, 'F9');
    await picture('due');
    await press(page, '4');
    await shows(page.locator('.paypanel .hero'), /Swipe the card at the reader/);
    await picture('prompt');
  }

  test('a card that is swiped pays; the receipt has its brand and its last four digits [K218]', async () => {
    await ringUp();
    await swipe('Pays');
    await shows(lightWord(page), 'HAND OVER');
    await shows(light(page), /Card acquirer confirmed the payment/);
    await picture('approved');
    await press(page, 'r');
    await shows(page.locator('.paper'), /Card.*Visa •••• 1111/);
    await picture('receipt');
    expect(await page.content()).not.toMatch(/ffff9876/i);
    await press(page, 'Escape');
    await nextSale(page);
  });

  test('declined, silent and cancelled cards end in words, and the goods stay [K219]', async () => {
    await ringUp();
    await swipe('Declines');
    await shows(lightWord(page), 'NOT PAID');
    await shows(light(page), /Card acquirer declined/);
    await picture('declined');
    await press(page, 'F9', '4');
    await swipe('Silent, not charged');
    await shows(lightWord(page), 'NOT YET');
    await picture('not-yet');
    await press(page, 'c');
    await shows(lightWord(page), 'NOT PAID');
  });

  test('a manager fetches the acquirer\'s file of the day, and the card that paid agrees [K258]', async () => {
    await page.locator('.operator').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, 'Wang Jun', '3333');
    await page.locator('.rail').waitFor();
    await press(page, '2');
    await page.getByTitle('Fetch the acquirer’s file of this day').or(page.getByRole('button', { name: 'Fetch from the acquirer' })).first().click();
    // The card's line and the payout of the batch.
    await shows(page.locator('.files'), /2 lines/);
    await shows(page.locator('.book__open, .bench-page').first(), /Nothing open|0 open/);
    await picture('acquirer-agrees');
    expect(await axeFindings(page)).toEqual([]);
  });
});
