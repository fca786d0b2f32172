/** Which shell can be had on this machine, and why: Electron, the system's browser, or an address to open. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './config.ts';

export type Shell = 'electron' | 'browser' | 'address';
export type Choice = { readonly shell: Shell; readonly why: string };

const FETCH_MS_MAX = 90_000;
const BUILD_MS_MAX = 120_000;

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** Path of Electron's own binary, or null when it was never fetched. */
export function electronBinary(): string | null {
  const folder = join(ROOT, 'node_modules', 'electron');
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim();
    const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Electron 42 and later fetch their binary on demand; without a line this fails, and that is no harm. */
function fetchElectron(): boolean {
  const script = join(ROOT, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return false;
  spawnSync(process.execPath, [script], { timeout: FETCH_MS_MAX, stdio: 'ignore' });
  return electronBinary() !== null;
}

export function chooseShell(wanted: Shell | 'auto'): Choice {
  if (wanted !== 'auto') return { shell: wanted, why: 'as you asked' };
  if (!hasDisplay()) return { shell: 'address', why: 'this machine has no display' };
  if (electronBinary() !== null || fetchElectron()) return { shell: 'electron', why: 'its binary is on this machine' };
  return { shell: 'browser', why: "Electron's binary is not on this machine and could not be fetched" };
}

/** Opens an address in the system's browser; false when there is no such thing. */
export function openBrowser(address: string): boolean {
  const [program, args] = process.platform === 'darwin' ? ['open', [address]] : process.platform === 'win32' ? ['cmd', ['/c', 'start', '', address]] : ['xdg-open', [address]];
  if (process.platform === 'linux' && spawnSync('which', [program as string], { stdio: 'ignore' }).status !== 0) return false;
  const child = spawn(program as string, args as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
  return true;
}

/** Builds Electron's side anew, in about a second, so that nobody runs yesterday's; an installed till has it built already. */
function buildElectron(): boolean {
  const tool = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  if (!existsSync(tool)) return existsSync(join(ROOT, 'out', 'main', 'index.js'));
  return spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: ROOT, timeout: BUILD_MS_MAX, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/** Starts Electron on the built application, with the same folder; null when there is no Electron or nothing to run in it. */
export function openElectron(dataDir: string): ReturnType<typeof spawn> | null {
  const binary = electronBinary();
  return binary === null || !buildElectron() ? null : spawn(binary, [ROOT, `--data=${dataDir}`], { stdio: 'inherit' });
}
