/** House style that a machine can see: file sizes, first lines, no barrels, no machine's paths, nothing large. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
const source = tracked.filter((file) => /^(src|test|scripts)\/.*\.(tsx?|js)$/.test(file));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('tidy', () => {
  test('the check sees the tree [Y0]', () => {
    expect(source.length).toBeGreaterThan(5);
  });

  test('no source file is longer than 400 lines [Y1]', () => {
    expect(source.filter((file) => read(file).split('\n').length > 401)).toEqual([]);
  });

  test('every source file says in its first line what it is for [Y2]', () => {
    expect(source.filter((file) => !/^(#!.*\n)?(\/\*\*|\/\/)/.test(read(file)))).toEqual([]);
  });

  test('no file names a machine path or a registry [Y3]', () => {
    const bad = new RegExp(['/ho' + 'me/', '/wo' + 'rk/', '/ro' + 'ot/', 'registry' + '\\.npm', '"resolved' + '":'].join('|'));
    expect(tracked.filter((file) => /\.(tsx?|js|json|md|css|html|sql|ya?ml)$/.test(file) && bad.test(read(file)))).toEqual([]);
  });

  test('no file is larger than 1 MiB [Y4]', () => {
    expect(tracked.filter((file) => statSync(join(root, file)).size > 1_048_576)).toEqual([]);
  });

  test('no unfinished marks in the source [Y5]', () => {
    const mark = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
    expect(source.filter((file) => mark.test(read(file)))).toEqual([]);
  });
});
