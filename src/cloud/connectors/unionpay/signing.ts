/** UnionPay's signatures, version 5.1.0: fields sorted, hashed, the hash's lower-case hex signed; answers bring their certificate, which must go back to a known authority. Source: open.unionpay.com. */
import { createHash, createSign, createVerify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export type Fields = Readonly<Record<string, string>>;

export function signedText(fields: Fields): string {
  return Object.keys(fields).filter((name) => name !== 'signature' && fields[name] !== '').sort().map((name) => `${name}=${fields[name]}`).join('&');
}

const hashHex = (fields: Fields) => createHash('sha256').update(signedText(fields), 'utf8').digest('hex');

export function signFields(fields: Fields, privateKey: string | KeyObject): string {
  return createSign('RSA-SHA256').update(hashHex(fields), 'utf8').sign(privateKey, 'base64');
}

/** A certificate's number as UnionPay writes it: decimal. */
export const certificateNumber = (pem: string): string => BigInt(`0x${new X509Certificate(pem).serialNumber}`).toString();

export type Trust = { readonly authorities: readonly X509Certificate[]; readonly signerNames: readonly string[] };

const CHAIN_MAX = 4;

/** True when the certificate is UnionPay's, of today, and goes back to a known authority. */
function isTrusted(certificate: X509Certificate, { authorities, signerNames }: Trust, nowMs: number): boolean {
  const commonName = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
  if (!commonName.split('@').some((part) => signerNames.includes(part))) return false;
  let at = certificate;
  for (let step = 0; step < CHAIN_MAX; step += 1) {
    if (nowMs < Date.parse(at.validFrom) || nowMs > Date.parse(at.validTo)) return false;
    if (step > 0 && at.checkIssued(at)) return at.verify(at.publicKey);
    const issuer = authorities.find((one) => at.checkIssued(one) && at.verify(one.publicKey));
    if (issuer === undefined) return false;
    // An authority that is given is trusted itself; its own issuer need not be there.
    if (!authorities.some((one) => one !== issuer && issuer.checkIssued(one))) return nowMs >= Date.parse(issuer.validFrom) && nowMs <= Date.parse(issuer.validTo);
    at = issuer;
  }
  return false;
}

export function isGenuine(fields: Fields, trust: Trust, nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(fields['signPubKeyCert'] ?? '');
    return isTrusted(certificate, trust, nowMs) && createVerify('RSA-SHA256').update(hashHex(fields), 'utf8').verify(certificate.publicKey, fields['signature'] ?? '', 'base64');
  } catch {
    return false;
  }
}
