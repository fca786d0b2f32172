/** UnionPay's notifications: a signed form, proved by the certificate it brings. */
import type { Notice, RawNotice, WalletConnector } from '../../ports.ts';
import { meaningOf, refundWord, word } from '../shared/answers.ts';
import { OUTCOME_CODES, REFUND_OUTCOME_CODES } from './codes.ts';
import { isGenuine } from './signing.ts';
import type { Merchant } from './wire.ts';

export const NOTICE_REPLY: NonNullable<WalletConnector['noticeReply']> = {
  taken: { status: 200, type: 'text/plain', body: 'ok' },
  refused: { status: 401, type: 'text/plain', body: 'not proved' },
};

export function readNotice({ settings, authorities, now }: Merchant, { body }: RawNotice): Notice | null {
  const fields = Object.fromEntries(new URLSearchParams(Buffer.from(body).toString('utf8')));
  if (!isGenuine(fields, { authorities, signerNames: settings.signerNames }, now()) || fields['merId'] !== settings.merchantId) return null;
  const id = fields['orderId'] ?? '';
  const code = fields['respCode'] ?? '';
  const queryId = fields['queryId'] ?? null;
  switch (fields['txnType']) {
    case '01': return { of: 'charge', orderId: id, answer: word(meaningOf(OUTCOME_CODES, code), code, queryId), amountMinor: /^\d{1,12}$/.test(fields['txnAmt'] ?? '') ? Number(fields['txnAmt']) : null };
    case '04': return { of: 'refund', refundId: id, answer: refundWord(meaningOf(REFUND_OUTCOME_CODES, code), code, queryId) };
    default: return null;
  }
}
