/** What devices say at the counter: gone, back, half a code, a card that was not read; the printer without paper. */
import type { Page } from 'playwright-core';
import type { TillEvent } from '#contract/views.ts';
import type { Step } from './steps.ts';

const says = (event: TillEvent) => async (page: Page) => {
  await page.waitForSelector('.basket');
  await page.evaluate((word) => window.fixtureTell?.(word), event);
  await page.waitForSelector('.trouble');
};
const notice = (what: Extract<TillEvent, { kind: 'device' }>['notice']['what'], name: string) => says({ kind: 'device', notice: { what, device: 'one', name } });

export const deviceSteps: readonly Step[] = [
  { name: 'word-unplugged', scene: 'scanner-gone', act: notice('unplugged', 'Voyager 1470g') },
  { name: 'word-half', scene: 'cashier', act: notice('half-scan', 'Voyager 1470g') },
  { name: 'word-asks', scene: 'cashier', act: notice('asks', 'USB keyboard') },
  { name: 'word-process', scene: 'scanner-gone', act: notice('process-replaced', '') },
  { name: 'word-unread', scene: 'due', act: notice('card-unread', 'MagneSafe reader') },
  { name: 'word-clear', scene: 'due', act: says({ kind: 'card', result: { outcome: 'clear-refused', brand: 'visa', lastFour: '1111' } }) },
  { name: 'printer-out', scene: 'printer-out' },
];
