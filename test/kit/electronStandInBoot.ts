/** Boots the real `src/main/index.ts` and the real preload script against the stand-in for Electron, on folders of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { vi } from 'vitest';
import type { Envelope } from '#contract/define.ts';
import type { TillEvent } from '#contract/views.ts';

type Electron = typeof import('./electronStandIn.ts');
type Window = InstanceType<Electron['BrowserWindow']>;

export type PageApi = { call(name: unknown, input: unknown): Promise<Envelope>; subscribe(onEvent: (event: TillEvent) => void): () => void };

export type Booted = {
  readonly electron: Electron;
  readonly folder: string;
  readonly dataDir: string;
  /** The main window, when there is one. */
  readonly window: () => Window;
  /** What the page finds as `window.tillbook`. */
  readonly api: (window?: Window) => PageApi;
  /** Quits as a person would, and waits for the end. */
  readonly quit: () => Promise<number>;
};

/** The demo shop with a backend that is away: the shell is judged here, and the embedded backend takes seconds to come and go. */
const BACKEND_AWAY = JSON.stringify({ demo: true, backendUrl: 'http://127.0.0.1:9' });

const root = resolve(import.meta.dirname, '../..');

/** An application folder as the build leaves it: pages, and the preload script as one CommonJS file. */
export function makeApp(folder: string): void {
  mkdirSync(join(folder, 'out', 'renderer', 'assets'), { recursive: true });
  mkdirSync(join(folder, 'out', 'preload'), { recursive: true });
  writeFileSync(join(folder, 'out', 'renderer', 'index.html'), '<!doctype html><title>Tillbook</title><script type="module" src="./assets/main-1a2b.js"></script>');
  writeFileSync(join(folder, 'out', 'renderer', 'assets', 'main-1a2b.js'), 'export {};\n');
  writeFileSync(join(folder, 'out', 'renderer', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'out', 'renderer', 'notes.exe'), 'MZ');
  writeFileSync(join(folder, 'secret.txt'), 'not for pages');
  const source = readFileSync(join(root, 'src', 'preload', 'index.ts'), 'utf8');
  writeFileSync(join(folder, 'out', 'preload', 'index.cjs'), transformSync(source, { loader: 'ts', format: 'cjs' }).code);
}

export type BootOptions = { readonly lockFree?: boolean; readonly displays?: Electron['standIn']['displays']; readonly pages?: boolean; readonly dataDir?: string; /** Text of `shop.json`. */ readonly shop?: string };

export async function bootStandIn(options: BootOptions = {}): Promise<Booted> {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-electron-'));
  makeApp(folder);
  if (options.pages === false) rmSync(join(folder, 'out', 'renderer'), { recursive: true });
  const dataDir = options.dataDir ?? join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'shop.json'), options.shop ?? BACKEND_AWAY);
  vi.resetModules();
  const electron = await import('./electronStandIn.ts');
  electron.standIn.appPath = folder;
  electron.standIn.lockFree = options.lockFree ?? true;
  if (options.displays !== undefined) electron.standIn.displays = options.displays;
  const args = process.argv;
  process.argv = ['electron', folder, `--data=${dataDir}`];
  const signals = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => ({ signal, before: process.listeners(signal) }));
  try {
    await (await import('#main/index.ts')).booted;
  } finally {
    process.argv = args;
    for (const { signal, before } of signals) for (const listener of process.listeners(signal)) if (!before.includes(listener)) process.off(signal, listener);
  }
  const window = () => {
    const [first] = electron.BrowserWindow.getAllWindows();
    if (first === undefined) throw new Error('there is no window');
    return first;
  };
  return {
    electron, folder, dataDir, window,
    api: (of = window()) => of.webContents.page?.world['tillbook'] as unknown as PageApi,
    async quit() {
      const ended = new Promise<number>((done) => { electron.app.once('stand-in-exit', done); });
      electron.app.quit();
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
