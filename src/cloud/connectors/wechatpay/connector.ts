/** WeChat Pay as a connector: code pay, native codes, JSAPI, query, reverse and close, refunds and bills by API v3; micropay and its reverse by v2 where a merchant has no v3 code pay. */
import { createHash, createPrivateKey } from 'node:crypto';
import type { Bill, InAppOrder, OrderRef, PayOrder, PresentAnswer, PresentOrder, RefundOrder, RefundWord, WalletAnswer, WalletConnector, Wire } from '../../ports.ts';
import { meaningOf, orRefundSilence, orSilence, record, refundWord, text, Untrusted, word } from '../shared/answers.ts';
import { timeText } from '../shared/shanghai.ts';
import { canStillCome } from '../shared/shown.ts';
import { ASK_ERRORS, ASK_REFUND_ERRORS, CLOSED_ALREADY, PAY_ERRORS, REFUND_ERRORS, REFUND_STATES, REVERSE_OVER } from './codes.ts';
import { jsapiStep, payerGrantUrl, payerOpenid } from './inApp.ts';
import { NOTICE_REPLY, readNotice } from './notice.ts';
import type { WechatpaySettings } from './settings.ts';
import { readPlatformKey } from './signing.ts';
import { payByV2, reverseByV2 } from './v2.ts';
import { tradeWord } from './trade.ts';
import { callV3, fetchFile } from './wire.ts';
import type { Merchant, V3Answer } from './wire.ts';

const BILL_BYTES_MAX = 512 * 1024 * 1024;

/** @throws Error when a key of the settings cannot be read */
export function wechatpayConnector(settings: WechatpaySettings, wire: Wire, now: () => number): WalletConnector {
  createPrivateKey(settings.privateKey);
  const platformKeys = new Map(Object.entries(settings.platformKeys).map(([serial, pem]) => [serial, readPlatformKey(pem)]));
  const merchant: Merchant = { settings, platformKeys, wire, now };
  const { inApp } = settings;
  return {
    name: 'wechatpay',
    wallet: 'wechatpay',
    reverseStopsLateCharge: false,
    pay: (order) => orSilence(() => (settings.v2 === undefined ? pay(merchant, order) : payByV2(merchant, settings.v2, order))),
    async present(order) {
      let qrText: string | null = null;
      const answer = await orSilence(async () => {
        const made = await makeOrder(merchant, 'native', order, {});
        qrText = made.answer.state === 'payer-acting' ? text(made.body['code_url']) : null;
        if (qrText === '') throw new Untrusted('UNREADABLE');
        return made.answer;
      });
      return { ...answer, qrText } satisfies PresentAnswer;
    },
    ...(inApp === undefined ? {} : {
      payerGrantUrl: (_store: string, returnUrl: string, state: string) => payerGrantUrl(settings.appId, inApp.authorizeUrl, returnUrl, state),
      payerGrantParameter: 'code',
      async openInApp(order: InAppOrder) {
        let step = null;
        const answer = await orSilence(async () => {
          const made = await makeOrder(merchant, 'jsapi', order, { payer: { openid: await payerOpenid(merchant, inApp, order.payerGrant) } });
          step = made.answer.state === 'payer-acting' ? jsapiStep(merchant, text(made.body['prepay_id'])) : null;
          return made.answer;
        });
        return { ...answer, step };
      },
    }),
    ask: (order) => orSilence(() => ask(merchant, order)),
    reverse: (order) => orSilence(() => reverse(merchant, order)).then((answer) => (answer.silent ? { ...answer, retryReverse: true } : answer)),
    refund: (refund) => orRefundSilence(() => takeRefund(merchant, refund)),
    askRefund: (refund) => orRefundSilence(() => askRefund(merchant, refund)),
    statement: (_store, day) => statement(merchant, day),
    readNotice: (notice) => Promise.resolve(readNotice(merchant, notice)),
    noticeReply: NOTICE_REPLY,
  };
}

