/** How a sandbox wallet behaves: its modes, which codes script one of them, and the words of each wallet for each outcome. */
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import { clearingDay, dayOf } from '../shared/shanghai.ts';

/**
 * `pay` paid after the delay · `confirm` the payer acts, then paid · `decline` refused · `silent` no answer, never paid ·
 * `silent-paid` no answer, yet paid · `late` no answer, unknown to every ask until it is paid after the delay, unless reversed before ·
 * `lie` a system error as the answer, yet paid · `down` nothing gets through, to no verb.
 * `tombstone` is not set by anyone: an order that was reversed before it came.
 */
export type SandboxMode = 'pay' | 'confirm' | 'decline' | 'silent' | 'silent-paid' | 'late' | 'lie' | 'down';
export type ChargeMode = SandboxMode | 'tombstone' | ShownMode;

/** An order shown as a code: nobody scanned it yet · a customer is at it · paid, while the wallet answers asks with a system error. */
type ShownMode = 'shown' | 'shown-acting' | 'shown-lie';
/**
 * What a customer does who scans a shown code: `pay` pays after the delay · `decline` gives up, the code stays good · `silent` scans and does
 * nothing more · `twice` the wallet takes the money twice · `lie` pays at once, and asks are answered with a system error until the delay is over.
 */
export type ScanMode = 'pay' | 'decline' | 'silent' | 'twice' | 'lie';

/** What a shown code says, but for its last part. */
export const SHOWN_CODE: Readonly<Record<ChargeableWallet, string>> = {
  wechatpay: 'weixin://wxpay/bizpayurl?pr=SBX', alipay: 'https://qr.alipay.com/baxSBX', unionpay: 'https://qr.95516.com/00010000/SBX',
};


/** A payment code, or a card, ending in these four characters is treated so, whatever mode its wallet is in. Amounts script nothing: an honest sale must never trip one. */
export const SCRIPTED_CODES: Readonly<Record<string, { readonly mode: SandboxMode; readonly delayMs: number }>> = {
  '0001': { mode: 'confirm', delayMs: 8_000 },
  '0002': { mode: 'decline', delayMs: 0 },
  '0003': { mode: 'silent', delayMs: 0 },
  '0004': { mode: 'silent-paid', delayMs: 0 },
  '0005': { mode: 'late', delayMs: 20_000 },
  '0006': { mode: 'lie', delayMs: 0 },
};

/** When the money is taken, or null for never. UTC ms by the sandbox's clock. */
export function paysAt(mode: SandboxMode, now: number, delayMs: number): number | null {
  switch (mode) {
    case 'pay':
    case 'confirm':
    case 'late':
      return now + delayMs;
    case 'silent-paid':
    case 'lie':
      return now;
    case 'decline':
    case 'silent':
    case 'down':
      return null;
  }
}

/** Each wallet's own codes, after its documents. */
export type Words = {
  readonly paid: string;
  /** A shown code waits to be scanned. */
  readonly waiting: string;
  /** A shown code that is paid is not closed any more; null where a reverse gives the money back. */
  readonly closePaid: string | null;
  readonly acting: string;
  readonly declined: string;
  readonly notFound: string;
  readonly reversed: string;
  readonly systemError: string;
  readonly codeUsed: string;
  readonly orderClosed: string;
  readonly tryReverseAgain: string;
  readonly tooLateToReverse: string;
  readonly refundAccepted: string;
  readonly refundDone: string;
  readonly refundRefused: string;
  readonly refundNotFound: string;
};

