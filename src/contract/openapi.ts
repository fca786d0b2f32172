/** The protocol as OpenAPI 3.1, made from the very schemas that both sides check by; `docs/openapi.json` is this, written down. */
import { z } from 'zod';
import {
  BackendStatus, CardChargeRequest, ChargeAnswer, ChargeRequest, CLOUD_PATHS, CloudFailure, EnrolAnswer, EnrolRequest, FeedPage, Health, JournalAck, OrderId, RefundAnswer, RefundRequest, RotateRequest,
  SandboxBehaviour, SandboxBehaviours, SandboxBills, SandboxBook, SandboxCustomer, ShowAnswer, ShowRequest, StatementFile, WalletName,
} from './cloud.ts';
import { JOURNAL_TYPE } from './journalLines.ts';
import { WalletSetRequest, WalletSetups, WalletTest } from './walletSetup.ts';

const Done = z.object({ ok: z.boolean() });
const Clock = z.object({ now: z.int() });

/** Components by name: what appears in more than one place is written once. */
const COMPONENTS = {
  BackendStatus, CardChargeRequest, ChargeAnswer, ChargeRequest, CloudFailure, EnrolAnswer, EnrolRequest, FeedPage, Health, JournalAck, RefundAnswer, RefundRequest, RotateRequest,
  SandboxBehaviour, SandboxBehaviours, SandboxBills, SandboxBook, SandboxCustomer, ShowAnswer, ShowRequest, StatementFile, WalletSetRequest, WalletSetups, WalletTest, Done, Clock,
} as const;
type Component = keyof typeof COMPONENTS;

type Operation = {
  readonly method: 'get' | 'post' | 'put';
  /** With `{name}` for what stands in the path. */
  readonly path: string;
  readonly summary: string;
  readonly body?: Component;
  /** Media type of a body that is no JSON. */
  readonly text?: string;
  readonly answer: Component | 'text/event-stream' | 'text/html' | 'text/plain';
  readonly open?: true;
  readonly refusals?: readonly string[];
};

