/** Two profiles line by line. */
import { describe, expect, test } from 'vitest';
import { lineDiff } from '#renderer/technician/devices/lineDiff.ts';

const shown = (before: string | null, after: string) => lineDiff(before, after).map((line) => `${line.mark}${line.line} ${line.text}`);

describe('a profile’s changes', () => {
  test('what went and what came stand where they were, and the rest is untouched [DS20]', () => {
    expect(shown('a\nb\nc', 'a\nx\nc\nd')).toEqual([' 1 a', '-2 b', '+2 x', ' 3 c', '+4 d']);
    expect(shown(null, 'a\nb')).toEqual([' 1 a', ' 2 b']);
    expect(shown('a\nb', 'a\nb')).toEqual([' 1 a', ' 2 b']);
  });
});
