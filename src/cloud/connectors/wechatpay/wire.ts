/** One call to WeChat Pay's API v3: signed on the way out, proved on the way back. */
import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Wire } from '../../ports.ts';
import { record, Untrusted } from '../shared/answers.ts';
import type { WechatpaySettings } from './settings.ts';
import { authorization, isAnswerGenuine } from './signing.ts';

export type Merchant = { readonly settings: WechatpaySettings; readonly platformKeys: ReadonlyMap<string, KeyObject>; readonly wire: Wire; readonly now: () => number };
/** `code`: the error's, or empty. */
export type V3Answer = { readonly ok: boolean; readonly code: string; readonly body: Readonly<Record<string, unknown>> };

const TIMEOUT_MS = 8_000;
const ANSWER_BYTES_MAX = 256 * 1024;
const AGENT = 'tillbook';

export const nonce = (): string => randomBytes(16).toString('hex');

/** @throws WireFault, Untrusted: nothing is known of the order then */
export async function callV3({ settings, platformKeys, wire, now }: Merchant, method: 'GET' | 'POST', path: string, content: object | null): Promise<V3Answer> {
  const url = `${settings.baseUrl}${path}`;
  const body = content === null ? '' : JSON.stringify(content);
  const signed = { method, url, timestamp: String(Math.floor(now() / 1_000)), nonce: nonce(), body };
  const reply = await wire({
    method, url, body: content === null ? null : body, timeoutMs: TIMEOUT_MS, bytesMax: ANSWER_BYTES_MAX,
    headers: { authorization: authorization(settings, signed), accept: 'application/json', 'user-agent': AGENT, ...(content === null ? {} : { 'content-type': 'application/json' }) },
  });
  const { headers } = reply;
  const signature = { timestamp: headers['wechatpay-timestamp'] ?? '', nonce: headers['wechatpay-nonce'] ?? '', signature: headers['wechatpay-signature'] ?? '', serial: headers['wechatpay-serial'] ?? '' };
  // A 5xx tells nothing of the order, signed or not.
  if (reply.status >= 500 && signature.signature === '') throw new Untrusted('UNREADABLE');
  if (!isAnswerGenuine(signature, reply.body, platformKeys, now())) throw new Untrusted('BAD_SIGNATURE');
  const read = reply.body.length === 0 ? {} : parse(reply.body);
  const ok = reply.status >= 200 && reply.status < 300;
  return { ok, code: ok ? '' : typeof read['code'] === 'string' ? read['code'] : `HTTP_${reply.status}`, body: read };
}

/** A file behind a link that an answer gave: no signature comes with it. */
export async function fetchFile({ settings, wire, now }: Merchant, url: string, bytesMax: number): Promise<Uint8Array> {
  // The link must lead where the answers come from: the merchant's signature goes nowhere else.
  if (new URL(url).origin !== new URL(settings.baseUrl).origin) throw new Untrusted('UNREADABLE');
  const signed = { method: 'GET', url, timestamp: String(Math.floor(now() / 1_000)), nonce: nonce(), body: '' };
  const reply = await wire({ method: 'GET', url, body: null, timeoutMs: 60_000, bytesMax, headers: { authorization: authorization(settings, signed), accept: '*/*', 'user-agent': AGENT } });
  if (reply.status !== 200) throw new Untrusted('UNREADABLE');
  return reply.body;
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    throw new Untrusted('UNREADABLE');
  }
}
