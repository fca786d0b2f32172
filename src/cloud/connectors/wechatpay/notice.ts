/** WeChat Pay's notifications: proved, opened and read. */
import type { Notice, RawNotice, WalletConnector } from '../../ports.ts';
import { meaningOf, record, refundWord, text } from '../shared/answers.ts';
import { REFUND_STATES } from './codes.ts';
import { isAnswerGenuine, openResource } from './signing.ts';
import { tradeWord } from './trade.ts';
import type { Merchant } from './wire.ts';

const JSON_TYPE = 'application/json';

export const NOTICE_REPLY: NonNullable<WalletConnector['noticeReply']> = {
  taken: { status: 200, type: JSON_TYPE, body: '{"code":"SUCCESS"}' },
  refused: { status: 401, type: JSON_TYPE, body: '{"code":"FAIL","message":"not proved"}' },
};

export function readNotice({ settings, platformKeys, now }: Merchant, { headers, body }: RawNotice): Notice | null {
  const signature = { timestamp: headers['wechatpay-timestamp'] ?? '', nonce: headers['wechatpay-nonce'] ?? '', signature: headers['wechatpay-signature'] ?? '', serial: headers['wechatpay-serial'] ?? '' };
  if (!isAnswerGenuine(signature, body, platformKeys, now())) return null;
  try {
    const resource = record(record(JSON.parse(Buffer.from(body).toString('utf8')))['resource']);
    if (resource['algorithm'] !== 'AEAD_AES_256_GCM') return null;
    const opened = record(JSON.parse(openResource(settings.apiV3Key, {
      nonce: text(resource['nonce']), associatedData: text(resource['associated_data']), ciphertext: text(resource['ciphertext']),
    })));
    if (opened['mchid'] !== settings.merchantId) return null;
    const refundId = text(opened['out_refund_no']);
    if (refundId !== '') {
      const code = text(opened['refund_status']);
      return { of: 'refund', refundId, answer: refundWord(meaningOf(REFUND_STATES, code), code, text(opened['refund_id']) || null) };
    }
    const orderId = text(opened['out_trade_no']);
    const total = record(opened['amount'])['total'];
    return { of: 'charge', orderId, answer: tradeWord({ orderId, kind: 'presented', amountMinor: null }, opened), amountMinor: typeof total === 'number' ? total : null };
  } catch {
    return null;
  }
}
