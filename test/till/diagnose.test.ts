/** The diagnostic bundle: useful to a helper, and nothing of a customer, a person or a key in it. */
import { afterEach, describe, expect, test } from 'vitest';
import { openDesk, type Desk } from '../kit/tillOnFile.ts';

let desk: Desk | null = null;
afterEach(() => {
  desk?.close();
  desk = null;
});

const CODE = '134567890123456789';
const CARD = '4111 1111 1111 1111';
const CANARIES = [CODE, CARD, CARD.replaceAll(' ', ''), '13800138000', 'wang.jun@example.com', 'c2VjcmV0LWtleS1vZi10aGUtdGlsbC0wMDE=', '9f2c41d07be35a8816c0f4e2a97d3b5c60e81f7742ad93ce58b1064fd2a7e913', 'CAS2'];

/** As it is, backwards, in hex, base64 and UTF-16. */
const shapes = (text: string) => [text, Array.from(text).toReversed().join(''), Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64'), Buffer.from(text, 'utf16le').toString('latin1')];

describe('the diagnostic bundle', () => {
  test('says what a helper needs, and every secret and person in the log is taken out [DS10]', async () => {
    desk = openDesk();
    const lines = [...CANARIES.map((canary) => `{"msg":"odd","text":"before ${canary} after"}`), '{"msg":"printer","outcome":"unknown","reason":"cut-off"}', `{"path":"${['', 'home', 'mei', 'till'].join('/')}"}`];
    Object.assign(desk.till.ports, { logTail: () => lines });
    await desk.seat('cashier').ask('shift.open', { floatMinor: 50_000 });
    const { name, text } = await desk.seat('technician').ask('technician.bundle', {});
    expect(CANARIES.flatMap((canary) => shapes(canary)).filter((shape) => text.includes(shape))).toEqual([]);
    const parsed = JSON.parse(text) as { program: unknown; channels: unknown; printer: { settings: unknown }; log: string[]; journal: { entries: number } };
    expect(parsed).toMatchObject({ program: { version: 'test' }, shop: { till: 'T1', currency: 'CNY' }, printer: { settings: { kind: 'none' } } });
    expect([parsed.log.length, parsed.log.at(-2), name]).toEqual([lines.length, '{"msg":"printer","outcome":"unknown","reason":"cut-off"}', 'tillbook-diagnosis-20260302-020000.json']);
    expect(parsed.log.at(-1)).not.toContain('mei');
  });

  test('no sale, no name of shop or person and no proof stands in it [DS11]', async () => {
    desk = openDesk({ shop: { name: 'Secret Bakery' } });
    const cashier = desk.seat('cashier');
    await cashier.ask('shift.open', { floatMinor: 50_000 });
    const { products } = await cashier.ask('catalogue.page', { category: null, page: 1, size: 1 });
    const { basket } = await cashier.ask('basket.add', { sku: products[0]?.sku ?? '' });
    await cashier.ask('pay.cash', { amountMinor: basket.dueMinor, givenMinor: basket.cashDueMinor });
    const { text } = await desk.seat('technician').ask('technician.bundle', {});
    for (const hidden of ['Secret Bakery', desk.storage.head().hash, desk.till.ports.crypto.publicKey(), String(products[0]?.name.en), '"cas"', 'CAS']) expect(text).not.toContain(hidden);
  });

  test('it is on record before it is handed out, and only a technician gets it [DS12]', async () => {
    desk = openDesk();
    const { text } = await desk.seat('technician').ask('technician.bundle', {});
    expect(desk.storage.entriesAfter(0, 10).at(-1)).toMatchObject({ kind: 'data.exported', operator: 'tec', payload: { what: 'diagnosis', format: 'json', sha256: desk.till.ports.crypto.sha256(text) } });
    expect([await desk.seat('manager').code('technician.bundle', {}), await desk.seat('cashier').code('technician.bundle', {})]).toEqual(['not-allowed', 'not-allowed']);
  });
});
