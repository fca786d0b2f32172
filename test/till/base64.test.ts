/** Base64 as files travel in it. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { base64Decode, base64Encode } from '#till/base64.ts';

test('base64 gives back the bytes of any length, with its padding or without, and refuses anything else [F257]', () => {
  for (let length = 0; length < 300; length += 1) {
    const bytes = randomBytes(length);
    const text = base64Encode(bytes);
    expect(text).toBe(bytes.toString('base64'));
    expect(Buffer.from(base64Decode(text)).equals(bytes)).toBe(true);
    expect(Buffer.from(base64Decode(text.replace(/=+$/, ''))).equals(bytes)).toBe(true);
  }
  for (const bad of ['AA*A', 'AAA*', 'AAAA*', 'AA\u00e9A', '\uc7a5\ubd80', 'AA A']) expect(() => base64Decode(bad), bad).toThrow(expect.objectContaining({ code: 'bad-file' }));
});
