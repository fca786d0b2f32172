/** `tillbook cloud` at the command line: words on standard error and a status for what cannot be. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const run = (...args: string[]) => spawnSync(process.execPath, [resolve(import.meta.dirname, '../../src/main/tillbook.js'), 'cloud', ...args], { encoding: 'utf8' });

describe('tillbook cloud', () => {
  test('without or with both places for its data it says so and ends with a failure [C110]', () => {
    for (const args of [[], ['--data', 'x', '--database', 'postgres://x']]) {
      const { status, stdout, stderr } = run(...args);
      expect(status).not.toBe(0);
      expect(stdout).toBe('');
      expect(stderr).toContain('--data DIR or --database');
    }
  });

  test('a store that no key id can name is refused [C111]', () => {
    expect(run('--data', 'x', '--store', 'Ecke/Süd').stderr).toContain('letters, digits');
    expect(run('--help').stdout).toContain('--enrol-code');
  });
});
