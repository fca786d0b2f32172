/** The till's cryptography on node:crypto: hashes, the device key, and slow verifiers for PINs. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, scrypt, sign, timingSafeEqual, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Fault } from '#core/refusal.ts';
import type { Crypto } from '#till/ports.ts';
import { verifierCrypto } from './verifierCrypto.ts';

/** scrypt at 2^17, r 8, p 1: 128 MiB and a good third of a second a guess. */
const COST = { N: 131_072, r: 8, p: 1, maxmem: 160 * 1024 * 1024 } as const;
const KEY_BYTES = 32;

function derive(secret: string, salt: Buffer, cost: { N: number; r: number; p: number; maxmem: number }): Promise<Buffer> {
  return new Promise((done, failed) => scrypt(secret.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) => (error === null ? done(key) : failed(error))));
}

/** Reads the device key, or makes it on the first start; readable by this user alone. */
export function deviceKey(path: string): KeyObject {
  if (existsSync(path)) {
    try { return createPrivateKey(readFileSync(path)); } catch { throw new Fault('device-key-damaged', 'The till\'s own key cannot be read, so it cannot prove who it is. Sales stay safe; a technician enrols the till again.', {}); }
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  chmodSync(path, 0o600);
  return privateKey;
}

export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
}

/** The key that is bound but not yet in its place. */
export const nextKeyPath = (path: string): string => `${path}.next`;

/** A crash may have come between the ledger's word on a new key and its taking the old one's place. */
export function finishRotation(path: string, enrolledKey: string | null): void {
  if (enrolledKey === null || !existsSync(nextKeyPath(path))) return;
  if (publicKeyOf(createPrivateKey(readFileSync(nextKeyPath(path)))) === enrolledKey) renameSync(nextKeyPath(path), path);
}

/** @param first signs until another key is taken into use. */
export function nodeCrypto(first: KeyObject): Crypto & { use(key: KeyObject): void; current(): KeyObject } {
  let key = first;
  return {
    use(next) { key = next; },
    current: () => key,
    ...verifierCrypto,
    random: (bytes) => randomBytes(bytes),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
    publicKey: () => publicKeyOf(key),
    async hashSecret(secret) {
      const salt = randomBytes(16);
      return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString('base64')}$${(await derive(secret, salt, COST)).toString('base64')}`;
    },
    async checkSecret(secret, verifier) {
      const [kind, n, r, p, salt, kept] = verifier.split('$');
      if (kind !== 'scrypt' || salt === undefined || kept === undefined) return false;
      const wanted = Buffer.from(kept, 'base64');
      const found = await derive(secret, Buffer.from(salt, 'base64'), { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem });
      return wanted.length === found.length && timingSafeEqual(wanted, found);
    },
  };
}
