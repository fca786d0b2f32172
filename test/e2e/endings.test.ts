/** A till enrolled on its screen at a backend of its own process: each wallet by customer code and by shown code to each ending, exchange, the manager's page of payments, and a wallet set up for real. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCloud, type Cloud } from '#cloud/index.ts';
import { writeEnrolment } from '#core/enrolment.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { enrolledTill, type TestTill } from '../kit/tillAtBackend.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { wechatpayDouble } from '../kit/wallets/wechatpay.ts';
import { atTill } from './atTill.ts';
import { customerCode } from './codes.ts';
import { approve, backendAnswers, clearCounter, dialog, gone, light, lightWord, nextSale, openShift, press, sentence, shows, signIn, tile, total, wedge } from './screen.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const SHOTS = resolve(import.meta.dirname, '../../out/e2e');
/** After the cashier has given up, before WeChat Pay takes a reverse. */
const LATE_MS = 12_000;
/** Behind the moment at which it would be paid late. */
const PAST_MS = 3_000;
const WALLETS = [['wechatpay', 'WeChat Pay', '1'], ['alipay', 'Alipay', '2'], ['unionpay', 'UnionPay', '3']] as const satisfies readonly (readonly [ChargeableWallet, string, string])[];

let cloud: Cloud;
let helper: TestTill;
const address = () => `http://${cloud.host}:${cloud.port}`;

/** The till's own backend is on another address, as of a shop with several tills. */
async function shopOfTwoTills(): Promise<object> {
  cloud = await startCloud({ database: await inMemory(), trustsTills: false });
  helper = await enrolledTill(cloud, 'demo', 'helper');
  return { name: 'Corner Pantry', store: 'demo', till: 'T2', demo: true, backendUrl: address() };
}

async function afterEnding(page: Page): Promise<void> {
  for (const [wallet] of WALLETS) await helper.sandbox.behave({ wallet, mode: 'pay', delayMs: 0 });
  if (await page.locator('.basket__head').count() > 0) await clearCounter(page);
}

