/** `tillbook start`: the till, in the best shell this machine has. */
import { Command } from 'commander';
import { resolve } from 'node:path';
import { Fault } from '#core/refusal.ts';
import { defaultDataDir, loadConfig } from '../config.ts';
import { startHeadless } from '../headless.ts';
import { chooseShell, openBrowser, openElectron, type Shell } from '../launch.ts';

const say = (text: string) => process.stderr.write(`${text}\n`);

async function untilStopped(stop: () => Promise<void>): Promise<void> {
  const asked = await new Promise<NodeJS.Signals>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done(signal));
  });
  say(`Stopping, as asked by ${asked}.`);
  await stop();
  // All is closed and on the disk: nothing that is still open elsewhere may hold up the end.
  process.exit(0);
}

async function start(options: { data?: string; port: string; shell: Shell | 'auto' }): Promise<void> {
  const dataDir = resolve(options.data ?? defaultDataDir());
  const config = loadConfig(dataDir);
  const choice = chooseShell(options.shell);
  if (choice.shell === 'electron') {
    say(`Tillbook opens in Electron: ${choice.why}.`);
    const child = openElectron(dataDir);
    if (child !== null) {
      await new Promise<void>((done) => child.once('exit', (code) => { process.exitCode = code ?? 0; done(); }));
      return;
    }
  }
  let till;
  try {
    till = await startHeadless(config, Number(options.port));
  } catch (error) {
    if (error instanceof Fault && error.code === 'already-running') {
      const address = String(error.detail['address'] ?? '');
      say(`${error.message}${address === '' ? '' : `\nIt is at ${address} in the browser that it opened.`}`);
      process.exitCode = 4;
      return;
    }
    throw error;
  }
  const address = till.loopback.entry();
  const opened = choice.shell === 'browser' && openBrowser(address);
  say(opened ? `Tillbook opens in your browser: ${choice.why}.` : `Tillbook is running. Open this address in a browser on this machine${choice.shell === 'address' ? ` (${choice.why})` : ` (no browser could be opened: ${choice.why})`}:`);
  process.stdout.write(`${address}\n`);
  say(`The address works once; a new one is printed by starting again. Data: ${dataDir}. Stop with Ctrl+C.`);
  await untilStopped(till.stop);
}

export function command(): Command {
  return new Command('start')
    .description('Start the till: in Electron where its binary is there, else in the browser, else it prints the address to open.')
    .option('--data <dir>', 'folder of the till\'s data; made if missing')
    .option('--port <number>', 'port of the browser shell on 127.0.0.1; 0 lets the system choose', '0')
    .option('--shell <shell>', 'auto, electron, browser or address', 'auto')
    .action(start);
}
