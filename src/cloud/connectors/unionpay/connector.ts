/** UnionPay as a connector: QR consumption by the customer's code, codes to be shown, query, reversal, void, refund and the day's flow file. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Bill, InAppOrder, OrderNotes, OrderRef, PayOrder, PresentOrder, RefundOrder, RefundWord, WalletAnswer, WalletConnector, Wire } from '../../ports.ts';
import { meaningOf, orRefundSilence, orSilence, refundWord, Untrusted, word } from '../shared/answers.ts';
import { clearingDay, timeDigits } from '../shared/shanghai.ts';
import { canStillCome, isShownOver, unscanned } from '../shared/shown.ts';
import { ASK_CODES, NOTHING_TO_REVERSE, OUTCOME_CODES, PAY_CODES, REFUND_CODES, REFUND_OUTCOME_CODES, REVERSED } from './codes.ts';
import { NOTICE_REPLY, readNotice } from './notice.ts';
import type { UnionpaySettings } from './settings.ts';
import type { Fields } from './signing.ts';
import { BACK, backUrl, callUnionpay, FRONT, QUERY, signedForm } from './wire.ts';
import type { Merchant } from './wire.ts';

/** Undoes zlib's deflate, up to so many bytes. */
export type Inflate = (bytes: Uint8Array, bytesMax: number) => Uint8Array;

const ACCEPTED = '00';
/** ISO 4217 numeric; UnionPay takes yuan here. */
const CURRENCY_NUMBERS: Readonly<Record<string, string>> = { CNY: '156' };
const BILL_BYTES_MAX = 512 * 1024 * 1024;

/** A void is asked for by its own number, which follows from the order's, and by the time it was sent, which is noted. */
const voidNumber = (orderId: string): string => `V${orderId}`;

/** @param notes times of voids. @throws Error when a key or certificate of the settings cannot be read */
export function unionpayConnector(settings: UnionpaySettings, wire: Wire, now: () => number, inflate: Inflate, notes: OrderNotes): WalletConnector {
  createPrivateKey(settings.privateKey);
  const merchant: Merchant = { settings, authorities: settings.authorities.map((pem) => new X509Certificate(pem)), wire, now };
  return {
    name: 'unionpay',
    wallet: 'unionpay',
    reverseStopsLateCharge: false,
    paidAfterReverse: true,
    pay: (order) => orSilence(() => pay(merchant, order)),
    async present(order) {
      let qrText: string | null = null;
      const answer = await orSilence(async () => {
        const made = ofOrder(await callUnionpay(merchant, BACK, { ...orderFields(merchant, order), ...endFields(order), txnType: '01', txnSubType: '07' }), order.orderId);
        const code = made['respCode'] ?? '';
        qrText = code === ACCEPTED ? (made['qrCode'] ?? null) : null;
        return code === ACCEPTED ? word('payer-acting', code) : word(meaningOf(PAY_CODES, code), code);
      });
      return { ...answer, qrText };
    },
    payerGrantUrl: () => null,
    async openInApp(order: InAppOrder) {
      const fields = signedForm(merchant, { ...orderFields(merchant, order), ...endFields(order), txnType: '01', txnSubType: '01', bizType: '000201', frontUrl: order.returnUrl });
      return Promise.resolve({ ...word('payer-acting', ACCEPTED), step: { do: 'form' as const, action: `${settings.baseUrl}${FRONT}`, fields } });
    },
    ask: (order) => orSilence(() => ask(merchant, order)),
    reverse: (order) => orSilence(() => reverse(merchant, notes, order)).then((answer) => (answer.silent ? { ...answer, retryReverse: true } : answer)),
    refund: (refund) => orRefundSilence(() => takeRefund(merchant, refund)),
    askRefund: (refund) => orRefundSilence(() => askRefund(merchant, refund)),
    statement: (_store, day) => statement(merchant, inflate, day),
    readNotice: (notice) => Promise.resolve(readNotice(merchant, notice)),
    noticeReply: NOTICE_REPLY,
  };
}

