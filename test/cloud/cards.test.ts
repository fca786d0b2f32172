/** Cards at the backend: the sandbox's acquirer by its own book, one charge an order, and nothing of a card kept or logged. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabasePlace } from '#cloud/db/open.ts';
import { startCloud, type Cloud } from '#cloud/index.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import { enrolledTill, newOrderId, type TestTill } from '../kit/tillAtBackend.ts';

const KSN = 'ffff9876543210e0c3d4';
const CIPHERTEXT = '77aa51d07be2468aac13579bdf02468a';
const lines: string[] = [];
let cloud: Cloud;
let till: TestTill;
let stores = 0;

type Place = { readonly name: string; open(): Promise<{ readonly place: DatabasePlace; /** Where its files lie. */ readonly files: string; stop(): Promise<void> }> };
const places: Place[] = [{
  name: 'pglite',
  open: () => {
    const folder = mkdtempSync(join(tmpdir(), 'tillbook-cards-'));
    return Promise.resolve({ place: { folder }, files: folder, stop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })) });
  },
}];
if (postgresInstalled()) {
  places.push({
    name: 'postgresql',
    async open() {
      const server = await startPostgres();
      return { place: { url: await server.database() }, files: server.data, stop: () => server.stop() };
    },
  });
}

describe.each(places)('cards on $name', ({ open }) => {
  let at: Awaited<ReturnType<Place['open']>>;
  beforeAll(async () => {
    at = await open();
    const log = new Writable({ write(chunk: Buffer, _encoding, done) { lines.push(chunk.toString()); done(); } });
    cloud = await startCloud({ database: at.place, log });
  });
  afterAll(async () => {
    await cloud?.close();
    await at?.stop();
  });

  const fresh = async () => {
    stores += 1;
    till = await enrolledTill(cloud, `cards${stores}`);
  };
  const request = (lastFour: string, over = {}) => ({ orderId: newOrderId(), amountMinor: 1_250, currency: 'CNY', subject: 'Corner shop', card: { brand: 'visa', lastFour, ksn: KSN, ciphertext: `2:${CIPHERTEXT}` }, ...over });
  const book = async () => (await till.sandbox.book()).wallets.find((line) => line.wallet === 'card');

  test.each([
    // last four digits; the first answer; what an ask says then; what a reverse makes of it; what the acquirer has in the end
    ['1111', 'paid 00', 'paid', 'reversed', 0], ['0002', 'declined 51', 'declined', 'reversed', 0], ['0003', 'unknown TIMEOUT', 'not-found', 'reversed', 0],
    ['0004', 'unknown TIMEOUT', 'paid', 'reversed', 0], ['0005', 'unknown TIMEOUT', 'not-found', 'reversed', 0], ['0006', 'unknown 96', 'paid', 'reversed', 0],
  ] as const)('a card ending %s is answered %s, then %s, and %s by a reverse [K214]', async (ending, first, asked, reversed, net) => {
    await fresh();
    const order = request(ending);
    const answer = await till.chargeCard(order);
    expect(`${answer.state} ${answer.code}`).toBe(first);
    expect(answer.wallet).toBe('card');
    expect((await till.ask(order.orderId)).state).toBe(asked);
    expect((await till.reverse(order.orderId)).state).toBe(reversed);
    expect((await book())?.netMinor).toBe(net);
  });

  test('the same order again takes the money once, two swipes of one card are two charges, and a reversed order takes none [K215]', async () => {
    await fresh();
    const order = request('1111');
    const answers = await Promise.all(Array.from({ length: 8 }, () => till.chargeCard(order)));
    expect(new Set(answers.map((answer) => answer.state))).toEqual(new Set(['paid']));
    expect((await till.chargeCard(request('1111'))).state).toBe('paid');
    await expect(till.chargeCard({ ...order, amountMinor: 1 })).rejects.toMatchObject({ detail: { code: 'order-mismatch' } });
    const late = request('1111');
    expect((await till.reverse(late.orderId)).state).toBe('reversed');
    expect((await till.chargeCard(late)).state).toBe('reversed');
    expect(await book()).toMatchObject({ charges: 2, netMinor: 2_500 });
    expect((await till.sandbox.book()).doubleCharged).toEqual([]);
    const { state } = await till.refund({ refundId: newOrderId(), orderId: order.orderId, wallet: 'card', amountMinor: 500, currency: 'CNY', reason: 'returned' });
    expect(state).toBe('accepted');
  });

  test('a card that is not whole, or not encrypted, is refused by its form, and no value of it is quoted [K216]', async () => {
    await fresh();
    for (const card of [{ brand: 'visa', lastFour: '1111', ksn: '4111111111111111x', ciphertext: '2:00ff' }, { brand: 'visa', lastFour: '41111', ksn: KSN, ciphertext: '2:00ff' }, { brand: 'visa', lastFour: '1111', ksn: KSN, ciphertext: ';4111111111111111=3012?' }]) {
      const refused = await till.chargeCard(request('1111', { card })).catch((error: unknown) => error as { code: string; message: string });
      expect(refused).toMatchObject({ code: 'backend-refused', detail: { status: 400 } });
      expect(JSON.stringify(refused)).not.toMatch(/4111|ffff98/);
    }
    expect(await book()).toMatchObject({ charges: 0 });
  });

  test('ciphertext and key serial number are in no file of the backend\'s database and in no line of its log [K217]', async () => {
    await cloud.close();
    const files = readdirSync(at.files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    const forms = [KSN, CIPHERTEXT].flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, 'hex'), Buffer.from(Buffer.from(secret, 'hex').toString('base64').slice(0, -3))]);
    expect(files.filter((file) => forms.some((form) => file.includes(form)))).toEqual([]);
    expect(lines.filter((line) => line.includes(KSN) || line.includes(CIPHERTEXT))).toEqual([]);
    // The search is a good one only if it finds what is there.
    expect(files.some((file) => file.includes(Buffer.from('cards1')))).toBe(true);
    cloud = await startCloud({ database: at.place });
  });
});