atTill('every ending', { firstStart: true, shop: shopOfTwoTills, afterEach: afterEnding }, (at) => {
  beforeAll(() => { mkdirSync(SHOTS, { recursive: true }); });
  afterAll(async () => {
    helper?.close();
    await cloud?.close();
  });

  const picture = (name: string) => at.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  const become = async (name: string, pin: string) => {
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(at.page, name, pin);
  };
  const goTo = async (number: number) => {
    await at.page.locator('.rail').waitFor();
    await press(at.page, String(number));
    await at.page.locator('.rail button').nth(number - 1).and(at.page.locator('[aria-current=page]')).waitFor();
  };
  const ringUp = async (name = 'Oat latte', amount = /24\.00/) => {
    await tile(at.page, name).click();
    await shows(total(at.page), amount);
  };
  const show = async (key: string): Promise<string> => {
    await press(at.page, 'F9', '3', key);
    await at.page.locator('.shown__code svg[role="img"]').waitFor();
    const said = (await at.page.getByRole('complementary', { name: 'Evidence' }).locator('footer').innerText()).match(/[A-Za-z0-9]{16,32}/);
    return said?.[0] ?? '';
  };
  const netOf = async (wallet: ChargeableWallet) => (await helper.sandbox.book()).wallets.find((one) => one.wallet === wallet)?.netMinor ?? 0;

  test('a technician scans the code that was made on the backend; a wrong one is refused in words, the right one enrols, and who, by which key and since when stands there [X310]', async () => {
    await signIn(at.page, 'Park Min', '4444');
    await goTo(9);
    await shows(at.page.locator('.service__state').first(), /No backend knows this till yet/);
    await picture('enrolment-before');
    await at.page.getByLabel('One-time code').fill('ABCD-EFGH-1234');
    await at.page.getByRole('button', { name: 'Enrol this till' }).click();
    await shows(sentence(at.page), /knows no such code for this store\. Nothing was changed/);
    await picture('enrolment-refused');
    await cloud.issueEnrolCode('demo', 'K3DT-SMT5-0GN9', 60_000);
    await wedge(at.page, writeEnrolment({ address: address(), store: 'demo', code: 'K3DT-SMT5-0GN9' }));
    await expect.poll(() => at.page.getByLabel('One-time code').inputValue()).toBe('K3DT-SMT5-0GN9');
    await at.page.getByRole('button', { name: 'Enrol this till' }).click();
    await shows(at.page.locator('.service__state').first(), /^Enrolled\./);
    await shows(at.page.locator('.facts'), /Store demo.*Till T2.*Enrolled since.*Known as demo\/T2\/1/);
    await shows(at.page.locator('.enrol__print').filter({ hasText: /^([0-9a-f]{4} ){15}/ }).first(), /^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    await picture('enrolment-done');
    await become('Mei Lin', '1111');
    await openShift(at.page, 20_000);
    await backendAnswers(at.page);
  });

  test.each(WALLETS)('%s by the customer\'s code: declined takes nothing, the basket stays [X311]', async (wallet, name) => {
    await ringUp();
    await wedge(at.page, customerCode(wallet, 'declines'));
    await shows(lightWord(at.page), 'NOT PAID');
    await shows(light(at.page), new RegExp(`${name} declined.*No money was taken`));
    await press(at.page, 'Escape');
    await shows(total(at.page), /^¥24\.00$/);
  });

  test.each(WALLETS)('%s by the customer\'s code: the payer acts, then it is paid [X312]', async (wallet) => {
    await ringUp();
    await wedge(at.page, customerCode(wallet, 'confirms'));
    await shows(at.page.locator('.notyet-bar'), 'NOT YET');
    await shows(at.page.locator('.state'), 'confirming on their phone');
    await shows(lightWord(at.page), 'HAND OVER');
    await nextSale(at.page);
  });

  test.each(WALLETS)('%s by the customer\'s code: unknown, then found paid by asking [X313]', async (wallet) => {
    const before = await netOf(wallet);
    await ringUp();
    await wedge(at.page, customerCode(wallet, 'silentCharged'));
    await shows(lightWord(at.page), /NOT YET|HAND OVER/);
    await shows(lightWord(at.page), 'HAND OVER');
    expect(await netOf(wallet)).toBe(before + 2_400);
    await nextSale(at.page);
  });

  test.each(WALLETS)('%s by the customer\'s code: unknown, then reversed, and no money was taken [X314]', async (wallet, name) => {
    const before = await netOf(wallet);
    await ringUp();
    await wedge(at.page, customerCode(wallet, 'silent'));
    await shows(lightWord(at.page), 'NOT YET');
    if (wallet === 'unionpay') await picture('unknown-unionpay');
    await press(at.page, 'c');
    await shows(lightWord(at.page), 'NOT PAID', 90_000);
    await shows(light(at.page), new RegExp(`${name}.*No money was taken|No money was taken`));
    expect(await netOf(wallet)).toBe(before);
  });

  test.each(WALLETS)('%s by the customer\'s code: put aside and paid in cash, it is closed before it can succeed, and where that comes too late the money goes back by itself [X315]', async (wallet) => {
    const before = await netOf(wallet);
    await helper.sandbox.behave({ wallet, mode: 'late', delayMs: LATE_MS });
    await ringUp();
    await wedge(at.page, customerCode(wallet));
    await shows(lightWord(at.page), 'NOT YET');
    const late = Date.now() + LATE_MS + PAST_MS;
    await at.page.getByRole('button', { name: 'Other tender' }).click();
    await approve(at.page, '3333');
    await gone(light(at.page));
    if (await at.page.locator('.panel__head').count() === 0) await press(at.page, 'F9');
    await press(at.page, '1');
    await at.page.getByRole('button', { name: 'Exact' }).click();
    await press(at.page, 'F9');
    await shows(lightWord(at.page), 'HAND OVER');
    await nextSale(at.page);
    await expect.poll(() => at.page.locator('.last3__waiting').count(), { timeout: 90_000, interval: 500 }).toBe(0);
    // WeChat Pay takes no reverse in the first 15 seconds: there it was paid meanwhile.
    if (wallet === 'wechatpay') expect((await helper.sandbox.book()).wallets.find((one) => one.wallet === wallet)?.refunds).toBeGreaterThan(0);
    await at.page.waitForTimeout(Math.max(0, late - Date.now()));
    expect(await netOf(wallet)).toBe(before);
  });

  test.each(WALLETS)('%s by a shown code: one customer gives up and the code stays good, the next acts and pays [X316]', async (wallet, _name, key) => {
    await ringUp();
    const orderId = await show(key);
    await helper.sandbox.customer({ wallet, orderId, mode: 'decline', delayMs: 0 });
    await press(at.page, 'a');
    await shows(at.page.locator('.notyet-bar'), 'NOT YET');
    expect(await at.page.locator('.shown__code svg[role="img"]').count()).toBe(1);
    await helper.sandbox.customer({ wallet, orderId, mode: 'pay', delayMs: 3_000 });
    await press(at.page, 'a');
    await shows(lightWord(at.page), 'HAND OVER');
    await nextSale(at.page);
  });

  test.each(WALLETS)('%s by a shown code: paid while its asks get no word, it is found paid; cancelled while that lasts, the money goes back [X317]', async (wallet, _name, key) => {
    const before = await netOf(wallet);
    await ringUp();
    await helper.sandbox.customer({ wallet, orderId: await show(key), mode: 'lie', delayMs: 5_000 });
    await press(at.page, 'a');
    await shows(lightWord(at.page), /NOT YET|HAND OVER/);
    await shows(lightWord(at.page), 'HAND OVER', 60_000);
    expect(await netOf(wallet)).toBe(before + 2_400);
    await nextSale(at.page);
    await ringUp();
    await helper.sandbox.customer({ wallet, orderId: await show(key), mode: 'lie', delayMs: 40_000 });
    await press(at.page, 'c');
    await shows(lightWord(at.page), 'NOT PAID', 90_000);
    await expect.poll(() => netOf(wallet), { timeout: 60_000, interval: 500 }).toBe(before + 2_400);
    await press(at.page, 'Escape');
  });

  test('an exchange: goods of a wallet\'s receipt against dearer ones, the difference by another wallet, one receipt that shows both [X318]', async () => {
    await ringUp('Egg tart', /8\.00/);
    await wedge(at.page, customerCode('wechatpay'));
    await shows(lightWord(at.page), 'HAND OVER');
    await press(at.page, 'r');
    await dialog(at.page).getByRole('button', { name: 'Exchange' }).click();
    await dialog(at.page).getByRole('button', { name: 'One more of Egg tart' }).click();
    await dialog(at.page).getByRole('button', { name: 'Wrong goods' }).click();
    await picture('exchange-choose');
    await dialog(at.page).getByRole('button', { name: 'Into the basket' }).click();
    await approve(at.page, '3333');
    await gone(dialog(at.page));
    if (await light(at.page).count() > 0) await nextSale(at.page);
    await tile(at.page, 'Oat latte').click();
    await shows(at.page.locator('.sum'), /Difference to pay.*16\.00/);
    await picture('exchange-basket');
    await wedge(at.page, customerCode('alipay'));
    await shows(lightWord(at.page), 'HAND OVER');
    await press(at.page, 'r');
    await shows(at.page.locator('.paper'), /Brought back, receipt.*8\.00/);
    await shows(at.page.locator('.paper'), /Alipay.*16\.00/);
    await picture('exchange-receipt');
    await press(at.page, 'Escape');
    await nextSale(at.page);
  });

  test('the manager\'s page of payments tells what ended by itself and how, and sets the limits of risk and of cards [X319]', async () => {
    await become('Wang Jun', '3333');
    await goTo(8);
    const resolved = at.page.locator('.watch__part').nth(2);
    await shows(resolved, /Paid after it was put aside; sent back/);
    await shows(resolved, /Unknown for a while, then paid/);
    await picture('watch');
    await press(at.page, 'l');
    await dialog(at.page).waitFor();
    await shows(dialog(at.page), /Goods on a manager’s word.*Cards kept encrypted|Limits of risk/);
    await picture('watch-limits');
    await press(at.page, 'Escape');
    await gone(dialog(at.page));
  });

  test('a technician sets up WeChat Pay by a code of the admin\'s; no key is on the page afterwards; asked, it answers, and the next customer pays by it [X320]', async () => {
    const model = new WalletModel(Date.now());
    const wechat = await wechatpayDouble(model);
    const { settings } = wechat;
    const [[keyId, key] = ['', '']] = Object.entries(settings.platformKeys);
    await cloud.issueEnrolCode('demo', 'SETS-WALL-ETS1', 600_000, 'wallets');
    await become('Park Min', '4444');
    await goTo(8);
    await at.page.locator('.setup').first().getByRole('button', { name: 'Set up or replace keys' }).click();
    const field = (label: string) => dialog(at.page).getByLabel(label, { exact: true });
    for (const [label, value] of [
      ['App id', settings.appId], ['Merchant id', settings.merchantId], ['Serial number of the API certificate', settings.merchantSerial], ['Our number for the store', 'S1'], ['Private key', settings.privateKey], ['API v3 key', settings.apiV3Key],
      ['Id of WeChat Pay’s key', keyId], ['WeChat Pay’s public key or certificate', key], ['Server', settings.baseUrl], ['One-time code of the backend’s admin', 'SETS-WALL-ETS1'],
    ] as const) await field(label).fill(value);
    await picture('wallets-filled');
    await dialog(at.page).getByRole('button', { name: 'Send to the backend' }).click();
    await gone(dialog(at.page));
    await shows(at.page.locator('.setup').first(), /Set up\..*Set from a till.*Merchant id/);
    await at.page.locator('.setup').first().getByRole('button', { name: 'Does it answer?' }).click();
    await shows(at.page.locator('.setup').first(), /It answers, and knows us/);
    await picture('wallets-set');
    const whole = await at.page.evaluate(() => `${document.documentElement.outerHTML} ${JSON.stringify({ ...localStorage, ...sessionStorage })}`);
    for (const secret of [settings.apiV3Key, settings.privateKey.split('\n')[3] ?? '', settings.merchantId]) expect(whole).not.toContain(secret);
    await become('Mei Lin', '1111');
    await ringUp();
    await wedge(at.page, customerCode('wechatpay'));
    await shows(lightWord(at.page), 'HAND OVER');
    expect(model.netMinor()).toBe(2_400);
    await nextSale(at.page);
    await wechat.stop();
    expect(wechat.complaints).toEqual([]);
  });

  test('no screen logged an error or broke the page’s content policy [X321]', () => {
    expect(at.screen.problems).toEqual([]);
  });
});
