/** Coupons from end to end: a manager keeps one, a cashier types and scans it, the customer sees it, and it outlives a kill. */
import { expect, test } from 'vitest';
import { tillbook } from '../kit/startTill.ts';
import { atTill } from './atTill.ts';
import { customerCode } from './codes.ts';
import { dialog, gone, openShift, payExactly, press, sentence, shows, signIn, tile, total, typeSlowly, wedge } from './screen.ts';

atTill('coupons', {}, (at) => {
  const rows = () => at.page.locator('.basket .returns__row');
  async function typeCoupon(code: string): Promise<void> {
    await at.page.getByRole('button', { name: 'More for this basket' }).click();
    await at.page.getByRole('menuitem', { name: 'Coupon' }).click();
    await dialog(at.page).waitFor();
    await typeSlowly(at.page, code);
    await press(at.page, 'Enter');
  }

  test('a manager adds coupons on the page Goods, mends one and withdraws one [X365]', async () => {
    await signIn(at.page, 'Wang Jun', '3333');
    await at.page.locator('.rail').waitFor();
    await press(at.page, '0');
    await at.page.getByRole('button', { name: 'Coupons' }).click();
    await shows(dialog(at.page), /No coupons yet/);
    const add = async (code: string, name: string, percent: string) => {
      await dialog(at.page).getByRole('button', { name: 'Add coupon' }).click();
      await dialog(at.page).getByLabel('Name (English or only name)').fill(name);
      await dialog(at.page).getByLabel('Code').fill(code);
      await dialog(at.page).getByLabel('Percent of the goods').fill(percent);
      await dialog(at.page).getByRole('button', { name: 'Save' }).click();
      await shows(dialog(at.page), new RegExp(`${name} ${code.toUpperCase()} ${percent}%`));
    };
    await add('save-10', 'Ten off', '10');
    await add('GONE-5', 'Gone', '5');
    await dialog(at.page).getByRole('button', { name: /Ten off/ }).click();
    await dialog(at.page).getByLabel('Least spend, CNY').fill('30');
    await dialog(at.page).getByRole('button', { name: 'Save' }).click();
    await shows(dialog(at.page), /SAVE-10 10% From ¥30\.00 Always Never/);
    await dialog(at.page).getByRole('button', { name: /^Gone/ }).click();
    await dialog(at.page).getByRole('button', { name: 'Withdraw it' }).click();
    await shows(dialog(at.page), /^(?!.*GONE-5).*SAVE-10/);
    await press(at.page, 'Escape');
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Sign out' }).click();
  });

  test('a cashier types or scans it, is told what is missing, and takes it out again; a payment code is never one; the customer sees it [X366]', async () => {
    await signIn(at.page, 'Mei Lin', '1111');
    await openShift(at.page, 20_000);
    await tile(at.page, 'Oat latte').click();
    await shows(total(at.page), /^¥24\.00$/);
    await wedge(at.page, 'GONE-5');
    await shows(sentence(at.page), /Nothing was added/);
    await typeCoupon('save-10');
    await shows(dialog(at.page), /The coupon SAVE-10 holds from ¥30\.00 on: goods for ¥6\.00 more are needed\. Nothing was taken off/);
    await dialog(at.page).getByLabel('Code').fill(customerCode('alipay', 'pays'));
    await shows(dialog(at.page), /A payment code is scanned, never typed here/);
    expect(await dialog(at.page).getByLabel('Code').inputValue()).toBe('');
    await press(at.page, 'Escape');
    await tile(at.page, 'Oat latte').click();
    await wedge(at.page, 'SAVE-10');
    await shows(rows(), /^Ten off SAVE-10 −4\.80$/);
    await shows(total(at.page), /^¥43\.20$/);
    await wedge(at.page, 'SAVE-10');
    await shows(sentence(at.page), /in the basket already.*it counts once/);
    await at.page.getByRole('button', { name: 'Take the coupon Ten off out' }).click();
    await gone(rows());
    await shows(total(at.page), /^¥48\.00$/);
    await typeCoupon('SAVE-10');
    await gone(dialog(at.page));
    await shows(rows(), /Ten off/);
    const shown = await at.page.context().newPage();
    await shown.goto(`${new URL(at.till.address).origin}/?view=display`);
    await shows(shown.locator('.display__lines'), /Oat latte.*48\.00.*Ten off.*−4\.80/);
    await shown.close();
  });

  test('killed and started again it is where it was; it says what is missing when goods go, and stands on the receipt and in the ledger [X367]', async () => {
    await at.till.kill();
    await at.page.context().close();
    await at.startAgain();
    await signIn(at.page, 'Mei Lin', '1111');
    await shows(rows(), /^Ten off SAVE-10 −4\.80$/);
    await shows(total(at.page), /^¥43\.20$/);
    await press(at.page, 'q');
    await typeSlowly(at.page, '1');
    await press(at.page, 'Enter');
    await shows(rows(), /Nothing yet: ¥6\.00 more to spend/);
    await shows(total(at.page), /^¥24\.00$/);
    await tile(at.page, 'Oat latte').click();
    await shows(total(at.page), /^¥43\.20$/);
    await payExactly(at.page);
    await press(at.page, 'r');
    await shows(at.page.locator('.paper'), /Oat latte.*48\.00.*Ten off Coupon SAVE-10.*−4\.80.*Total.*43\.20/);
    await press(at.page, 'Escape', 'F9');
    expect(await at.till.stop()).toBe(0);
    expect((await tillbook(['verify', at.dataDir])).stdout).toMatch(/"ok":true/);
    const journal = await tillbook(['journal', '--data', at.dataDir]);
    expect(journal.stdout).toMatch(/"coupons":\[\{"amountMinor":480,"code":"SAVE-10"/);
    expect((await tillbook(['rebuild', '--data', at.dataDir])).stdout).toMatch(/"same":true/);
  });
});
