/** Alipay's gateway as a local server: checks each request's RSA2 signature and required fields, answers signed, by the documents' tables and races. */
import { createSign, createVerify } from 'node:crypto';
import type { AlipaySettings } from '#cloud/connectors/alipay/settings.ts';
import { keysOf, newCertificate } from './certificates.ts';
import type { WalletModel } from './model.ts';
import { serve } from './serve.ts';
import type { Reply, Served } from './serve.ts';

const APP_ID = '2021000000000001';
const SELLER = '2088000000000001';
const BUYER = '2088102534368455';

export type AlipayFault = 'bad-signature' | 'unsigned' | 'another-order' | 'another-amount' | 'error-response';
export type AlipayDouble = Served & {
  readonly settings: AlipaySettings;
  readonly lies: AlipayFault[];
  /** Sub-codes of the next answers, instead of them. */
  readonly errors: string[];
  notice(of: { orderId: string }, over?: Record<string, string>): { headers: Record<string, string>; body: Uint8Array };
  readonly desk: { bill: { day: string; bytes: Buffer } | null };
};

type Fields = Record<string, unknown>;

export async function alipayDouble(model: WalletModel, over: { certificates?: boolean } = {}): Promise<AlipayDouble> {
  const app = keysOf('alipay app', 'pkcs1');
  const alipay = keysOf('alipay 1');
  const lies: AlipayFault[] = [];
  const errors: string[] = [];
  const desk: AlipayDouble['desk'] = { bill: null };
  const authority = { subject: { C: 'CN', O: 'Test Authority', CN: 'Test Root R1' }, keys: keysOf('alipay 2') };
  const certificates = {
    appCertificate: newCertificate({ subject: { C: 'CN', O: 'Corner', CN: APP_ID }, keys: app, serial: 7, issuer: authority }),
    alipayCertificate: newCertificate({ subject: { C: 'CN', O: 'Alipay', CN: 'gateway' }, keys: alipay, serial: 8, issuer: authority }),
    rootCertificate: newCertificate({ ...authority, serial: 9, isAuthority: true }),
  };
  const sign = (text: string) => createSign('RSA-SHA256').update(text, 'utf8').sign(alipay.privateKey, 'base64');

  const say = (method: string, answer: Fields, lie: AlipayFault | undefined): Reply => {
    const told = lie === 'another-order' ? { ...answer, out_trade_no: 'Tanotherorder' } : lie === 'another-amount' ? { ...answer, total_amount: '0.01', refund_amount: '0.01' } : answer;
    // Slashes escaped, as the gateway does: reading and writing the JSON again would break the signature.
    const raw = JSON.stringify(told).replaceAll('/', '\\/');
    const key = lie === 'error-response' ? 'error_response' : `${method.replaceAll('.', '_')}_response`;
    const signature = lie === 'unsigned' ? '' : `,"sign":"${sign(lie === 'bad-signature' ? `${raw} ` : raw)}"`;
    return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body: `{"${key}":${raw}${signature}}` };
  };

  const served = await serve(({ url, body }, complain) => {
    if (model.mode === 'down') return null;
    if (url.pathname === '/bill.zip') return { status: 200, headers: {}, body: desk.bill?.bytes ?? '' };
    const all: Record<string, string> = { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(new URLSearchParams(body)) };
    const { sign: signature, ...signed } = all;
    const text = Object.keys(signed).filter((name) => signed[name] !== '').sort().map((name) => `${name}=${signed[name]}`).join('&');
    const method = all['method'] ?? '';
    for (const name of ['app_id', 'method', 'charset', 'sign_type', 'timestamp', 'version']) if ((all[name] ?? '') === '') complain(`${name} is missing`);
    if (over.certificates === true && ((all['app_cert_sn'] ?? '') === '' || (all['alipay_root_cert_sn'] ?? '') === '')) complain('certificate numbers are missing');
    if (all['charset'] !== 'utf-8' || all['sign_type'] !== 'RSA2' || all['app_id'] !== APP_ID) complain('charset, sign_type or app_id');
    if (!createVerify('RSA-SHA256').update(text, 'utf8').verify(app.publicKey, signature ?? '', 'base64')) {
      complain('sign');
      return say(method, { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' }, undefined);
    }
    const lie = lies.shift();
    const error = errors.shift();
    if (error !== undefined) return say(method, { code: error === '20000' ? '20000' : '40004', msg: 'Business Failed', sub_code: error, sub_msg: '' }, undefined);
    const answer = method === 'alipay.system.oauth.token'
      ? (all['code'] === 'goodgrant' ? { code: '10000', user_id: BUYER } : { code: '40002', sub_code: 'isv.code-invalid' })
      : answerOf(model, method, JSON.parse(all['biz_content'] ?? '{}') as Record<string, string>, complain);
    if (answer === null) return null;
    if (method.startsWith('alipay.data')) {
      const { bill } = desk;
      const wanted = (JSON.parse(all['biz_content'] ?? '{}') as { bill_date?: string }).bill_date;
      return say(method, bill !== null && bill.day === wanted ? { code: '10000', bill_download_url: `${served.url}/bill.zip?token=t` } : { code: '40004', sub_code: 'isp.bill_not_exist' }, undefined);
    }
    return say(method, answer, lie);
  });

  return Object.assign(served, {
    lies, errors, desk,
    settings: {
      gateway: `${served.url}/gateway.do`, appId: APP_ID, privateKey: app.privatePem, privateKeyForm: 'PKCS1', sellerId: SELLER, storeNumber: 'S1', notifyUrl: 'https://pay.example/notices',
      trust: over.certificates === true ? certificates : { alipayPublicKey: alipay.publicPem },
      billHosts: [new URL(served.url).host], authorizeUrl: 'https://openauth.alipay.com/oauth2/publicAppAuthorize.htm',
    } satisfies AlipaySettings,
    notice({ orderId }: { orderId: string }, changes: Record<string, string> = {}) {
      const order = model.orders.get(orderId);
      const fields: Record<string, string> = {
        app_id: APP_ID, seller_id: SELLER, notify_id: '1', notify_type: 'trade_status_sync', notify_time: '2026-03-10 12:00:00', charset: 'utf-8', version: '1.0', out_trade_no: orderId, trade_no: order?.tradeId ?? '',
        trade_status: model.state(orderId) === 'paid' ? 'TRADE_SUCCESS' : 'TRADE_CLOSED', total_amount: yuan(order?.amountMinor ?? 0), subject: 'Tee + 茶 100%', buyer_logon_id: '138****1234', buyer_id: BUYER, ...changes,
      };
      const text = Object.keys(fields).sort().map((name) => `${name}=${fields[name]}`).join('&');
      return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.from(new URLSearchParams({ ...fields, sign_type: 'RSA2', sign: sign(text) }).toString()) };
    },
  });
}

