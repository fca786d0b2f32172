/** GS1 Digital Links. */
import { describe, expect, test } from 'vitest';
import { readDigitalLink } from '#core/barcode/digitalLink.ts';
import type { DigitalLinkPermits } from '#core/barcode/digitalLink.ts';
import { elementString } from '#core/barcode/gs1Elements.ts';

const GTIN = '09501234543215';
const at = `https://shop.example/01/${GTIN}`;

/** The element string, `-` for no Digital Link, `!` for a faulty one. */
function outcome(text: string, permits?: DigitalLinkPermits): string {
  const data = readDigitalLink(text, permits);
  if (data === null) return '-';
  return data.errors.length + data.associations.length > 0 ? '!' : elementString(data.elements, '^').slice(1);
}

describe('Digital Links', () => {
  test('the rightmost key of the path counts, with qualifiers in their order [B40]', () => {
    const rows: [link: string, outcome: string][] = [
      [at, `01${GTIN}`],
      [`https://shop.example/a/b/c/01/${GTIN}/10/L1`, `01${GTIN}10L1`],
      [`https://shop.example/00/x/01/${GTIN}`, `01${GTIN}`],
      [`${at}/22/V/10/L/21/S`, `01${GTIN}22V^10L^21S`],
      [`${at}/22/V/21/S`, `01${GTIN}22V^21S`],
      [`${at}/21/S/10/L`, '!'],
      [`${at}/235/T`, `01${GTIN}235T`],
      [`${at}/22/V/235/T`, '!'],
      [`${at}/10/L/10/L`, '!'],
      [`https://shop.example/10/L`, '-'],
      [`https://shop.example/10/L/01/${GTIN}`, `01${GTIN}`],
      [`${at}/17/271231`, '!'],
      [`${at}/`, '-'],
      [`${at}/10/`, '!'],
      ['https://shop.example/', '-'],
      ['https://shop.example', '-'],
    ];
    expect(rows.map(([link]) => [link, outcome(link)])).toEqual(rows);
  });

  test('the query holds attributes; words are passed over, unknown numbers are not [B41]', () => {
    const rows: [query: string, outcome: string][] = [
      ['', `01${GTIN}`], ['17=271231', `01${GTIN}17271231`], ['&&99=A&&98=B&', `01${GTIN}99A^98B`], ['x=1&17=271231&y', `01${GTIN}17271231`],
      ['99=', '!'], ['99', '!'], ['89=A', '!'], ['999999=A', '!'], ['10=L', '!'], ['21=S', '!'], ['235=T', '!'], [`01=${GTIN}`, '!'], ['99=A&99=A', '!'],
      ['17=271332', '!'], ['99=A%2fB', `01${GTIN}99A/B`], ['99=A+B', '!'], ['99=A%2', '!'], ['99=A%00', '!'], ['99=A#17=x', `01${GTIN}99A`],
    ];
    expect(rows.map(([query]) => [query, outcome(`${at}?${query}`)])).toEqual(rows);
  });

  test('plus is a plus in the path [B42]', () => {
    expect(outcome(`${at}/10/A+B`)).toBe(`01${GTIN}10A+B`);
  });

  test('only http and https, in one case, with characters that a web address may have [B43]', () => {
    const rest = `shop.example/01/${GTIN}`;
    expect([`http://${rest}`, `HTTPS://${rest}`].map((link) => outcome(link))).toEqual([`01${GTIN}`, `01${GTIN}`]);
    expect([`HtTps://${rest}`, `ftp://${rest}`, `https:/${rest}`, `https://$${rest}`, `${at}<`, `${at}{`, `${at}\\`, `${at} `, ''].map((link) => outcome(link))).toEqual(Array(9).fill('-'));
    expect([`https://[2001:db8::1]/01/${GTIN}`, `https://192.0.2.1:8080/01/${GTIN}`].map((link) => outcome(link))).toEqual([`01${GTIN}`, `01${GTIN}`]);
  });

  test('short GTINs, words and unknown numbers only where the shop permits them [B44]', () => {
    const short = 'https://shop.example/01/9501234543215';
    expect([outcome(short), outcome(short, { shortGtin: true })]).toEqual(['!', `01${GTIN}`]);
    const words = `https://shop.example/gtin/${GTIN}/lot/L1`;
    expect([outcome(words), outcome(words, { words: true }), outcome(`https://shop.example/toString/${GTIN}`, { words: true })]).toEqual(['-', `01${GTIN}10L1`, '-']);
    expect(outcome(`${at}?89=A`, { unknownAis: true })).toBe(`01${GTIN}89A`);
  });
});
