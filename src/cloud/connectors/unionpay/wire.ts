/** One call to UnionPay: a signed form on the way out; `name=value` fields on the way back, proved by the certificate they bring. */
import type { X509Certificate } from 'node:crypto';
import type { Wire } from '../../ports.ts';
import { Untrusted } from '../shared/answers.ts';
import type { UnionpaySettings } from './settings.ts';
import { certificateNumber, isGenuine, signFields } from './signing.ts';
import type { Fields } from './signing.ts';

export type Merchant = { readonly settings: UnionpaySettings; readonly authorities: readonly X509Certificate[]; readonly wire: Wire; readonly now: () => number };

const TIMEOUT_MS = 8_000;
const ANSWER_BYTES_MAX = 512 * 1024;
/** What stands for "no notifications, please". */
const NO_NOTICES = 'http://www.specialUrl.com';

export const BACK = '/gateway/api/backTransReq.do';
export const FRONT = '/gateway/api/frontTransReq.do';
export const QUERY = '/gateway/api/queryTrans.do';

export function signedForm({ settings }: Merchant, fields: Fields): Fields {
  const whole = {
    version: '5.1.0', encoding: 'UTF-8', signMethod: '01', bizType: '000000', accessType: '0', channelType: '08', merId: settings.merchantId, certId: certificateNumber(settings.certificate), ...fields,
  };
  return { ...whole, signature: signFields(whole, settings.privateKey) };
}

export const backUrl = ({ settings }: Merchant): string => settings.notifyUrl ?? NO_NOTICES;

/** @throws WireFault, Untrusted: nothing is known of the order then */
export async function callUnionpay(merchant: Merchant, path: string, fields: Fields, baseUrl = merchant.settings.baseUrl, bytesMax = ANSWER_BYTES_MAX): Promise<Fields> {
  const reply = await merchant.wire({
    method: 'POST', url: `${baseUrl}${path}`, headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }, body: new URLSearchParams(signedForm(merchant, fields)).toString(), timeoutMs: TIMEOUT_MS, bytesMax,
  });
  if (reply.status !== 200) throw new Untrusted('UNREADABLE');
  const answer = readFields(Buffer.from(reply.body).toString('utf8'));
  if (!isGenuine(answer, { authorities: merchant.authorities, signerNames: merchant.settings.signerNames }, merchant.now())) throw new Untrusted('BAD_SIGNATURE');
  return answer;
}

/** `a=1&b={c=2&d=3}&e=4`: not URL-encoded; what stands in braces belongs together. */
export function readFields(text: string): Fields {
  const fields: Record<string, string> = {};
  let depth = 0;
  let start = 0;
  const take = (end: number) => {
    const part = text.slice(start, end);
    const cut = part.indexOf('=');
    if (cut > 0) Object.defineProperty(fields, part.slice(0, cut), { value: part.slice(cut + 1), enumerable: true, configurable: true });
    start = end + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if (sign === '&' && depth <= 0) take(at);
  }
  take(text.length);
  return fields;
}
