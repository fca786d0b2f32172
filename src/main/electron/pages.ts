/** The screens under `app://till/`: a fixed list of files made at the start; an address only ever picks from it. */
import { readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { CONTENT_TYPES, POLICY_HEADERS } from '../shellPolicy.ts';

export const SCHEME = 'app';
const HOST = 'till';
export const MAIN_PAGE = `${SCHEME}://${HOST}/`;
export const DISPLAY_PAGE = `${SCHEME}://${HOST}/?view=display`;

type PageFile = { readonly file: string; readonly type: string };

/** Address path to file. */
export type Pages = ReadonlyMap<string, PageFile>;

/** Names that stand in an address as they are. */
const PLAIN_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
const FILES_MAX = 10_000;

/** True for an address of our own pages: scheme and host are compared whole, and an empty or broken one is not ours. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
}

/** Lists the built screens; empty when they were never built. Links out of the folder are not followed. */
export function listPages(folder: string): Pages {
  const pages = new Map<string, PageFile>();
  for (const entry of entriesOf(folder)) {
    const file = join(entry.parentPath, entry.name);
    const parts = relative(folder, file).split(sep);
    const type = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined || !parts.every((part) => PLAIN_NAME.test(part))) continue;
    if (pages.size < FILES_MAX) pages.set(`/${parts.join('/')}`, { file, type });
  }
  const index = pages.get('/index.html');
  if (index !== undefined) pages.set('/', index);
  return pages;
}

function entriesOf(folder: string) {
  try { return readdirSync(folder, { recursive: true, withFileTypes: true }); } catch { return []; }
}

const refusal = (status: number, text: string) => new Response(text, { status, headers: { ...POLICY_HEADERS, 'content-type': 'text/plain; charset=utf-8' } });

/** Answers a request for one of the pages. No path is ever made from an address. */
export async function pageAnswer(pages: Pages, request: { readonly url: string; readonly method: string }): Promise<Response> {
  if (!isOurs(request.url)) return refusal(403, 'Only the till\'s own pages are served here.');
  if (request.method !== 'GET') return refusal(405, 'Only GET is served here.');
  const page = pages.get(new URL(request.url).pathname);
  if (page === undefined) return refusal(404, 'Not found.');
  try {
    return new Response(await readFile(page.file), { status: 200, headers: { ...POLICY_HEADERS, 'content-type': page.type, 'cache-control': 'no-store' } });
  } catch {
    return refusal(404, 'Not found.');
  }
}
