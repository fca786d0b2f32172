/** One real till in one real browser for a file of tests: started before the first, ended after the last, and a picture of the screen where one fails. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { seedBackend } from '../kit/freshDatabase.ts';
import { newDataDir, startTill, type StartedTill } from '../kit/startTill.ts';
import { lineIsUp, openScreen, openShift, pictureOfFailure, signIn, type Screen, type ScreenOptions } from './screen.ts';

export type AtTill = {
  readonly dataDir: string;
  readonly browser: Browser;
  readonly till: StartedTill;
  readonly screen: Screen;
  readonly page: Page;
  /** Starts the till again on the same data, after a kill, and opens its screen. */
  readonly startAgain: () => Promise<void>;
};

export type Setting = {
  /** What becomes `shop.json`; the demo shop without it. */
  readonly shop?: () => object | Promise<object>;
  /** Once the line is up: who is signed in when the first test begins, a cashier with an open shift at that. Without it the first test begins as soon as there is a screen. */
  readonly as?: 'cashier' | 'manager' | 'nobody';
  /** The database of the backend beside it is made by the till itself, as on a person's first start. */
  readonly firstStart?: boolean;
  readonly screen?: ScreenOptions;
  /** After each test, behind the picture of a failed one. */
  readonly afterEach?: (page: Page) => Promise<void>;
};

const NONE = findChromium() === null;

/** Tests of one till; skipped, and said, where there is no Chromium. `at` is filled when the first test begins. */
export function atTill(name: string, setting: Setting, tests: (at: AtTill) => void): void {
  if (NONE) console.warn(`SKIPPED: no Chromium on this machine, so nobody saw ${name}`);
  describe.skipIf(NONE)(name, () => {
    const dataDir = newDataDir();
    let browser: Browser | undefined;
    let till: StartedTill | undefined;
    let screen: Screen | undefined;

    async function openTill(): Promise<void> {
      [browser, till] = await Promise.all([browser ?? launchChromium(), startTill(dataDir)]);
      screen = await openScreen(browser, till, setting.screen);
    }

    beforeAll(async () => {
      if (setting.shop !== undefined) writeFileSync(join(dataDir, 'shop.json'), JSON.stringify(await setting.shop()));
      if (setting.firstStart !== true) await seedBackend(dataDir);
      await openTill();
      const { page } = there(screen);
      if (setting.as === undefined) return;
      await lineIsUp(page);
      if (setting.as === 'manager') {
        await signIn(page, 'Wang Jun', '3333');
        await page.locator('.rail').waitFor();
      }
      if (setting.as === 'cashier') {
        await signIn(page, 'Mei Lin', '1111');
        await openShift(page, 20_000);
      }
    });
    afterEach(async ({ task }) => {
      const { page } = there(screen);
      await pictureOfFailure(page, task);
      await setting.afterEach?.(page);
    });
    afterAll(async () => {
      await browser?.close();
      await till?.stop();
    });

    tests({
      dataDir, startAgain: openTill,
      get browser() { return there(browser); },
      get till() { return there(till); },
      get screen() { return there(screen); },
      get page() { return there(screen).page; },
    });
  });
}

function there<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('the till is not started yet');
  return part;
}
