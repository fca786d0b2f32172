/** Codes that customers scan, on the real screens: each wallet's own, one for every wallet opened by each wallet's app, and what a phone sees. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { atTill } from './atTill.ts';
import { readQr } from './readQr.ts';
import { approve, clearCounter, dialog, gone, light, lightWord, nextSale, press, shows, signIn, tile, total } from './screen.ts';

const SHOTS = resolve(import.meta.dirname, '../../out/e2e');
const WALLETS = [['wechatpay', 'WeChat Pay', '1'], ['alipay', 'Alipay', '2'], ['unionpay', 'UnionPay', '3']] as const;
const APPS: Readonly<Record<string, string>> = {
  wechatpay: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 NetType/WIFI Language/en',
  alipay: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.5.96.6000) Nebula WK AlipayClient/10.5.96.6000 Language/en',
  unionpay: 'Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 Mobile Safari/537.36 (com.unionpay.wallet) (cordova 4.5.4) (updebug 0) UnionPay/1.0 CloudPay/10.1.2',
};

atTill('codes at the counter', { as: 'cashier', afterEach: clearCounter }, (at) => {
  beforeAll(() => { mkdirSync(SHOTS, { recursive: true }); });

  const ringUp = async () => {
    await tile(at.page, 'Oat latte').click();
    await shows(total(at.page), /24\.00/);
  };
  /** Pay, show a code; `0` is one for every wallet, else the wallet's key. */
  const show = async (key: string) => {
    await press(at.page, 'F9', '3', key);
    await at.page.locator('.shown__code svg[role="img"]').waitFor();
  };
  const phoneScans = async (name: string) => {
    if (await at.page.locator('.virtual').count() === 0) await press(at.page, 'v');
    await at.page.locator('.virtual').getByRole('button', { name: `Scan with ${name}` }).click();
  };
  test.each(WALLETS)('a code of %s is shown, scanned by the customer\'s phone, and the light turns green by itself [X220]', async (wallet, name, key) => {
    await ringUp();
    await show(key);
    await shows(at.page.locator('.notyet-bar'), 'NOT YET');
    await shows(at.page.locator('.who'), new RegExp(name));
    if (wallet === 'alipay') await at.page.screenshot({ path: join(SHOTS, 'shown.png') });
    await phoneScans(name);
    await shows(lightWord(at.page), 'HAND OVER');
    await shows(light(at.page), new RegExp(`${name}.*Paid ¥24\\.00`));
    await nextSale(at.page);
  });

  test('a code that is cancelled is closed at the wallet, and the basket stays [X221]', async () => {
    await ringUp();
    await show('2');
    await press(at.page, 'c');
    await shows(lightWord(at.page), 'NOT PAID');
    await press(at.page, 'F9');
    await gone(light(at.page));
    await shows(total(at.page), /24\.00/);
  });

  test('one code for every wallet, on the customer\'s display and in each wallet\'s own app; the phone is led to that wallet and the till hears of it [X222]', async () => {
    for (const [wallet, name] of WALLETS) {
      await ringUp();
      await show('0');
      const link = await linkOnScreen();
      const phone = await at.browser.newContext({ userAgent: APPS[wallet] ?? '', viewport: { width: 390, height: 844 }, locale: wallet === 'alipay' ? 'zh-CN' : 'en-GB' });
      await payByPhone(phone, link, wallet);
      await phone.close();
      await shows(lightWord(at.page), 'HAND OVER');
      await shows(light(at.page), new RegExp(`${name}.*Paid ¥24\\.00`));
      await nextSale(at.page);
    }
    expect(await dialog(at.page).count()).toBe(0);
  });

  test('offline and back: the till writes a wallet\'s code, a manager lets the goods go at risk, the list names it, and the wallet\'s word settles it [X223]', async () => {
    const become = async (name: string, pin: string) => {
      await at.page.locator('.operator').click();
      await at.page.getByRole('menuitem', { name: 'Sign out' }).click();
      await signIn(at.page, name, pin);
    };
    const line = async (key: string) => {
      await become('Park Min', '4444');
      await at.page.getByRole('button', { name: /Sandbox/ }).first().click();
      await at.page.getByRole('button', { name: key }).click();
      await at.page.getByRole('button', { name: key === 'Cut the line' ? 'Let it come back' : 'Cut the line' }).waitFor();
      await become('Mei Lin', '1111');
      await tile(at.page, 'Oat latte').waitFor();
    };
    await line('Cut the line');
    await at.page.locator('.channel--wait', { hasText: 'No line' }).waitFor({ timeout: 60_000 });
    const atRisk = async (pays: boolean) => {
      await ringUp();
      await show('2');
      expect(await readQr(at.page.locator('.shown__code svg[role="img"]'))).toMatch(/^000201010212.*com\.alipay.*6304[0-9A-F]{4}$/);
      await shows(at.page.locator('.state'), 'No line');
      if (pays) await phoneScans('Alipay');
      await at.page.screenshot({ path: join(SHOTS, 'shown-offline.png') });
      await press(at.page, 'h');
      await approve(at.page, '3333');
      await shows(lightWord(at.page), 'HAND OVER');
      await shows(light(at.page), 'at risk');
      await nextSale(at.page);
    };
    await atRisk(true);
    await atRisk(false);
    await shows(at.page.locator('.last3__waiting'), '2 are not decided');
    await at.page.locator('.last3__waiting').click();
    await shows(dialog(at.page), /Payment · Alipay.*handed over at risk.*Payment · Alipay/);
    await at.page.screenshot({ path: join(SHOTS, 'waiting.png') });
    await press(at.page, 'Escape');
    await line('Let it come back');
    // The paid one is settled by the wallet's word; the other is asked for until its code is over.
    await shows(at.page.locator('.last3__waiting'), '1 is not decided');
  });

  /** What the code on the screen says, decoded from the picture of it. */
  async function linkOnScreen(): Promise<string> {
    const text = await readQr(at.page.locator('.shown__code svg[role="img"]'));
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
