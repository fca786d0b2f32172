/** A manager keeps goods and people: what is sold from now on, who may sign in, and what the journal says of it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Product } from '#core/catalogue.ts';
import { initialsOf } from '#till/keepStaff.ts';
import { openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';
import { PRODUCTS } from '#test/kit/goods.ts';

let desk: Desk;
let cashier: DeskSeat;
let boss: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  cashier = desk.seat('cashier');
  boss = desk.seat('manager');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});
const TEA = PRODUCTS[0]!;
const HONEY: Product = { sku: 'HONEY', gtin: '06901001000744', name: { en: 'Honey', zh: '蜂蜜' }, unit: 'piece', priceMinor: 3_900, taxRateBp: 1_300, category: 'all', favourite: false, hue: 40, glyph: 'bottle' };
const HEAD = 'sku,barcode,name_en,unit,price,tax_percent,category,favourite';
const scan = async (text: string) => (await cashier.ask('scan', { text, symbology: ']E0', source: 'virtual' })).state.basket.lines.at(-1);
const changes = () => desk.storage.entriesAfter(0, 10_000).flatMap((entry) => (entry.kind === 'catalogue.changed' ? [entry.payload] : []));
const bring = (text: string, keep = true) => boss.ask('goods.bring', { name: 'goods.csv', text, keep });

describe('goods', () => {
  test('a new product is found by its code and its names at once; a new price holds for the next line, not for the one on the counter [G10]', async () => {
    await boss.ask('goods.save', { product: HONEY, isNew: true });
    expect(await scan('6901001000744')).toMatchObject({ sku: 'HONEY', unitMinor: 3_900 });
    expect((await cashier.ask('catalogue.search', { query: '蜂', page: 1, size: 10 })).products.map(({ sku }) => sku)).toEqual(['HONEY']);
    await boss.ask('goods.save', { product: { ...HONEY, name: { en: 'Wild honey' }, priceMinor: 4_200 }, isNew: false });
    expect((await cashier.ask('till.state', {})).basket.lines[0]).toMatchObject({ unitMinor: 3_900 });
    await cashier.ask('basket.void', { reason: 'test' });
    expect(await scan('6901001000744')).toMatchObject({ unitMinor: 4_200, name: { en: 'Wild honey' } });
    expect((await cashier.ask('catalogue.search', { query: '蜂', page: 1, size: 10 })).products).toEqual([]);
    expect(await boss.ask('goods.history', { sku: 'HONEY' })).toMatchObject([{ by: 'MAN', from: null, to: { priceMinor: 4_200 } }, { to: { priceMinor: 3_900 } }]);
  });

  test('retired goods are sold no more, their receipts stay, and they can come again [G11]', async () => {
    await scan('6901234567892');
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
    await boss.ask('goods.retire', { sku: 'TEA' });
    expect((await cashier.raw('scan', { text: '6901234567892', symbology: ']E0', source: 'virtual' }))).toMatchObject({ ok: true, value: { result: { outcome: 'unknown-code' } } });
    expect((await boss.ask('receipt.read', { receipt: 1 })).lines[0]).toMatchObject({ totalMinor: 1_250 });
    expect(await boss.code('goods.retire', { sku: 'TEA' })).toBe('goods-gone');
    await boss.ask('goods.save', { product: TEA, isNew: true });
    expect(await scan('6901234567892')).toMatchObject({ sku: 'TEA' });
  });

  test('a number, a bar code or a category that cannot be is refused, and nothing changes [G12]', async () => {
    const before = desk.storage.head().seq;
    expect(await boss.code('goods.save', { product: { ...HONEY, sku: 'TEA' }, isNew: true })).toBe('goods-sku-taken');
    expect(await boss.code('goods.save', { product: HONEY, isNew: false })).toBe('goods-gone');
    expect(await boss.code('goods.save', { product: { ...HONEY, gtin: TEA.gtin }, isNew: true })).toBe('goods-barcode-taken');
    expect(await boss.code('goods.save', { product: { ...HONEY, category: 'none' }, isNew: true })).toBe('goods-category-unknown');
    expect(await boss.code('goods.categories', { categories: [] })).toBe('goods-category-in-use');
    expect(await cashier.code('goods.save', { product: HONEY, isNew: true })).toBe('not-allowed');
    await boss.ask('goods.save', { product: TEA, isNew: false });
    expect(desk.storage.head().seq).toBe(before);
  });

  test('a file is shown before it is kept, changes what differs, adds what is new and leaves the rest [G13]', async () => {
    const text = `${HEAD}\r\nTEA,6901234567892,Goods TEA,piece,13.00,13,All,yes\r\nHONEY,6901001000744,Honey,piece,39.00,13,Jars,no\r\n`;
    const head = desk.storage.head().seq;
    expect(await bring(text, false)).toEqual({ rows: 2, added: 1, changed: 1, same: 0, categoriesAdded: 1, problems: [], kept: false });
    expect(desk.storage.head().seq).toBe(head);
    expect(await bring(text)).toMatchObject({ added: 1, changed: 1, kept: true });
    expect(desk.storage.product('HONEY')).toMatchObject({ priceMinor: 3_900, category: 'jars' });
    expect(desk.storage.product('TEA')).toMatchObject({ priceMinor: 1_300, hue: 10, glyph: 'box' });
    expect(changes()).toMatchObject([{ from: 'goods.csv', changes: [{ sku: 'TEA' }, { sku: 'HONEY' }] }]);
    expect(await bring(text)).toMatchObject({ added: 0, changed: 0, same: 2, kept: true });
    const file = await boss.ask('goods.file', {});
    expect(await bring(file.text)).toMatchObject({ rows: PRODUCTS.length + 1, added: 0, changed: 0 });
  });

  test('a file with one bad row changes nothing; so does a code that belongs to goods it leaves alone [G14]', async () => {
    expect(await bring(`${HEAD}\nHONEY,,Honey,piece,39.00,13,All,no\nX,,,piece,1,0,All,no\n`)).toMatchObject({ kept: false, problems: [{ line: 3, column: 'name_en', problem: 'missing' }] });
    expect(await bring(`${HEAD}\nHONEY,6901234567892,Honey,piece,39.00,13,All,no\n`)).toMatchObject({ kept: false, problems: [{ line: 2, column: 'barcode', problem: 'twice' }] });
    expect(await boss.code('goods.bring', { name: 'x', text: `${HEAD}\n\uFFFD`, keep: true })).toBe('goods-encoding');
    expect(changes()).toEqual([]);
  });

  test('a thousand rows are a hundred and twenty-five entries, found at once and after a restart [G15]', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => `N${n},,Goods ${n},piece,${n}.50,13,All,no`);
    expect(await bring([HEAD, ...rows].join('\n'))).toMatchObject({ added: 1_000, kept: true });
    expect(changes().length).toBe(125);
    expect((await boss.ask('goods.list', { query: 'goods 77', page: 1, size: 60 })).products.map(({ sku }) => sku)).toContain('N777');
    expect(await boss.ask('goods.list', { query: '', page: 17, size: 60 })).toMatchObject({ pages: 17, count: PRODUCTS.length + 1_000 });
    desk = desk.restart();
    expect(desk.storage.productChanges('N999', 5)).toHaveLength(1);
  });
});

describe('people', () => {
  const add = (name: string, role: 'cashier' | 'manager', pin: string) => boss.ask('staff.add', { name, role, pin });
  const signIn = async (id: string, pin: string) => desk.seat(null).code('session.signIn', { operatorId: id, pin });

  test('somebody new signs in with their PIN; the journal knows them by their id alone [G20]', async () => {
    const id = (await add('Zoë Quine', 'cashier', '4826')).find(({ name }) => name === 'Zoë Quine')!.id;
    expect(await signIn(id, '4826')).toBe('ok');
    const text = JSON.stringify(desk.storage.entriesAfter(0, 1_000));
    expect(text).toContain(`"person":"${id}","role":"cashier","what":"joined"`);
    expect(text).not.toContain('Quine');
    expect(text).not.toContain('4826');
  });

  test('a PIN is long enough for its role and not the first that anybody tries [G21]', async () => {
    expect(await boss.code('staff.add', { name: 'A', role: 'manager', pin: '4826' })).toBe('pin-too-short');
    for (const pin of ['1111', '1234', '9876', '7890']) expect(await boss.code('staff.add', { name: 'A', role: 'cashier', pin })).toBe('pin-too-easy');
    expect(await boss.code('staff.add', { name: 'A', role: 'cashier', pin: 'abcd' })).toBe('bad-request');
  });

  test('who left cannot sign in, is signed out where they stand, and their name is gone; what they did stays [G22]', async () => {
    const other = desk.seat('cashier', 'cas2');
    desk.till.memory.screens.add({ seat: other.seat, tell: () => undefined, lastActAt: 0 });
    await other.ask('till.state', {});
    expect((await boss.ask('staff.leave', { operatorId: 'cas2' })).some(({ id }) => id === 'cas2')).toBe(false);
    expect(other.seat.operator).toBeNull();
    expect(await signIn('cas2', '1112')).toBe('wrong-pin');
  });

  test('a role changes at once on every screen; nobody changes their own, and the last manager stays one [G23]', async () => {
    const seat = desk.seat('manager', 'man2');
    desk.till.memory.screens.add({ seat: seat.seat, tell: () => undefined, lastActAt: 0 });
    expect(await boss.code('staff.change', { operatorId: 'man', name: 'MAN', role: 'cashier' })).toBe('staff-yourself');
    expect(await boss.code('staff.leave', { operatorId: 'man' })).toBe('staff-yourself');
    await boss.ask('staff.change', { operatorId: 'man2', name: 'MAN2', role: 'cashier' });
    expect(await seat.code('goods.retire', { sku: 'TEA' })).toBe('not-allowed');
    expect(await boss.code('staff.change', { operatorId: 'cas', name: 'man2', role: 'cashier' })).toBe('staff-name-taken');
  });

  test('a manager gives a new PIN and the old one ends; one’s own changes by who knows it [G24]', async () => {
    await boss.ask('staff.pin', { operatorId: 'cas2', pin: '4826' });
    expect(await signIn('cas2', '1112')).toBe('wrong-pin');
    expect(await signIn('cas2', '4826')).toBe('ok');
    expect(await cashier.code('staff.ownPin', { pin: '9999', next: '5937' })).toBe('wrong-pin');
    await cashier.ask('staff.ownPin', { pin: '1111', next: '5937' });
    expect(await signIn('cas', '5937')).toBe('ok');
  });

  test('a new shop begins with its first manager, once [G25]', async () => {
    for (const { id } of desk.storage.people()) desk.storage.commit({ at: desk.clock.now(), businessDay: '2026-03-02', operator: 'system', drafts: [{ kind: 'person.changed', payload: { person: id, what: 'left', role: 'cashier' } }], people: [{ drop: id }] });
    const screen = desk.seat(null);
    expect(await screen.code('staff.first', { name: 'Kim Ha-eun', pin: '4826' })).toBe('pin-too-short');
    const [first] = await screen.ask('staff.first', { name: 'Kim Ha-eun', pin: '482613' });
    expect(first).toMatchObject({ role: 'manager', initials: 'KH' });
    expect(await screen.code('staff.first', { name: 'Somebody', pin: '482613' })).toBe('already-set-up');
    expect(await screen.code('session.signIn', { operatorId: first!.id, pin: '482613' })).toBe('ok');
  });

  test('the letters of a face come from first and last word, or from a name in characters [G26]', () => {
    expect(['Mei Lin', 'Zoë de Vries', 'Cher', '王建国', '김하은', '👩 X'].map(initialsOf)).toEqual(['ML', 'ZV', 'CH', '建国', '하은', '👩X']);
  });
});
