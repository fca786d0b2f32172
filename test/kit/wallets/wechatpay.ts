/** WeChat Pay as a local server: checks each request's signature and required fields, answers signed, by the documents' tables and races. */
import { createCipheriv, createHash, createHmac, createSign, createVerify, randomBytes } from 'node:crypto';
import type { WechatpaySettings } from '#cloud/connectors/wechatpay/settings.ts';
import { readXml, writeXml } from '#cloud/connectors/wechatpay/v2.ts';
import { keysOf } from './certificates.ts';
import type { WalletModel } from './model.ts';
import { serve } from './serve.ts';
import type { Ask, Reply, Served } from './serve.ts';

const MCHID = '1900000109';
const APPID = 'wxd678efh567hg6787';
const SERIAL = '5157F09EFDC096DE15EBE81A47057A72';
const PLATFORM = 'PUB_KEY_ID_0119000001092026';
const V2_KEY = 'v2keyv2keyv2keyv2keyv2keyv2key22';
const API_V3_KEY = '0123456789ABCDEF0123456789ABCDEF';
const OPENID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
/** A reverse sooner after the charge is refused. */
const REVERSE_AFTER_MS = 15_000;

export type AnswerFault = 'bad-signature' | 'unsigned' | 'old' | 'another-order' | 'another-amount' | 'system-error';
export type WechatpayDouble = Served & {
  readonly settings: WechatpaySettings;
  /** For the next answers, in turn. */
  readonly lies: AnswerFault[];
  /** Code of the next v3 error instead of the answer. */
  readonly errors: { readonly status: number; readonly code: string }[];
  notice(of: { orderId: string } | { refundId: string }): { headers: Record<string, string>; body: Uint8Array };
  readonly desk: { bill: { day: string; bytes: Buffer; wrongSum: boolean } | null };
};

type Answered = { status: number; body: unknown };

