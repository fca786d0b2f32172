/** The page behind one code for every wallet: told by its user agent each app goes on in its own wallet; small, no scripts, no cookies, nothing asked of a person. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { create } from 'qrcode';
import { CLOUD_PATHS } from '#contract/cloud.ts';
import { formatMinor } from '#core/money.ts';
import { CHARGEABLE, type ChargeableWallet } from '#core/wallets.ts';
import type { Backend } from '../backend.ts';
import { isWallet, findCharge } from '../chargeRows.ts';
import type { Book } from '../connectors/sandbox/book.ts';
import { scanShown } from '../connectors/sandbox/shown.ts';
import { askOffer, beginInApp, beginWallet } from '../offer.ts';
import { stepPage } from './inAppPage.ts';
import { findOffer, type OfferRow } from '../offerRows.ts';
import { rateLimit } from './rateLimit.ts';
import { fill, payWords, type PayWords } from './payWords.ts';

/** Which app opened the page. Sources: the apps' own user agents: MicroMessenger/8.0, AlipayClient/10, UnionPay/1.0 CloudPay. */
function walletOfAgent(agent: string): ChargeableWallet | null {
  if (/\bMicroMessenger\//.test(agent)) return 'wechatpay';
  if (/\bAlipayClient\//.test(agent)) return 'alipay';
  return /\b(?:UnionPay|CloudPay)\//.test(agent) ? 'unionpay' : null;
}

const STYLE = 'body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;padding:8vh 1.5rem;max-width:26rem;margin-inline:auto;color:#12151c;background:#fff;text-align:center}h1{font-size:1.25rem;font-weight:600;margin:0}b{display:block;font-size:3rem;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}p{color:#4a5163;margin:.5rem 0 2rem}button,a.go{display:block;box-sizing:border-box;width:100%;min-height:3.5rem;margin:.75rem 0;padding:.75rem;border:0;border-radius:.75rem;background:#2f49d1;color:#fff;font:inherit;font-weight:600;text-decoration:none}.quiet{background:#eef0f6;color:#12151c}svg{width:14rem;height:14rem;margin:1rem auto;display:block}@media(prefers-color-scheme:dark){body{background:#12151c;color:#f4f5f9}p{color:#b3b9c9}.quiet{background:#262b38;color:#f4f5f9}}';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function page(words: PayWords, body: string): string {
  return `<!doctype html><html lang="${words.lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title}</title><style>${STYLE}</style><body>${body}</body></html>`;
}

type Allowed = { readonly nonce?: string; readonly formTo?: string | null };

function reply(to: FastifyReply, status: number, words: PayWords, body: string, { nonce, formTo }: Allowed = {}): FastifyReply {
  return to.code(status).headers({
    'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; ${nonce === undefined ? '' : `script-src 'nonce-${nonce}'; `}form-action 'self'${typeof formTo === 'string' ? ` ${formTo}` : ''}; frame-ancestors 'none'; base-uri 'none'`,
  }).send(page(words, body));
}

const note = (title: string, hint: string) => `<h1>${escape(title)}</h1><p>${escape(hint)}</p>`;
const head = (words: PayWords, offer: OfferRow) => `<h1>${words.title}</h1><b>${formatMinor(offer.amount_minor, offer.currency)} ${offer.currency}</b><p>${escape(fill(words.to, { shop: offer.subject }))}</p>`;
const form = (path: string, label: string, quiet = false) => `<form method="post" action="${path}"><button${quiet ? ' class="quiet"' : ''}>${escape(label)}</button></form>`;

/** A QR code as one path, dark on white. */
function qr(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let drawn = '';
  for (let y = 0; y < modules.size; y += 1) for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x) !== 0) drawn += `M${x} ${y}h1v1h-1z`;
  return `<svg viewBox="-4 -4 ${modules.size + 8} ${modules.size + 8}" role="img"><rect x="-4" y="-4" width="${modules.size + 8}" height="${modules.size + 8}" fill="#fff"/><path d="${drawn}"/></svg>`;
}

/** Only what a wallet's app opens; anything else is shown as a code alone. */
const opens = (content: string) => /^(?:https:\/\/|weixin:\/\/|alipays?:\/\/|upwallet:\/\/)/.test(content);

const REQUESTS_A_MINUTE = 60;

