/** The printer's test page: edges, letters of every language, figures and a code; nothing of any sale. */
import type { Row } from './receiptRows.ts';
import { moment, printable, type Language } from './receiptWords.ts';

/** `at` UTC ms, printed in `timeZone`. */
export type TestOrder = { readonly language: Language; readonly shop: string; readonly till: string; readonly at: number; readonly timeZone: string; readonly address: string };

const TITLE: Readonly<Record<Language, string>> = { en: 'Printer test', zh: '打印机测试', ko: '프린터 시험' };
const HINT: Readonly<Record<Language, string>> = {
  en: 'Both rules must reach the edges, and the figures must stand under each other on the right.', zh: '两条线必须到达纸边，右侧数字必须上下对齐。', ko: '두 선이 종이 가장자리까지 닿고 오른쪽 숫자가 위아래로 맞아야 합니다.',
};

export function testRows({ language, shop, till, at, timeZone, address }: TestOrder): Row[] {
  return [
    { kind: 'text', text: TITLE[language], style: 'shop' },
    { kind: 'pair', left: printable(shop), right: printable(till), style: 'body' },
    { kind: 'text', text: printable(moment(at, timeZone)), style: 'body' },
    { kind: 'text', text: printable(address), style: 'small' },
    { kind: 'rule' },
    { kind: 'pair', left: 'ABCDEFG abcdefg', right: '1,234.50', style: 'body' },
    { kind: 'pair', left: 'àéîõü ß ñ ç', right: '0.05', style: 'body' },
    { kind: 'pair', left: '微信支付 支付宝 云闪付', right: '12,809.00', style: 'body' },
    { kind: 'pair', left: '감사합니다 거스름돈', right: '−1.65', style: 'body' },
    { kind: 'pair', left: 'Total', right: '13,041.90', style: 'total', final: true },
    { kind: 'rule' },
    { kind: 'text', text: HINT[language], style: 'small' },
    { kind: 'gap' }, { kind: 'code', text: `TILLBOOK-TEST-${printable(till)}` },
  ];
}