export async function wechatpayDouble(model: WalletModel, over: { v2?: boolean } = {}): Promise<WechatpayDouble> {
  const merchant = keysOf('wechatpay 1');
  const platform = keysOf('wechatpay 2');
  const lies: AnswerFault[] = [];
  const errors: { status: number; code: string }[] = [];
  const desk: WechatpayDouble['desk'] = { bill: null };

  const signed = (status: number, raw: string, lie: AnswerFault | undefined): Reply => {
    const timestamp = String(Math.floor(model.now / 1_000) - (lie === 'old' ? 301 : 0));
    const nonce = randomBytes(16).toString('hex');
    const signature = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${raw}${lie === 'bad-signature' ? ' ' : ''}\n`).sign(platform.privateKey, 'base64');
    const headers = { 'content-type': 'application/json', ...(lie === 'unsigned' ? {} : { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce, 'wechatpay-signature': signature, 'wechatpay-serial': PLATFORM }) };
    return { status, headers, body: raw };
  };

  const isSigned = ({ method, url, headers, body }: Ask) => {
    const parts = Object.fromEntries([...(headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1], match[2]]));
    const text = `${method}\n${url.pathname}${url.search}\n${parts['timestamp']}\n${parts['nonce_str']}\n${body}\n`;
    return (headers.authorization ?? '').startsWith('WECHATPAY2-SHA256-RSA2048 ') && parts['mchid'] === MCHID && parts['serial_no'] === SERIAL
      && Math.abs(Number(parts['timestamp']) - model.now / 1_000) <= 300 && createVerify('RSA-SHA256').update(text).verify(merchant.publicKey, parts['signature'] ?? '', 'base64');
  };

  const served = await serve((ask, complain) => {
    if (model.mode === 'down') return null;
    const { url } = ask;
    if (url.pathname === '/sns/oauth2/access_token') {
      const known = url.searchParams.get('code') === 'goodgrant' && url.searchParams.get('secret') === 'appsecret';
      return { status: 200, headers: {}, body: JSON.stringify(known ? { openid: OPENID } : { errcode: 40029 }) };
    }
    if (url.pathname === '/pay/micropay' || url.pathname === '/secapi/pay/reverse') return answerV2(model, ask, complain);
    if (!isSigned(ask)) {
      complain('signature');
      return { status: 401, headers: {}, body: '{"code":"SIGN_ERROR"}' };
    }
    if (url.pathname === '/bill.csv') return { status: 200, headers: {}, body: desk.bill?.bytes ?? '' };
    const lie = lies.shift();
    const error = errors.shift();
    if (error !== undefined) return signed(error.status, JSON.stringify({ code: error.code, message: error.code }), undefined);
    if (url.pathname === '/v3/bill/tradebill') {
      const { bill } = desk;
      if (bill === null || url.searchParams.get('bill_date') !== bill.day) return signed(400, '{"code":"NO_STATEMENT_EXIST"}', undefined);
      const sum = createHash('sha1').update(bill.bytes).update(bill.wrongSum ? 'x' : '').digest('hex');
      return signed(200, JSON.stringify({ download_url: `${served.url}/bill.csv?token=t`, hash_type: 'SHA1', hash_value: sum }), undefined);
    }
    const answered = answerV3(model, ask, complain);
    if (answered === null) return null;
    if (lie === 'system-error') return signed(500, '{"code":"SYSTEM_ERROR"}', undefined);
    return signed(answered.status, answered.body === null ? '' : JSON.stringify(lied(answered.body, lie)), lie);
  });

  return Object.assign(served, {
    lies, errors, desk,
    settings: {
      baseUrl: served.url, appId: APPID, merchantId: MCHID, merchantSerial: SERIAL, privateKey: merchant.privatePem, apiV3Key: API_V3_KEY, platformKeys: { [PLATFORM]: platform.publicPem },
      ownStoreNumber: 'S1', notifyUrl: 'https://pay.example/notices', inApp: { appSecret: 'appsecret', identityUrl: served.url, authorizeUrl: 'https://open.weixin.qq.com/connect/oauth2/authorize' },
      ...(over.v2 === true ? { v2: { key: V2_KEY, certificate: 'unused over plain HTTP' } } : {}),
    } satisfies WechatpaySettings,
    notice(of: { orderId: string } | { refundId: string }) {
      const content = 'orderId' in of ? tradeOf(model, of.orderId) : { mchid: MCHID, ...refundOf(model, of.refundId), refund_status: refundOf(model, of.refundId).status };
      const nonce = randomBytes(6).toString('hex');
      const cipher = createCipheriv('aes-256-gcm', API_V3_KEY, nonce, { authTagLength: 16 });
      cipher.setAAD(Buffer.from('transaction'));
      const ciphertext = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()]).toString('base64');
      const body = JSON.stringify({ id: 'n1', event_type: 'TRANSACTION.SUCCESS', resource_type: 'encrypt-resource', resource: { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: 'transaction' } });
      const reply = signed(200, body, undefined);
      return { headers: reply?.headers ?? {}, body: Buffer.from(body) };
    },
  });
}

function lied(body: unknown, lie: AnswerFault | undefined): unknown {
  const fields = body as Record<string, unknown>;
  if (lie === 'another-order') return { ...fields, ...('out_refund_no' in fields ? { out_refund_no: 'Tanotherorder' } : { out_trade_no: 'Tanotherorder' }) };
  if (lie === 'another-amount') return { ...fields, amount: { ...(fields['amount'] as object), total: 1, refund: 1 } };
  return body;
}

const STATES = { paid: 'SUCCESS', acting: 'USERPAYING', waiting: 'NOTPAY', declined: 'PAYERROR' } as const;

function tradeOf(model: WalletModel, orderId: string): Record<string, unknown> {
  const order = model.orders.get(orderId);
  const state = model.state(orderId);
  const code = state === 'closed' ? (order?.kind === 'shown' ? 'CLOSED' : 'REVOKED') : state === 'absent' ? 'NOTPAY' : STATES[state];
  return {
    appid: APPID, mchid: MCHID, out_trade_no: orderId, trade_state: code, trade_type: order?.kind === 'shown' ? 'NATIVE' : 'MICROPAY', ...(state === 'paid' ? { transaction_id: order?.tradeId } : {}),
    payer: { openid: OPENID }, amount: { total: order?.amountMinor, currency: 'CNY' },
  };
}

const fail = (status: number, code: string): Answered => ({ status, body: { code, message: code } });
const PAY_FAILURES = {
  acting: fail(202, 'USERPAYING'), declined: fail(403, 'NOTENOUGH'), 'code-used': fail(400, 'AUTH_CODE_INVALID'), 'order-closed': fail(400, 'ORDERREVERSED'), 'order-paid': fail(400, 'ORDERPAID'),
  'order-known': fail(403, 'OUT_TRADE_NO_USED'), 'system-error': fail(500, 'SYSTEM_ERROR'),
} as const;

function answerV3(model: WalletModel, { method, url, body }: Ask, complain: (what: string) => void): Answered | null {
  const content = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
  const need = (...names: string[]) => {
    for (const name of names) if (name.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], content) === undefined) complain(`${name} is missing`);
  };
  const path = url.pathname.replace('/v3/pay/transactions/', '');
  const orderId = typeof content['out_trade_no'] === 'string' ? content['out_trade_no'] : (/^out-trade-no\/([^/]+)/.exec(path)?.[1] ?? '');
  const total = (content['amount'] as { total?: number } | undefined)?.total ?? 0;
  if (path === 'codepay') {
    need('appid', 'mchid', 'description', 'out_trade_no', 'payer.auth_code', 'amount.total', 'scene_info.store_info.out_id');
    const code = (content['payer'] as { auth_code: string }).auth_code;
    if (!/^1[0-5]\d{16}$/.test(code)) return fail(400, 'AUTH_CODE_ERROR');
    const outcome = model.pay(orderId, total, code, '');
    if (outcome === 'no-answer') return null;
    return outcome === 'paid' ? { status: 200, body: tradeOf(model, orderId) } : outcome === 'acting' ? { status: 400, body: { code: 'USERPAYING' } } : PAY_FAILURES[outcome];
  }
  if (path === 'native' || path === 'jsapi') {
    need('appid', 'mchid', 'description', 'out_trade_no', 'time_expire', 'notify_url', 'amount.total', ...(path === 'jsapi' ? ['payer.openid'] : []));
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(String(content['time_expire']))) complain('time_expire');
    if (!model.show(orderId, total, Date.parse(String(content['time_expire'])), '')) return fail(400, model.state(orderId) === 'paid' ? 'ORDERPAID' : 'ORDER_CLOSED');
    return { status: 200, body: path === 'native' ? { code_url: `weixin://wxpay/bizpayurl?pr=${orderId}` } : { prepay_id: `wx${orderId}` } };
  }
  if (path.startsWith('out-trade-no/')) return answerOrder(model, orderId, method, path, content, complain);
  return answerRefund(model, url, method, content, need);
}