const orderPath = (orderId: string, verb = '') => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(orderId)}${verb}`;

async function pay(merchant: Merchant, order: PayOrder): Promise<WalletAnswer> {
  const { appId, merchantId, storeNumber, ownStoreNumber } = merchant.settings;
  const answer = await callV3(merchant, 'POST', '/v3/pay/transactions/codepay', {
    appid: appId, mchid: merchantId, description: order.subject, out_trade_no: order.orderId, payer: { auth_code: order.authCode },
    amount: { total: order.amountMinor, currency: order.currency },
    scene_info: { store_info: { ...(storeNumber === undefined ? {} : { id: storeNumber }), out_id: ownStoreNumber } },
  });
  return answer.ok ? tradeWord(order, answer.body) : errorWord(answer, PAY_ERRORS);
}

const errorWord = ({ code }: V3Answer, table: typeof PAY_ERRORS) => word(meaningOf(table, code), code);

/** Makes an order that waits for its payer. */
async function makeOrder(merchant: Merchant, type: 'native' | 'jsapi', order: PresentOrder, more: object): Promise<{ answer: WalletAnswer; body: Readonly<Record<string, unknown>> }> {
  const { appId, merchantId, notifyUrl, ownStoreNumber } = merchant.settings;
  const answer = await callV3(merchant, 'POST', `/v3/pay/transactions/${type}`, {
    appid: appId, mchid: merchantId, description: order.subject, out_trade_no: order.orderId, time_expire: `${timeText(order.expiresAt).replace(' ', 'T')}+08:00`,
    notify_url: notifyUrl, amount: { total: order.amountMinor, currency: order.currency }, scene_info: { payer_client_ip: '127.0.0.1', store_info: { id: ownStoreNumber } }, ...more,
  });
  return { answer: answer.ok ? word('payer-acting', 'NOTPAY') : errorWord(answer, PAY_ERRORS), body: answer.body };
}

async function ask(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const answer = await callV3(merchant, 'GET', `${orderPath(order.orderId)}?mchid=${encodeURIComponent(merchant.settings.merchantId)}`, null);
  return answer.ok ? tradeWord(order, answer.body) : errorWord(answer, ASK_ERRORS);
}

async function reverse(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const { appId, merchantId, v2 } = merchant.settings;
  if (order.kind !== 'scanned') return close(merchant, order);
  if (v2 !== undefined) return reverseByV2(merchant, v2, order, (code) => refusedReverse(merchant, order, code));
  const answer = await callV3(merchant, 'POST', orderPath(order.orderId, '/reverse'), { appid: appId, mchid: merchantId });
  if (answer.ok) return answer.body['recall'] === 'Y' ? word('unknown', 'RECALL', null, true) : word('reversed', 'REVOKED');
  return refusedReverse(merchant, order, answer.code);
}

/** A reverse that is over asks; an order that is not there, and cannot come any more, is reversed; anything else is said again. */
function refusedReverse(merchant: Merchant, order: OrderRef, code: string): Promise<WalletAnswer> {
  if (REVERSE_OVER.has(code)) return ask(merchant, order);
  const isGone = meaningOf(ASK_ERRORS, code) === 'not-found' && !canStillCome(order, merchant.now());
  return Promise.resolve(isGone ? word('reversed', code) : word('unknown', code, null, true));
}

/** An order that waits for its payer is closed; one that is paid meanwhile stays paid, and a refund gives it back. */
async function close(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const answer = await callV3(merchant, 'POST', orderPath(order.orderId, '/close'), { mchid: merchant.settings.merchantId });
  if (answer.ok) return word('reversed', 'CLOSED');
  if (CLOSED_ALREADY.has(answer.code)) return word('reversed', answer.code);
  if (REVERSE_OVER.has(answer.code)) return ask(merchant, order);
  return word('unknown', answer.code, null, true);
}

function refundOf(refundId: string, amountMinor: number, body: Readonly<Record<string, unknown>>): RefundWord {
  if (body['out_refund_no'] !== refundId) throw new Untrusted('ANOTHER_ORDER');
  if (record(body['amount'])['refund'] !== amountMinor) throw new Untrusted('AMOUNT_DIFFERS');
  const code = text(body['status']);
  return refundWord(meaningOf(REFUND_STATES, code), code, text(body['refund_id']) || null);
}

async function takeRefund(merchant: Merchant, refund: RefundOrder): Promise<RefundWord> {
  const answer = await callV3(merchant, 'POST', '/v3/refund/domestic/refunds', {
    out_trade_no: refund.orderId, out_refund_no: refund.refundId, ...(refund.reason === '' ? {} : { reason: refund.reason }),
    ...(merchant.settings.notifyUrl === undefined ? {} : { notify_url: merchant.settings.notifyUrl }),
    amount: { refund: refund.amountMinor, total: refund.paidMinor, currency: refund.currency },
  });
  return answer.ok ? refundOf(refund.refundId, refund.amountMinor, answer.body) : refundWord(meaningOf(REFUND_ERRORS, answer.code), answer.code);
}

async function askRefund(merchant: Merchant, refund: Omit<RefundOrder, 'reason'>): Promise<RefundWord> {
  const answer = await callV3(merchant, 'GET', `/v3/refund/domestic/refunds/${encodeURIComponent(refund.refundId)}`, null);
  return answer.ok ? refundOf(refund.refundId, refund.amountMinor, answer.body) : refundWord(meaningOf(ASK_REFUND_ERRORS, answer.code), answer.code);
}

/** Errors that say: no file, at least not yet. */
const NO_BILL = new Set(['NO_STATEMENT_EXIST', 'STATEMENT_CREATING']);

async function statement(merchant: Merchant, day: string): Promise<Bill | null> {
  const answer = await callV3(merchant, 'GET', `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`, null);
  if (!answer.ok) {
    if (NO_BILL.has(answer.code)) return null;
    throw new Untrusted('UNREADABLE');
  }
  const bytes = await fetchFile(merchant, text(answer.body['download_url']), BILL_BYTES_MAX);
  // The link's answer is not signed; the signed answer before it names the file's sum.
  if (answer.body['hash_type'] !== 'SHA1' || createHash('sha1').update(bytes).digest('hex') !== text(answer.body['hash_value']).toLowerCase()) throw new Untrusted('BAD_SIGNATURE');
  return { name: `${merchant.settings.merchantId}All${day}.csv`, bytes };
}