function orderFields(merchant: Merchant, order: OrderRef): Fields {
  const currencyCode = CURRENCY_NUMBERS[order.currency];
  if (currencyCode === undefined) throw new Untrusted('UNREADABLE');
  return { orderId: order.orderId, txnTime: timeDigits(order.sentAt), txnAmt: String(order.amountMinor), currencyCode, backUrl: backUrl(merchant), termId: merchant.settings.terminalId };
}

const endFields = (order: PresentOrder): Fields => ({ payTimeout: timeDigits(order.expiresAt) });

function ofOrder(answer: Fields, orderId: string): Fields {
  if (answer['orderId'] !== undefined && answer['orderId'] !== orderId) throw new Untrusted('ANOTHER_ORDER');
  return answer;
}

async function pay(merchant: Merchant, order: PayOrder): Promise<WalletAnswer> {
  const answer = ofOrder(await callUnionpay(merchant, BACK, { ...orderFields(merchant, order), txnType: '01', txnSubType: '06', qrNo: order.authCode }), order.orderId);
  const code = answer['respCode'] ?? '';
  // Accepted says nothing of the money: the outcome is asked for, at once.
  if (code !== ACCEPTED) return word(meaningOf(PAY_CODES, code), code, answer['queryId'] ?? null);
  return orSilence(() => ask(merchant, order));
}

/** The outcome of one of ours, found by its number and time. Null `outcome`: the query itself says why. */
async function query(merchant: Merchant, orderId: string, time: string): Promise<{ outcome: string | null; code: string; queryId: string | null; amount: string }> {
  const answer = ofOrder(await callUnionpay(merchant, QUERY, { txnType: '00', txnSubType: '00', orderId, txnTime: time }), orderId);
  const code = answer['respCode'] ?? '';
  if (code !== ACCEPTED) return { outcome: null, code, queryId: null, amount: '' };
  if (answer['orderId'] !== orderId || answer['txnTime'] !== time) throw new Untrusted('ANOTHER_ORDER');
  return { outcome: answer['origRespCode'] ?? '', code, queryId: answer['queryId'] ?? null, amount: answer['txnAmt'] ?? '' };
}

async function ask(merchant: Merchant, order: OrderRef): Promise<WalletAnswer> {
  const { outcome, code, queryId, amount } = await query(merchant, order.orderId, timeDigits(order.sentAt));
  if (outcome === null) return meaningOf(ASK_CODES, code) === 'not-found' ? unscanned(order, code, merchant.now()) : word('unknown', code);
  const state = meaningOf(OUTCOME_CODES, outcome);
  if (state === 'paid' && amount !== String(order.amountMinor)) throw new Untrusted('AMOUNT_DIFFERS');
  // A failed try leaves a shown code good for the next customer.
  if (state === 'declined' && order.kind !== 'scanned') return isShownOver(order, merchant.now()) ? word('reversed', outcome) : word('payer-acting', outcome);
  return word(state, outcome, queryId);
}

/** What is paid is voided, on its own clearing day; what is not known is reversed; a shown code that nobody paid ends by its own time. */
async function reverse(merchant: Merchant, notes: OrderNotes, order: OrderRef): Promise<WalletAnswer> {
  const before = await notes.read(order.store, order.orderId);
  if (before !== null) {
    const { outcome, code } = await query(merchant, voidNumber(order.orderId), before);
    if (outcome === ACCEPTED) return word('reversed', REVERSED);
    // A void that is under way is waited for; one that never came, or failed, is sent anew.
    if (outcome === null ? meaningOf(ASK_CODES, code) !== 'not-found' : meaningOf(OUTCOME_CODES, outcome) !== 'declined') return word('unknown', outcome ?? code, null, true);
  }
  const known = await ask(merchant, order);
  if (known.state === 'paid') return voidPaid(merchant, notes, order, known);
  if (order.kind !== 'scanned') return known.state === 'reversed' ? known : { ...known, state: 'unknown', retryReverse: true };
  if (known.state === 'declined') return known;
  const answer = ofOrder(await callUnionpay(merchant, BACK, { ...orderFields(merchant, order), txnType: '99', txnSubType: '01' }), order.orderId);
  const code = answer['respCode'] ?? '';
  if (code === REVERSED || (NOTHING_TO_REVERSE.has(code) && !canStillCome(order, merchant.now()))) return word('reversed', code);
  return word('unknown', code, null, true);
}