const yuan = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const fen = (text: string) => Math.round(Number(text) * 100);
const trouble = (name: string) => ({ code: '40004', msg: 'Business Failed', sub_code: `ACQ.${name}`, sub_msg: '业务处理失败' });
const PAY_FAILURES = {
  declined: trouble('BUYER_BALANCE_NOT_ENOUGH'), 'code-used': trouble('PAYMENT_AUTH_CODE_INVALID'), 'order-closed': trouble('TRADE_HAS_CLOSE'), 'order-paid': trouble('TRADE_HAS_SUCCESS'),
  'order-known': trouble('CONTEXT_INCONSISTENT'), 'system-error': { code: '20000', msg: 'Service Currently Unavailable', sub_code: 'ACQ.SYSTEM_ERROR' },
} as const;

function answerOf(model: WalletModel, method: string, content: Record<string, string>, complain: (what: string) => void): Fields | null {
  const need = (...names: string[]) => {
    for (const name of names) if ((content[name] ?? '') === '') complain(`${name} is missing`);
  };
  const orderId = content['out_trade_no'] ?? '';
  const order = model.orders.get(orderId);
  const trade = () => ({ out_trade_no: orderId, trade_no: model.orders.get(orderId)?.tradeId, total_amount: yuan(model.orders.get(orderId)?.amountMinor ?? 0), buyer_logon_id: '138****1234', buyer_user_id: BUYER });
  switch (method) {
    case 'alipay.trade.pay': {
      need('out_trade_no', 'total_amount', 'subject', 'scene', 'auth_code');
      if (!/^(?:2[5-9]|30)\d{14,22}$/.test(content['auth_code'] ?? '')) return trouble('PAYMENT_AUTH_CODE_INVALID');
      const outcome = model.pay(orderId, fen(content['total_amount'] ?? ''), content['auth_code'] ?? '', '');
      if (outcome === 'no-answer') return null;
      if (outcome === 'paid') return { code: '10000', msg: 'Success', ...trade(), gmt_payment: '2026-03-10 12:00:00' };
      return outcome === 'acting' ? { code: '10003', msg: 'order success pay inprocess', ...trade() } : PAY_FAILURES[outcome];
    }
    case 'alipay.trade.precreate':
    case 'alipay.trade.create': {
      need('out_trade_no', 'total_amount', 'subject', 'timeout_express', ...(method.endsWith('create') && !method.endsWith('precreate') ? ['buyer_id', 'product_code', 'op_app_id'] : []));
      const minutes = Number(/^(\d+)m$/.exec(content['timeout_express'] ?? '')?.[1]);
      if (!model.show(orderId, fen(content['total_amount'] ?? ''), model.now + minutes * 60_000, '')) return trouble(model.state(orderId) === 'paid' ? 'TRADE_HAS_SUCCESS' : 'TRADE_HAS_CLOSE');
      return { code: '10000', msg: 'Success', out_trade_no: orderId, ...(method.endsWith('precreate') ? { qr_code: `https://qr.alipay.com/bax${orderId}` } : { trade_no: model.orders.get(orderId)?.tradeId }) };
    }
    case 'alipay.trade.query': return answerQuery(model, orderId, trade);
    case 'alipay.trade.cancel': {
      if (order === undefined) return trouble('TRADE_NOT_EXIST');
      if (order.closedAt === null && order.reverseTries === 0 && (order.mode === 'late' || order.mode === 'silent-paid')) {
        order.reverseTries = 1;
        return { code: '10000', msg: 'Success', out_trade_no: orderId, retry_flag: 'Y' };
      }
      if (order.closedAt === null && model.refundedMinor(orderId) > 0) return trouble('REASON_TRADE_REFUND_FEE_ERR');
      const action = model.state(orderId) === 'paid' ? 'refund' : 'close';
      model.close(order);
      return { code: '10000', msg: 'Success', out_trade_no: orderId, trade_no: order.tradeId, retry_flag: 'N', action };
    }
    default: return answerRefund(model, method, content, need);
  }
}

