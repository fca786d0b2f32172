/** A shop of one's own from its first start: the first manager, goods from a file, a cashier, and the first sale. */
import { expect, test } from 'vitest';
import { tillbook } from '../kit/startTill.ts';
import { atTill } from './atTill.ts';
import { dialog, gone, line, openShift, press, shows, signIn, total, typeSlowly, wedge } from './screen.ts';

const GOODS = '\uFEFFsku,barcode,name_en,name_ko,unit,price,tax_percent,category,favourite\r\nB-1,8801234567893,"Barley tea, 1 l",보리차 1L,piece,2500,10,Drinks,yes\r\nB-2,,Rice cake,떡,piece,4000,0,Bakery,yes\r\n';
const BOSS = '482613';

atTill('a new shop', { firstStart: true, shop: () => ({ name: 'Hanok Market', store: 'hanok', till: 'H1', currency: 'KRW', timeZone: 'Asia/Seoul', taxMode: 'inclusive', wallets: ['alipay'] }) }, (at) => {
  test('nobody is there and no PIN is on show: the first person is a manager with a PIN of their own [X350]', async () => {
    await at.page.getByRole('heading', { name: 'A new shop' }).waitFor();
    expect(await at.page.getByText(/demo/i).count()).toBe(0);
    await at.page.getByLabel('Your name').click();
    await typeSlowly(at.page, 'Kim Ha-eun');
    await at.page.locator('.pinpanel h1').click();
    await typeSlowly(at.page, BOSS);
    await press(at.page, 'Enter');
    await shows(at.page.locator('.pinsteps__ask'), /once more/);
    await typeSlowly(at.page, BOSS);
    await press(at.page, 'Enter');
    await shows(at.page.locator('.person'), /Kim Ha-eun/);
    await signIn(at.page, 'Kim Ha-eun', BOSS);
    await press(at.page, 'Enter');
    await at.page.locator('.rail').waitFor();
  });

  test('goods come from a file, shown before they are kept; one more is added by hand [X351]', async () => {
    await press(at.page, '0');
    await shows(at.page.locator('.goodslist'), /Nothing to sell yet/);
    await at.page.getByRole('button', { name: 'Import' }).click();
    await dialog(at.page).locator('input[type=file]').setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer: Buffer.from(GOODS.replace('2500', '25.50')) });
    await shows(dialog(at.page), /Line 2: price is no price/);
    await dialog(at.page).locator('input[type=file]').setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer: Buffer.from(GOODS) });
    await shows(dialog(at.page), /2 new.*2 new categories.*Nothing is changed yet/);
    await dialog(at.page).getByRole('button', { name: 'Change the goods' }).click();
    await shows(dialog(at.page), /The goods are changed/);
    await dialog(at.page).getByRole('button', { name: 'Close' }).last().click();
    await shows(at.page.locator('.goodslist'), /2 products.*Barley tea, 1 l.*2,500.*10%/);
    await press(at.page, 'n');
    await dialog(at.page).getByLabel('Name (English or only name)').fill('Honey');
    await dialog(at.page).getByLabel('Number').fill('B-3');
    await dialog(at.page).getByLabel('Price, KRW').fill('12000');
    await dialog(at.page).getByRole('button', { name: 'Save' }).click();
    await shows(at.page.locator('.goodslist'), /3 products/);
  });

  test('a cashier is added, signs in and sells what was just entered; the ledger of it all verifies [X352]', async () => {
    await press(at.page, '-', 'n');
    await dialog(at.page).getByLabel('Name').fill('Zoë Quine');
    await dialog(at.page).getByRole('button', { name: 'Next' }).click();
    await typeSlowly(at.page, '4826');
    await press(at.page, 'Enter');
    await typeSlowly(at.page, '4826');
    await press(at.page, 'Enter');
    await shows(at.page.locator('.peoplelist'), /Zoë Quine/);
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(at.page, 'Zoë Quine', '4826');
    await press(at.page, 'Enter');
    await openShift(at.page, 100_000);
    await wedge(at.page, '8801234567893');
    await shows(line(at.page, 'Barley tea'), /2,500/);
    await shows(total(at.page), /2,500/);
    await press(at.page, 'F9', '1');
    await typeSlowly(at.page, '3000');
    await press(at.page, 'F9');
    await shows(at.page.locator('.light__word'), /HAND OVER/);
    await press(at.page, 'F9');
    await gone(at.page.locator('.light'));
    expect(at.screen.problems).toEqual([]);
    expect(await at.till.stop()).toBe(0);
    const verified = await tillbook(['verify', at.dataDir]);
    expect(verified.stdout).toMatch(/"ok":true/);
    const journal = await tillbook(['journal', '--data', at.dataDir]);
    expect(journal.stdout).not.toMatch(/Quine|4826|482613/);
    expect((await tillbook(['rebuild', '--data', at.dataDir])).code).toBe(0);
  });
});