export const WORDS: Readonly<Record<PaymentMethod, Words>> = {
  wechatpay: {
    paid: 'SUCCESS', waiting: 'NOTPAY', closePaid: 'ORDERPAID', acting: 'USERPAYING', declined: 'NOTENOUGH', notFound: 'ORDERNOTEXIST', reversed: 'REVOKED', systemError: 'SYSTEMERROR',
    codeUsed: 'AUTH_CODE_INVALID', orderClosed: 'ORDERREVERSED', tryReverseAgain: 'INVALID_REQUEST', tooLateToReverse: 'REVERSE_EXPIRE',
    refundAccepted: 'PROCESSING', refundDone: 'SUCCESS', refundRefused: 'NOT_ENOUGH', refundNotFound: 'RESOURCE_NOT_EXISTS',
  },
  alipay: {
    paid: '10000', waiting: 'ACQ.TRADE_NOT_EXIST', closePaid: null, acting: '10003', declined: 'ACQ.BUYER_BALANCE_NOT_ENOUGH', notFound: 'ACQ.TRADE_NOT_EXIST', reversed: 'TRADE_CLOSED', systemError: 'ACQ.SYSTEM_ERROR',
    codeUsed: 'ACQ.PAYMENT_AUTH_CODE_INVALID', orderClosed: 'ACQ.TRADE_HAS_CLOSE', tryReverseAgain: 'ACQ.SYSTEM_ERROR', tooLateToReverse: 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    refundAccepted: '10000', refundDone: 'REFUND_SUCCESS', refundRefused: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', refundNotFound: 'ACQ.TRADE_NOT_EXIST',
  },
  unionpay: {
    paid: '00', waiting: '05', closePaid: null, acting: '05', declined: '64', notFound: '34', reversed: '00', systemError: '03',
    codeUsed: '77', orderClosed: '12', tryReverseAgain: '04', tooLateToReverse: '22',
    refundAccepted: '00', refundDone: '00', refundRefused: '61', refundNotFound: '34',
  },
  // Response codes of ISO 8583, field 39.
  card: {
    paid: '00', waiting: '09', closePaid: null, acting: '09', declined: '51', notFound: '25', reversed: '00', systemError: '96',
    codeUsed: '94', orderClosed: '12', tryReverseAgain: '91', tooLateToReverse: '21',
    refundAccepted: '00', refundDone: '00', refundRefused: '61', refundNotFound: '25',
  },
};

export type ReverseRule = {
  /** Refused sooner after the charge than this. */
  readonly notBeforeMs: number;
  /** A paid charge can be taken back for this long; after that only a refund helps. */
  readonly windowMs: number;
  /** The window also ends with this day: UnionPay's clearing day, from 23:00 to 23:00; an acquirer's batch, which closes at midnight. Null: with none. */
  readonly clearingDay: ((at: number) => string) | null;
  /** Modes whose first reverse is answered "again, please" (`retry_flag` Y). */
  readonly asksAgain: readonly ChargeMode[];
};

const DAY_MS = 86_400_000;

export const REVERSE_RULES: Readonly<Record<PaymentMethod, ReverseRule>> = {
  wechatpay: { notBeforeMs: 15_000, windowMs: 7 * DAY_MS, clearingDay: null, asksAgain: [] },
  alipay: { notBeforeMs: 0, windowMs: DAY_MS, clearingDay: null, asksAgain: ['late', 'silent-paid'] },
  unionpay: { notBeforeMs: 0, windowMs: DAY_MS, clearingDay, asksAgain: [] },
  // A batch that has closed is settled: only a refund gives the money back.
  card: { notBeforeMs: 0, windowMs: DAY_MS, clearingDay: dayOf, asksAgain: [] },
};

/** How long a refund is under way. */
export const REFUND_TAKES_MS = 2_000;
export const REFUND_WINDOW_MS: Readonly<Record<PaymentMethod, number>> = { wechatpay: 365 * DAY_MS, alipay: 360 * DAY_MS, unionpay: 330 * DAY_MS, card: 180 * DAY_MS };
/** A payment code is good for one order; for this long it is remembered as used. */
export const CODE_LIFE_MS = 10 * 60_000;
/** Merchant fee in hundredths of a percent. */
export const FEE_BASIS_POINTS: Readonly<Record<PaymentMethod, number>> = { wechatpay: 60, alipay: 60, unionpay: 38, card: 150 };
/** Whether the fee of what is refunded stays with the wallet: acquirers keep it. */
export const REFUND_FEE_KEPT: Readonly<Record<PaymentMethod, boolean>> = { wechatpay: false, alipay: false, unionpay: false, card: true };