async function voidPaid(merchant: Merchant, notes: OrderNotes, order: OrderRef, known: WalletAnswer): Promise<WalletAnswer> {
  if (clearingDay(merchant.now()) !== clearingDay(order.sentAt) || known.tradeId === null) return word('paid', 'VOID_TOO_LATE', known.tradeId);
  const time = timeDigits(merchant.now());
  // On record before it is sent: when the answer is lost, or this process ends, the void itself can be asked for.
  await notes.write(order.store, order.orderId, time);
  const answer = await callUnionpay(merchant, BACK, { ...orderFields(merchant, order), txnType: '31', txnSubType: '00', orderId: voidNumber(order.orderId), txnTime: time, origQryId: known.tradeId });
  const code = answer['respCode'] ?? '';
  if (code !== ACCEPTED) return word('unknown', code, known.tradeId, true);
  const { outcome } = await query(merchant, voidNumber(order.orderId), time);
  return outcome === ACCEPTED ? word('reversed', REVERSED, known.tradeId) : word('unknown', outcome ?? code, known.tradeId, true);
}

async function takeRefund(merchant: Merchant, refund: RefundOrder): Promise<RefundWord> {
  // The refund names what it gives back by UnionPay's own number, which only a query tells.
  const paid = await query(merchant, refund.orderId, timeDigits(refund.sentAt));
  if (paid.outcome !== ACCEPTED || paid.queryId === null) return paid.outcome === null && meaningOf(ASK_CODES, paid.code) !== 'not-found' ? refundWord('unknown', paid.code) : refundWord('failed', paid.outcome ?? paid.code);
  const answer = ofOrder(await callUnionpay(merchant, BACK, {
    ...orderFields(merchant, refund), txnType: '04', txnSubType: '00', orderId: refund.refundId, txnTime: timeDigits(refund.refundSentAt), txnAmt: String(refund.amountMinor), origQryId: paid.queryId,
  }), refund.refundId);
  const code = answer['respCode'] ?? '';
  return refundWord(meaningOf(REFUND_CODES, code), code, answer['queryId'] ?? null);
}

async function askRefund(merchant: Merchant, refund: Omit<RefundOrder, 'reason'>): Promise<RefundWord> {
  const { outcome, code, queryId, amount } = await query(merchant, refund.refundId, timeDigits(refund.refundSentAt));
  if (outcome === null) return refundWord(meaningOf(ASK_CODES, code) === 'not-found' ? 'not-found' : 'unknown', code);
  if (amount !== String(refund.amountMinor)) throw new Untrusted('AMOUNT_DIFFERS');
  return refundWord(meaningOf(REFUND_OUTCOME_CODES, outcome), outcome, queryId);
}

/** `respCode` of a file that is not there. */
const NO_FILE = '98';

async function statement(merchant: Merchant, inflate: Inflate, day: string): Promise<Bill | null> {
  const answer = await callUnionpay(merchant, '/', { txnType: '76', txnSubType: '01', bizType: '000000', fileType: '00', settleDate: day.slice(5).replace('-', ''), txnTime: timeDigits(merchant.now()) }, merchant.settings.fileUrl, BILL_BYTES_MAX);
  if (answer['respCode'] === NO_FILE) return null;
  if (answer['respCode'] !== ACCEPTED || answer['fileContent'] === undefined) throw new Untrusted('UNREADABLE');
  const name = answer['fileName'] ?? '';
  return { name: /^[\w.-]{1,80}$/.test(name) ? name : `unionpay_${day}.zip`, bytes: inflate(Buffer.from(answer['fileContent'], 'base64'), BILL_BYTES_MAX) };
}
