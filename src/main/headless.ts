/** A till without Electron: the same till, its screens served to a browser on this machine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#core/refusal.ts';
import { composeTill, type RunningTill } from './compose.ts';
import { ROOT, type Config } from './config.ts';
import { startLoopback, type Loopback } from './loopback/server.ts';

export type HeadlessTill = { readonly running: RunningTill; readonly loopback: Loopback; readonly stop: () => Promise<void> };

const PAGES = join(ROOT, 'out', 'renderer');

/** Starts the till and serves its screens. Throws `Fault` `no-screens` when they were never built. */
export async function startHeadless(config: Config, port: number): Promise<HeadlessTill> {
  if (!existsSync(join(PAGES, 'index.html'))) throw new Fault('no-screens', 'The screens are not built, so there is nothing to show. No data was touched. Run `npm run build`, then start again.');
  const running = await composeTill(config);
  const loopback = await startLoopback({ pages: PAGES, port, seat: running.seat });
  running.announce(loopback.origin);
  return {
    running, loopback,
    async stop() {
      await loopback.close();
      await running.stop();
    },
  };
}
