/** Alipay+ partners' wallets as a connector, for a store abroad: payment by code, order codes, inquiry, cancel and refund. */
import { createPrivateKey, createPublicKey, createSign, createVerify } from 'node:crypto';
import type { OrderRef, PayOrder, PresentOrder, RefundOrder, RefundWord, WalletAnswer, WalletConnector, Wire } from '../../ports.ts';
import { meaningOf, orRefundSilence, orSilence, record, refundWord, text, Untrusted, word } from '../shared/answers.ts';
import { canStillCome, unscanned } from '../shared/shown.ts';
import { ASK_CODES, ASK_REFUND_CODES, CANCEL_OVER, OUTCOME_CODES, PAY_CODES, REFUND_CODES } from './codes.ts';
import type { AlipayplusSettings } from './settings.ts';

type Merchant = { readonly settings: AlipayplusSettings; readonly wire: Wire; readonly now: () => number };
type Answer = Readonly<Record<string, unknown>>;

const BASE = '/aps/api/v1/payments/';
const TIMEOUT_MS = 8_000;
const ANSWER_BYTES_MAX = 128 * 1024;
const WINDOW_MS = 300_000;

/** @throws Error when a key of the settings cannot be read */
export function alipayplusConnector(settings: AlipayplusSettings, wire: Wire, now: () => number): WalletConnector {
  createPrivateKey(settings.privateKey);
  createPublicKey(settings.alipayplusPublicKey);
  const merchant: Merchant = { settings, wire, now };
  return {
    name: 'alipayplus',
    wallet: 'alipay',
    reverseStopsLateCharge: false,
    pay: (order) => orSilence(() => pay(merchant, order)),
    async present(order) {
      let qrText: string | null = null;
      const answer = await orSilence(async () => {
        const made = await call(merchant, 'pay', { ...orderOf(merchant, order), paymentFactor: { inStorePaymentScenario: 'OrderCode' }, paymentExpiryTime: new Date(order.expiresAt).toISOString() });
        const codes: unknown = made['codeDetails'];
        const found = Array.isArray(codes) ? record(codes.find((one) => record(one)['displayType'] === 'TEXT')) : {};
        const answered = codeOf(made);
        if (answered === 'PAYMENT_IN_PROCESS') qrText = text(found['codeValue']) || null;
        return word(meaningOf(PAY_CODES, answered), answered);
      });
      return { ...answer, qrText };
    },
    ask: (order) => orSilence(() => ask(merchant, order)),
    reverse: (order) => orSilence(() => cancel(merchant, order)).then((answer) => (answer.silent ? { ...answer, retryReverse: true } : answer)),
    refund: (refund) => orRefundSilence(() => takeRefund(merchant, refund)),
    askRefund: (refund) => orRefundSilence(() => askRefund(merchant, refund)),
    // Alipay+ lays its files down by SFTP; they are imported by hand.
    statement: () => Promise.resolve(null),
  };
}

/** `POST path`, then client, time and body with points between. The signature is URL-encoded Base64 in the header. */
const signedText = (path: string, clientId: string, time: string, body: string) => `POST ${path}\n${clientId}.${time}.${body}`;

async function call({ settings, wire, now }: Merchant, verb: string, content: object): Promise<Answer> {
  const path = `${BASE}${verb}`;
  const body = JSON.stringify(content);
  const time = new Date(now()).toISOString();
  const signature = createSign('RSA-SHA256').update(signedText(path, settings.clientId, time, body), 'utf8').sign(settings.privateKey, 'base64');
  const reply = await wire({
    method: 'POST', url: `${settings.baseUrl}${path}`, body, timeoutMs: TIMEOUT_MS, bytesMax: ANSWER_BYTES_MAX,
    headers: {
      'content-type': 'application/json; charset=UTF-8', 'client-id': settings.clientId, 'request-time': time,
      signature: `algorithm=RSA256, keyVersion=${settings.keyVersion}, signature=${encodeURIComponent(signature)}`,
    },
  });
  if (reply.status !== 200) throw new Untrusted('UNREADABLE');
  const raw = Buffer.from(reply.body).toString('utf8');
  const said = /signature=([^,\s]+)/.exec(reply.headers['signature'] ?? '')?.[1] ?? '';
  const at = reply.headers['response-time'] ?? '';
  if (!(Math.abs(now() - Date.parse(at)) <= WINDOW_MS) || !proves(settings, signedText(path, settings.clientId, at, raw), said)) throw new Untrusted('BAD_SIGNATURE');
  try {
    return record(JSON.parse(raw));
  } catch {
    throw new Untrusted('UNREADABLE');
  }
}

