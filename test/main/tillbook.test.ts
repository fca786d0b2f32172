/** The command line's way in: what a first start stripped of its types, the next ones take from the program's own folder. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const kept = join(root, 'node_modules/.cache/tillbook');

function help(entry: string): { status: number | null; said: string } {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/main', entry), 'hid', '--help'], { encoding: 'utf8', env: { ...env, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' } });
  return { status, said: stdout + stderr };
}

describe('the way in', () => {
  test('the second start strips no types, not even those of the first file, and nothing is kept outside the program [D290]', () => {
    help('tillbook.js');
    const { status, said } = help('tillbook.js');
    expect(status).toBe(0);
    expect(said).toMatch(/StrippedTypeScript file:\S*src\/main\/cli\.ts\.\.\.success/);
    expect([...said.matchAll(/cache directory (\S+?)\.\.\./g)].map(([, folder]) => folder?.startsWith(kept))).toEqual([true]);
  });

  test('the file behind it can be started by itself [D291]', () => {
    const { status, said } = help('cli.ts');
    expect(status).toBe(0);
    expect(said).toContain('Usage: tillbook hid');
  });
});