function answerOrder(model: WalletModel, orderId: string, method: string, path: string, content: Record<string, unknown>, complain: (what: string) => void): Answered | null {
  const order = model.orders.get(orderId);
  if (method === 'GET') return model.state(orderId) === 'absent' ? fail(404, 'ORDERNOTEXIST') : { status: 200, body: tradeOf(model, orderId) };
  if (content['mchid'] !== MCHID) complain('mchid is missing');
  if (order === undefined) return fail(404, 'ORDER_NOT_EXIST');
  if (path.endsWith('/close')) {
    if (model.state(orderId) === 'paid') return fail(400, 'ORDERPAID');
    model.close(order);
    return { status: 204, body: null };
  }
  if (order.closedAt === null && model.now < order.receivedAt + REVERSE_AFTER_MS) return fail(400, 'INVALID_REQUEST');
  model.close(order);
  return { status: 200, body: { appid: APPID, mchid: MCHID, out_trade_no: orderId } };
}

const REFUND_WORDS = { 'under-way': 'PROCESSING', done: 'SUCCESS', failed: 'CLOSED' } as const;

function refundOf(model: WalletModel, refundId: string): Record<string, unknown> & { status: string } {
  const refund = model.refunds.get(refundId);
  const status = refund === undefined ? 'CLOSED' : REFUND_WORDS[model.refundState(refund)];
  return { refund_id: refund?.tradeId, out_refund_no: refundId, out_trade_no: refund?.orderId, status, user_received_account: '招商银行信用卡0403', amount: { refund: refund?.amountMinor, currency: 'CNY' } };
}

