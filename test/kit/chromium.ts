/** Where a Chromium can be had on this machine, for what is judged in a real browser. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = process.platform === 'win32' ? ['chrome.exe', 'msedge.exe'] : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Full path of a browser: `TILLBOOK_CHROMIUM`, else the first on PATH, else Playwright's own; null when there is none. */
export function findChromium(): string | null {
  const named = process.env['TILLBOOK_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  for (const name of NAMES) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
  }
  try {
    const own = chromium.executablePath();
    return existsSync(own) ? own : null;
  } catch {
    return null;
  }
}

/** Flags it needs here: its own sandbox cannot be set up by root, nor its shared memory in a small container. */
const ROOT_FLAGS: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
/** Nothing of the browser's own on the network or in the way. */
const QUIET_FLAGS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];

/** Starts a headless browser. Throws when there is none; ask `findChromium` first. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium is on this machine; name one in TILLBOOK_CHROMIUM');
  return await chromium.launch({ executablePath, args: [...ROOT_FLAGS, ...QUIET_FLAGS] });
}
