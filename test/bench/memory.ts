/** How much memory a day takes: the till's own process and its screen in a real Chromium, after as many sales as eight hours have, beside the first ten minutes. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { startTill, type StartedTill } from '../kit/startTill.ts';
import { customerCode } from '../e2e/codes.ts';
import { lineIsUp, openScreen, openShift, signIn } from '../e2e/screen.ts';
import { figure, inScratch, note, option } from './lib.ts';
import { KEEP_SOCKET, sellAll } from './libScan.ts';
import { demoCatalogue } from './libTill.ts';

const root = resolve(import.meta.dirname, '../..');
const GOAL_MIB = 350;
const HOURS = 8;
/** Of eight hours, the first ten minutes. */
const WARM_SHARE = 1 / (HOURS * 6);
/** One of so many customers pays by a wallet, the others in cash. */
const WALLET_ONE_OF = 3;
const SAMPLES = 8;

type Rss = { readonly main: number; readonly renderer: number; readonly others: number };

function rssMib(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function rssOf(till: StartedTill, browser: Browser): Promise<Rss> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderer = Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => rssMib(id)));
  return { main: rssMib(till.pid), renderer, others: till.children().reduce((sum, pid) => sum + rssMib(pid), 0) };
}

/** MiB a sale by least squares: a leak has a slope, a full cache has none. */
function slope(samples: readonly { readonly sales: number; readonly mib: number }[]): number {
  const mean = (of: (sample: { sales: number; mib: number }) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ sales }) => sales), mean(({ mib }) => mib)];
  return samples.reduce((sum, { sales, mib }) => sum + (sales - x) * (mib - y), 0) / samples.reduce((sum, { sales }) => sum + (sales - x) ** 2, 0);
}

/** Options: `--sales N` (960: eight hours at two a minute). */
export async function bench(args: readonly string[]): Promise<void> {
  if (findChromium() === null) {
    note('no Chromium: nothing was measured');
    process.exitCode = 1;
    return;
  }
  const built = join(root, 'out/renderer/index.html');
  if (!existsSync(built) || Date.now() - statSync(built).mtimeMs > 3_600_000) spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
  const sales = option(args, 'sales', 960);
  const skus = demoCatalogue.products.filter(({ unit }) => unit === 'piece').slice(0, 12).map(({ sku }) => sku);
  await inScratch(async (folder) => {
    const till = await startTill(join(folder, 'data'));
    const browser = await launchChromium();
    try {
      const { page } = await openScreen(browser, till);
      await page.addInitScript(KEEP_SOCKET);
      await page.reload();
      await lineIsUp(page);
      await signIn(page, 'Mei Lin', '1111');
      await openShift(page, 1_000);
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
      for (const part of ['main', 'renderer', 'others'] as const) {
        figure(`${part} after ${sold} sales, against the first ten minutes`, last[part], 'MiB', warm[part]);
        figure(`${part}, growth in the second half`, slope(later.map(({ sales: at, rss }) => ({ sales: at, mib: rss[part] }))) * 1_000, 'MiB a 1,000 sales');
      }
    } finally {
      await browser.close();
      await till.stop();
    }
  });
}
