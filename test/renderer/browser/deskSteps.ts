/** The manager's and technician's screens that are looked at and checked: a scene and the few steps that lead to it. */
import type { Page } from 'playwright-core';
import type { Step } from './steps.ts';
import { wedge } from './wedge.ts';

/** The areas come a moment after the page: a key pressed before would be lost. */
const press = (...keys: string[]) => async (page: Page) => {
  await page.waitForSelector('.rail');
  for (const key of keys) {
    await page.keyboard.press(key, { delay: 20 });
    await page.waitForTimeout(150);
  }
};
const device = (index: number) => async (page: Page) => {
  await page.waitForSelector('.dev');
  await page.locator('.dev').nth(index).click();
  await page.waitForSelector('.devpage');
  await page.waitForTimeout(150);
};
const privacyTab = (index: number) => async (page: Page) => {
  await press('=')(page);
  await page.locator('.privacy > .seg button').nth(index).click();
  await page.waitForTimeout(150);
};
/** The proof of the nth erasure of the fixture. */
const proof = (index: number) => async (page: Page) => {
  await privacyTab(3)(page);
  await page.locator('.erasures .btn').nth(index).click();
  await page.waitForSelector('.proof .facts');
};
/** The code of the lesson, after what the scanner types before it. */
const lesson = (typed: readonly string[], keys: string | null = null) => async (page: Page) => {
  await press('7', 'l')(page);
  await page.waitForSelector('.wedge__scans');
  for (const text of typed) {
    await wedge(page, text, keys);
    await page.waitForTimeout(400);
  }
};
const thrice = (text: string) => [text, text, text];
const taught = lesson(thrice(']C0Tb-Qyzaw/407'));
const csv = (name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('x') });

