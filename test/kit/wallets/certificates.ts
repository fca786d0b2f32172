/** Keys and certificates made on the spot: a small DER writer, so that tests need no key that someone could mistake for a real one. */
import { createSign, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject; readonly privatePem: string; readonly publicPem: string };

const pool = new Map<string, KeyPair>();

/** Keys by a name, made once in a process: making them is the slow part of a test. */
export function keysOf(name: string, form: 'pkcs1' | 'pkcs8' = 'pkcs8'): KeyPair {
  const keys = pool.get(name) ?? newKeys(form);
  pool.set(name, keys);
  return keys;
}

function newKeys(form: 'pkcs1' | 'pkcs8'): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { privateKey, publicKey, privatePem: privateKey.export({ type: form, format: 'pem' }).toString(), publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? Buffer.from([body.length]) : body.length < 256 ? Buffer.from([0x81, body.length]) : Buffer.from([0x82, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}
const oid = (...bytes: number[]) => der(0x06, Buffer.from(bytes));
const RSA_SHA256 = der(0x30, oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), der(0x05));
const ATTRIBUTES = { C: 0x06, O: 0x0a, OU: 0x0b, CN: 0x03 } as const;
type Name = Partial<Record<keyof typeof ATTRIBUTES, string>>;

const name = (parts: Name) => der(0x30, ...Object.entries(parts).map(([key, value]) =>
  der(0x31, der(0x30, oid(0x55, 0x04, ATTRIBUTES[key as keyof Name]), der(0x0c, Buffer.from(value, 'utf8'))))));
const time = (at: number) => der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

/** A certificate, PEM. `issuer` null: it signs itself. */
export function newCertificate(of: { subject: Name; keys: KeyPair; serial: number; issuer?: { subject: Name; keys: KeyPair } | null; from?: number; until?: number; isAuthority?: boolean }): string {
  const signer = of.issuer ?? of;
  const from = of.from ?? Date.parse('2020-01-01T00:00:00Z');
  const until = of.until ?? Date.parse('2040-01-01T00:00:00Z');
  // A leading byte below 128 keeps the number positive.
  const serial = Buffer.from([0x10, ...Buffer.from(of.serial.toString(16).padStart(8, '0'), 'hex')]);
  const authority = der(0x30, oid(0x55, 0x1d, 0x13), der(0x01, Buffer.from([255])), der(0x04, der(0x30, der(0x01, Buffer.from([255])))));
  const body = der(0x30,
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, serial),
    RSA_SHA256, name(signer.subject), der(0x30, time(from), time(until)), name(of.subject), of.keys.publicKey.export({ type: 'spki', format: 'der' }),
    ...(of.isAuthority === true ? [der(0xa3, der(0x30, authority))] : []));
  const signature = createSign('RSA-SHA256').update(body).sign(signer.keys.privateKey);
  const whole = der(0x30, body, RSA_SHA256, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${(whole.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}
