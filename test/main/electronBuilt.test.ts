/** What `npm run build:electron` makes: it builds, it runs, its backend starts beside it, and it is the same in the real Electron where that is present. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { _electron } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { electronBinary } from '#main/launch.ts';
import { makeApp } from '#test/kit/electronStandInBoot.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const out = (...path: string[]) => join(root, 'out', ...path);

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillbook-built-'));
  await run(process.execPath, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], { cwd: root });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the build', () => {
  test('leaves native and other packages where they are installed, and the backend\'s process beside the main one [E50]', () => {
    expect(readdirSync(out('main'))).toEqual(expect.arrayContaining(['index.js', 'cloudProcess.js', 'keepProcess.js', 'forgetProcess.js', 'receiptThread.js']));
    const main = readdirSync(out('main')).map((name) => readFileSync(out('main', name), 'utf8')).join('\n');
    for (const name of ['better-sqlite3', 'electron', 'node-hid', 'pdf-lib', 'zod']) expect(main).toMatch(new RegExp(`(?:from|import|import\\() ?["']${name}["']`));
    for (const beside of ['cloudProcess', 'keepProcess', 'forgetProcess', 'receiptThread']) expect(main).toContain(`./${beside}.js`);
  });

  test('gives the page a preload script of one CommonJS file that asks for Electron alone [E51]', () => {
    expect(readdirSync(out('preload'))).toEqual(['index.cjs']);
    const preload = readFileSync(out('preload', 'index.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map((match) => match[1])).toEqual(['electron']);
    expect(preload).not.toMatch(/^\s*(?:import|export)\b/m);
  });

  test('boots, signs a technician in, starts the embedded backend, and stops cleanly [E52]', async () => {
    makeApp(folder);
    copyFileSync(out('preload', 'index.cjs'), join(folder, 'out', 'preload', 'index.cjs'));
    const kit = (name: string) => join(root, 'test', 'kit', name);
    const { stdout } = await run(process.execPath, ['--import', kit('electronStandInHook.ts'), kit('electronStandInDrive.ts'), out('main', 'index.js'), `--data=${join(folder, 'data')}`], { cwd: folder, env: { ...process.env, TILLBOOK_STAND_IN_APP: folder }, timeout: 200_000 });
    expect(JSON.parse(stdout)).toMatchObject({ address: 'app://till/', signedIn: true, backend: { embedded: true, health: 'ok' }, required: ['electron'], errors: [], threads: { backup: true, proof: true }, code: 0 });
  }, 240_000);
});

const binary = electronBinary();
const display = process.platform !== 'linux' || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
const missing = binary === null ? 'Electron\'s binary is not on this machine' : !display ? 'this machine has no display' : !existsSync(out('renderer', 'index.html')) ? 'the screens are not built' : null;
if (missing !== null) console.warn(`SKIPPED: the shell was not run in the real Electron, because ${missing}. It ran against the stand-in only.`);

describe('the real Electron', () => {
  test.skipIf(missing !== null)('opens the till in the sandbox, reaches it through the bridge, and keeps the page where it is [E53]', async () => {
    const electron = await _electron.launch({ executablePath: binary ?? '', args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, `--data=${join(folder, 'real')}`] });
    try {
      const page = await electron.firstWindow();
      await page.waitForLoadState();
      expect(page.url()).toBe('app://till/');
      const seen = await page.evaluate(async () => {
        const scope = globalThis as unknown as { tillbook: { call(name: string, input: unknown): Promise<unknown> }; process?: unknown; require?: unknown; open(address: string): unknown };
        const opened = scope.open('https://example.com/') !== null;
        const elsewhere = await fetch('https://example.com/').then(() => true, () => false);
        const file = await fetch('app://till/..%2fpackage.json').then((answer) => answer.status, () => 0);
        return { keys: Object.keys(scope.tillbook).sort(), state: await scope.tillbook.call('till.state', {}), node: [typeof scope.process, typeof scope.require], opened, elsewhere, file };
      });
      expect(seen).toMatchObject({ keys: ['call', 'subscribe'], state: { ok: true }, node: ['undefined', 'undefined'], opened: false, elsewhere: false });
      expect([0, 404]).toContain(seen.file);
      expect(await page.locator('button').count()).toBeGreaterThan(0);
      expect(electron.windows()).toHaveLength(1);
    } finally {
      await electron.close();
    }
  }, 120_000);
});
