/** Seals wallets' keys before they go to the database, by a key that lies elsewhere: a copy of the database alone opens none. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Refusal } from '#core/refusal.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OTHERS = 0o077;

export type Seal = {
  /** `about` is bound to it: sealed for one store's wallet, it opens as no other's. */
  close(text: string, about: string): string;
  /** Null when it was sealed by another key, for something else, or changed. */
  open(sealed: string, about: string): string | null;
};

export function sealBy(key: Uint8Array): Seal {
  return {
    close(text, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

/** The key in a file of its own, which only its owner may read; made when missing, if `make` says so. @throws Refusal `seal-key-wrong`, `seal-key-open-to-others` */
export function sealKeyFile(path: string, make: boolean): Uint8Array {
  if (make && !existsSync(path)) {
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  if (!existsSync(path)) throw wrong(path);
  if (process.platform !== 'win32' && (statSync(path).mode & OTHERS) !== 0) {
    throw new Refusal('seal-key-open-to-others', `Others on this machine may read ${path}, which seals the wallets' keys. Nothing was started and no money moved; run chmod 600 on it and start again.`);
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw wrong(path);
  return key;
}

const wrong = (path: string) => new Refusal('seal-key-wrong', `${path} holds no key of ${KEY_BYTES} bytes in base64. Nothing was started and no money moved; make one by openssl rand -base64 32.`);
