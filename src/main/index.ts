/** The till in Electron's own windows: boots step by step, and goes when its window is closed. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, BrowserWindow, dialog, Menu, type Session } from 'electron';
import { composeTill, type RunningTill } from './compose.ts';
import { defaultDataDir, loadConfig } from './config.ts';
import { launchUtility } from './electron/deviceChild.ts';
import { openIpc, type Windows } from './electron/ipc.ts';
import { listPages, type Pages } from './electron/pages.ts';
import { guardContents, openSession, prepareScheme } from './electron/security.ts';
import { bringForward, openWindow } from './electron/window.ts';

/** How long a till may take to put its things in order before it goes anyway; the ledger is safe at any moment. */
const STOP_MS_MAX = 15_000;
/** Exit code of a second start, the same as the command line's. */
const ALREADY_RUNNING = 4;

type Shown = { main: BrowserWindow | null; display: BrowserWindow | null };

/** Ends when the first window shows the till, or when it was said why not. */
export const booted: Promise<void> = boot().catch(giveUp);

async function boot(): Promise<void> {
  const dataDir = dataDirOf(process.argv);
  ownFolderOfElectron(dataDir);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Tillbook is already open on this data. Its window was brought to the front.\n');
    app.exit(0);
    return;
  }
  prepareScheme();
  const shown: Shown = { main: null, display: null };
  app.on('second-instance', () => {
    if (shown.main !== null) bringForward(shown.main);
  });
  await app.whenReady();
  const pages = builtPages();
  const running = await composeTill(loadConfig(dataDir), { launchDevices: launchUtility });
  running.announce('');
  const windows = openIpc(running.seat);
  stopCleanly(running, windows);
  await openTill(shown, windows, openSession(pages));
}

function dataDirOf(args: readonly string[]): string {
  const given = args.find((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? '';
  return given === '' ? defaultDataDir() : resolve(given);
}

/** Chromium's own files go with the till's data, and so does the lock of the single instance: one per till, not per machine. */
function ownFolderOfElectron(dataDir: string): void {
  const folder = join(dataDir, 'window');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
}

function builtPages(): Pages {
  const pages = listPages(join(app.getAppPath(), 'out', 'renderer'));
  if (!pages.has('/')) throw new Error('The screens are not built, so there is nothing to show. No data was touched. Run `npm run build`, then start again.');
  return pages;
}

async function openTill(shown: Shown, windows: Windows, session: Session): Promise<void> {
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null);
  const open = (view: 'main' | 'display') => openWindow({
    view, session, preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
    onOpen(window) {
      shown[view] = window;
      windows.admit(window.webContents, view);
      window.once('closed', () => {
        shown[view] = null;
        if (view === 'main') app.quit();
      });
    },
  });
  guardContents(() => {
    if (shown.display !== null) bringForward(shown.display);
    // The till goes on without the customer's window; it can be asked for again.
    else open('display').catch(() => shown.display?.destroy());
  });
  await open('main');
}

/** Closing the window, quitting and a signal all end here: stop the till, then go. */
function stopCleanly(running: RunningTill, windows: Windows): void {
  let stopping = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    windows.close();
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    const late = new Promise<void>((done) => { setTimeout(done, STOP_MS_MAX).unref(); });
    void Promise.race([running.stop(), late]).then(() => app.exit(0), () => app.exit(1));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => app.quit());
}

/** Says in a box what went wrong, where it is known in words, and ends. */
function giveUp(error: unknown): void {
  const { code, message, detail } = error as { code?: unknown; message?: unknown; detail?: { readonly address?: unknown } };
  const address = typeof detail?.address === 'string' && detail.address !== '' ? `\n\n${detail.address}` : '';
  const text = `${String(message)}${address}`;
  process.stderr.write(`${text}\n`);
  dialog.showErrorBox('Tillbook could not start', text);
  app.exit(code === 'already-running' ? ALREADY_RUNNING : 1);
}
