/** UnionPay's voids outlive the backend: a restart between a void and its answer neither loses it nor sends the money back twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unionpayConnector } from '#cloud/connectors/unionpay/connector.ts';
import { openDatabase } from '#cloud/db/open.ts';
import type { DatabasePlace } from '#cloud/db/open.ts';
import { orderNotes } from '#cloud/orderNotes.ts';
import { WireFault, type Database, type Wire } from '#cloud/ports.ts';
import { wire } from '#cloud/wire.ts';
import { postgresInstalled, startPostgres, type TestPostgres } from '../kit/postgres.ts';
import { inflate, KINDS, NOON, orderFor } from '../kit/wallets/kinds.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { unionpayDouble } from '../kit/wallets/unionpay.ts';

const KIND = KINDS.find((kind) => kind.name === 'unionpay')!;
const DAY_MS = 86_400_000;

describe.each(postgresInstalled() ? ['pglite', 'postgresql'] : ['pglite'])('a void on %s', (engine) => {
  let server: TestPostgres | null = null;
  let folder: string | null = null;
  let place: DatabasePlace;
  beforeAll(async () => {
    if (engine === 'postgresql') {
      server = await startPostgres();
      place = { url: await server.database() };
    } else {
      folder = mkdtempSync(join(tmpdir(), 'tillbook-void-'));
      place = { folder };
    }
  });
  afterAll(async () => {
    await server?.stop();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  });

  test('whose answer was lost is asked for by the next process, also on the next day, and is not sent again [C235]', async () => {
    const model = new WalletModel(NOON);
    const gateway = await unionpayDouble(model);
    let voidsSent = 0;
    const cutting: Wire = async (request) => {
      const reply = await wire(request);
      if (request.body?.includes('txnType=31') !== true) return reply;
      voidsSent += 1;
      throw new WireFault('CUT');
    };
    const opened = async (): Promise<{ database: Database; connector: ReturnType<typeof unionpayConnector> }> => {
      const database = await openDatabase(place);
      return { database, connector: unionpayConnector(gateway.settings, cutting, () => model.now, inflate, orderNotes(database, 'unionpay', () => model.now)) };
    };
    const order = orderFor(KIND, model);
    const first = await opened();
    expect((await first.connector.pay(order)).state).toBe('paid');
    expect(await first.connector.reverse(order)).toMatchObject({ state: 'unknown', retryReverse: true, silent: true });
    await first.database.close();

    model.now += DAY_MS;
    const second = await opened();
    expect(await second.connector.reverse(order)).toMatchObject({ state: 'reversed' });
    expect(voidsSent).toBe(1);
    expect(model.netMinor()).toBe(0);
    // Of another store, or another order, there is no note.
    expect(await orderNotes(second.database, 'unionpay', () => model.now).read('other', order.orderId)).toBeNull();
    await second.database.close();
    await gateway.stop();
    expect(gateway.complaints).toEqual([]);
  });

  test('notes older than any wallet reverses go as new ones come [C236]', async () => {
    const database = await openDatabase(place);
    await orderNotes(database, 'unionpay', () => NOON).write('old', 'ORDER00001', '1');
    const later = orderNotes(database, 'unionpay', () => NOON + 9 * DAY_MS);
    await later.write('old', 'ORDER00002', '2');
    expect(await later.read('old', 'ORDER00001')).toBeNull();
    await later.write('old', 'ORDER00002', '3');
    expect(await later.read('old', 'ORDER00002')).toBe('3');
    await database.close();
  });
});