export const deskSteps: readonly Step[] = [
  { name: 'day', scene: 'manager' },
  { name: 'day-table', scene: 'manager', act: (page) => page.locator('.chartcard .seg button').nth(1).click() },
  { name: 'day-carried', scene: 'manager-closable', act: async (page) => { for (const box of await page.locator('.todo input').all()) await box.check(); } },
  { name: 'day-empty', scene: 'manager-empty' },
  { name: 'day-failed', scene: 'manager-failed' },
  { name: 'day-unknown', scene: 'manager', act: (page) => page.locator('.todo .btn').nth(1).click() },
  { name: 'day-held', scene: 'manager', act: (page) => page.locator('.todo .btn').nth(3).click() },
  { name: 'desk-menu', scene: 'manager', act: (page) => page.locator('.operator').click() },
  { name: 'report-x', scene: 'manager', act: press('3') },
  { name: 'report-z', scene: 'manager', act: async (page) => { await press('3')(page); await page.locator('.reports__row').nth(1).click(); await page.waitForTimeout(150); } },
  { name: 'reports-empty', scene: 'manager-empty', act: press('3') },
  { name: 'bench', scene: 'manager', act: press('2') },
  { name: 'bench-missing', scene: 'manager', act: press('2', 'j', 'j') },
  { name: 'bench-fee', scene: 'manager', act: press('2', 'j', 'j', 'j') },
  { name: 'bench-none', scene: 'manager', act: press('2', 'j') },
  { name: 'bench-ask', scene: 'manager', act: press('2', 'j', 'j', 'a') },
  { name: 'bench-approval', scene: 'manager', act: press('2', 'a') },
  { name: 'bench-carried', scene: 'manager', act: press('2', '/', 'j') },
  { name: 'bench-resolved', scene: 'manager', act: press('2', '/', '/') },
  { name: 'bench-nofiles', scene: 'manager-empty', act: press('2') },
  { name: 'bench-agrees', scene: 'manager-agrees', act: press('2') },
  { name: 'bench-failed', scene: 'manager-failed', act: press('2') },
  { name: 'bench-import', scene: 'manager', act: async (page) => { await press('2')(page); await page.locator('input[type=file]').setInputFiles([csv('wechatpay-2025-11-20.csv'), csv('alipay-2025-11-20.zip'), csv('bank-2025-11.xml'), csv('wechatpay-again.csv'), csv('broken.csv')]); await page.waitForSelector('.outcomes .outcome__why'); await page.waitForTimeout(300); } },
  { name: 'bench-importing', scene: 'manager-reading', act: async (page) => { await press('2')(page); await page.locator('input[type=file]').setInputFiles(['alipay.zip', 'wechatpay-2025-11.csv', 'bank.xml', 'INN25112088ZM_898000000000001'].map(csv)); await page.waitForSelector('.outcome__far .progress__bar'); } },
  { name: 'bench-drop', scene: 'manager', act: async (page) => { await press('2')(page); await page.evaluate(() => { const dataTransfer = new DataTransfer(); dataTransfer.items.add(new File(['x'], 'bill.csv')); window.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true })); }); await page.waitForSelector('.dropzone__over'); } },
  { name: 'bench-help', scene: 'manager', act: async (page) => { await press('2')(page); await page.locator('.topbar__keys .btn').nth(1).click(); } },
  { name: 'bench-unknown', scene: 'manager', act: async (page) => { await press('2')(page); await page.locator('input[type=file]').setInputFiles([csv('unknown-bank.csv')]); await page.waitForSelector('.outcomes .btn'); } },
  { name: 'bench-mapping', scene: 'manager', act: async (page) => { await press('2')(page); await page.locator('input[type=file]').setInputFiles([csv('unknown-bank.csv')]); await page.locator('.outcomes .btn').click(); await page.waitForSelector('.maptable + .fields'); await page.waitForTimeout(300); } },
  { name: 'bench-run', scene: 'manager', act: async (page) => { await press('2', 'r')(page); await page.locator('.dialog__foot .btn').click(); await page.waitForTimeout(150); } },
  { name: 'report-export', scene: 'manager', act: press('3', 'e') },
  { name: 'export-csv', scene: 'manager', act: async (page) => { await press('3', 'e')(page); await page.locator('.choice').nth(1).click(); await page.locator('.dialog .seg button').nth(1).click(); } },
  { name: 'figures', scene: 'manager', act: press('4') },
  { name: 'figures-table', scene: 'manager', act: async (page) => { await press('4')(page); await page.waitForSelector('.figcard .seg'); for (const seg of await page.locator('.figcard .seg').all()) await seg.locator('button').nth(1).click(); } },
  { name: 'figures-empty', scene: 'manager-empty', act: press('4') },
  { name: 'figures-failed', scene: 'manager-failed', act: press('4') },
  { name: 'settle', scene: 'manager', act: press('5') },
  { name: 'settle-adjust', scene: 'manager', act: press('5', 'e') },
  { name: 'settle-empty', scene: 'manager-empty', act: press('5') },
  { name: 'fees', scene: 'manager', act: press('6') },
  { name: 'fees-contract', scene: 'manager', act: async (page) => { await press('6')(page); await page.locator('.grid-table .btn').nth(2).click(); await page.waitForTimeout(150); } },
  { name: 'fees-empty', scene: 'manager-empty', act: press('6') },
  { name: 'rules', scene: 'manager', act: press('9') },
  { name: 'rules-tried', scene: 'manager', act: async (page) => { await press('9')(page); await page.getByRole('textbox').nth(6).fill('5.00'); await page.getByRole('textbox').nth(7).fill('12.00'); await page.waitForTimeout(250); } },
  { name: 'rules-contradict', scene: 'manager', act: async (page) => { await press('9')(page); await page.getByRole('textbox').nth(6).fill('900.00'); await page.waitForTimeout(200); } },
  { name: 'rules-failed', scene: 'manager-failed', act: press('9') },
  { name: 'stores', scene: 'manager', act: press('7') },
  { name: 'stores-till', scene: 'manager', act: async (page) => { await press('7')(page); await page.locator('.store .btn').nth(1).click(); await page.waitForSelector('.store__tender'); } },
  { name: 'stores-failed', scene: 'manager-failed', act: press('7') },
  { name: 'watch', scene: 'manager', act: press('8') },
  { name: 'watch-limits', scene: 'manager', act: press('8', 'l') },
  { name: 'watch-empty', scene: 'manager-empty', act: press('8') },
  { name: 'watch-failed', scene: 'manager-failed', act: press('8') },
  { name: 'goods', scene: 'manager', act: press('0') },
  { name: 'goods-none', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.goodslist__find input').fill('zzz'); await page.waitForTimeout(200); } },
  { name: 'goods-product', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.goodslist__name').first().click(); await page.waitForSelector('.goodssteps'); } },
  { name: 'goods-new', scene: 'manager', act: press('0', 'n') },
  { name: 'goods-categories', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.desk__bar .btn').first().click(); await page.waitForSelector('.catlist'); } },
  { name: 'goods-file', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.desk__bar .btn').nth(1).click(); await page.locator('.dialog input[type=file]').setInputFiles([csv('goods.csv')]); await page.waitForSelector('.goodsbring__sums'); } },
  { name: 'goods-broken', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.desk__bar .btn').nth(1).click(); await page.locator('.dialog input[type=file]').setInputFiles([csv('broken.csv')]); await page.waitForSelector('.goodsbring__list'); } },
  { name: 'coupons-list', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.desk__bar .btn').nth(3).click(); await page.waitForSelector('.couponlist'); } },
  { name: 'coupons-none', scene: 'manager-empty', act: async (page) => { await press('0')(page); await page.locator('.desk__bar .btn').nth(3).click(); await page.waitForSelector('.dialog .empty'); } },
  { name: 'coupons-edit', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.desk__bar .btn').nth(3).click(); await page.locator('.couponlist__name').first().click(); await page.waitForSelector('.dialog .fields'); } },
  { name: 'coupons-new', scene: 'manager', act: async (page) => { await press('0')(page); await page.locator('.desk__bar .btn').nth(3).click(); await page.waitForSelector('.couponlist'); await page.locator('.dialog .btn--primary').click(); await page.locator('.couponcode input').fill('ab c'); } },
  { name: 'goods-failed', scene: 'manager-failed', act: press('0') },
  { name: 'people', scene: 'manager', act: press('-') },
  { name: 'people-edit', scene: 'manager', act: async (page) => { await press('-')(page); await page.locator('.peoplelist .btn').last().click(); await page.waitForSelector('.dialog'); } },
  { name: 'people-pin', scene: 'manager', act: async (page) => { await press('-', 'n')(page); await page.locator('.dialog input').fill('Zoë Quine'); await page.locator('.dialog__foot .btn').click(); await page.waitForSelector('.pinsteps'); } },
  { name: 'people-leave', scene: 'manager', act: async (page) => { await press('-')(page); await page.locator('.peoplelist .btn').first().click(); await page.locator('.dialog__foot .btn').first().click(); await page.waitForTimeout(150); } },
  { name: 'privacy', scene: 'manager', act: press('=') },
  { name: 'privacy-leaves', scene: 'manager', act: privacyTab(1) },
  { name: 'privacy-why', scene: 'manager', act: async (page) => { await privacyTab(2)(page); await page.waitForSelector('.privacy__why'); } },
  { name: 'privacy-access', scene: 'manager', act: async (page) => { await privacyTab(2)(page); await page.locator('.privacy__why .btn').click(); await page.waitForSelector('.privacy__foot'); } },
  { name: 'privacy-erased', scene: 'manager', act: privacyTab(3) },
  { name: 'privacy-erase', scene: 'manager', act: async (page) => { await press('=', 'x')(page); await page.waitForSelector('.dialog .peoplelist'); } },
  { name: 'privacy-sure', scene: 'manager', act: async (page) => { await press('=', 'x')(page); await page.locator('.dialog .peoplelist .btn').first().click(); await page.waitForTimeout(150); } },
  { name: 'privacy-clean', scene: 'manager', act: proof(2) },
  { name: 'privacy-copies', scene: 'manager', act: async (page) => { await proof(1)(page); await page.locator('.proofpart .btn').first().click(); } },
  { name: 'privacy-left', scene: 'manager', act: proof(3) },
  { name: 'privacy-searching', scene: 'manager', act: async (page) => { await press('=', 'x')(page); await page.locator('.dialog .peoplelist .btn').first().click(); await page.locator('.dialog .btn--danger').click(); await page.waitForSelector('.verdict__turning'); } },
  { name: 'privacy-failed', scene: 'manager-failed', act: press('=') },
  { name: 'own-pin', scene: 'manager', act: async (page) => { await press()(page); await page.locator('.operator').click(); await page.locator('.menu__item').nth(2).click(); await page.waitForSelector('.pinsteps'); } },
  { name: 'devices', scene: 'technician' },
  { name: 'backend', scene: 'technician', act: press('2') },
  { name: 'journal', scene: 'technician', act: press('3', 'v') },
  { name: 'sandbox', scene: 'technician', act: press('4') },
  { name: 'device-reader', scene: 'technician', act: device(1) },
  { name: 'device-clinic', scene: 'technician', act: device(2) },
  { name: 'device-locked', scene: 'technician', act: device(3) },
  { name: 'device-gone', scene: 'technician', act: device(4) },
  { name: 'device-virtual', scene: 'technician', act: device(5) },
  { name: 'device-test', scene: 'technician', act: async (page) => { await device(0)(page); await page.keyboard.press('t'); await page.waitForSelector('.testcode'); await page.waitForTimeout(150); } },
  { name: 'device-asks', scene: 'technician-asks', act: (page) => page.waitForSelector('.dialog') },
  { name: 'device-drill', scene: 'technician', act: async (page) => { await device(0)(page); await page.locator('.desk__bar .btn').last().click(); } },
  { name: 'printer', scene: 'technician', act: press('5') },
  { name: 'printer-virtual', scene: 'technician-printer', act: press('5') },
  { name: 'diagnosis', scene: 'technician-printer', act: press('6') },
  { name: 'device-badge', scene: 'technician', act: async (page) => { await device(1)(page); await page.locator('.vbench__row--wide .btn').click(); await page.waitForSelector('.vbench [role=status]'); } },
  { name: 'wedge', scene: 'technician', act: press('7') },
  { name: 'wedge-lesson', scene: 'technician', act: lesson([']C0Tb-Qyzaw/407']) },
  { name: 'wedge-learnt', scene: 'technician', act: async (page) => { await taught(page); await page.waitForSelector('.wedge .btn--primary'); } },
  { name: 'wedge-kept', scene: 'technician', act: async (page) => { await taught(page); await page.locator('.wedge .btn--primary').focus(); await page.keyboard.press('Enter'); await page.waitForTimeout(150); } },
  { name: 'wedge-layout', scene: 'technician', act: async (page) => { await lesson(thrice('Tb/Qzyqw-407'))(page); await page.waitForSelector('.wedge [role=alert]'); } },
  { name: 'wedge-us', scene: 'technician', act: async (page) => { await lesson(thrice('Tb)Aywqz!\'àè'), 'Tb-Qyzaw/407')(page); await page.waitForSelector('.wedge .btn--primary'); } },
  { name: 'wedge-proved', scene: 'technician', act: async (page) => { await press('7', 't')(page); await page.waitForSelector('.dialog .testcode'); await wedge(page, await page.locator('.testcode figcaption').last().innerText()); } },
  { name: 'wallets', scene: 'technician', act: press('8') },
  { name: 'wallets-asked', scene: 'technician', act: async (page) => { await press('8')(page); await page.locator('.setup .btn').nth(4).click(); await page.locator('.setup .service__state').nth(3).waitFor(); } },
  { name: 'wallets-file', scene: 'technician-new', act: press('8') },
  { name: 'wallets-failed', scene: 'technician-failed', act: press('8') },
  { name: 'wallets-dialog', scene: 'technician', act: async (page) => { await press('8')(page); await page.locator('.setup .btn').nth(1).click(); await page.waitForSelector('.setup__form'); } },
  { name: 'wallets-off', scene: 'technician', act: async (page) => { await press('8')(page); await page.locator('.setup .btn').nth(5).click(); await page.locator('.dialog .seg button').last().click(); } },
  { name: 'enrolment', scene: 'technician', act: press('9') },
  { name: 'enrolment-new', scene: 'technician-new', act: press('9') },
  { name: 'enrolment-failed', scene: 'technician-failed', act: press('9') },
  { name: 'technician-failed', scene: 'technician-failed' },
];
