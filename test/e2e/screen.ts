/** What a person does at the till's screen: opens it, signs in, types, scans, reads. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { StartedTill } from '../kit/startTill.ts';

const SHOTS = resolve(import.meta.dirname, '../../out/e2e');
/** Faster digits are taken for a scanner's. */
const TYPING_MS = 90;
const SCANNER_GAP_MS = 2;
/** A first start makes the backend's database. */
const START_MS_MAX = 110_000;
const WAIT_MS_MAX = 45_000;

export type Screen = { readonly page: Page; readonly context: BrowserContext; /** Console errors, and what the page's content policy refused. */ readonly problems: string[] };
export type ScreenOptions = { readonly width?: number; readonly height?: number; readonly dark?: boolean; readonly locale?: string };

export async function openScreen(browser: Browser, till: StartedTill, options: ScreenOptions = {}): Promise<Screen> {
  const { width = 1366, height = 768, dark = false, locale = 'en-GB' } = options;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai', locale, colorScheme: dark ? 'dark' : 'light', acceptDownloads: true });
  context.setDefaultTimeout(WAIT_MS_MAX);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text()); });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(till.address);
  return { page, context, problems };
}

/** Leaves a picture of the screen where a failed test can be looked at. For `afterEach`. */
export async function pictureOfFailure(page: Page, task: { readonly name: string; readonly result?: { readonly state?: string } | undefined }): Promise<void> {
  if (task.result?.state !== 'fail') return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${/\[(\w+)\]$/.exec(task.name)?.[1] ?? 'failed'}.png`) }).catch(() => undefined);
}

export async function typeSlowly(page: Page, text: string): Promise<void> {
  await page.waitForTimeout(TYPING_MS);
  await page.keyboard.type(text, { delay: TYPING_MS });
}

/** Presses keys one after the other, as a hand does: none within 60 ms of a scan's end, where a key is taken for the scanner's own. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.waitForTimeout(TYPING_MS);
    await page.keyboard.press(key);
  }
  await page.waitForTimeout(TYPING_MS);
}

type Stroke = { readonly key: string; readonly code: string; readonly text: string; readonly keyCode: number; readonly modifiers: number };

function strokeOf(char: string): Stroke {
  if (char === '\n') return { key: 'Enter', code: 'Enter', text: '\r', keyCode: 13, modifiers: 0 };
  const code = /\d/.test(char) ? `Digit${char}` : /[a-z]/i.test(char) ? `Key${char.toUpperCase()}` : '';
  return { key: char, code, text: char, keyCode: char.toUpperCase().charCodeAt(0), modifiers: /[A-Z]/.test(char) ? 8 : 0 };
}

/** A keyboard-wedge scanner: each key 2 ms after the one before by the events' own clock, however busy this machine is, and Enter behind. */
export async function wedge(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // The scanner has taken its time when its keys arrive: no key of the next press is older than these.
  await page.waitForTimeout((text.length + 1) * SCANNER_GAP_MS);
  const start = (Date.now() - (text.length + 1) * SCANNER_GAP_MS) / 1_000;
  const sent: Promise<unknown>[] = [];
  for (const [index, char] of [...text, '\n'].entries()) {
    const { keyCode, ...stroke } = strokeOf(char);
    const timestamp = start + (index * SCANNER_GAP_MS) / 1_000;
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke, windowsVirtualKeyCode: keyCode, timestamp }));
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke, windowsVirtualKeyCode: keyCode, timestamp: timestamp + 0.001 }));
  }
  await Promise.all(sent);
  await session.detach();
}

/** At the sign-in screen: waits until all is with the backend, so that wallets can be charged. */
export const lineIsUp = (page: Page): Promise<void> => page.locator('.signin__line', { hasText: 'Online, nothing waiting' }).waitFor({ timeout: START_MS_MAX });

/** The same at the counter: its lamp is on. */
export const backendAnswers = (page: Page): Promise<void> => page.locator('.channel:first-child .lamp--yes').waitFor({ timeout: START_MS_MAX });

export async function signIn(page: Page, name: string, pin: string): Promise<void> {
  await page.locator('.person', { hasText: name }).click();
  await typeSlowly(page, pin);
}

export async function openShift(page: Page, floatMinor: number): Promise<void> {
  await page.getByRole('heading', { name: 'Open the shift' }).waitFor();
  await typeSlowly(page, String(floatMinor));
  await press(page, 'F9');
  await page.locator('.tile:not(.tile--blank)').first().waitFor();
}

export const tile = (page: Page, name: string): Locator => page.locator('.tile', { hasText: name });
export const line = (page: Page, name: string): Locator => page.locator('.line', { hasText: name });
export const lines = (page: Page): Locator => page.locator('.line');
export const total = (page: Page): Locator => page.locator('.sum .total');
export const light = (page: Page): Locator => page.locator('.light');
export const lightWord = (page: Page): Locator => page.locator('.light__word');
/** The one sentence over the work area. */
export const sentence = (page: Page): Locator => page.locator('.trouble span');
export const dialog = (page: Page): Locator => page.getByRole('dialog');

/** Waits for a text, and says what stood there instead. */
export async function shows(locator: Locator, text: string | RegExp, timeout = WAIT_MS_MAX): Promise<void> {
  await expect.poll(async () => (await locator.allInnerTexts()).join(' | ').replace(/\s+/g, ' ').trim(), { timeout, interval: 50 }).toMatch(text);
}

export async function gone(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'hidden' });
}

/** A manager's approval in the dialog that asks for it. */
export async function approve(page: Page, pin: string): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Wang Jun' }).click();
  await typeSlowly(page, pin);
  await press(page, 'Enter');
}

/** Pays what is due in cash, to the unit, and starts the next sale. */
export async function payExactly(page: Page): Promise<void> {
  await press(page, 'F9', '1');
  await page.getByRole('button', { name: 'Exact' }).click();
  await press(page, 'F9');
  await shows(lightWord(page), 'HAND OVER');
}

export async function nextSale(page: Page): Promise<void> {
  await press(page, 'F9');
  await gone(light(page));
}

/** Leaves an empty basket, whatever a test left behind. */
export async function clearCounter(page: Page): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    if (await dialog(page).count() > 0) await press(page, 'Escape');
    else if (await light(page).count() > 0) await press(page, 'F9');
    else break;
  }
  if (await page.locator('.panel__head').count() > 0) await press(page, 'Escape', 'Escape');
  if (await lines(page).count() === 0) return;
  await page.getByRole('button', { name: 'More for this basket' }).click();
  await page.getByRole('menuitem', { name: 'Void the basket' }).click();
  await page.getByRole('button', { name: 'Customer left' }).click();
  await dialog(page).getByRole('button', { name: 'Void the basket' }).click();
  await gone(lines(page));
}
