/** Cold start: from the process's start to a till that can sell, over the socket and, where a Chromium is, on the painted screen; an old shop against an empty one. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { CataloguePage, TillState } from '#contract/views.ts';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { figure, inScratch, note, now, option, percentile, processorMs } from './lib.ts';
import { openScreen } from './libScreen.ts';
import { shopFolder } from './libShop.ts';

const root = resolve(import.meta.dirname, '../..');

type Times = { processor: number[]; address: number[]; state: number[]; catalogue: number[]; signIn: number[]; painted: number[] };
const noTimes = (): Times => ({ processor: [], address: [], state: [], catalogue: [], signIn: [], painted: [] });

/** Starts the till as a person would, and lets it go again. */
async function started(folder: string, work: (address: string, begun: number, pid: number | undefined) => Promise<void>): Promise<void> {
  const begun = now();
  const child = spawn(process.execPath, [join(root, 'src/main/tillbook.js'), 'start', '--shell', 'address', '--data', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (child.stdout === null) throw new Error('no output to read');
  const ended = once(child, 'exit').then(() => { throw new Error('the till ended before it printed its address'); });
  const [address] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  try {
    await work(address, begun, child.pid);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

/** Signing in is slow on purpose (a PIN's verifier), so its own time is taken off and told apart. */
function bySocket(folder: string, times: Times): Promise<void> {
  return started(folder, async (address, begun, pid) => {
    times.address.push(now() - begun);
    times.processor.push(processorMs(pid));
    const screen = await openScreen(address);
    await screen.call<TillState>('till.state', {});
    times.state.push(now() - begun);
    const asked = now();
    await screen.call('session.signIn', { operatorId: 'mei', pin: '1111' });
    const signIn = now() - asked;
    times.signIn.push(signIn);
    await screen.call<CataloguePage>('catalogue.page', { category: null, page: 1, size: 24 });
    times.catalogue.push(now() - begun - signIn);
    screen.close();
  });
}

function inBrowser(folder: string, browser: Browser, times: Times): Promise<void> {
  return started(folder, async (address, begun) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('button:visible').first().waitFor();
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    times.painted.push(now() - begun);
    await context.close();
  });
}

/** Options: `--sales N` (1,000,000), `--products N` (100,000), `--rounds N` (5). The file system's cache is warm. */
export async function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 1_000_000);
  const products = option(args, 'products', 100_000);
  const rounds = option(args, 'rounds', 5);
  if (!existsSync(join(root, 'out/renderer/index.html'))) spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
  const path = findChromium();
  const browser = path === null ? null : await launchChromium();
  if (browser === null) note('no Chromium: the painted screen was not measured');
  await inScratch(async (folder) => {
    const shops = { old: { folder: await shopFolder(folder, sales, products), times: noTimes() }, fresh: { folder: await shopFolder(folder, 0, 0), times: noTimes() } };
    for (let round = 0; round < rounds; round += 1) {
      for (const shop of Object.values(shops)) {
        await bySocket(shop.folder, shop.times);
        if (browser !== null) await inBrowser(shop.folder, browser, shop.times);
      }
    }
    const told = { processor: 'processor time until the address is printed', address: 'start to address printed', state: 'start to first till.state', catalogue: 'start to catalogue page, sign-in taken off', signIn: 'sign-in (slow on purpose)', painted: 'start to painted sign-in screen' } as const;
    for (const [key, words] of Object.entries(told) as [keyof Times, string][]) {
      if (shops.old.times[key].length > 0) figure(`${words}, ${sales} sales, ${products} products`, percentile(shops.old.times[key], 0.5), 'ms', percentile(shops.fresh.times[key], 0.5));
    }
  });
  await browser?.close();
}
