/** Which zone may import which: the table of ARCHITECTURE.md as a test (a type import is an import). */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const SOURCE = /\.(tsx?|js)$/;

type Rule = { zone: RegExp; may: RegExp[] };

const node = /^node:/;
const zones = (...names: string[]) => new RegExp(`^src/(?:${names.join('|')})/`);
const own = (zone: string) => new RegExp(`^src/${zone}/`);

/** First matching row wins. Targets are repository paths for our own files, package names for others. */
const RULES: Rule[] = [
  { zone: own('core'), may: [own('core')] },
  { zone: own('contract'), may: [zones('core', 'contract'), /^zod$/] },
  { zone: own('till'), may: [zones('core', 'contract', 'till')] },
  { zone: /^src\/main\/adapters\/cloud\//, may: [zones('core', 'contract', 'till'), /^src\/main\/adapters\/cloud\//, node] },
  { zone: /^src\/main\/adapters\/sqlite\//, may: [zones('core', 'contract'), /^src\/till\/(ports|storage)\.ts$/, /^src\/main\/adapters\/sqlite\//, node, /^better-sqlite3$/] },
  { zone: /^src\/main\/adapters\/devices\//, may: [zones('core', 'contract'), /^src\/till\/(ports|storage)\.ts$/, /^src\/main\/adapters\/devices\//, node, /^node-hid$/] },
  { zone: /^src\/main\/adapters\/statements\//, may: [zones('core', 'contract'), /^src\/till\/(ports|storage)\.ts$/, /^src\/main\/adapters\/statements\//, node, /^iconv-lite$/, /^saxes$/] },
  { zone: /^src\/main\/adapters\/printing\//, may: [zones('core', 'contract'), /^src\/till\/(ports|storage)\.ts$/, /^src\/main\/adapters\/printing\//, node, /^pdf-lib$/, /^@pdf-lib\/fontkit$/, /^qrcode$/, /^iconv-lite$/, /^@point-of-sale\/receipt-printer-encoder$/] },
  { zone: /^src\/main\/adapters\/log\//, may: [own('core'), /^src\/till\/ports\.ts$/, /^src\/main\/adapters\/log\//, node, /^pino$/] },
  { zone: /^src\/main\/adapters\/crypto\//, may: [own('core'), /^src\/till\/ports\.ts$/, /^src\/main\/adapters\/crypto\//, node] },
  { zone: /^src\/main\/electron\//, may: [own('contract'), /^src\/main\/shellPolicy\.ts$/, /^src\/main\/electron\//, node, /^electron$/] },
  { zone: /^src\/main\/loopback\//, may: [own('contract'), /^src\/main\/shellPolicy\.ts$/, /^src\/main\/loopback\//, node, /^fastify$/, /^@fastify\//, /^ws$/] },
  { zone: /^src\/main\/compose\.ts$/, may: [zones('core', 'contract', 'till', 'main/adapters', 'main/matching', 'main/shipping'), /^src\/main\/config\.ts$/, /^src\/main\/joinBackend\.ts$/, /^src\/main\/safekeeping\/safekeeper\.ts$/, /^src\/main\/exporting\/exporter\.ts$/, node] },
  { zone: /^src\/main\/joinBackend\.ts$/, may: [zones('core', 'contract', 'till', 'main/adapters/cloud'), /^src\/main\/(config|embeddedBackend)\.ts$/, node] },
  { zone: /^src\/main\/exporting\//, may: [own('core'), /^src\/till\/ports\.ts$/, /^src\/main\/adapters\/sqlite\//, /^src\/main\/adapters\/printing\/receipt(Fonts|Words)\.ts$/, /^src\/main\/oneProcess\.ts$/, /^src\/main\/exporting\//, node, /^pdf-lib$/, /^write-excel-file\/node$/] },
  { zone: /^src\/main\/safekeeping\//, may: [own('core'), /^src\/till\/ports\.ts$/, /^src\/main\/adapters\/(sqlite|crypto)\//, /^src\/main\/one(Task|Process)\.ts$/, /^src\/main\/safekeeping\//, node, /^better-sqlite3$/] },
  { zone: /^src\/main\/index\.ts$/, may: [/^src\/main\/(compose|config|launch)\.ts$/, /^src\/main\/electron\//, node, /^electron$/] },
  { zone: /^src\/main\/shipping\//, may: [zones('core', 'contract', 'till', 'main/adapters', 'main/shipping'), node] },
  { zone: /^src\/main\/matching\//, may: [zones('core', 'contract', 'till', 'main/adapters', 'main/matching'), node] },
  { zone: /^src\/main\/(config\.ts$|practice\/)/, may: [zones('core', 'contract', 'till', 'main'), node] },
  { zone: /^src\/main\/commands\//, may: [zones('core', 'contract', 'till', 'main'), /^src\/cloud\/index\.ts$/, node, /^(commander|qrcode)$/] },
  { zone: /^src\/main\//, may: [zones('core', 'contract', 'main'), /^src\/cloud\/index\.ts$/, node, /^commander$/] },
  { zone: own('preload'), may: [/^electron$/, own('contract')] },
  ...['cashier', 'manager', 'technician', 'display'].map((area) => ({ zone: own(`renderer/${area}`), may: [zones('core', 'contract'), own(`renderer/${area}`), /^src\/renderer\/(api|state|ui|text)\//, /^(?!node:|electron$|src\/)/] })),
  { zone: own('renderer'), may: [zones('core', 'contract', 'renderer'), /^(?!node:|electron$|src\/)/] },
  { zone: /^src\/cloud\/connectors\/[^/]+\//, may: [own('core'), /^src\/cloud\/ports\.ts$/, /^src\/cloud\/connectors\/[^/]+\//, /^node:crypto$/, /^alipay-sdk$/] },
  { zone: own('cloud'), may: [zones('core', 'contract', 'cloud'), node, /^(fastify|kysely|pg|pg-copy-streams|pino|qrcode|zod|@electric-sql\/pglite(\/nodefs)?)$/, /^@fastify\//] },
];

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** The specifiers a file imports, from static, dynamic and type imports alike. */
export function importsOf(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    const name = match[1] ?? match[2] ?? match[3];
    if (name !== undefined) found.push(name);
  }
  return found;
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier));
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  return specifier;
}

export function offences(file: string, text: string): string[] {
  const rule = RULES.find((row) => row.zone.test(file));
  if (rule === undefined) return [`${file}: belongs to no zone`];
  return importsOf(text)
    .map((specifier) => targetOf(file, specifier))
    .filter((target) => !rule.may.some((allowed) => allowed.test(target)))
    .map((target) => `${file} may not import ${target}`);
}

describe('architecture', () => {
  const files = filesBelow('src');

  test('no file imports past its zone [A1]', () => {
    expect(files.flatMap((file) => offences(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  test('the check reads files and sees a forbidden import [A2]', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(offences('src/core/x.ts', "import fs from 'node:fs';\n")).toEqual(['src/core/x.ts may not import node:fs']);
    expect(offences('src/core/x.ts', "import type {\n  A,\n} from '#till/ports.ts';\n")).toEqual(['src/core/x.ts may not import src/till/ports.ts']);
    expect(offences('src/renderer/cashier/a.tsx', "import { b } from '../manager/b.tsx';\n")).toHaveLength(1);
    expect(offences('src/cloud/connectors/sandbox/a.ts', "import { b } from '../wechatpay/b.ts';\n")).toHaveLength(0);
  });
});
