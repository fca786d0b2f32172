/** Codes that customers scan, on the real screens: each wallet's own, one for every wallet opened by each wallet's app, and what a phone sees. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { readQr } from './readQr.ts';
import { newDataDir, startTill, type StartedTill } from '../kit/startTill.ts';
import { approve, clearCounter, dialog, gone, light, lightWord, lineIsUp, nextSale, openScreen, openShift, pictureOfFailure, press, shows, signIn, tile, total, type Screen } from './screen.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no screen was judged');

const SHOTS = resolve(import.meta.dirname, '../../out/e2e');
const WALLETS = [['wechatpay', 'WeChat Pay', '1'], ['alipay', 'Alipay', '2'], ['unionpay', 'UnionPay', '3']] as const;
const APPS: Readonly<Record<string, string>> = {
  wechatpay: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 NetType/WIFI Language/en',
  alipay: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.5.96.6000) Nebula WK AlipayClient/10.5.96.6000 Language/en',
  unionpay: 'Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 Mobile Safari/537.36 (com.unionpay.wallet) (cordova 4.5.4) (updebug 0) UnionPay/1.0 CloudPay/10.1.2',
};

describe.skipIf(NONE)('codes at the counter', () => {
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
    mkdirSync(SHOTS, { recursive: true });
  });
  afterEach(async ({ task }) => {
    await pictureOfFailure(page, task);
    await clearCounter(page);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  const ringUp = async () => {
    await tile(page, 'Oat latte').click();
    await shows(total(page), /24\.00/);
  };
  /** Pay, show a code; `0` is one for every wallet, else the wallet's key. */
  const show = async (key: string) => {
    await press(page, 'F9', '3', key);
    await page.locator('.shown__code svg[role="img"]').waitFor();
  };
  const phoneScans = async (name: string) => {
    if (await page.locator('.virtual').count() === 0) await press(page, 'v');
    await page.locator('.virtual').getByRole('button', { name: `Scan with ${name}` }).click();
  };
  test.each(WALLETS)('a code of %s is shown, scanned by the customer\'s phone, and the light turns green by itself [X220]', async (wallet, name, key) => {
    await ringUp();
    await show(key);
    await shows(page.locator('.notyet-bar'), 'NOT YET');
    await shows(page.locator('.who'), new RegExp(name));
    if (wallet === 'alipay') await page.screenshot({ path: join(SHOTS, 'shown.png') });
    await phoneScans(name);
    await shows(lightWord(page), 'HAND OVER');
    await shows(light(page), new RegExp(`${name}.*Paid ¥24\\.00`));
    await nextSale(page);
  });

  test('a code that is cancelled is closed at the wallet, and the basket stays [X221]', async () => {
    await ringUp();
    await show('2');
    await press(page, 'c');
    await shows(lightWord(page), 'NOT PAID');
    await press(page, 'F9');
    await gone(light(page));
    await shows(total(page), /24\.00/);
  });

  test('one code for every wallet, on the customer\'s display and in each wallet\'s own app; the phone is led to that wallet and the till hears of it [X222]', async () => {
    for (const [wallet, name] of WALLETS) {
      await ringUp();
      await show('0');
      const link = await linkOnScreen();
      const phone = await browser.newContext({ userAgent: APPS[wallet] ?? '', viewport: { width: 390, height: 844 }, locale: wallet === 'alipay' ? 'zh-CN' : 'en-GB' });
      await payByPhone(phone, link, wallet);
      await phone.close();
      await shows(lightWord(page), 'HAND OVER');
      await shows(light(page), new RegExp(`${name}.*Paid ¥24\\.00`));
      await nextSale(page);
    }
    expect(await dialog(page).count()).toBe(0);
  });

  test('offline and back: the till writes a wallet\'s code, a manager lets the goods go at risk, the list names it, and the wallet\'s word settles it [X223]', async () => {
    const become = async (name: string, pin: string) => {
      await page.locator('.operator').click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await signIn(page, name, pin);
    };
    const line = async (key: string) => {
      await become('Park Min', '4444');
      await page.getByRole('button', { name: /Sandbox/ }).first().click();
      await page.getByRole('button', { name: key }).click();
      await page.getByRole('button', { name: key === 'Cut the line' ? 'Let it come back' : 'Cut the line' }).waitFor();
      await become('Mei Lin', '1111');
      await tile(page, 'Oat latte').waitFor();
    };
    await line('Cut the line');
    await page.locator('.channel--wait', { hasText: 'No line' }).waitFor({ timeout: 60_000 });
    const atRisk = async (pays: boolean) => {
      await ringUp();
      await show('2');
      expect(await readQr(page.locator('.shown__code svg[role="img"]'))).toMatch(/^000201010212.*com\.alipay.*6304[0-9A-F]{4}$/);
      await shows(page.locator('.state'), 'No line');
      if (pays) await phoneScans('Alipay');
      await page.screenshot({ path: join(SHOTS, 'shown-offline.png') });
      await press(page, 'h');
      await approve(page, '3333');
      await shows(lightWord(page), 'HAND OVER');
      await shows(light(page), 'at risk');
      await nextSale(page);
    };
    await atRisk(true);
    await atRisk(false);
    await shows(page.locator('.last3__waiting'), '2 are not decided');
    await page.locator('.last3__waiting').click();
    await shows(dialog(page), /Payment · Alipay.*handed over at risk.*Payment · Alipay/);
    await page.screenshot({ path: join(SHOTS, 'waiting.png') });
    await press(page, 'Escape');
    await line('Let it come back');
    // The paid one is settled by the wallet's word; the other is asked for until its code is over.
    await shows(page.locator('.last3__waiting'), '1 is not decided');
  });

  /** What the code on the screen says, decoded from the picture of it. */
  async function linkOnScreen(): Promise<string> {
    const text = await readQr(page.locator('.shown__code svg[role="img"]'));
    expect(text).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/p\/[\w-]+\/[\w-]{16}$/);
    return text;
  }

  async function payByPhone(phone: BrowserContext, link: string, wallet: string): Promise<void> {
    const problems: string[] = [];
    const asked: string[] = [];
    const tab = await phone.newPage();
    tab.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(link);
    expect(await tab.locator('form').count()).toBe(1);
    await tab.screenshot({ path: join(SHOTS, `phone-${wallet}.png`) });
    await tab.locator('form button').click();
    await tab.locator('form[action$="/practice"] button').click();
    await tab.locator('h1').waitFor();
    expect(await phone.cookies()).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(new URL(link).origin))).toEqual([]);
    expect(problems.filter((text) => !text.includes('favicon'))).toEqual([]);
  }
});
