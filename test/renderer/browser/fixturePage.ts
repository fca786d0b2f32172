/** Builds the fixture once, serves it from memory of the disk, and opens its scenes in a headless Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { TillEvent } from '#contract/views.ts';
import { findChromium, launchChromium } from '../../kit/chromium.ts';
import { NOW } from '../fixture/states.ts';

/** Where a run of all tests has built the fixture once for all files. */
const BUILT = process.env['TILLBOOK_FIXTURE'];
/** Else of this process alone: another one may be building its own. */
const ROOT = BUILT ?? mkdtempSync(join(tmpdir(), 'tillbook-fixture-'));
if (BUILT === undefined) process.once('exit', () => rmSync(ROOT, { recursive: true, force: true }));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };
/** Full path of a browser; undefined when there is none, and then nothing here can be started. */
export const CHROMIUM = findChromium() ?? undefined;

declare global {
  interface Window {
    /** Every call the screens made, in order. */
    fixtureCalls?: { readonly name: string; readonly input: unknown }[];
    /** Says a word as the till would. */
    fixtureTell?: (event: TillEvent) => void;
  }
}

export type View = { readonly scene: string; readonly language?: string; readonly theme?: 'light' | 'dark'; readonly width?: number; readonly height?: number; readonly display?: boolean };
export type Fixture = { readonly open: (view: View) => Promise<{ page: Page; problems: string[] }>; readonly close: () => Promise<void> };

function serve(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(ROOT, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=3600' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((done) => { server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    done({ server, origin: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` });
  }); });
}

/** A page keeps much of each scene; one that has shown hundreds is a slow one of a gigabyte. */
const SCENES_A_PAGE = 30;

type Opened = { page: Page; problems: string[] };

/** One profile for all scenes, so that scripts and fonts are fetched and compiled once; `problems` collects console errors and refusals by the page's content policy. */
async function newPage(context: BrowserContext): Promise<Opened> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text()); });
  page.on('pageerror', (error) => problems.push(error.message));
  return { page, problems };
}

/** Nothing of the scene before: its pointer, its media, what it kept. */
async function asNew(page: Page): Promise<void> {
  await page.mouse.move(-1, -1);
  await page.emulateMedia({ media: null });
  if (page.url() !== 'about:blank') await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
}

async function show({ page, problems }: Opened, origin: string, view: View): Promise<Opened> {
  problems.length = 0;
  await page.setViewportSize({ width: view.width ?? 1366, height: view.height ?? 768 });
  const query = new URLSearchParams({ scene: view.scene, lang: view.language ?? 'en', theme: view.theme ?? 'light', ...(view.display === true ? { view: 'display' } : {}) });
  await page.goto(`${origin}/?${query.toString()}`);
  await page.waitForSelector('main');
  await page.waitForTimeout(80);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { page, problems };
}

export async function startFixture(): Promise<Fixture> {
  if (BUILT === undefined) await (await import('vite')).build({ configFile: resolve(import.meta.dirname, '../fixture/vite.config.ts'), logLevel: 'warn', build: { outDir: ROOT } });
  const { server, origin } = await serve();
  const browser = await launchChromium();
  const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai', locale: 'en-GB' });
  await context.clock.setFixedTime(NOW);
  let opened = await newPage(context);
  let scenes = 0;
  return {
    async open(view) {
      scenes += 1;
      await asNew(opened.page);
      if (scenes % SCENES_A_PAGE === 0) {
        await opened.page.close();
        opened = await newPage(context);
      }
      return show(opened, origin, view);
    },
    close: async () => { await browser.close(); server.close(); },
  };
}
