/** From a scanner's HID report to the painted line in the basket, in the browser shell: a virtual device sends the report into the device process, as there is no hidraw here. */
import { figure, now, option, percentile } from './lib.ts';
import { addLines, atCounter, plugScanner, processors, reportOf, scan, tasksOf, type Counter } from './libScan.ts';
import { demoCatalogue } from './libTill.ts';

/** A pair of frames: the change is seen in the first, on the glass by the end of the second. */
const GOAL_MS = 33;
const LONG_MS = 50;
const FRAME_MS = 1_000 / 60;
const EVERY_MS = 100;

const goods = demoCatalogue.products.filter((product) => product.unit === 'piece' && product.gtin !== null).map((product) => (product.gtin ?? '').slice(1)).slice(0, 20);
const reports = (count: number) => Array.from({ length: count }, (_, index) => reportOf(goods[index % goods.length] ?? ''));

type Bench = Counter & { readonly device: string };

/** Figures of `count` scans, ten a second. What others take of the machine stretches them: it is told beside. */
async function painted({ page, browser, till, device }: Bench, name: string, count: number): Promise<void> {
  const [before, beganMs] = [await processors(browser, till), now()];
  const { ms, lost } = await scan(page, device, reports(count), EVERY_MS);
  const [after, tookMs] = [await processors(browser, till), now() - beganMs];
  figure(`${name}, p50`, percentile(ms, 0.5), 'ms', GOAL_MS);
  figure(`${name}, p99`, percentile(ms, 0.99), 'ms', GOAL_MS);
  figure(`${name}, not painted within 3 s`, lost, 'scans');
  figure(`${name}, processor time of the page's process a scan, all its threads`, (after.page - before.page) / count, 'ms');
  figure(`${name}, processors taken by others meanwhile`, Math.max(0, after.all - before.all - (after.own - before.own)) / tookMs, 'processors');
}

/** The same under a trace: which pieces of work of the page's main thread were long. */
async function traced({ page, browser, device }: Bench, name: string, count: number): Promise<void> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'] });
  await scan(page, device, reports(count), EVERY_MS);
  const { wallMs, processorMs } = tasksOf(await browser.stopTracing());
  figure(`${name}, tasks over ${LONG_MS} ms by the clock`, wallMs.filter((ms) => ms > LONG_MS).length, 'tasks', 0, null);
  figure(`${name}, tasks over ${LONG_MS} ms of processor time`, processorMs.filter((ms) => ms > LONG_MS).length, 'tasks', 0, null);
  figure(`${name}, longest task by the clock`, Math.max(...wallMs), 'ms', LONG_MS);
  figure(`${name}, longest task, processor time`, Math.max(...processorMs), 'ms', FRAME_MS);
}

/** Options: `--scans N` (300), `--minute N` (600 scans under a trace, ten a second), `--lines N` (480 lines that lie in the basket before the last part). */
export async function bench(args: readonly string[]): Promise<void> {
  await atCounter(async (counter) => {
    const { page } = counter;
    const one: Bench = { ...counter, device: await plugScanner(page) };
    await scan(page, one.device, reports(40), EVERY_MS);
    await painted(one, 'HID report to painted basket line', option(args, 'scans', 300));
    await traced(one, 'a minute of scans', option(args, 'minute', 600));
    await addLines(page, demoCatalogue.products.find((product) => product.unit === 'kg')?.sku ?? '', option(args, 'lines', 480));
    await painted(one, 'with 500 lines in the basket', 100);
    await traced(one, 'with 500 lines in the basket', 100);
  });
}
