/** `shop.json`: what it sets, and what is wrong with one, in words that name the place. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#main/config.ts';

function configOf(text: string | object) {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-config-'));
  writeFileSync(join(folder, 'shop.json'), typeof text === 'string' ? text : JSON.stringify(text));
  return loadConfig(folder);
}

describe('shop.json', () => {
  test('a shop of one’s own is no demo and takes no cards unless it says so; the rest is as in the demo shop [G30]', () => {
    const { shop, backendUrl } = configOf({ name: 'Hanok Market', store: 'hanok', till: 'H1', currency: 'KRW', timeZone: 'Asia/Seoul', wallets: [] });
    expect(shop).toMatchObject({ name: 'Hanok Market', store: 'hanok', till: 'H1', currency: 'KRW', timeZone: 'Asia/Seoul', wallets: [], demo: false, practice: false, taxMode: 'inclusive' });
    expect(shop.cards).toBeUndefined();
    expect(backendUrl).toBeNull();
    expect(configOf({ backendUrl: 'https://pay.example.com', cards: 'online' })).toMatchObject({ backendUrl: 'https://pay.example.com', shop: { cards: 'online' } });
  });

  test.each<[string | object, RegExp]>([
    ['{', /not JSON/], [[], /the file: /], [{ currency: 'Yuan' }, /currency: an ISO 4217 code/], [{ timeZone: 'Asia/Nowhere' }, /timeZone: an IANA zone/], [{ wallets: ['wechatpay', 'paypal'] }, /wallets\.1: /],
    [{ till: 'T 1' }, /till: one to six/], [{ store: 'My Shop' }, /store: small letters/], [{ backendUrl: 'ftp://x' }, /backendUrl: /], [{ curency: 'CNY' }, /Unrecognized key: "curency"/], [{ cards: true }, /cards: /],
  ])('%j starts nothing, and the sentence names the place [G31]', (text, words) => {
    expect(() => configOf(text)).toThrow(words);
    expect(() => configOf(text)).toThrow(/Nothing was started; mend the file/);
  });
});
