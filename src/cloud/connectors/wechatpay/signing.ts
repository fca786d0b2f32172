/** WeChat Pay's signatures: requests and answers of API v3, sealed notifications, and the sums of v2. Source: pay.weixin.qq.com, signature documents. */
import { createDecipheriv, createHash, createHmac, createPublicKey, createSign, createVerify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export type SignedRequest = { readonly method: string; readonly url: string; readonly timestamp: string; readonly nonce: string; readonly body: string };

/** Path and query only, never the host; five lines, the last one ended too. */
export function requestText({ method, url, timestamp, nonce, body }: SignedRequest): string {
  const { pathname, search } = new URL(url);
  return `${method}\n${pathname}${search}\n${timestamp}\n${nonce}\n${body}\n`;
}

export function signText(text: string, privateKey: string | KeyObject): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');
}

export function authorization(who: { merchantId: string; merchantSerial: string; privateKey: string | KeyObject }, request: SignedRequest): string {
  const signature = signText(requestText(request), who.privateKey);
  return `WECHATPAY2-SHA256-RSA2048 mchid="${who.merchantId}",nonce_str="${request.nonce}",signature="${signature}",timestamp="${request.timestamp}",serial_no="${who.merchantSerial}"`;
}

/** The signed text of an answer or a notification: the body to the byte, whatever a JSON reader would make of it. */
function answerText(timestamp: string, nonce: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`, 'utf8'), body, Buffer.from('\n')]);
}

/** A platform certificate or a WeChat Pay public key. */
export function readPlatformKey(pem: string): KeyObject {
  return pem.includes('BEGIN CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem);
}

export type AnswerSignature = { readonly timestamp: string; readonly nonce: string; readonly signature: string; readonly serial: string };

/** Older or younger answers than this are refused. */
const WINDOW_S = 300;

/** @param keys WeChat Pay's keys by serial. @param nowMs UTC ms */
export function isAnswerGenuine(signed: AnswerSignature, body: Uint8Array, keys: ReadonlyMap<string, KeyObject>, nowMs: number): boolean {
  const key = keys.get(signed.serial);
  const age = Math.abs(nowMs / 1_000 - Number(signed.timestamp));
  // Probes that test whether a client checks at all begin so; the check below refuses them too.
  if (key === undefined || !(age <= WINDOW_S) || signed.signature.startsWith('WECHATPAY/SIGNTEST/')) return false;
  return createVerify('RSA-SHA256').update(answerText(signed.timestamp, signed.nonce, body)).verify(key, signed.signature, 'base64');
}

const TAG_BYTES = 16;

/** Opens a sealed resource: AES-256-GCM, its tag behind the text. @throws when key, nonce or associated data do not fit */
export function openResource(apiV3Key: string, resource: { nonce: string; associatedData: string; ciphertext: string }): string {
  const sealed = Buffer.from(resource.ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(resource.nonce, 'utf8'), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(resource.associatedData, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** v2: keys sorted, empty values and the signature itself left out, the key behind. */
export function v2Text(parameters: Readonly<Record<string, string>>, key: string): string {
  const names = Object.keys(parameters).filter((name) => name !== 'sign' && parameters[name] !== '').sort();
  return `${names.map((name) => `${name}=${parameters[name]}`).join('&')}&key=${key}`;
}

export function v2Sign(parameters: Readonly<Record<string, string>>, key: string, type: 'MD5' | 'HMAC-SHA256'): string {
  const text = v2Text(parameters, key);
  const sum = type === 'MD5' ? createHash('md5').update(text, 'utf8') : createHmac('sha256', key).update(text, 'utf8');
  return sum.digest('hex').toUpperCase();
}
