/** Alipay as a connector, over its own SDK: bar code pay, precreated codes, trade.create inside its app, query, cancel, refund, bills and notifications. */
import { formatMinor, parseMinor } from '#core/money.ts';
import { AlipaySdk } from 'alipay-sdk';
import type { Bill, InAppOrder, InAppStep, Notice, OrderRef, PayOrder, PresentOrder, RawNotice, RefundOrder, RefundWord, WalletAnswer, WalletConnector, Wire } from '../../ports.ts';
import { meaningOf, orRefundSilence, orSilence, record, refundWord, text, Untrusted, word } from '../shared/answers.ts';
import { canStillCome, unscanned } from '../shared/shown.ts';
import { ASK_ERRORS, ASK_REFUND_ERRORS, CANCEL_OVER, GATEWAY_CODES, NO_BILL, PAY_ERRORS, REFUND_ERRORS, REFUND_STATES, TRADE_STATES } from './codes.ts';
import type { AlipaySettings } from './settings.ts';

type Merchant = { readonly settings: AlipaySettings; readonly sdk: AlipaySdk; readonly wire: Wire; readonly now: () => number };
type Answer = Readonly<Record<string, unknown>>;

const TIMEOUT_MS = 8_000;
const ANSWER_BYTES_MAX = 256 * 1024;
const BILL_BYTES_MAX = 512 * 1024 * 1024;
const OK = '10000';
const TRADE_TROUBLE = '40004';

/** @throws Error when a key or certificate of the settings cannot be read */
export function alipayConnector(settings: AlipaySettings, wire: Wire, now: () => number): WalletConnector {
  const merchant: Merchant = { settings, sdk: openSdk(settings), wire, now };
  const { authorizeUrl } = settings;
  // Signs once, so that a key that cannot be read is met now and not at the first sale.
  merchant.sdk.sdkExecute('alipay.trade.query', { bizContent: {} }, { bizContentAutoSnakeCase: false });
  return {
    name: 'alipay',
    wallet: 'alipay',
    reverseStopsLateCharge: false,
    pay: (order) => orSilence(() => pay(merchant, order)),
    async present(order) {
      let qrText: string | null = null;
      const answer = await orSilence(async () => {
        const made = await call(merchant, 'alipay.trade.precreate', { ...orderOf(merchant, order), ...endOf(order, now()) }, toldBy(merchant));
        ofOrder(made, order);
        qrText = text(made['qr_code']) || null;
        return made['code'] === OK ? word('payer-acting', 'WAIT_BUYER_PAY') : errorWord(made);
      });
      return { ...answer, qrText };
    },
    ...(authorizeUrl === undefined ? {} : {
      payerGrantUrl: (_store: string, returnUrl: string, state: string) => `${authorizeUrl}?${new URLSearchParams({ app_id: settings.appId, scope: 'auth_base', redirect_uri: returnUrl, state }).toString()}`,
      payerGrantParameter: 'auth_code',
      openInApp: (order: InAppOrder) => openInApp(merchant, order),
    }),
    ask: (order) => orSilence(() => ask(merchant, order)),
    reverse: (order) => orSilence(() => cancel(merchant, order)).then((answer) => (answer.silent ? { ...answer, retryReverse: true } : answer)),
    refund: (refund) => orRefundSilence(() => takeRefund(merchant, refund)),
    askRefund: (refund) => orRefundSilence(() => askRefund(merchant, refund)),
    statement: (_store, day) => statement(merchant, day),
    readNotice: (notice) => Promise.resolve(readNotice(merchant, notice)),
    noticeReply: { taken: { status: 200, type: 'text/plain', body: 'success' }, refused: { status: 200, type: 'text/plain', body: 'fail' } },
  };
}

function openSdk({ appId, privateKey, privateKeyForm, gateway, trust }: AlipaySettings): AlipaySdk {
  const common = { appId, privateKey, keyType: privateKeyForm, gateway };
  if ('alipayPublicKey' in trust) return new AlipaySdk({ ...common, alipayPublicKey: trust.alipayPublicKey });
  return new AlipaySdk({ ...common, appCertContent: trust.appCertificate, alipayPublicCertContent: trust.alipayCertificate, alipayRootCertContent: trust.rootCertificate });
}

/**
 * One call. The SDK signs and proves; the request itself goes over our own wire, because the SDK's sends a request again by itself when the
 * line breaks. The answer is proved over its text as it came. What goes wrong is named without the SDK's words: they quote what was sent and said.
 */