/** @param practice the sandbox's book, where its customers may pay by a press of a button. */
export function payPages(app: FastifyInstance, backend: Backend, practice: Book | null): void {
  const limit = rateLimit(backend.now, REQUESTS_A_MINUTE);
  const base = CLOUD_PATHS.payPage(':store', ':token');
  const enter = async (request: FastifyRequest, to: FastifyReply) => {
    const { store = '', token = '', wallet = '' } = request.params as { store?: string; token?: string; wallet?: string };
    const words = payWords(String(request.headers['accept-language'] ?? ''));
    limit(request.ip);
    const offer = /^[A-Za-z0-9_-]{16}$/.test(token) ? await findOffer(backend.database.sql, store, { token }) : null;
    if (offer === null) return { answer: reply(to, 404, words, note(words.gone, words.goneHint)) };
    const charge = await findCharge(backend.database.sql, store, offer.order_id);
    if (charge?.state === 'paid') return { answer: reply(to, 200, words, note(words.paid, words.paidHint)) };
    if (charge !== null || offer.closed_at !== null || offer.expires_at <= backend.now()) return { answer: reply(to, 410, words, note(words.over, words.overHint)) };
    return { words, offer, path: CLOUD_PATHS.payPage(store, token), wallet };
  };
  app.get(base, async (request, to) => {
    const found = await enter(request, to);
    if ('answer' in found) return found.answer;
    const { words, offer, path } = found;
    const enabled = CHARGEABLE.filter((wallet) => backend.connectors.of(offer.store, wallet) !== undefined);
    const own = walletOfAgent(String(request.headers['user-agent'] ?? ''));
    if (own !== null && enabled.includes(own)) return reply(to, 200, words, head(words, offer) + onward(backend, offer, own, path, fill(words.goOn, { wallet: words.wallet[own] })));
    return reply(to, 200, words, `${head(words, offer)}<h1>${words.choose}</h1>${enabled.map((wallet) => form(`${path}/${wallet}`, words.wallet[wallet], true)).join('')}`);
  });
  app.post(`${base}/:wallet`, async (request, to) => {
    const found = await enter(request, to);
    if ('answer' in found) return found.answer;
    const { words, offer, path, wallet } = found;
    if (!isWallet(wallet)) return reply(to, 404, words, note(words.gone, words.goneHint));
    const word = await beginWallet(backend, offer, wallet);
    const name = words.wallet[wallet];
    if (word === null) return reply(to, 410, words, note(words.over, words.overHint));
    if (word.qrText === null) return reply(to, 200, words, note(fill(words.later, { wallet: name }), words.laterHint) + form(`${path}/${wallet}`, words.again) + other(words, path));
    const sandbox = practice !== null && backend.connectors.of(offer.store, wallet)?.name === 'sandbox';
    const link = opens(word.qrText) ? `<a class="go" rel="noreferrer" href="${escape(word.qrText)}">${escape(fill(words.open, { wallet: name }))}</a>` : '';
    const inside = walletOfAgent(String(request.headers['user-agent'] ?? '')) === wallet;
    const code = inside ? '' : `<p>${escape(fill(words.scan, { wallet: name }))}</p>${qr(word.qrText)}`;
    return reply(to, 200, words, head(words, offer) + (sandbox ? form(`${path}/${wallet}/practice`, words.practice) : '') + link + code + other(words, path));
  });
  inAppPages(app, backend, enter);
  if (practice !== null) practicePay(app, backend, practice, enter);
}

const other = (words: PayWords, path: string) => `<p><a href="${path}">${escape(words.other)}</a></p>`;

/** The way on inside the wallet's own app: over the wallet's page that says who pays, straight to its step, or by its code. */
function onward(backend: Backend, offer: OfferRow, wallet: ChargeableWallet, path: string, label: string): string {
  const connector = backend.connectors.of(offer.store, wallet);
  if (connector?.openInApp === undefined) return form(`${path}/${wallet}`, label);
  const grantUrl = connector.payerGrantUrl?.(offer.store, `${backend.publicUrl()}${path}/${wallet}/app`, offer.token) ?? null;
  return `<a class="go" rel="noreferrer" href="${escape(grantUrl ?? `${path}/${wallet}/app`)}">${escape(label)}</a>`;
}

/** Where the wallet's page sends the browser back to, with its grant. */
function inAppPages(app: FastifyInstance, backend: Backend, enter: (request: FastifyRequest, to: FastifyReply) => Promise<Entered>): void {
  app.get(`${CLOUD_PATHS.payPage(':store', ':token')}/:wallet/app`, async (request, to) => {
    const found = await enter(request, to);
    if ('answer' in found) return found.answer;
    const { words, offer, path, wallet } = found;
    if (!isWallet(wallet)) return reply(to, 404, words, note(words.gone, words.goneHint));
    const query = request.query as Record<string, unknown>;
    const name = backend.connectors.of(offer.store, wallet)?.payerGrantParameter;
    const given = name === undefined ? undefined : query[name];
    const grant = typeof given === 'string' && given.length <= 512 ? given : null;
    const word = await beginInApp(backend, offer, wallet, grant, `${backend.publicUrl()}${path}`);
    const step = word?.step === null || word === null ? null : stepPage(wallet, word.step, path);
    const wait = note(fill(words.waiting, { wallet: words.wallet[wallet] }), words.waitingHint);
    if (step !== null) return reply(to, 200, words, head(words, offer) + wait + step.body, step);
    return reply(to, 200, words, note(fill(words.later, { wallet: words.wallet[wallet] }), words.laterHint) + other(words, path));
  });
}

type Entered = { answer: FastifyReply } | { words: PayWords; offer: OfferRow; path: string; wallet: string };

function practicePay(app: FastifyInstance, backend: Backend, book: Book, enter: (request: FastifyRequest, to: FastifyReply) => Promise<Entered>): void {
  app.post(`${CLOUD_PATHS.payPage(':store', ':token')}/:wallet/practice`, async (request, to) => {
    const found = await enter(request, to);
    if ('answer' in found) return found.answer;
    const { words, offer, wallet } = found;
    if (isWallet(wallet)) await scanShown(book, offer.store, { wallet, orderId: offer.order_id, mode: 'pay', delayMs: 0 });
    const answer = await askOffer(backend, { store: offer.store, till: offer.till }, offer.order_id);
    return answer?.state === 'paid' ? reply(to, 200, words, note(words.paid, words.paidHint)) : reply(to, 200, words, note(fill(words.waiting, { wallet: isWallet(wallet) ? words.wallet[wallet] : '' }), words.waitingHint));
  });
}
