/** docs/rules.md and the tests cover each other: every id in a test's title has its row, every row its test, and no id is used twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
/** The id that ends a title: one or two letters, a number, perhaps a part. */
const TITLE = /(['"`])((?:(?!\1)[^\\\n]|\\.)*?)\s*\[([A-Z]{1,2}\d+[a-z]?)\]\1/g;

export type Titled = { readonly id: string; readonly title: string; readonly file: string };

export function titlesOf(file: string, text: string): Titled[] {
  return [...text.matchAll(TITLE)].map((match) => ({ id: match[3] ?? '', title: (match[2] ?? '').replaceAll(/\\(.)/g, '$1').replaceAll('|', '/'), file }));
}

function testsBelow(folder: string): Titled[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort().flatMap((file) => titlesOf(file, readFileSync(join(root, file), 'utf8')));
}

export function rowsOf(text: string): { id: string; file: string }[] {
  return [...text.matchAll(/^\| ([A-Z]{1,2}\d+[a-z]?) \|[^|\n]*\| `([^`|\n]+)` \|/gm)].map((match) => ({ id: match[1] ?? '', file: match[2] ?? '' }));
}

const twice = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);

describe('rules', () => {
  const titles = testsBelow('test');
  const rows = rowsOf(readFileSync(join(root, 'docs/rules.md'), 'utf8'));

  test('the check reads tests and rows, and sees an id wherever a title ends with one [Y10]', () => {
    expect(titles.length).toBeGreaterThan(100);
    expect(rows.length).toBeGreaterThan(100);
    // Put together here, so that the sample is no test of its own.
    const sample = ["test('it\\'s a rule [Z9", "', () => {", '  test.each([1])(`${x} holds [Z10b', '`, () => 0);', "  const list = ['[A1', 'x [A2", " y'];"].join(']');
    expect(titlesOf('a.test.ts', sample)).toEqual([{ id: 'Z9', title: "it's a rule", file: 'a.test.ts' }, { id: 'Z10b', title: '${x} holds', file: 'a.test.ts' }]);
  });

  test('no id stands for two rules [Y11]', () => {
    expect(twice(titles.map((one) => one.id)).map((id) => titles.filter((one) => one.id === id))).toEqual([]);
    expect(twice(rows.map((row) => row.id))).toEqual([]);
  });

  test('every test has its row in docs/rules.md, with the file it stands in [Y12]', () => {
    const known = new Map(rows.map((row) => [row.id, row.file]));
    // What this prints can be pasted into the table.
    expect(titles.filter((one) => known.get(one.id) !== one.file).map((one) => `| ${one.id} | ${one.title} | \`${one.file}\` | |`).join('\n')).toBe('');
  });

  test('every row of docs/rules.md has its test [Y13]', () => {
    const tested = new Set(titles.map((one) => one.id));
    expect(rows.filter((row) => !tested.has(row.id)).map((row) => row.id)).toEqual([]);
  });
});