function answerQuery(model: WalletModel, orderId: string, trade: () => Fields): Fields {
  const state = model.state(orderId);
  switch (state) {
    case 'paid': return { code: '10000', msg: 'Success', ...trade(), trade_status: 'TRADE_SUCCESS' };
    case 'acting': return { code: '10000', msg: 'Success', ...trade(), trade_status: 'WAIT_BUYER_PAY' };
    // A trade whose payment failed is closed with that.
    case 'declined':
    case 'closed': return { code: '10000', msg: 'Success', ...trade(), trade_status: 'TRADE_CLOSED' };
    case 'waiting':
    case 'absent': return trouble('TRADE_NOT_EXIST');
  }
}

function answerRefund(model: WalletModel, method: string, content: Record<string, string>, need: (...names: string[]) => void): Fields {
  const orderId = content['out_trade_no'] ?? '';
  const refundId = content['out_request_no'] ?? '';
  if (method === 'alipay.trade.refund') {
    need('out_trade_no', 'refund_amount', 'out_request_no');
    const isNew = !model.refunds.has(refundId);
    const refund = model.refund(orderId, refundId, fen(content['refund_amount'] ?? ''), '');
    if (refund === null) return trouble(model.orders.has(orderId) ? 'REFUND_AMT_NOT_EQUAL_TOTAL' : 'TRADE_NOT_EXIST');
    return { code: '10000', msg: 'Success', out_trade_no: orderId, trade_no: model.orders.get(orderId)?.tradeId, fund_change: isNew && model.refundState(refund) === 'done' ? 'Y' : 'N', refund_fee: content['refund_amount'], buyer_logon_id: '138****1234' };
  }
  if (method === 'alipay.trade.fastpay.refund.query') {
    need('out_trade_no', 'out_request_no');
    const refund = model.refunds.get(refundId);
    if (refund === undefined || model.refundState(refund) !== 'done') return { code: '10000', msg: 'Success' };
    return { code: '10000', msg: 'Success', out_trade_no: refund.orderId, out_request_no: refundId, refund_status: 'REFUND_SUCCESS', refund_amount: yuan(refund.amountMinor), total_amount: yuan(model.orders.get(refund.orderId)?.amountMinor ?? 0) };
  }
  return { code: '10000' };
}
