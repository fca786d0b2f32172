/** Money, quantities and times as people read them. */
import { describe, expect, test } from 'vitest';
import { formatFor, moneyWords } from '#renderer/text/format.ts';

const yuan = formatFor('en', 'CNY', 'Asia/Shanghai');

describe('format', () => {
  test('money has the currency’s own digits in every language [V30]', () => {
    expect(yuan.money(12_809)).toBe('¥128.09');
    expect(formatFor('ko', 'KRW', 'Asia/Seoul').money(12_809)).toBe('₩12,809');
    expect(formatFor('zh', 'JPY', 'Asia/Tokyo').money(500)).toBe('¥500');
    expect(formatFor('en', 'KWD', 'UTC').amount(1_234)).toBe('1.234');
  });

  test('negative sums carry a true minus before the sign, differences a plus too [V31]', () => {
    expect(yuan.money(-640)).toBe('\u2212¥6.40');
    expect(yuan.signed(1)).toBe('+¥0.01');
    expect(yuan.signed(0)).toBe('¥0.00');
    expect(yuan.parts(-640)).toEqual({ minus: '\u2212', before: '¥', digits: '6.40', after: '' });
  });

  test('an amount beyond what a float holds is exact [V32]', () => {
    expect(yuan.amount(9_007_199_254_740_991)).toBe('90,071,992,547,409.91');
  });

  test('notes show no empty decimals [V33]', () => {
    expect(yuan.short(20_000)).toBe('¥200');
    expect(yuan.short(12_809)).toBe('¥128.09');
  });

  test('quantities are thousandths, percentages basis points [V34]', () => {
    expect([yuan.quantity(3_000), yuan.quantity(846), yuan.percent(2_000)]).toEqual(['3', '0.846', '20%']);
  });

  test('times are the shop’s, business days have no zone [V35]', () => {
    const at = Date.UTC(2025, 10, 21, 23, 30, 5, 118);
    expect(yuan.time(at)).toBe('07:30');
    expect(yuan.timeMillis(at)).toBe('07:30:05.118');
    expect(formatFor('en', 'CNY', 'America/Los_Angeles').day('2025-11-21')).toBe('Nov 21, 2025');
  });

  test('a name falls back to English [V36]', () => {
    expect(formatFor('ko', 'KRW', 'UTC').name({ en: 'Milk' })).toBe('Milk');
  });

  test('spoken amounts name the currency [V37]', () => {
    expect(moneyWords('128.09', 'CNY', 'en')).toBe('128.09 Chinese yuan');
    expect(moneyWords('128.00', 'CNY', 'zh-CN')).toBe('128人民币');
  });

  test('whoever asks for the same language, currency and time zone shares one set of formatters [V115]', () => {
    expect(formatFor('en', 'CNY', 'Asia/Shanghai')).toBe(yuan);
    expect(formatFor('zh', 'CNY', 'Asia/Shanghai')).not.toBe(yuan);
    expect(formatFor('en', 'CNY', 'UTC')).not.toBe(yuan);
  });
});