function proves({ alipayplusPublicKey }: AlipayplusSettings, signed: string, encoded: string): boolean {
  try {
    return createVerify('RSA-SHA256').update(signed, 'utf8').verify(alipayplusPublicKey, decodeURIComponent(encoded), 'base64');
  } catch {
    return false;
  }
}

const codeOf = (answer: Answer, part = 'result'): string => text(record(answer[part])['resultCode']);
/** Minor units as text. */
const amount = (value: number, currency: string) => ({ value: String(value), currency });

function ofAmount(answer: Answer, part: string, amountMinor: number, currency: string): void {
  const said = record(answer[part]);
  if (said['value'] !== String(amountMinor) || said['currency'] !== currency) throw new Untrusted('AMOUNT_DIFFERS');
}

function orderOf({ settings }: Merchant, order: PayOrder | PresentOrder) {
  const { id, name, category, storeId, storeName } = settings.merchant;
  const whole = amount(order.amountMinor, order.currency);
  return {
    paymentRequestId: order.orderId, paymentAmount: whole,
    order: {
      referenceOrderId: order.orderId, orderDescription: order.subject, orderAmount: whole,
      merchant: { referenceMerchantId: id, merchantName: name, merchantMCC: category, store: { referenceStoreId: storeId, storeName, storeMCC: category } },
    },
  };
}

async function pay(merchant: Merchant, order: PayOrder): Promise<WalletAnswer> {
  const answer = await call(merchant, 'pay', {
    ...orderOf(merchant, order), paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: order.authCode }, paymentFactor: { inStorePaymentScenario: 'PaymentCode' },
  });
  const code = codeOf(answer);
  const state = meaningOf(PAY_CODES, code);
  if (state === 'paid') ofPayment(answer, order);
  return word(state, code, text(answer['paymentId']) || null);
}

function ofPayment(answer: Answer, order: OrderRef): void {
  if (answer['paymentRequestId'] !== order.orderId) throw new Untrusted('ANOTHER_ORDER');
  ofAmount(answer, 'paymentAmount', order.amountMinor, order.currency);
}

async function ask(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const answer = await call(merchant, 'inquiryPayment', { paymentRequestId: order.orderId });
  const asked = codeOf(answer);
  if (asked !== 'SUCCESS') {
    const state = meaningOf(ASK_CODES, asked);
    return state === 'not-found' ? unscanned(order, asked, merchant.now()) : word(state, asked);
  }
  const code = codeOf(answer, 'paymentResult');
  const state = meaningOf(OUTCOME_CODES, code);
  if (answer['paymentRequestId'] !== order.orderId) throw new Untrusted('ANOTHER_ORDER');
  if (state === 'paid') ofPayment(answer, order);
  return word(state, code, text(answer['paymentId']) || null);
}

async function cancel(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const answer = await call(merchant, 'cancelPayment', { paymentRequestId: order.orderId });
  const code = codeOf(answer);
  if (code === 'SUCCESS') {
    if (answer['paymentRequestId'] !== order.orderId) throw new Untrusted('ANOTHER_ORDER');
    return word('reversed', code, text(answer['paymentId']) || null);
  }
  if (CANCEL_OVER.has(code)) return ask(merchant, order);
  if (meaningOf(ASK_CODES, code) === 'not-found' && !canStillCome(order, merchant.now())) return word('reversed', code);
  return word('unknown', code, null, true);
}

function refundOf(answer: Answer, code: string, refund: Omit<RefundOrder, 'reason'>): RefundWord {
  if (answer['refundRequestId'] !== refund.refundId) throw new Untrusted('ANOTHER_ORDER');
  ofAmount(answer, 'refundAmount', refund.amountMinor, refund.currency);
  return refundWord(meaningOf(REFUND_CODES, code), code, text(answer['refundId']) || null);
}

async function takeRefund(merchant: Merchant, refund: RefundOrder): Promise<RefundWord> {
  const answer = await call(merchant, 'refund', {
    paymentRequestId: refund.orderId, refundRequestId: refund.refundId, refundAmount: amount(refund.amountMinor, refund.currency), ...(refund.reason === '' ? {} : { refundReason: refund.reason }),
  });
  const code = codeOf(answer);
  const state = meaningOf(REFUND_CODES, code);
  return state === 'accepted' || state === 'refunded' ? refundOf(answer, code, refund) : refundWord(state, code);
}

async function askRefund(merchant: Merchant, refund: Omit<RefundOrder, 'reason'>): Promise<RefundWord> {
  const answer = await call(merchant, 'inquiryRefund', { refundRequestId: refund.refundId });
  const asked = codeOf(answer);
  return asked === 'SUCCESS' ? refundOf(answer, codeOf(answer, 'refundResult'), refund) : refundWord(meaningOf(ASK_REFUND_CODES, asked), asked);
}
