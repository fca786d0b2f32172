/** WeChat Pay's older interface, for merchants without v3 code pay: micropay, and its reverse, which wants the merchant's TLS certificate. */
import { timingSafeEqual } from 'node:crypto';
import type { OrderRef, PayOrder, WalletAnswer } from '../../ports.ts';
import { meaningOf, Untrusted, word } from '../shared/answers.ts';
import { PAY_ERRORS } from './codes.ts';
import type { WechatpaySettings } from './settings.ts';
import { v2Sign } from './signing.ts';
import { nonce } from './wire.ts';
import type { Merchant } from './wire.ts';

type V2 = NonNullable<WechatpaySettings['v2']>;
type Fields = Readonly<Record<string, string>>;

const TIMEOUT_MS = 8_000;
const ANSWER_BYTES_MAX = 64 * 1024;
const SIGN_TYPE = 'HMAC-SHA256';

/** Flat XML, each value as text. */
export function writeXml(fields: Fields): string {
  const escape = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<xml>${Object.entries(fields).map(([name, value]) => `<${name}>${escape(value)}</${name}>`).join('')}</xml>`;
}

/** Reads flat XML of plain or CDATA values. No document type, so no entities but the five that XML has. @throws Untrusted `UNREADABLE` */
export function readXml(source: string): Fields {
  const whole = /^\s*(?:<\?xml[^>]*\?>)?\s*<xml>([\s\S]*)<\/xml>\s*$/.exec(source);
  if (whole === null || /<!(?!\[CDATA\[)/.test(source)) throw new Untrusted('UNREADABLE');
  const fields: Record<string, string> = {};
  const rest = (whole[1] ?? '').replace(/\s*<([A-Za-z_][\w.]*)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>\s*/g, (_all, name: string, raw: string | undefined, plain: string | undefined) => {
    Object.defineProperty(fields, name, { value: raw ?? unescape(plain ?? ''), enumerable: true, configurable: true });
    return '';
  });
  if (rest.trim() !== '') throw new Untrusted('UNREADABLE');
  return fields;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(value: string): string {
  return value.replace(/&([^;&]{1,8});/g, (_all, name: string) => {
    const known = NAMED[name];
    if (known === undefined) throw new Untrusted('UNREADABLE');
    return known;
  });
}

async function callV2({ settings, wire }: Merchant, v2: V2, path: string, content: Fields, withCertificate: boolean): Promise<Fields> {
  const fields: Fields = { appid: settings.appId, mch_id: settings.merchantId, nonce_str: nonce(), sign_type: SIGN_TYPE, ...content };
  const reply = await wire({
    method: 'POST', url: `${settings.baseUrl}${path}`, headers: { 'content-type': 'text/xml' }, body: writeXml({ ...fields, sign: v2Sign(fields, v2.key, SIGN_TYPE) }), timeoutMs: TIMEOUT_MS, bytesMax: ANSWER_BYTES_MAX,
    ...(withCertificate ? { clientCertificate: { certificate: v2.certificate, key: settings.privateKey } } : {}),
  });
  if (reply.status !== 200) throw new Untrusted('UNREADABLE');
  const answer = readXml(Buffer.from(reply.body).toString('utf8'));
  // A failure of the envelope is not signed and proves nothing.
  if (answer['return_code'] !== 'SUCCESS') throw new Untrusted('UNREADABLE');
  const [said, own] = [Buffer.from(answer['sign'] ?? ''), Buffer.from(v2Sign(answer, v2.key, SIGN_TYPE))];
  if (said.length !== own.length || !timingSafeEqual(said, own)) throw new Untrusted('BAD_SIGNATURE');
  return answer;
}

export async function payByV2(merchant: Merchant, v2: V2, order: PayOrder): Promise<WalletAnswer> {
  const answer = await callV2(merchant, v2, '/pay/micropay', {
    body: order.subject, out_trade_no: order.orderId, total_fee: String(order.amountMinor), fee_type: order.currency, spbill_create_ip: '127.0.0.1', auth_code: order.authCode,
  }, false);
  if (answer['result_code'] !== 'SUCCESS') return word(meaningOf(PAY_ERRORS, answer['err_code'] ?? ''), answer['err_code'] ?? '');
  if (answer['out_trade_no'] !== order.orderId) throw new Untrusted('ANOTHER_ORDER');
  if (answer['total_fee'] !== String(order.amountMinor)) throw new Untrusted('AMOUNT_DIFFERS');
  return word('paid', 'SUCCESS', answer['transaction_id'] ?? null);
}

export async function reverseByV2(merchant: Merchant, v2: V2, order: OrderRef, refused: (code: string) => Promise<WalletAnswer>): Promise<WalletAnswer> {
  const answer = await callV2(merchant, v2, '/secapi/pay/reverse', { out_trade_no: order.orderId }, true);
  if (answer['recall'] === 'Y') return word('unknown', answer['err_code'] ?? 'RECALL', null, true);
  if (answer['result_code'] === 'SUCCESS') return word('reversed', 'REVOKED');
  return refused(answer['err_code'] ?? '');
}