async function call({ sdk, settings, wire }: Merchant, method: string, content: object, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const body = sdk.sdkExecute(method, { bizContent: content, ...more }, { bizContentAutoSnakeCase: false });
  const reply = await wire({
    method: 'POST', url: `${settings.gateway}?charset=utf-8`, body, timeoutMs: TIMEOUT_MS, bytesMax: ANSWER_BYTES_MAX,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8', accept: 'application/json' },
  });
  if (reply.status !== 200) throw new Untrusted('UNREADABLE');
  const raw = Buffer.from(reply.body).toString('utf8');
  const whole = readJson(raw);
  const own = `${method.replaceAll('.', '_')}_response`;
  const key = Object.hasOwn(whole, own) ? own : 'error_response';
  const signature = text(whole['sign']);
  if (signature === '') throw new Untrusted('BAD_SIGNATURE');
  try {
    sdk.checkResponseSign(raw, key, signature, '');
  } catch {
    throw new Untrusted('BAD_SIGNATURE');
  }
  return record(whole[key]);
}

function readJson(raw: string): Answer {
  try {
    return record(JSON.parse(raw));
  } catch {
    throw new Untrusted('UNREADABLE');
  }
}

/** @throws Untrusted when the answer is of another order, or names none where it must */
function ofOrder(answer: Answer, order: Pick<OrderRef, 'orderId'>): Answer {
  if (answer['code'] === OK && answer['out_trade_no'] !== order.orderId) throw new Untrusted('ANOTHER_ORDER');
  return answer;
}

function ofAmount(said: unknown, amountMinor: number, currency: string): void {
  if (parseMinor(text(said), currency) !== amountMinor) throw new Untrusted('AMOUNT_DIFFERS');
}

function orderOf({ settings }: Merchant, order: PayOrder | PresentOrder) {
  return {
    out_trade_no: order.orderId, total_amount: formatMinor(order.amountMinor, order.currency), subject: order.subject, store_id: settings.storeNumber,
    ...(settings.terminalNumber === undefined ? {} : { terminal_id: settings.terminalNumber }),
  };
}

const toldBy = ({ settings }: Merchant): Readonly<Record<string, string>> => (settings.notifyUrl === undefined ? {} : { notifyUrl: settings.notifyUrl });

function endOf(order: PresentOrder, now: number) {
  const minutes = `${Math.max(1, Math.ceil((order.expiresAt - now) / 60_000))}m`;
  return { timeout_express: minutes, qr_code_timeout_express: minutes };
}

function errorWord(answer: Answer): WalletAnswer {
  const code = text(answer['code']);
  const subCode = text(answer['sub_code']);
  return code === TRADE_TROUBLE ? word(meaningOf(PAY_ERRORS, subCode), subCode) : word(meaningOf(GATEWAY_CODES, code), subCode || code, text(answer['trade_no']) || null);
}

async function pay(merchant: Merchant, order: PayOrder): Promise<WalletAnswer> {
  const answer = ofOrder(await call(merchant, 'alipay.trade.pay', { ...orderOf(merchant, order), scene: order.authCode.startsWith('fp') ? 'security_code' : 'bar_code', auth_code: order.authCode, timeout_express: '3m' }, toldBy(merchant)), order);
  if (answer['code'] !== OK) return errorWord(answer);
  ofAmount(answer['total_amount'], order.amountMinor, order.currency);
  return word('paid', OK, text(answer['trade_no']) || null);
}

async function ask(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const answer = ofOrder(await call(merchant, 'alipay.trade.query', { out_trade_no: order.orderId }), order);
  if (answer['code'] !== OK) {
    const code = text(answer['sub_code']) || text(answer['code']);
    const state = meaningOf(ASK_ERRORS, code);
    return state === 'not-found' ? unscanned(order, code, merchant.now()) : word(state, code);
  }
  const code = text(answer['trade_status']);
  const state = meaningOf(TRADE_STATES, code);
  if (state === 'paid') ofAmount(answer['total_amount'], order.amountMinor, order.currency);
  return word(state, code, text(answer['trade_no']) || null);
}

/** Closes what is unpaid and gives back what is paid. */
async function cancel(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const answer = ofOrder(await call(merchant, 'alipay.trade.cancel', { out_trade_no: order.orderId }), order);
  const code = text(answer['sub_code']) || text(answer['code']);
  if (answer['code'] === OK) return answer['retry_flag'] === 'Y' ? word('unknown', 'RETRY', null, true) : word('reversed', 'TRADE_CLOSED', text(answer['trade_no']) || null);
  if (CANCEL_OVER.has(code)) return ask(merchant, order);
  if (meaningOf(ASK_ERRORS, code) === 'not-found' && !canStillCome(order, merchant.now())) return word('reversed', code);
  return word('unknown', code, null, true);
}

