/** `tillbook update-check`: what an installer asks before it changes a till's program; the till may run meanwhile. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tick } from '#till/resolve.ts';
import { openDesk } from '#test/kit/tillOnFile.ts';
import { tillbook } from '../kit/startTill.ts';

test('it ends with 3 and names what waits while something does, with 0 when nothing does, and with a failure where there is no till; it changes nothing [T262]', async () => {
  const desk = openDesk({ enrolled: true, shop: { cards: 'store-and-forward' } });
  writeFileSync(join(desk.folder, 'shop.json'), JSON.stringify(desk.till.shop));
  const cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 1_000 });
  tick(desk.till);
  await desk.till.memory.shipping;
  const check = () => tillbook(['update-check', '--data', desk.folder]);
  const { seq } = desk.storage.head();
  expect(await check()).toMatchObject({ code: 0, stdout: '{"may":true,"waits":[]}\n', stderr: '' });
  await cashier.ask('basket.add', { sku: 'TEA' });
  desk.till.ports.cards?.keep({ orderId: 'ORDER123', at: desk.clock.now(), card: { brand: null, lastFour: null, ksn: '0'.repeat(20), ciphertext: '1:00' } });
  const waits = await check();
  expect(waits.code).toBe(3);
  expect(JSON.parse(waits.stdout)).toEqual({ may: false, waits: [{ what: 'sale', count: 1 }, { what: 'cards', count: 1 }] });
  expect(waits.stderr).toContain('Nothing was changed');
  expect(desk.storage.head().seq).toBe(seq);
  expect(desk.till.ports.cards?.list()).toHaveLength(1);
  desk.close();
  rmSync(desk.folder, { recursive: true, force: true });
  expect((await check()).code).toBe(1);
});
