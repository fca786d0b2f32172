/** The chain's figures: made with the journal, shown to its own chain alone, made again the same, and found by index. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import { catchUpAll, rebuildChain } from '#cloud/chainRows.ts';
import { chainView, joinChain } from '#cloud/chainView.ts';
import { openDatabase } from '#cloud/db/open.ts';
import type { ShippedEntry } from '#contract/cloud.ts';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { engines } from '../kit/engines.ts';
import { enrolledTill, headSignature, runOf, type TestTill } from '../kit/tillAtBackend.ts';
import { inMemory } from '../kit/freshDatabase.ts';

type Fact = readonly [kind: string, day: string, payload: Record<string, unknown>, operator?: string];
const START = { seq: 0, hash: '0'.repeat(64) };
const cash = (amountMinor: number) => ({ kind: 'cash', amountMinor, givenMinor: amountMinor + 100, changeMinor: 100 });
const wallet = (name: string, amountMinor: number) => ({ kind: 'wallet', wallet: name, amountMinor });
const sale = (day: string, ...tenders: { amountMinor: number }[]): Fact => ['sale.completed', day, { totalMinor: tenders.reduce((sum, one) => sum + one.amountMinor, 0), currency: 'CNY', tenders }];

function journal(till: string, facts: readonly Fact[], after = START): ShippedEntry[] {
  let { seq, hash: prevHash } = after;
  return facts.map(([kind, businessDay, payload, operator = 'mei']) => {
    seq += 1;
    const rest = { seq, id: `01920000-0000-7000-8000-${String(seq).padStart(12, '0')}`, till, at: 1_772_000_000_000 + seq, businessDay, operator, kind, version: 1, payload };
    const hash = createHash('sha256').update(`${prevHash}\n${canonicalJson(rest as Json)}`).digest('hex');
    const entry = { ...rest, prevHash, hash };
    prevHash = hash;
    return entry;
  });
}

const DAY1 = '2026-03-01';
const DAY2 = '2026-03-02';
const FACTS: readonly Fact[] = [
  ['shift.opened', DAY1, { shift: 7, floatMinor: 100, currency: 'CNY' }], sale(DAY1, cash(1_000)), sale(DAY1, wallet('alipay', 300), cash(200)), ['refund.completed', DAY1, { amountMinor: 250, roundingMinor: 0, to: 'cash', currency: 'CNY' }],
  ['shift.closed', DAY1, { shift: 7 }], ['day.closed', DAY1, { z: 4 }, 'wang'],
  ['shift.opened', DAY2, { shift: 8, currency: 'CNY' }], sale(DAY2, wallet('wechatpay', 5_000)), ['recon.run', DAY2, { day: DAY1, wallet: 'alipay', open: 3, openMinor: 900 }, 'system'], ['recon.run', DAY2, { day: DAY1, wallet: 'unionpay', open: 0, openMinor: 0 }, 'system'], ['break.resolved', DAY2, { day: DAY1, wallet: 'alipay', action: 'write-off', amountMinor: -400 }, 'wang'],
  // Of payouts, which no matching run of payments counted.
  ['break.resolved', DAY2, { day: DAY1, wallet: 'alipay', kind: 'payout-differs', action: 'accept', amountMinor: 250 }, 'wang'], ['break.resolved', DAY2, { day: DAY1, wallet: 'alipay', kind: 'payout', action: 'book-payout', amountMinor: 7_000 }, 'system'],
  ['break.resolved', DAY2, { day: DAY1, action: 'assign', amountMinor: 1 }, 'wang'],
];

describe.each(engines())('chain on $name', (engine) => {
  let cloud: Cloud;
  let till: TestTill;
  const ship = (one: TestTill, entries: ShippedEntry[]) => one.ship(runOf(entries), headSignature(one, entries));
  beforeAll(async () => {
    await engine.start();
    cloud = await engine.cloud();
    till = await enrolledTill(cloud, 'north', 'T1');
    const entries = journal('T1', FACTS);
    // In uneven parts, one sent twice: each entry counts once.
    await ship(till, entries.slice(0, 3));
    await ship(till, entries.slice(0, 3));
    await ship(till, entries.slice(2, 8));
    await ship(till, entries);
  });
  afterAll(async () => {
    await cloud?.close();
    await engine.stop();
  });

  test('days, tenders, Z numbers, open breaks and the open shift follow the journal, however it came [O40]', async () => {
    const { stores } = await till.chain(DAY1, DAY2);
    expect(stores).toEqual([{
      store: 'north',
      tills: [expect.objectContaining({ till: 'T1', headAt: 1_772_000_000_014, businessDay: DAY2, shift: 8, operator: 'mei', lastZ: 4, lastZDay: DAY1, openBreaks: 2, openBreaksMinor: 500 })],
      days: [{ day: DAY2, currency: 'CNY', tills: 1, closed: 0, sales: 1, totalMinor: 5_000, refunds: 0, refundMinor: 0 }, { day: DAY1, currency: 'CNY', tills: 1, closed: 1, sales: 2, totalMinor: 1_500, refunds: 1, refundMinor: 250 }],
    }]);
    expect(stores[0]?.tills[0]?.head.seq).toBe(FACTS.length);
    const { days } = await till.chainTill('north', 'T1', DAY1, DAY1);
    expect(days).toEqual([expect.objectContaining({ day: DAY1, z: 4, closedAt: 1_772_000_000_006, lastSeq: 6, openBreaks: 2, tenders: [{ tender: 'cash', count: 2, amountMinor: 1_200, refundMinor: 250 }, { tender: 'alipay', count: 1, amountMinor: 300, refundMinor: 0 }] })]);
  });

  test('a store sees its own chain, and of any other not even that it is there [O41]', async () => {
    const south = await enrolledTill(cloud, 'south', 'T1');
    const stranger = await enrolledTill(cloud, 'elsewhere', 'T1');
    expect((await south.chain(DAY1, DAY2)).stores.map((one) => one.store)).toEqual(['south']);
    await cloud.joinChain('corner', ['north', 'south']);
    expect((await south.chain(DAY1, DAY2)).stores.map((one) => one.store)).toEqual(['north', 'south']);
    expect((await south.chainTill('north', 'T1', DAY1, DAY2)).days).toHaveLength(2);
    expect((await stranger.chain(DAY1, DAY2)).stores.map((one) => one.store)).toEqual(['elsewhere']);
    for (const name of ['T1', 'T9']) await expect(stranger.chainTill('north', name, DAY1, DAY2)).rejects.toMatchObject({ code: 'backend-refused', detail: { code: 'no-such-till' } });
    await expect(south.chain('2020-01-01', DAY2)).rejects.toMatchObject({ detail: { code: 'bad-request' } });
  });

  test('made again from the journals it is the same [O42]', async () => {
    const before = await till.chain(DAY1, DAY2);
    await cloud.rebuildChain('north');
    expect({ ...(await till.chain(DAY1, DAY2)), at: 0 }).toEqual({ ...before, at: 0 });
  });

  test('a batch that is refused counts nothing [O43]', async () => {
    const head = await till.head();
    const fresh = journal('T1', [sale(DAY2, cash(1))], head).map((entry) => ({ ...entry, payload: { ...entry.payload, totalMinor: 9 } }));
    await expect(ship(till, fresh)).rejects.toMatchObject({ detail: { code: 'bad-hash' } });
    expect((await till.chain(DAY2, DAY2)).stores.find((one) => one.store === 'north')?.days[0]).toMatchObject({ sales: 1, totalMinor: 5_000 });
  });
});

describe('chain of an older backend', () => {
  test('journals that were taken in before the figures were kept are counted when they are first looked at [O44]', async () => {
    const database = await openDatabase(await inMemory());
    try {
      const entries = journal('T1', [...FACTS, ...Array.from({ length: 1_200 }, () => sale(DAY2, cash(10)))]);
      for (const entry of entries) {
        const { prevHash: _prev, hash, ...rest } = entry;
        await database.sql`insert into journal_entry (store, till, seq, hash, body) values ('old', 'T1', ${entry.seq}, ${hash}, ${canonicalJson(rest as Json)})`;
      }
      await database.sql`insert into journal_head (store, till, seq, hash) values ('old', 'T1', ${entries.length}, ${entries.at(-1)?.hash ?? ''})`;
      const view = await chainView(database, { store: 'old', till: 'T1' }, DAY1, DAY2, 1);
      expect(view.stores[0]?.days.map((day) => [day.sales, day.totalMinor])).toEqual([[1_201, 17_000], [2, 1_500]]);
      await rebuildChain(database, 'old');
      await catchUpAll(database, ['old']);
      expect(await chainView(database, { store: 'old', till: 'T1' }, DAY1, DAY2, 1)).toEqual(view);
    } finally {
      await database.close();
    }
  });

  test('a store is found among many by its key, never by reading all [O45]', async () => {
    const database = await openDatabase(await inMemory());
    try {
      await joinChain(database.sql, 'c', ['s1', 's2']);
      await database.sql`insert into till_day (store, till, day, currency, last_seq, sales, total_minor, refunds, refund_minor) select 's' || (n % 400), 'T' || (n % 5), to_char(date '2024-01-01' + (n / 600), 'YYYY-MM-DD'), 'CNY', n, 1, 1, 0, 0 from generate_series(0, 19999) as n on conflict do nothing`;
      await database.sql`analyze till_day`;
      const plan = await database.sql<{ 'QUERY PLAN': string }>`explain select day, sum(sales) from till_day where store = 's7' and day >= '2024-01-05' and day <= '2024-01-20' group by day`;
      const text = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toMatch(/till_day_pkey/);
      expect(text).not.toMatch(/Seq Scan/);
    } finally {
      await database.close();
    }
  });
});
