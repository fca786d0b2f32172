/** What the verifier needs, on node:crypto; the threads and commands that verify share it. */
import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import type { VerifierCrypto } from '#core/verify.ts';

const keys = new Map<string, KeyObject | null>();

/** A journal names a handful of keys; each is read once. */
function keyOf(publicKey: string): KeyObject | null {
  let key = keys.get(publicKey);
  if (key === undefined) {
    try { key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }); } catch { key = null; }
    keys.set(publicKey, key);
  }
  return key;
}

export const verifierCrypto: VerifierCrypto = {
  sha256: (text) => hash('sha256', text, 'hex'),
  signedBy(text, signature, publicKey) {
    const key = keyOf(publicKey);
    return key !== null && key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  },
};
