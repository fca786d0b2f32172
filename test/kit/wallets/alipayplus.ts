/** Alipay+ as a local server: checks each request's signature and required fields, answers signed, by the documents' tables and races. */
import { createSign, createVerify } from 'node:crypto';
import type { AlipayplusSettings } from '#cloud/connectors/alipayplus/settings.ts';
import { keysOf } from './certificates.ts';
import type { WalletModel } from './model.ts';
import { serve } from './serve.ts';
import type { Served } from './serve.ts';

const CLIENT = 'SANDBOX_5YEX1T2Z';

export type AlipayplusDouble = Served & { readonly settings: AlipayplusSettings; readonly lies: ('bad-signature' | 'unsigned' | 'another-order' | 'another-amount')[] };
type Fields = Record<string, unknown>;

export async function alipayplusDouble(model: WalletModel): Promise<AlipayplusDouble> {
  const client = keysOf('alipayplus client');
  const side = keysOf('alipayplus side');
  const lies: AlipayplusDouble['lies'] = [];
  const served = await serve(({ method, url, headers, body }, complain) => {
    if (model.mode === 'down') return null;
    const text = (time: string, of: string) => `${method} ${url.pathname}\n${CLIENT}.${time}.${of}`;
    const signature = decodeURIComponent(/signature=([^,\s]+)$/.exec(String(headers['signature']))?.[1] ?? '');
    if (headers['client-id'] !== CLIENT || !createVerify('RSA-SHA256').update(text(String(headers['request-time']), body)).verify(client.publicKey, signature, 'base64')) complain('signature');
    const lie = lies.shift();
    const answer = answerOf(model, url.pathname.split('/').at(-1) ?? '', JSON.parse(body) as Fields, complain);
    if (answer === null) return null;
    const told = lie === 'another-order' ? { ...answer, paymentRequestId: 'Tanotherorder', refundRequestId: 'Tanotherorder' } : lie === 'another-amount' ? { ...answer, paymentAmount: { value: '1', currency: 'CNY' }, refundAmount: { value: '1', currency: 'CNY' } } : answer;
    const raw = JSON.stringify(told);
    const time = new Date(model.now).toISOString();
    const said = createSign('RSA-SHA256').update(text(time, lie === 'bad-signature' ? `${raw} ` : raw)).sign(side.privateKey, 'base64');
    return { status: 200, headers: { 'content-type': 'application/json', 'response-time': time, ...(lie === 'unsigned' ? {} : { signature: `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(said)}` }) }, body: raw };
  });
  return Object.assign(served, {
    lies,
    settings: {
      connector: 'alipayplus', baseUrl: served.url, clientId: CLIENT, privateKey: client.privatePem, keyVersion: '1', alipayplusPublicKey: side.publicPem,
      merchant: { id: 'M1', name: 'Corner', category: '5411', storeId: 'S1', storeName: 'Corner' },
    } satisfies AlipayplusSettings,
  });
}

const result = (resultCode: string, resultStatus = 'F') => ({ result: { resultCode, resultStatus, resultMessage: resultCode } });
const ok = result('SUCCESS', 'S');
const PAY_FAILURES = {
  acting: result('PAYMENT_IN_PROCESS', 'U'), declined: result('USER_BALANCE_NOT_ENOUGH'), 'code-used': result('INVALID_CODE'), 'order-closed': result('ORDER_IS_CANCELED'), 'order-paid': result('REPEAT_REQ_INCONSISTENT', 'U'),
  'order-known': result('REPEAT_REQ_INCONSISTENT', 'U'), 'system-error': result('UNKNOWN_EXCEPTION', 'U'),
} as const;

function answerOf(model: WalletModel, verb: string, content: Fields, complain: (what: string) => void): Fields | null {
  const need = (...names: string[]) => {
    for (const name of names) if (name.split('.').reduce<unknown>((at, part) => (at as Fields | undefined)?.[part], content) === undefined) complain(`${verb}: ${name} is missing`);
  };
  const id = String(content['paymentRequestId']);
  const order = model.orders.get(id);
  const payment = () => ({ paymentRequestId: id, paymentId: model.orders.get(id)?.tradeId, paymentAmount: { value: String(model.orders.get(id)?.amountMinor), currency: 'CNY' }, customerId: '2188120000000001' });
  switch (verb) {
    case 'pay': {
      need('paymentRequestId', 'paymentAmount.value', 'order.referenceOrderId', 'order.orderAmount.value', 'order.merchant.store.referenceStoreId', 'paymentFactor.inStorePaymentScenario');
      const value = Number((content['paymentAmount'] as { value: string }).value);
      if ((content['paymentFactor'] as { inStorePaymentScenario: string }).inStorePaymentScenario === 'OrderCode') {
        need('paymentExpiryTime');
        if (!model.show(id, value, Date.parse(String(content['paymentExpiryTime'])), '')) return result('ORDER_IS_CLOSED');
        return { ...result('PAYMENT_IN_PROCESS', 'U'), codeDetails: [{ displayType: 'MIDDLEIMAGE', codeValue: 'https://global.alipay.com/x.png' }, { displayType: 'TEXT', codeValue: `https://global.alipay.com/28100${id}` }] };
      }
      need('paymentMethod.paymentMethodId');
      const outcome = model.pay(id, value, (content['paymentMethod'] as { paymentMethodId: string }).paymentMethodId, '');
      return outcome === 'no-answer' ? null : outcome === 'paid' ? { ...ok, ...payment() } : PAY_FAILURES[outcome];
    }
    case 'inquiryPayment': {
      const OUTCOMES = { paid: ok, acting: PAY_FAILURES.acting, waiting: PAY_FAILURES.acting, declined: PAY_FAILURES.declined, closed: result('ORDER_IS_CANCELED'), absent: null } as const;
      const outcome = OUTCOMES[model.state(id)];
      return outcome === null ? result('ORDER_NOT_EXIST') : { ...ok, ...payment(), paymentResult: outcome.result };
    }
    case 'cancelPayment': {
      if (order === undefined) return result('ORDER_NOT_EXIST');
      if (order.closedAt === null && model.refundedMinor(id) > 0) return result('ORDER_STATUS_INVALID');
      model.close(order);
      return { ...ok, paymentRequestId: id, paymentId: order.tradeId };
    }
    default: return answerRefund(model, verb, content, need);
  }
}

function answerRefund(model: WalletModel, verb: string, content: Fields, need: (...names: string[]) => void): Fields {
  const refundId = String(content['refundRequestId']);
  const known = (of: NonNullable<ReturnType<WalletModel['refund']>>) => ({ refundRequestId: refundId, refundId: of.tradeId, refundAmount: { value: String(of.amountMinor), currency: 'CNY' } });
  if (verb === 'refund') {
    need('paymentRequestId', 'refundRequestId', 'refundAmount.value');
    const refund = model.refund(String(content['paymentRequestId']), refundId, Number((content['refundAmount'] as { value: string }).value), '');
    return refund === null ? result('REFUND_AMOUNT_EXCEED') : { ...result('REFUND_IN_PROCESS', 'U'), ...known(refund) };
  }
  const refund = model.refunds.get(refundId);
  const WORDS = { 'under-way': 'REFUND_IN_PROCESS', done: 'SUCCESS', failed: 'PROCESS_FAIL' } as const;
  return refund === undefined ? result('REFUND_NOT_EXIST') : { ...ok, ...known(refund), refundResult: result(WORDS[model.refundState(refund)]).result };
}
