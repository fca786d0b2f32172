/** AIM identifiers, and the shop's own receipts and badges. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aimOf, splitAim } from '#core/barcode/aim.ts';
import { badgeCode, readBadgeCode, readReceiptCode, receiptCode } from '#core/barcode/ownCodes.ts';

const name = fc.stringMatching(/^[0-9A-Za-z-]{1,64}$/);

describe('AIM identifiers', () => {
  test('the modifier decides, and the letter where the modifier is not listed [B50]', () => {
    expect([']C1', ']C0', ']C4', ']E4', ']E0', ']e0', ']Q1', ']Q3', ']d2', ']I1'].map((id) => aimOf(id)?.content)).toEqual(['gs1', 'text', 'text', 'ean8', 'ean', 'gs1', 'text', 'gs1', 'gs1', 'itf']);
    expect([']', ']C', 'C11', ']XX1', ']y0', ']Q\n'].map((id) => aimOf(id))).toEqual([null, null, null, null, null, null]);
  });

  test('an identifier in front of the text is taken off, once [B51]', () => {
    expect(splitAim(']Q1]Q1x')).toMatchObject({ aim: { id: ']Q1' }, text: ']Q1x' });
    expect(splitAim(']y1x')).toEqual({ aim: null, text: ']y1x' });
    expect(splitAim('x]Q1')).toEqual({ aim: null, text: 'x]Q1' });
  });
});

describe('receipts and badges', () => {
  test('a receipt\'s code is read back [B52]', () => {
    fc.assert(fc.property(name, name, (till, receiptNo) => {
      expect(readReceiptCode(receiptCode({ till, receiptNo }))).toEqual({ till, receiptNo });
    }));
  });

  test('a receipt\'s code with a character changed, more or less is none [B53]', () => {
    const code = receiptCode({ till: 'T-1', receiptNo: '2026-000123' });
    fc.assert(fc.property(fc.nat(code.length - 1), fc.integer({ min: 0x20, max: 0x7e }), (place, character) => {
      const wrong = code.slice(0, place) + String.fromCharCode(character) + code.slice(place + 1);
      expect(readReceiptCode(wrong) === null).toBe(wrong !== code);
    }));
    for (const wrong of [code.slice(0, -1), `${code}0`, `${code}:`, code.slice(1), '', 'TBR1:', 'TBR1:::0000', code.toLowerCase()]) expect(readReceiptCode(wrong), wrong).toBeNull();
  });

  test('a badge is its id, of letters, digits and dashes [B54]', () => {
    fc.assert(fc.property(name, (id) => { expect(readBadgeCode(badgeCode(id))).toBe(id); }));
    for (const wrong of ['TBB1:', 'TBB1:a b', `TBB1:${'a'.repeat(65)}`, 'TBB2:a', 'a']) expect(readBadgeCode(wrong), wrong).toBeNull();
    expect(() => badgeCode('a:b')).toThrow('badge');
  });
});
