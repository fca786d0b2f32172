/** Words that connectors share: how a wallet's code becomes an answer, and how silence does. */
import { refundSilence, silence, WireFault } from '../../ports.ts';
import type { RefundWord, WalletAnswer } from '../../ports.ts';

export type ChargeWord = WalletAnswer['state'];
export type RefundState = RefundWord['state'];
/** A wallet's code and what it is known to mean; a code that is not listed is unknown. */
export type CodeTable<State extends string> = Readonly<Record<string, State>>;

export const word = (state: ChargeWord, code: string, tradeId: string | null = null, retryReverse = false): WalletAnswer =>
  ({ state, tradeId, code: tidyCode(code), retryReverse, silent: false });

export const refundWord = (state: RefundState, code: string, tradeId: string | null = null): RefundWord => ({ state, tradeId, code: tidyCode(code), silent: false });

export function meaningOf<State extends string>(table: CodeTable<State>, code: string): State | 'unknown' {
  return Object.hasOwn(table, code) ? (table[code] ?? 'unknown') : 'unknown';
}

/** A code is a code: what does not look like one may be anything, a name or a number, and goes no further. */
function tidyCode(code: string): string {
  return /^[A-Za-z0-9_.-]{1,64}$/.test(code) && !/\d{10}/.test(code) ? code : 'UNREADABLE';
}

/** An answer that proves nothing: not signed, not the order's, not to be read. */
export class Untrusted extends Error {
  override readonly name = 'Untrusted';
  readonly code: string;
  constructor(code: 'BAD_SIGNATURE' | 'ANOTHER_ORDER' | 'UNREADABLE' | 'AMOUNT_DIFFERS' | 'NO_GRANT') {
    super(code);
    this.code = code;
  }
}

const silentCode = (error: unknown) => (error instanceof WireFault || error instanceof Untrusted ? error.code : 'FAULT');

export async function orSilence(call: () => Promise<WalletAnswer>): Promise<WalletAnswer> {
  try {
    return await call();
  } catch (error) {
    return silence(silentCode(error));
  }
}

export async function orRefundSilence(call: () => Promise<RefundWord>): Promise<RefundWord> {
  try {
    return await call();
  } catch (error) {
    return refundSilence(silentCode(error));
  }
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {});
