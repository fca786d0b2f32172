/** One-time codes: spelled so that they can be read aloud, read back however they were typed, carried by one scan. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress, readEnrolment, spellCode, tidyCode, writeEnrolment } from '#core/enrolment.ts';

describe('one-time codes', () => {
  test('a code is read back however it was typed, and another make of code is left as it is [T250]', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.constantFrom('', ' ', '-'), (random, between) => {
      const code = spellCode(random);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      const typed = code.toLowerCase().replaceAll('-', between).replaceAll('0', 'o').replaceAll('1', 'l');
      expect(tidyCode(` ${typed} `)).toBe(code);
    }));
    for (const other of ['once-only', 'U2FsdGVkX1-abc', 'ABCD-EFGH-JKMU']) expect(tidyCode(` ${other} `)).toBe(other);
  });

  test('one scan carries the address, the store and the code, and nothing else is taken for one [T251]', () => {
    fc.assert(fc.property(fc.webUrl(), fc.string({ minLength: 1, maxLength: 40 }), fc.string({ minLength: 4, maxLength: 64 }), (address, store, code) => {
      const text = writeEnrolment({ address, store, code });
      fc.pre(text.length <= 1_000);
      expect(readEnrolment(text)).toEqual({ address, store, code });
    }));
    for (const other of ['', 'tillbook:enrol', 'tillbook:enrol?a=x&s=y', 'tillbook:enrol?a=%E0%A4%A&s=y&c=z', '6901001000379', '131234567890123456', `tillbook:enrol?${'a'.repeat(2_000)}`]) expect(readEnrolment(other)).toBeNull();
  });

  test('payment codes leave by TLS, or not beyond this machine [T252]', () => {
    expect(readAddress(' https://Pay.example.com/shop/ ')).toBe('https://Pay.example.com/shop');
    expect(readAddress('HTTP://127.0.0.1:8790/')).toBe('http://127.0.0.1:8790');
    expect(readAddress('http://localhost:1')).toBe('http://localhost:1');
    for (const other of ['http://pay.example.com', 'http://127.0.0.1.evil.example', 'http://127.0.0.1@evil.example', 'ftp://x', 'pay.example.com', 'https://', 'https://a b', 'https://x/?q=1', '']) expect(readAddress(other)).toBeNull();
  });
});
