/** How much memory a day takes: the till's own process and its screen in a real Chromium, after as many sales as eight hours have, beside the first ten minutes. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { StartedTill } from '../kit/startTill.ts';
import { customerCode } from '../e2e/codes.ts';
import { figure, option } from './lib.ts';
import { atCounter, sellAll } from './libScan.ts';
import { demoCatalogue } from './libTill.ts';

const GOAL_MIB = 350;
const HOURS = 8;
/** Of eight hours, the first ten minutes. */
const WARM_SHARE = 1 / (HOURS * 6);
/** One of so many customers pays by a wallet, the others in cash. */
const WALLET_ONE_OF = 3;
const SAMPLES = 8;

type Rss = { readonly main: number; readonly renderer: number; readonly others: number; /** Of main and renderer what they share with no other process: neither Chromium's own code nor Node's. */ readonly unshared: number };

/** MiB of one process: resident, and of that what is its alone. */
function memoryOf(pid: number): { readonly rss: number; readonly unshared: number } {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const mib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
    return { rss: mib('Rss'), unshared: mib('Private_Clean') + mib('Private_Dirty') };
  } catch {
    return { rss: 0, unshared: 0 };
  }
}

async function rssOf(till: StartedTill, browser: Browser): Promise<Rss> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderer = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => memoryOf(id)).toSorted((a, b) => b.rss - a.rss)[0] ?? { rss: 0, unshared: 0 };
  const main = memoryOf(till.pid);
  return { main: main.rss, renderer: renderer.rss, others: till.children().reduce((sum, pid) => sum + memoryOf(pid).rss, 0), unshared: main.unshared + renderer.unshared };
}

/** MiB a sale by least squares: a leak has a slope, a full cache has none. */
function slope(samples: readonly { readonly sales: number; readonly mib: number }[]): number {
  const mean = (of: (sample: { sales: number; mib: number }) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ sales }) => sales), mean(({ mib }) => mib)];
  return samples.reduce((sum, { sales, mib }) => sum + (sales - x) * (mib - y), 0) / samples.reduce((sum, { sales }) => sum + (sales - x) ** 2, 0);
}

/** Options: `--sales N` (960: eight hours at two a minute). */
export async function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 960);
  const skus = demoCatalogue.products.filter(({ unit }) => unit === 'piece').slice(0, 12).map(({ sku }) => sku);
  await atCounter(async ({ page, browser, till }) => {
    let sold = 0;
    const sell = async (count: number) => {
      await sellAll(page, skus, Array.from({ length: count }, (_, n) => ((sold + n) % WALLET_ONE_OF === 0 ? customerCode(n % 2 === 0 ? 'wechatpay' : 'alipay') : null)));
      sold += count;
      return rssOf(till, browser);
    };
    const warm = await sell(Math.ceil(sales * WARM_SHARE));
    const seen: { sales: number; rss: Rss }[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) seen.push({ rss: await sell(Math.floor((sales * (1 - WARM_SHARE)) / SAMPLES)), sales: sold });
    const last = seen.at(-1)?.rss ?? warm;
    // The first half still fills caches; what goes on growing after it is a leak.
    const later = seen.slice(SAMPLES / 2);
    figure(`the till's own process and its screen after ${sold} sales`, last.main + last.renderer, 'MiB', GOAL_MIB);
    figure('of that what no other process shares', last.unshared, 'MiB', GOAL_MIB);
    for (const part of ['main', 'renderer', 'others'] as const) {
      figure(`${part} after ${sold} sales, against the first ten minutes`, last[part], 'MiB', warm[part]);
      figure(`${part}, growth in the second half`, slope(later.map(({ sales: at, rss }) => ({ sales: at, mib: rss[part] }))) * 1_000, 'MiB a 1,000 sales');
    }
  });
}
