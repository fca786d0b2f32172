/** A sale's calls through the loopback shell: with a long ledger behind it against an empty one, in one run, turn by turn. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TillState } from '#contract/views.ts';
import { figure, inScratch, now, option, percentile, processorMs } from './lib.ts';
import { openScreen, type Screen } from './libScreen.ts';
import { shopFolder } from './libShop.ts';
import { demoCatalogue } from './libTill.ts';

const BLOCK = 20;
const WARM = 60;

type Served = { readonly child: ChildProcess; readonly screen: Screen; readonly times: { scan: number[]; pay: number[]; sale: number[] } };

const goods = demoCatalogue.products.filter((product) => product.unit === 'piece' && product.gtin !== null);

async function serve(folder: string): Promise<Served> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'libServe.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no output to read');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const screen = await openScreen(line);
  const state = await screen.call<TillState>('session.signIn', { operatorId: 'mei', pin: '1111' });
  if (state.shift === null) await screen.call('shift.open', { floatMinor: 80_000 });
  return { child, screen, times: { scan: [], pay: [], sale: [] } };
}

/** Three scans, cash, and the light put away; each call timed from the screen's side. */
async function sellOne({ screen, times }: Served, n: number): Promise<void> {
  const timed = async <Value>(kept: number[], name: string, input: unknown): Promise<Value> => {
    const begun = now();
    const value = await screen.call<Value>(name, input);
    kept.push(now() - begun);
    return value;
  };
  const begun = now();
  let state: TillState | null = null;
  for (let item = 0; item < 3; item += 1) {
    const gtin = goods[(n + item) % goods.length]?.gtin ?? '';
    ({ state } = await timed<{ state: TillState }>(times.scan, 'scan', { text: gtin.slice(1), symbology: ']E0', source: 'virtual' }));
  }
  if (state === null) return;
  await timed<TillState>(times.pay, 'pay.cash', { amountMinor: state.basket.dueMinor, givenMinor: state.basket.cashDueMinor });
  times.sale.push(now() - begun);
  await screen.call('pay.dismiss', {});
}

/** Options: `--sales N` in the old ledger (1,000,000), `--calls N` sales rung on each (2,000). */
export async function bench(args: readonly string[]): Promise<void> {
  const past = option(args, 'sales', 1_000_000);
  const rung = option(args, 'calls', 2_000);
  await inScratch(async (folder) => {
    const old = await serve(await shopFolder(folder, past, 100_000));
    const fresh = await serve(await shopFolder(folder, 0, 0));
    for (let n = 0; n < WARM; n += 1) for (const one of [old, fresh]) await sellOne(one, n);
    for (const { times } of [old, fresh]) for (const kept of Object.values(times)) kept.length = 0;
    const before = { old: processorMs(old.child.pid), fresh: processorMs(fresh.child.pid) };
    for (let from = 0; from < rung; from += BLOCK) for (const one of [old, fresh]) for (let n = from; n < from + BLOCK; n += 1) await sellOne(one, n);
    figure(`processor time of a sale in the till, ${past} sales in the ledger`, (processorMs(old.child.pid) - before.old) / rung, 'ms', (processorMs(fresh.child.pid) - before.fresh) / rung);
    for (const part of ['scan', 'pay', 'sale'] as const) {
      for (const share of [0.5, 0.99]) figure(`${part === 'sale' ? 'three scans and cash' : `call ${part}`}, p${share * 100}, ${past} sales in the ledger`, percentile(old.times[part], share), 'ms', percentile(fresh.times[part], share));
    }
    for (const { screen, child } of [old, fresh]) {
      screen.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
}