/** Every operation there is; a test holds the server's routes to it. */
export const OPERATIONS: readonly Operation[] = [
  { method: 'get', path: CLOUD_PATHS.health, summary: 'Whether this instance answers and reaches its database.', answer: 'Health', open: true },
  { method: 'get', path: CLOUD_PATHS.metrics, summary: 'Counters in the Prometheus text form; from this machine only.', answer: 'text/plain', open: true },
  { method: 'post', path: CLOUD_PATHS.enrol, summary: 'Binds a till\'s public key by a one-time code; the same code and key again get the same answer.', body: 'EnrolRequest', answer: 'EnrolAnswer', open: true, refusals: ['400 bad-key', '401 clock-skew', '403 enrol-code-refused', '403 enrol-code-used', '403 enrol-code-expired', '409 other-backend', '409 till-name-taken', '429 too-many-tries'] },
  { method: 'post', path: CLOUD_PATHS.keys, summary: 'Binds the till\'s next public key, signed by the present one, which ends with the next one\'s first request.', body: 'RotateRequest', answer: 'EnrolAnswer', refusals: ['400 bad-key'] },
  { method: 'post', path: CLOUD_PATHS.charges, summary: 'Charges a customer\'s code. The same order again takes no more money and gives the wallet\'s word of now.', body: 'ChargeRequest', answer: 'ChargeAnswer', refusals: ['409 order-mismatch', '422 wallet-not-enabled'] },
  { method: 'post', path: CLOUD_PATHS.cardCharges, summary: 'Charges a card that an encrypting reader read. The same order again takes no more money and gives the acquirer\'s word of now.', body: 'CardChargeRequest', answer: 'ChargeAnswer', refusals: ['409 order-mismatch', '422 wallet-not-enabled'] },
  { method: 'post', path: CLOUD_PATHS.codes, summary: 'A code for the customer to scan; the same order again is the same code.', body: 'ShowRequest', answer: 'ShowAnswer', refusals: ['409 order-mismatch', '422 wallet-not-enabled'] },
  { method: 'get', path: CLOUD_PATHS.charge('{orderId}'), summary: 'What the wallet says of an order now. Not found is not "not paid".', answer: 'ChargeAnswer', refusals: ['409 order-mismatch'] },
  { method: 'post', path: CLOUD_PATHS.reverse('{orderId}'), summary: 'Takes an order back, or leaves a tombstone that stops it when it comes late.', answer: 'ChargeAnswer', refusals: ['409 order-mismatch'] },
  { method: 'post', path: CLOUD_PATHS.refunds, summary: 'Asks for money to go back; the same refund again moves it once.', body: 'RefundRequest', answer: 'RefundAnswer', refusals: ['404 unknown-order', '409 refund-mismatch', '409 refund-exceeds-paid'] },
  { method: 'get', path: CLOUD_PATHS.refund('{refundId}'), summary: 'How a refund stands.', answer: 'RefundAnswer', refusals: ['404 unknown-refund'] },
  { method: 'get', path: CLOUD_PATHS.journal, summary: 'The head that is held of this till.', answer: 'JournalAck' },
  { method: 'post', path: CLOUD_PATHS.journal, summary: 'Appends entries if they continue the chain that is held. The body is lines, each ended by a line feed: the hash before the first entry (64 zeros before entry 1), then by turns an entry in RFC 8785 canonical JSON (without prevHash and hash) and its hash, last the base64 Ed25519 signature over the last hash. SHA-256 over a hash line, its line feed and the entry behind it is the next hash line. Three batches of a till may be under way at a time: one that arrives before the one it follows waits for it, a second at most, and is refused as a gap then, with the head that is held. An acknowledgement, which follows the synced commit, holds for all entries up to it.', text: JOURNAL_TYPE, answer: 'JournalAck', refusals: ['400 bad-request', '403 other-till', '409 gap', '409 fork', '422 bad-hash', '422 broken-batch', '422 bad-head-signature'] },
  { method: 'get', path: CLOUD_PATHS.feed, summary: 'What flows down since a cursor (query `after`).', answer: 'FeedPage' },
  { method: 'get', path: CLOUD_PATHS.updates, summary: 'Pushed changes of charges; polling runs beside it.', answer: 'text/event-stream' },
  { method: 'get', path: CLOUD_PATHS.status, summary: 'Engine, wallets and heads of the store.', answer: 'BackendStatus' },
  { method: 'get', path: CLOUD_PATHS.walletSetups, summary: 'How the store\'s wallets are set up; ids masked, keys by their names alone.', answer: 'WalletSetups' },
  { method: 'put', path: CLOUD_PATHS.walletSetup('{wallet}'), summary: 'Sets up a wallet, or replaces its keys; they are sealed and never given back.', body: 'WalletSetRequest', answer: 'WalletSetups', refusals: ['400 wallet-settings-wrong', '400 wallet-key-unreadable', '400 wallet-key-mismatch', '400 wallet-connector-wrong', '403 wallets-code-needed', '403 enrol-code-refused', '403 enrol-code-used', '403 enrol-code-expired', '404 wallet-not-enabled', '409 wallet-set-by-file', '409 wallets-not-kept', '409 wallet-money-open', '429 too-many-tries'] },
  { method: 'post', path: CLOUD_PATHS.walletTest('{wallet}'), summary: 'Asks the wallet for an order that never was: does it answer, and as to its merchant?', answer: 'WalletTest', refusals: ['404 wallet-not-enabled'] },
  { method: 'get', path: CLOUD_PATHS.statement('{wallet}', '{day}'), summary: 'A wallet\'s bill of a day.', answer: 'StatementFile', refusals: ['404 no-statement-yet', '404 wallet-not-enabled'] },
  { method: 'get', path: CLOUD_PATHS.payPage('{store}', '{token}'), summary: 'For phones: one order\'s page.', answer: 'text/html', open: true },
  { method: 'post', path: `${CLOUD_PATHS.payPage('{store}', '{token}')}/{wallet}`, summary: 'For phones: goes on in that wallet.', answer: 'text/html', open: true },
  { method: 'get', path: `${CLOUD_PATHS.payPage('{store}', '{token}')}/{wallet}/app`, summary: 'For phones: the step inside the wallet\'s own app, with the grant its page gave.', answer: 'text/html', open: true },
  { method: 'post', path: CLOUD_PATHS.notices('{wallet}', '{store}'), summary: 'For wallets: a notification, proved by its own signature.', answer: 'text/plain', open: true },
  { method: 'post', path: `${CLOUD_PATHS.payPage('{store}', '{token}')}/{wallet}/practice`, summary: 'For phones, with sandbox wallets alone: pays.', answer: 'text/html', open: true },
  { method: 'get', path: CLOUD_PATHS.sandboxBehaviour, summary: 'How the sandbox wallets behave.', answer: 'SandboxBehaviours' },
  { method: 'put', path: CLOUD_PATHS.sandboxBehaviour, summary: 'How a sandbox wallet behaves from now on.', body: 'SandboxBehaviour', answer: 'Done' },
  { method: 'put', path: CLOUD_PATHS.sandboxCustomer, summary: 'A scripted customer of the sandbox scans a shown code.', body: 'SandboxCustomer', answer: 'Done', refusals: ['409 nothing-to-scan'] },
  { method: 'get', path: CLOUD_PATHS.sandboxBook, summary: 'The sandbox wallets\' own book.', answer: 'SandboxBook' },
  { method: 'get', path: CLOUD_PATHS.sandboxClock, summary: 'The sandbox\'s time.', answer: 'Clock' },
  { method: 'put', path: CLOUD_PATHS.sandboxClock, summary: 'Moves the sandbox\'s time forward.', body: 'Clock', answer: 'Clock' },
  { method: 'get', path: CLOUD_PATHS.sandboxBills, summary: 'When the sandbox\'s bills can be had, and what is planted into them.', answer: 'SandboxBills' },
  { method: 'put', path: CLOUD_PATHS.sandboxBills, summary: 'Sets them.', body: 'SandboxBills', answer: 'Done' },
];