async function takeRefund(merchant: Merchant, refund: RefundOrder): Promise<RefundWord> {
  const answer = ofOrder(await call(merchant, 'alipay.trade.refund', {
    out_trade_no: refund.orderId, out_request_no: refund.refundId, refund_amount: formatMinor(refund.amountMinor, refund.currency), ...(refund.reason === '' ? {} : { refund_reason: refund.reason }),
  }), refund);
  const code = text(answer['sub_code']) || text(answer['code']);
  if (answer['code'] !== OK) return refundWord(meaningOf(REFUND_ERRORS, code), code);
  // Without the flag the money has not moved yet, or moved before.
  return refundWord(answer['fund_change'] === 'Y' ? 'refunded' : 'accepted', OK, text(answer['trade_no']) || null);
}

async function askRefund(merchant: Merchant, refund: Omit<RefundOrder, 'reason'>): Promise<RefundWord> {
  const answer = await call(merchant, 'alipay.trade.fastpay.refund.query', { out_trade_no: refund.orderId, out_request_no: refund.refundId });
  const code = text(answer['sub_code']) || text(answer['code']);
  if (answer['code'] !== OK) return refundWord(meaningOf(ASK_REFUND_ERRORS, code), code);
  const status = text(answer['refund_status']);
  if (status !== '') {
    if (answer['out_request_no'] !== refund.refundId || answer['out_trade_no'] !== refund.orderId) throw new Untrusted('ANOTHER_ORDER');
    ofAmount(answer['refund_amount'], refund.amountMinor, refund.currency);
  }
  return refundWord(meaningOf(REFUND_STATES, status), status || code, text(answer['trade_no']) || null);
}

async function openInApp(merchant: Merchant, order: InAppOrder) {
  let step: InAppStep | null = null;
  const answer = await orSilence(async () => {
    if (order.payerGrant === null) throw new Untrusted('NO_GRANT');
    // Who pays stays in memory for this one call.
    const payer = await call(merchant, 'alipay.system.oauth.token', {}, { grantType: 'authorization_code', code: order.payerGrant });
    const [userId, openId] = [text(payer['user_id']), text(payer['open_id'])];
    if (userId === '' && openId === '') throw new Untrusted('NO_GRANT');
    const made = ofOrder(await call(merchant, 'alipay.trade.create', {
      ...orderOf(merchant, order), timeout_express: endOf(order, merchant.now()).timeout_express, product_code: 'JSAPI_PAY', op_app_id: merchant.settings.appId, ...(openId === '' ? { buyer_id: userId } : { buyer_open_id: openId }),
    }, toldBy(merchant)), order);
    if (made['code'] !== OK) return errorWord(made);
    step = { do: 'bridge', call: 'tradePay', parameters: { tradeNO: text(made['trade_no']) } };
    return word('payer-acting', 'WAIT_BUYER_PAY', text(made['trade_no']) || null);
  });
  return { ...answer, step };
}

async function statement(merchant: Merchant, day: string): Promise<Bill | null> {
  const answer = await call(merchant, 'alipay.data.dataservice.bill.downloadurl.query', { bill_type: 'trade', bill_date: day });
  if (answer['code'] !== OK) {
    if (NO_BILL.has(text(answer['sub_code']))) return null;
    throw new Untrusted('UNREADABLE');
  }
  const link = new URL(text(answer['bill_download_url']));
  if (!merchant.settings.billHosts.includes(link.host)) throw new Untrusted('UNREADABLE');
  const isLocal = link.hostname === '127.0.0.1';
  if (!isLocal) link.protocol = 'https:';
  const reply = await merchant.wire({ method: 'GET', url: link.toString(), headers: {}, body: null, timeoutMs: 60_000, bytesMax: BILL_BYTES_MAX });
  if (reply.status !== 200) throw new Untrusted('UNREADABLE');
  return { name: `alipay_${day.replaceAll('-', '')}.csv.zip`, bytes: reply.body };
}

function readNotice({ sdk, settings }: Merchant, { body }: RawNotice): Notice | null {
  const fields = Object.fromEntries(new URLSearchParams(Buffer.from(body).toString('utf8')));
  try {
    if (!sdk.checkNotifySignV2(fields)) return null;
  } catch {
    return null;
  }
  if (fields['app_id'] !== settings.appId || (settings.sellerId !== undefined && fields['seller_id'] !== settings.sellerId)) return null;
  const orderId = fields['out_trade_no'] ?? '';
  const code = fields['trade_status'] ?? '';
  if (orderId === '') return null;
  return { of: 'charge', orderId, answer: word(meaningOf(TRADE_STATES, code), code, fields['trade_no'] ?? null), amountMinor: parseMinor(fields['total_amount'] ?? '', 'CNY') };
}
