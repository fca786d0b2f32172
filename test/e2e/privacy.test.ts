/** A manager erases a cashier on a running till and sees the proof: by keys alone, with the backend beside it, and nothing of them is left. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { tracesApart } from '../kit/secretForms.ts';
import { newDataDir, startTill, tillbook, type StartedTill } from '../kit/startTill.ts';
import { dialog, gone, lineIsUp, openScreen, pictureOfFailure, press, shows, signIn, typeSlowly, type Screen } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so nobody was erased');

const NAME = 'Zoë Quillfeather';

describe.skipIf(NONE)('the privacy page', () => {
  const dataDir = newDataDir();
  let browser: Browser;
  let till: StartedTill;
  let screen: Screen;
  let page: Page;

  beforeAll(async () => {
    [browser, till] = await Promise.all([launchChromium(), startTill(dataDir)]);
    screen = await openScreen(browser, till);
    page = screen.page;
    await lineIsUp(page);
    await signIn(page, 'Wang Jun', '3333');
    await page.locator('.rail').waitFor();
  });
  afterEach(async ({ task }) => pictureOfFailure(page, task));
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  /** Tab until the focus is on that button. */
  async function tabTo(name: string | RegExp): Promise<void> {
    const wanted = page.getByRole('button', { name }).first();
    await wanted.waitFor();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await press(page, 'Tab');
    }
    throw new Error(`Tab never came to ${String(name)}`);
  }

  test('who looked is shown for a reason, and the look itself is on record [X360]', async () => {
    await press(page, '-', 'n');
    await dialog(page).getByLabel('Name').fill(NAME);
    await dialog(page).getByRole('button', { name: 'Next' }).click();
    for (let again = 0; again < 2; again += 1) {
      await typeSlowly(page, '4826');
      await press(page, 'Enter');
    }
    await shows(page.locator('.peoplelist'), new RegExp(NAME));
    await press(page, '=');
    await shows(page.locator('.privacy__table'), /Name, initials, role.*Backups/s);
    await page.getByRole('button', { name: 'Who looked' }).click();
    await page.getByText('An authority asked').click();
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await shows(page.locator('.privacy__table tbody tr').first(), /Wang Jun.*Looked into this list.*An authority asked/s);
    await shows(page.locator('.privacy__table'), new RegExp(`Added a person.*${NAME}`, 's'));
    await shows(page.locator('.privacy__foot'), /Looked back to the first entry/);
  });

  test('a cashier is erased by keys alone and the proof says what was searched; no byte of the name is left in any file, and the chain verifies [X361]', async () => {
    await page.getByRole('button', { name: 'What is held' }).click();
    await press(page, 'x');
    await tabTo(`Erase ${NAME}`);
    await press(page, 'Enter');
    await shows(dialog(page), new RegExp(`Erase ${NAME}\\?`));
    await tabTo(/^Erase$/);
    await press(page, 'Enter');
    await shows(dialog(page), /Nothing is left.*Searched.*\d+ files, [\d.,]+ MB.*Write-ahead log.*emptied/s);
    expect(await dialog(page).innerText()).not.toContain(NAME);
    await press(page, 'Escape');
    await gone(dialog(page));
    await shows(page.locator('.erasures'), /Number p-[0-9a-f]{10}.*Wang Jun.*Nothing is left/s);
    await press(page, '-');
    await page.locator('.peoplelist').waitFor();
    expect(await page.locator('.peoplelist').innerText()).not.toContain(NAME);
    expect(tracesApart(dataDir, [NAME])).toEqual([]);
    expect(screen.problems).toEqual([]);
    expect(await till.stop()).toBe(0);
    expect(tracesApart(dataDir, [NAME])).toEqual([]);
    expect((await tillbook(['verify', dataDir])).stdout).toMatch(/"ok":true/);
    expect((await tillbook(['journal', '--data', dataDir])).stdout).toMatch(/person\.erased/);
  });
});