const PARAMETERS: Readonly<Record<string, z.ZodType>> = { orderId: OrderId, refundId: OrderId, wallet: WalletName, day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), store: z.string().max(40), token: z.string().length(16) };

const schemaOf = (schema: z.ZodType): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};
const ref = (name: Component) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: Component) => ({ 'application/json': { schema: ref(name) } });

function describe({ method, path, summary, body, text, answer, open, refusals = [] }: Operation): unknown {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const byStatus = Map.groupBy(refusals, (refusal) => refusal.slice(0, 3));
  const content = answer.includes('/') ? { [answer]: { schema: { type: 'string' } } } : json(answer as Component);
  return {
    operationId: `${method}${path.replaceAll(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`, summary,
    ...(open === true ? { security: [] } : {}),
    ...(names.length === 0 ? {} : { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: schemaOf(PARAMETERS[name] ?? z.string()) })) }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(body) } }),
    ...(text === undefined ? {} : { requestBody: { required: true, content: { [text]: { schema: { type: 'string' } } } } }),
    responses: {
      200: { description: 'The backend\'s word.', content },
      ...Object.fromEntries([...byStatus].map(([status, codes]) => [status, { description: codes.map((code) => code.slice(4)).join(', '), content: json('CloudFailure') }])),
      default: { description: 'A refusal by its code; a 5xx says nothing of what happened.', content: json('CloudFailure') },
    },
  };
}

export function openApi(): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) (paths[operation.path] ??= {})[operation.method] = describe(operation);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tillbook payment backend', version: '1',
      description: 'Requests are signed by RFC 9421 with the till\'s Ed25519 key over "@method", "@path", "@query" (when there is one) and "content-digest" (when there is a body), with created, nonce, keyid and alg. Amounts are integers of the currency\'s minor unit, times UTC milliseconds.',
    },
    security: [{ httpMessageSignature: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(COMPONENTS).map(([name, schema]) => [name, schemaOf(schema)])),
      securitySchemes: { httpMessageSignature: { type: 'http', scheme: 'signature', description: 'Signature-Input and Signature fields of RFC 9421.' } },
    },
  };
}
