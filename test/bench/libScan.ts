/** A virtual scanner at the screen's own socket: hands reports to the device process one by one and stops the clock behind the frame that shows each. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { startTill, type StartedTill } from '../kit/startTill.ts';
import { lineIsUp, openScreen, openShift, signIn } from '../e2e/screen.ts';
import { inScratch, note, processorMs } from './lib.ts';

const root = resolve(import.meta.dirname, '../..');
const BUILT_MS_MAX = 3_600_000;

export type Counter = { readonly page: Page; readonly browser: Browser; readonly till: StartedTill };

/** A cashier with an open shift at the screen of a new till; without a Chromium nothing is measured, and the bench says so. */
export async function atCounter(work: (counter: Counter) => Promise<void>): Promise<void> {
  if (findChromium() === null) {
    note('no Chromium: nothing was measured');
    process.exitCode = 1;
    return;
  }
  const built = join(root, 'out/renderer/index.html');
  if (!existsSync(built) || Date.now() - statSync(built).mtimeMs > BUILT_MS_MAX) spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
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
      await work({ page, browser, till });
    } finally {
      await browser.close();
      await till.stop();
    }
  });
}

export type Scanned = { readonly ms: number[]; readonly lost: number };

/** One report of 64 bytes: AIM identifier for EAN-13, then the code. */
export function reportOf(gtin: string): string {
  const report = new Uint8Array(64);
  report.set([2, gtin.length, ...Buffer.from(']E0'), ...Buffer.from(gtin)]);
  return Buffer.from(report).toString('hex');
}

/** Before the page's own code: its socket is kept, so that the measuring opens no second one, for which the till would work twice. */
const KEEP_SOCKET = `(() => { const Own = window.WebSocket; window.WebSocket = class extends Own { constructor(...given) { super(...given); window.ownSocket = this; } }; })()`;

/** Ids far from those of the page; its own answers and events are not read a second time. */
const CALLS = `
  const socket = window.ownSocket;
  const waiting = new Map();
  let last = 900000000;
  const hear = ({ data }) => { if (!data.startsWith('{"id":9')) return; const { id, reply } = JSON.parse(data); waiting.get(id)?.(reply); waiting.delete(id); };
  socket.addEventListener('message', hear);
  const call = async (name, input) => { last += 1; const id = last; const reply = await new Promise((done) => { waiting.set(id, done); socket.send(JSON.stringify({ id, call: name, input })); }); if (!reply.ok) throw new Error(name + ': ' + reply.message); return reply.value; };
`;

const SCAN = `async ({ device, reports, everyMs }) => {
  ${CALLS}
  const total = () => document.querySelector('.sum .total')?.textContent ?? '';
  const frame = () => new Promise((done) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); }));
  const ms = [];
  let lost = 0;
  let due = performance.now();
  performance.mark('scans');
  for (const report of reports) {
    due = Math.max(due + everyMs, performance.now());
    await new Promise((done) => setTimeout(done, due - performance.now()));
    const before = total();
    const changed = new Promise((done) => {
      const timer = setTimeout(() => { watcher.disconnect(); done(false); }, 3000);
      const watcher = new MutationObserver(() => { if (total() !== before) { watcher.disconnect(); clearTimeout(timer); done(true); } });
      watcher.observe(document.querySelector('.sum'), { subtree: true, childList: true, characterData: true });
    });
    const began = performance.now();
    void call('devices.virtual.report', { device, reports: [report] });
    if (await changed) { await frame(); ms.push(performance.now() - began); } else lost += 1;
  }
  socket.removeEventListener('message', hear);
  return { ms, lost };
}`;

const ask = <Value>(page: Page, body: string, given: unknown): Promise<Value> => page.evaluate(`(${body})(${JSON.stringify(given)})`);

export const scan = (page: Page, device: string, reports: readonly string[], everyMs: number): Promise<Scanned> => ask(page, SCAN, { device, reports, everyMs });
export const plugScanner = (page: Page): Promise<string> => ask(page, `async () => { ${CALLS} const { device } = await call('devices.virtual.plug', { model: 'scanner' }); await new Promise((done) => setTimeout(done, 800)); return device; }`, null);
/** Lines of weighed goods, which never join. */
export const addLines = (page: Page, sku: string, count: number): Promise<void> => ask(page, `async ({ sku, count }) => { ${CALLS} for (let n = 0; n < count; n += 1) await call('basket.add', { sku, quantityMilli: 500 + n }); }`, { sku, count });

type TraceEvent = { readonly name: string; readonly ph: string; readonly pid: number; readonly tid: number; readonly dur?: number; readonly tdur?: number };

/** What the page's main thread did in one piece, in ms: by the clock, and by the processor, which what else the machine does hardly moves. */
export function tasksOf(trace: Buffer): { readonly wallMs: number[]; readonly processorMs: number[] } {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: readonly TraceEvent[] };
  const mark = traceEvents.find((event) => event.name === 'scans');
  const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name === 'RunTask' && event.pid === mark?.pid && event.tid === mark.tid);
  if (tasks.length === 0) throw new Error('the trace has no tasks of the page: nothing was measured');
  return { wallMs: tasks.map((task) => (task.dur ?? 0) / 1_000), processorMs: tasks.map((task) => (task.tdur ?? 0) / 1_000) };
}

/** Processor milliseconds so far: of the whole machine, and of all that belongs to this measurement. */
export async function processors(browser: Browser, till: StartedTill): Promise<{ readonly all: number; readonly own: number; readonly page: number }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const [, user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = (/^cpu .*$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[0] ?? '').split(/\s+/).map(Number);
  const own = [process.pid, till.pid, ...till.children()].reduce((all, pid) => all + processorMs(pid), 0) + processInfo.reduce((all, one) => all + one.cpuTime * 1_000, 0);
  return { all: (user + nice + system + irq + soft) * 10, own, page: Math.max(...processInfo.filter((one) => one.type === 'renderer').map((one) => one.cpuTime * 1_000)) };
}

/** One sale for each member: three goods, paid in cash where it is null, else by that code of a customer. */
export const sellAll = (page: Page, skus: readonly string[], codes: readonly (string | null)[]): Promise<void> => ask(page, `async ({ skus, codes }) => { ${CALLS}
  for (let n = 0; n < codes.length; n += 1) {
    for (let k = 0; k < 3; k += 1) await call('basket.add', { sku: skus[(n + k) % skus.length] });
    if (codes[n] !== null) {
      await call('scan', { text: codes[n], symbology: null, source: 'virtual' });
      while ((await call('till.state', {})).payment !== null) await new Promise((done) => setTimeout(done, 20));
    }
    const { basket } = await call('till.state', {});
    if (basket.lines.length > 0) await call('pay.cash', { amountMinor: basket.dueMinor, givenMinor: basket.cashDueMinor });
    await call('pay.dismiss', {});
  }
  socket.removeEventListener('message', hear);
}`, { skus, codes });
