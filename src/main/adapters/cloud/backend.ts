/** The payment backend over HTTP: every call of the port, signed, with faults named by what is known of the request. */
import {
  BackendStatus, ChainTillDays, ChainView, ChargeAnswer, CLOUD_PATHS, EnrolAnswer, FeedPage, JournalAck, RefundAnswer, SandboxBehaviours, SandboxBook, ShowAnswer, StatementFile,
} from '#contract/cloud.ts';
import { JOURNAL_TYPE, journalBatch } from '#contract/journalLines.ts';
import type { EnrolRequest } from '#contract/cloud.ts';
import { WalletSetups, WalletTest } from '#contract/walletSetup.ts';
import { Fault } from '#core/refusal.ts';
import type { Crypto, PaymentBackend } from '#till/ports.ts';
import { listen } from './listen.ts';
import { readReply, stranger } from './reply.ts';
import type { Reading } from './reply.ts';
import { openLine, send, type RawBody, type Reply, type Signer } from './send.ts';

export type BackendConnection = {
  /** `http://127.0.0.1:PORT` of the embedded backend, or `https://…`. */
  readonly baseUrl: string;
  /** As enrolled: `<store>/<till>/<n>`. */
  readonly keyId: string | (() => string);
  readonly crypto: Crypto;
  /** How a request gets there and its answer back; over the network unless told. Throws the faults of `send`. */
  readonly exchange?: (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<Reply>;
};

export type CloudBackend = PaymentBackend & {
  /** Binds the till's next key; sign with the answer's key id from then on. */
  rotate(publicKey: string): Promise<{ keyId: string; backendPublicKey: string }>;
  feed(after: string): Promise<FeedPage>;
  /** Ends kept connections; a call after it opens new ones. */
  close(): void;
};

const Anything: Reading<unknown> = { safeParse: (data) => ({ success: true, data }) };

export function connectBackend({ baseUrl, keyId, crypto, exchange }: BackendConnection): CloudBackend {
  const line = openLine(baseUrl);
  const signer: Signer = { get keyId() { return typeof keyId === 'string' ? keyId : keyId(); }, crypto };
  const reach = exchange ?? ((method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => send(line, signer, method, path, body));
  const call = async <T>(schema: Reading<T>, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> =>
    readReply(await reach(method, path, body), schema);
  const ofOrder = async (orderId: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<ChargeAnswer> => {
    const answer = await call(ChargeAnswer, method, path, body);
    if (answer.orderId !== orderId) throw stranger();
    return answer;
  };
  const ofRefund = async (refundId: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<RefundAnswer> => {
    const answer = await call(RefundAnswer, method, path, body);
    if (answer.refundId !== refundId) throw stranger();
    return answer;
  };
  return {
    charge: (request) => ofOrder(request.orderId, 'POST', CLOUD_PATHS.charges, request),
    chargeCard: (request) => ofOrder(request.orderId, 'POST', CLOUD_PATHS.cardCharges, request),
    async show(request) {
      const answer = await call(ShowAnswer, 'POST', CLOUD_PATHS.codes, request);
      if (answer.orderId !== request.orderId) throw stranger();
      return answer;
    },
    ask: (orderId) => ofOrder(orderId, 'GET', CLOUD_PATHS.charge(orderId)),
    reverse: (orderId) => ofOrder(orderId, 'POST', CLOUD_PATHS.reverse(orderId)),
    refund: (request) => ofRefund(request.refundId, 'POST', CLOUD_PATHS.refunds, request),
    askRefund: (refundId) => ofRefund(refundId, 'GET', CLOUD_PATHS.refund(refundId)),
    ship: (run, headSignature) => call(JournalAck, 'POST', CLOUD_PATHS.journal, { type: JOURNAL_TYPE, bytes: journalBatch(run, headSignature) } satisfies RawBody),
    rotate: (publicKey) => call(EnrolAnswer, 'POST', CLOUD_PATHS.keys, { publicKey }),
    head: () => call(JournalAck, 'GET', CLOUD_PATHS.journal),
    status: () => call(BackendStatus, 'GET', CLOUD_PATHS.status),
    wallets: {
      read: () => call(WalletSetups, 'GET', CLOUD_PATHS.walletSetups),
      set: (wallet, request) => call(WalletSetups, 'PUT', CLOUD_PATHS.walletSetup(wallet), request),
      test: (wallet) => call(WalletTest, 'POST', CLOUD_PATHS.walletTest(wallet), {}),
    },
    feed: (after) => call(FeedPage, 'GET', `${CLOUD_PATHS.feed}?after=${encodeURIComponent(after)}`),
    async statement(wallet, day) {
      try {
        return await call(StatementFile, 'GET', CLOUD_PATHS.statement(wallet, day));
      } catch (error) {
        if (error instanceof Fault && error.detail['code'] === 'no-statement-yet') return null;
        throw error;
      }
    },
    chain: (from, to) => call(ChainView, 'GET', `${CLOUD_PATHS.chain}?from=${from}&to=${to}`),
    chainTill: (store, till, from, to) => call(ChainTillDays, 'GET', `${CLOUD_PATHS.chainTill(encodeURIComponent(store), encodeURIComponent(till))}?from=${from}&to=${to}`),
    updates: (onUpdate) => listen(line, signer, onUpdate),
    sandbox: {
      behaviours: () => call(SandboxBehaviours, 'GET', CLOUD_PATHS.sandboxBehaviour),
      behave: async (behaviour) => void (await call(Anything, 'PUT', CLOUD_PATHS.sandboxBehaviour, behaviour)),
      customer: async (customer) => void (await call(Anything, 'PUT', CLOUD_PATHS.sandboxCustomer, customer)),
      book: () => call(SandboxBook, 'GET', CLOUD_PATHS.sandboxBook),
      advance: async (now) => void (await call(Anything, 'PUT', CLOUD_PATHS.sandboxClock, { now })),
      bills: async (settings) => void (await call(Anything, 'PUT', CLOUD_PATHS.sandboxBills, settings)),
    },
    close: () => line.agent.destroy(),
  };
}

/**
 * Binds the till's device key by a one-time code; the same code and key may be sent again when the answer was lost.
 * @throws Fault `backend-refused` (`enrol-code-refused`, `-used`, `-expired`, `clock-skew`, `other-backend`, `till-name-taken`, `too-many-tries`), `backend-unreachable`, `backend-unknown`
 */
export async function enrolTill(request: EnrolRequest & { baseUrl: string }): Promise<{ keyId: string; backendPublicKey: string }> {
  const { baseUrl, ...body } = request;
  const line = openLine(baseUrl);
  try {
    return readReply(await send(line, null, 'POST', CLOUD_PATHS.enrol, body), EnrolAnswer);
  } finally {
    line.agent.destroy();
  }
}
