/** A payment code or a card number leaves no trace: canaries through every door, then every file searched in every form. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '#main/adapters/log/openLog.ts';
import { formsOf, traces } from '#test/kit/secretForms.ts';
import { openDesk, PLACE } from '#test/kit/tillOnFile.ts';

/** Codes of every length that wallets use, and a card; told apart by their digits. */
const CODES = ['130123456789012345', '283456789012345678', '6223456789012345678', '281357924680135792468024', '134679258013467925', '6212345678901234567'];
const CARD = '4539578763621486';

test('no payment code and no card number is in any file of the data folder, in any form, whatever door it came through [S7]', async () => {
  const folder = mkdtempSync(join(PLACE, 'tillbook-canary-'));
  const log = openLog(join(folder, 'log'));
  let desk = openDesk({ folder, enrolled: true, log });
  let cashier = desk.seat('cashier');
  const scan = (text: string, symbology: string | null = null) => cashier.raw('scan', { text, symbology, source: 'wedge' });
  const turn = () => new Promise((done) => setImmediate(done));
  const doors = async (secret: string) => {
    await scan(secret);
    await scan(` ${secret}\r\n`, ']Q3');
    await scan(secret.slice(1));
    await scan(`${secret}9`);
    await scan(`]C1${secret}`);
    await scan([...secret].join(' '));
    for (const [name, input] of [
      ['cash.move', { direction: 'in', amountMinor: 1, reason: secret }], ['drawer.open', { reason: `code ${secret}`, approval: { operatorId: 'man', pin: '2222' } }], ['basket.void', { reason: secret }],
      ['refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: secret, approval: { operatorId: 'man', pin: '2222' } }],
      ['basket.add', { sku: secret }], ['catalogue.search', { query: secret, page: 1, size: 9 }], ['basket.recall', { id: secret }], ['pay.ask', { orderId: secret }], ['pay.cancel', { orderId: secret }],
      ['session.signIn', { operatorId: secret, pin: secret }], ['session.signIn', { operatorId: 'cas2', pin: secret }], ['catalogue.page', { category: secret, page: 1, size: 9 }],
      ['scan', { text: secret, symbology: secret, source: secret }], [secret, { [secret]: secret }], ['basket.add', { [secret]: 1 }],
    ] as const) await cashier.raw(name, input);
  };
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await cashier.ask('basket.add', { sku: 'TEA' });
  await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
  for (const [n, secret] of [...CODES, CARD].entries()) {
    await cashier.ask('basket.add', { sku: 'TEA' });
    desk.double.payer = () => (n % 3 === 0 ? 'decline' : n % 3 === 1 ? 'never' : 'pay');
    desk.double.trouble = (verb) => (verb === 'charge' && n % 2 === 1 ? 'cut' : 'none');
    await doors(secret);
    await turn();
    expect(traces(folder, [secret])).toEqual([]);
    await desk.drain();
    if (n === 3) {
      desk = desk.restart({ cut: true });
      cashier = desk.seat('cashier');
    }
    await cashier.raw('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
  }
  expect(desk.double.codes.length).toBeGreaterThanOrEqual(CODES.length);
  expect(traces(folder, [...CODES, CARD])).toEqual([]);
  desk.storage.close();
  expect(traces(folder, [...CODES, CARD])).toEqual([]);
  // The search is a good one only if it finds what is there: the last four characters are kept on purpose.
  expect(readFileSync(join(folder, 'ledger.db')).includes(`"lastFour":"${CODES[0]!.slice(-4)}"`)).toBe(true);
  log('info', 'canary', { text: `code ${CODES[0]} here` });
  expect(traces(folder, CODES)).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

test('the search for canaries finds them in each form [S7b]', () => {
  for (const [form, bytes] of formsOf(CODES[0]!)) expect(bytes.length, form).toBeGreaterThan(14);
  const framed = Buffer.from(`x${CODES[0]}y`).toString('base64');
  expect([...formsOf(CODES[0]!).values()].some((form) => Buffer.from(framed).includes(form))).toBe(true);
});
