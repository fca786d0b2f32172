/** A till as the backend sees it: a device key, an enrolment, signed calls, and requests made by hand for what no honest till sends. */
import { createHash, generateKeyPairSync, randomBytes, randomInt, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { connectBackend, enrolTill } from '#main/adapters/cloud/backend.ts';
import type { CloudBackend } from '#main/adapters/cloud/backend.ts';
import type { JournalRun } from '#contract/journalLines.ts';
import { canonicalJson } from '#core/canonical.ts';
import type { Json } from '#core/canonical.ts';
import type { ChargeRequest, ShippedEntry } from '#contract/cloud.ts';
import type { Cloud } from '#cloud/index.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import type { Crypto } from '#till/ports.ts';
import { runFrom } from './journalRuns.ts';

export type TestTill = CloudBackend & { readonly name: string; readonly store: string; readonly keyId: string; readonly crypto: Crypto; readonly baseUrl: string };

export function deviceCrypto(pair: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ed25519')): Crypto {
  return {
    ...verifierCrypto,
    random: (bytes) => randomBytes(bytes),
    sign: (text) => sign(null, Buffer.from(text), pair.privateKey).toString('base64'),
    publicKey: () => pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    checkSecret: () => Promise.resolve(false),
    hashSecret: () => Promise.resolve(''),
  };
}

let made = 0;

export async function enrolledTill(cloud: Cloud, store: string, name?: string): Promise<TestTill> {
  made += 1;
  const till = name ?? `till${made}`;
  const baseUrl = `http://${cloud.host}:${cloud.port}`;
  const code = randomBytes(9).toString('hex');
  await cloud.issueEnrolCode(store, code, 60_000);
  const crypto = deviceCrypto();
  const { keyId } = await enrolTill({ baseUrl, code, store, till, publicKey: crypto.publicKey() });
  return { ...connectBackend({ baseUrl, keyId, crypto }), name: till, store, keyId, crypto, baseUrl };
}

/** The same till, speaking to another instance of the backend. */
export function sameTillAt(till: TestTill, cloud: Cloud): TestTill {
  const baseUrl = `http://${cloud.host}:${cloud.port}`;
  return { ...till, ...connectBackend({ baseUrl, keyId: till.keyId, crypto: till.crypto }), baseUrl };
}

export const newOrderId = (): string => `T${Date.now().toString(36)}${randomBytes(6).toString('hex')}`.slice(0, 32);
/** A fresh code of WeChat Pay's shape that scripts nothing. */
export const newCode = (ending = String(randomInt(1_000, 10_000))): string => `13${String(randomInt(10 ** 12)).padStart(12, '0')}${ending}`;

export function sale(changes: Partial<ChargeRequest> = {}): ChargeRequest {
  return { orderId: newOrderId(), wallet: 'wechatpay', amountMinor: 1_250, currency: 'CNY', authCode: newCode(), subject: 'Corner shop', ...changes };
}

/** A chain of entries that continues `after`. */
export function chain(till: string, count: number, after: { seq: number; hash: string }, mark = ''): ShippedEntry[] {
  const entries: ShippedEntry[] = [];
  let prevHash = after.hash;
  for (let seq = after.seq + 1; seq <= after.seq + count; seq += 1) {
    const rest = {
      seq, id: `01920000-0000-7000-8000-${String(seq).padStart(12, '0')}`, till, at: 1_760_000_000_000 + seq, businessDay: '2025-10-09', operator: 'amy',
      kind: 'sale.completed', version: 1, payload: { total: 1_250, note: `Tee 茶 ${mark}`, lines: [{ z: 1, a: 0.5 }] },
    };
    const hash = createHash('sha256').update(`${prevHash}\n${canonicalJson(rest as Json)}`).digest('hex');
    entries.push({ ...rest, prevHash, hash });
    prevHash = hash;
  }
  return entries;
}

/** Entries as they travel, each text made from what the entry says. */
export function runOf(entries: readonly ShippedEntry[]): JournalRun {
  const lines = entries.map((entry) => ({ hash: entry.hash, text: canonicalJson({ ...entry, prevHash: undefined, hash: undefined } as unknown as Json) }));
  return runFrom(entries[0]?.prevHash ?? '', entries[0]?.seq ?? 1, lines);
}

export const headSignature = (till: TestTill, entries: readonly ShippedEntry[]): string => till.crypto.sign(entries.at(-1)?.hash ?? '');
