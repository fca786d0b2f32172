/** What goes wrong around the till: a second start, a folder that cannot be written, a backend that keeps dying. */
import { chmodSync, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { CLI, newDataDir, tillbook } from '../kit/startTill.ts';
import { atTill } from './atTill.ts';
import { customerCode } from './codes.ts';
import { lightWord, nextSale, light, payExactly, press, shows, tile, total, wedge } from './screen.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** Root may write anywhere, so the folder is tried as nobody; that needs this program to be readable by others. */
const readable = !isRoot || spawnSync(process.execPath, ['-e', `require('node:fs').accessSync(${JSON.stringify(CLI)})`], { uid: NOBODY, gid: NOBODY }).status === 0;
if (!readable) console.warn('SKIPPED: the read-only folder. We are root, and nobody cannot read this program');

atTill('around the till', { as: 'cashier' }, (at) => {
  test('a second start on the same data ends with 4, names the first one’s address, and leaves it selling [X50]', async () => {
    const second = await tillbook(['start', '--data', at.till.dataDir, '--port', '0', '--shell', 'address']);
    expect(second.code).toBe(4);
    expect(second.stdout).toBe('');
    expect(second.stderr).toContain('This till is already running on the same data. Nothing was changed.');
    expect(second.stderr).toContain(new URL(at.till.address).origin);
    await tile(at.page, 'Egg tart').click();
    await shows(total(at.page), /8\.00/);
    await payExactly(at.page);
    await nextSale(at.page);
  });

  test.skipIf(!readable)('a folder that cannot be written is refused with one sentence, and nothing is left in it [X51]', async () => {
    const folder = newDataDir();
    chmodSync(folder, 0o555);
    const refused = await tillbook(['start', '--data', folder, '--port', '0', '--shell', 'address'], isRoot ? { uid: NOBODY } : {});
    chmodSync(folder, 0o755);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toBe('');
    expect(refused.stderr.trim()).toMatch(/^tillbook: The data folder cannot be written, so the till does not sell\. No money has moved\. .* \(ledger-read-only\)$/);
    expect(existsSync(`${folder}/ledger.db`)).toBe(false);
  });

  test('with its backend dying again and again, cash sells at once, a wallet is not charged, and the lamp says so [X52]', async () => {
    const kill = (pid: number): void => { try { process.kill(pid, 'SIGKILL'); } catch { /* it has died since it was listed */ } };
    const killer = setInterval(() => at.till.children().forEach(kill), 150);
    try {
      await tile(at.page, 'Egg tart').click();
      await shows(total(at.page), /8\.00/);
      await payExactly(at.page);
      await nextSale(at.page);
      await shows(at.page.locator('.channel').first(), /No line, cash sells on · \d+ waiting/);
      await tile(at.page, 'Oat latte').click();
      await shows(total(at.page), /24\.00/);
      await press(at.page, 'F9');
      await shows(at.page.locator('.hero'), /Wallets wait for the line/);
      await wedge(at.page, customerCode('alipay'));
      await shows(light(at.page), /NOT PAID There is no line to the payment backend, so the charge was never sent\. No money was taken/);
    } finally {
      clearInterval(killer);
    }
  });

  test('when the backend is back, the lamp goes green, nothing waits, and the kept basket is paid by a wallet [X53]', async () => {
    await press(at.page, 'Escape');
    await shows(at.page.locator('.channel').first(), /^$/, 110_000);
    await shows(total(at.page), /24\.00/);
    await wedge(at.page, customerCode('alipay'));
    await shows(lightWord(at.page), 'HAND OVER');
  });
});
