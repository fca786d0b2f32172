/** A till that is stopped at any moment after its start, with the backend not there yet, half there, or just there. */
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { composeTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { newDataDir } from '../kit/startTill.ts';

test('a till that stops while it still seeks its backend ends in order, and its folder is free again [S17]', { timeout: 120_000 }, async () => {
  const folder = newDataDir();
  for (const afterMs of [0, 20, 100, 300, 700, 1_200, 2_000, 3_000]) {
    const running = await composeTill(loadConfig(folder));
    await new Promise((done) => { setTimeout(done, afterMs); });
    await expect(running.stop(), `after ${afterMs} ms`).resolves.toBeUndefined();
  }
  rmSync(folder, { recursive: true, force: true });
});
