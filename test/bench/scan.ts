/** From a scanner's HID report to the painted line in the basket, in the browser shell: a virtual device sends the report into the device process, as there is no hidraw here. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { startTill } from '../kit/startTill.ts';
import { openScreen, openShift, signIn } from '../e2e/screen.ts';
import { figure, inScratch, note, option, percentile } from './lib.ts';
import { demoCatalogue } from './libTill.ts';

const root = resolve(import.meta.dirname, '../..');
/** A pair of frames: the change is seen in the first, on the glass by the end of the second. */
const GOAL_MS = 33;

type Measured = { readonly ms: number[]; readonly lost: number };

/** One report of 64 bytes: AIM identifier for EAN-13, then the code. */
function reportOf(gtin: string): string {
  const report = new Uint8Array(64);
  report.set([2, gtin.length, ...Buffer.from(']E0'), ...Buffer.from(gtin)]);
  return Buffer.from(report).toString('hex');
}

/** Runs inside the page: a second socket of the same session hands each report to the virtual scanner; the clock stops behind the frame that shows it. */
const MEASURE = `async ({ reports, gapMs }) => {
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket');
  await new Promise((done, failed) => { socket.onopen = done; socket.onerror = failed; });
  const waiting = new Map();
  socket.onmessage = ({ data }) => { const { id, reply } = JSON.parse(data); if (id !== undefined) { waiting.get(id)?.(reply); waiting.delete(id); } };
  let last = 0;
  const call = (name, input) => new Promise((done) => { last += 1; waiting.set(last, done); socket.send(JSON.stringify({ id: last, call: name, input })); });
  const plugged = await call('devices.virtual.plug', { model: 'scanner' });
  if (!plugged.ok) throw new Error(plugged.message);
  await new Promise((done) => setTimeout(done, 800));
  const total = () => document.querySelector('.sum .total')?.textContent ?? '';
  const frame = () => new Promise((done) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); }));
  const ms = [];
  let lost = 0;
  for (const report of reports) {
    const before = total();
    const changed = new Promise((done) => {
      const timer = setTimeout(() => { watcher.disconnect(); done(false); }, 3000);
      const watcher = new MutationObserver(() => { if (total() !== before) { watcher.disconnect(); clearTimeout(timer); done(true); } });
      watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    const began = performance.now();
    void call('devices.virtual.report', { device: plugged.value.device, reports: [report] });
    if (await changed) { await frame(); ms.push(performance.now() - began); } else lost += 1;
    await new Promise((done) => setTimeout(done, gapMs));
  }
  socket.close();
  return { ms, lost };
}`;

const measure = (page: Page, reports: readonly string[], gapMs: number): Promise<Measured> => page.evaluate(`(${MEASURE})(${JSON.stringify({ reports, gapMs })})`);

/** Options: `--scans N` (300), `--gap MS` (100 between scans; the scanner's window lets fifty a second through). */
export async function bench(args: readonly string[]): Promise<void> {
  const scans = option(args, 'scans', 300);
  const gapMs = option(args, 'gap', 100);
  if (findChromium() === null) {
    note('no Chromium: nothing was measured');
    process.exitCode = 1;
    return;
  }
  const built = join(root, 'out/renderer/index.html');
  if (!existsSync(built) || Date.now() - statSync(built).mtimeMs > 3_600_000) spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
  const goods = demoCatalogue.products.filter((product) => product.unit === 'piece' && product.gtin !== null).map((product) => (product.gtin ?? '').slice(1)).slice(0, 20);
  await inScratch(async (folder) => {
    const till = await startTill(join(folder, 'data'));
    const browser = await launchChromium();
    try {
      const { page } = await openScreen(browser, till);
      await signIn(page, 'Mei Lin', '1111');
      await openShift(page, 1_000);
      await measure(page, goods.map(reportOf), gapMs);
      const { ms, lost } = await measure(page, Array.from({ length: scans }, (_, index) => reportOf(goods[index % goods.length] ?? '')), gapMs);
      figure('HID report to painted basket line, p50', percentile(ms, 0.5), 'ms', GOAL_MS);
      figure('HID report to painted basket line, p99', percentile(ms, 0.99), 'ms', GOAL_MS);
      figure('scans that were not painted within 3 s', lost, 'scans');
    } finally {
      await browser.close();
      await till.stop();
    }
  });
}
