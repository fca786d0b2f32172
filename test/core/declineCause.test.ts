/** Why a wallet said no: what each code lets the cashier say, and that every cause has its sentence. */
import { expect, test } from 'vitest';
import * as alipay from '#cloud/connectors/alipay/codes.ts';
import * as alipayplus from '#cloud/connectors/alipayplus/codes.ts';
import type { CodeTable } from '#cloud/connectors/shared/answers.ts';
import * as unionpay from '#cloud/connectors/unionpay/codes.ts';
import * as wechatpay from '#cloud/connectors/wechatpay/codes.ts';
import { declinedReason } from '#core/declineCause.ts';
import { reason as en } from '#renderer/text/en/words.ts';
import { reason as ko } from '#renderer/text/ko/words.ts';
import { reason as zh } from '#renderer/text/zh/words.ts';

const declined = (...tables: readonly CodeTable<string>[]) => [...new Set(tables.flatMap((table) => Object.entries(table).filter(([, meaning]) => meaning === 'declined').map(([code]) => code)))];
const CODES = declined(wechatpay.PAY_ERRORS, alipay.PAY_ERRORS, unionpay.PAY_CODES, alipayplus.PAY_CODES);

test('a declined code leads to what the customer can do about it, and an unlisted one to no guess [W190]', () => {
  const WORDS: readonly [code: string, reason: string][] = [
    ['NOTENOUGH', 'declined-balance'], ['AUTHCODEEXPIRE', 'declined-code-old'], ['AUTH_CODE_ERROR', 'declined-reader'], ['NOTSUPORTCARD', 'declined-account'], ['ORDERREVERSED', 'declined-closed'], ['SIGN_ERROR', 'declined-setup'],
    ['ACQ.BUYER_BALANCE_NOT_ENOUGH', 'declined-balance'], ['ACQ.PAYMENT_AUTH_CODE_INVALID', 'declined-code-old'], ['ACQ.TOTAL_FEE_EXCEED', 'declined-limit'], ['ACQ.PAYMENT_REQUEST_HAS_RISK', 'declined-risk'], ['ACQ.PARTNER_ERROR', 'declined-setup'],
    ['64', 'declined-balance'], ['77', 'declined-code-old'], ['33', 'declined-limit'], ['61', 'declined-account'], ['38', 'declined-risk'], ['11', 'declined-setup'],
    ['TRADE_ERROR', 'declined'], ['01', 'declined'], ['NEVER_HEARD_OF', 'declined'], ['', 'declined'],
  ];
  for (const [code, reason] of WORDS) expect([code, declinedReason(code)]).toEqual([code, reason]);
});

test('every cause has its sentence in each language, saying that no money was taken [W191]', () => {
  expect(CODES.length).toBeGreaterThan(80);
  const reasons = [...new Set(CODES.map(declinedReason))];
  expect(reasons).toHaveLength(9);
  for (const reason of reasons) {
    expect((en as Record<string, string>)[reason]).toMatch(/No money was taken/);
    expect((zh as Record<string, string>)[reason]).toMatch(/没有(?:扣款|收款)/);
    expect((ko as Record<string, string>)[reason]).toMatch(/돈은 빠져나가지 않았습니다/);
  }
});