function answerRefund(model: WalletModel, url: URL, method: string, content: Record<string, unknown>, need: (...names: string[]) => void): Answered {
  if (method === 'GET') {
    const refundId = url.pathname.split('/').at(-1) ?? '';
    return model.refunds.has(refundId) ? { status: 200, body: refundOf(model, refundId) } : fail(404, 'RESOURCE_NOT_EXISTS');
  }
  need('out_trade_no', 'out_refund_no', 'amount.refund', 'amount.total', 'amount.currency');
  const amount = content['amount'] as { refund: number; total: number };
  const orderId = String(content['out_trade_no']);
  if (model.orders.has(orderId) && model.orders.get(orderId)?.amountMinor !== amount.total) return fail(400, 'INVALID_REQUEST');
  const refund = model.refund(orderId, String(content['out_refund_no']), amount.refund, '');
  return refund === null ? fail(403, 'NOT_ENOUGH') : { status: 200, body: refundOf(model, refund.refundId) };
}

function answerV2(model: WalletModel, { url, body }: Ask, complain: (what: string) => void): Reply {
  const fields = readXml(body);
  const sum = (of: Record<string, string>) => {
    const text = `${Object.keys(of).filter((name) => name !== 'sign' && of[name] !== '').sort().map((name) => `${name}=${of[name]}`).join('&')}&key=${V2_KEY}`;
    return createHmac('sha256', V2_KEY).update(text).digest('hex').toUpperCase();
  };
  const reply = (more: Record<string, string>): Reply => {
    const answer: Record<string, string> = { return_code: 'SUCCESS', appid: APPID, mch_id: MCHID, nonce_str: 'n', ...more };
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: writeXml({ ...answer, sign: sum(answer) }).replace(/<(\w+)>([^<]+)<\/\1>/g, '<$1><![CDATA[$2]]></$1>') };
  };
  if (sum(fields) !== fields['sign']) {
    complain('v2 sign');
    return reply({ result_code: 'FAIL', err_code: 'SIGNERROR' });
  }
  const orderId = fields['out_trade_no'] ?? '';
  if (url.pathname === '/secapi/pay/reverse') {
    const order = model.orders.get(orderId);
    if (order === undefined) return reply({ result_code: 'FAIL', err_code: 'ORDERNOTEXIST', recall: 'N' });
    if (order.closedAt === null && model.now < order.receivedAt + REVERSE_AFTER_MS) return reply({ result_code: 'FAIL', err_code: 'USERPAYING', recall: 'Y' });
    model.close(order);
    return reply({ result_code: 'SUCCESS', recall: 'N' });
  }
  for (const name of ['body', 'total_fee', 'spbill_create_ip', 'auth_code']) if ((fields[name] ?? '') === '') complain(`${name} is missing`);
  const outcome = model.pay(orderId, Number(fields['total_fee']), fields['auth_code'] ?? '', '');
  if (outcome === 'no-answer') return null;
  if (outcome === 'paid') return reply({ result_code: 'SUCCESS', out_trade_no: orderId, total_fee: fields['total_fee'] ?? '', transaction_id: model.orders.get(orderId)?.tradeId ?? '' });
  const code = (PAY_FAILURES[outcome].body as { code: string }).code;
  return reply({ result_code: 'FAIL', err_code: code === 'SYSTEM_ERROR' ? 'SYSTEMERROR' : code });
}
