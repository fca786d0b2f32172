/** Keys: one-time enrolment codes, the tills' public keys, and the backend's own key, which signs what it acknowledges. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { EnrolAnswer, EnrolRequest } from '#contract/cloud.ts';
import { LIMITS } from '#core/limits.ts';
import type { Caller } from './caller.ts';
import { CloudRefusal } from './ports.ts';
import type { Sql } from './ports.ts';

/** What a code lets its holder do: bind a till's key, or set up a store's wallets. */
export type CodePurpose = 'till' | 'wallets';

const hashOf = (store: string, code: string, purpose: CodePurpose = 'till') => createHash('sha256').update(purpose === 'till' ? `${store}\n${code}` : `${store}\n${purpose}\n${code}`).digest('hex');

/** Makes a one-time code good until `expiresAt` (UTC ms); the code itself is not kept. */
export async function issueCode(sql: Sql, store: string, code: string, expiresAt: number, purpose: CodePurpose = 'till'): Promise<void> {
  await sql`
    insert into enrol_code (store, code_hash, expires_at) values (${store}, ${hashOf(store, code, purpose)}, ${expiresAt})
    on conflict (store, code_hash) do update set expires_at = excluded.expires_at`;
}

type CodeRow = { expires_at: number; used_by: string | null };

async function codeRow(sql: Sql, store: string, codeHash: string): Promise<CodeRow> {
  const [row] = await sql<CodeRow>`select expires_at, used_by from enrol_code where store = ${store} and code_hash = ${codeHash}`;
  if (row === undefined) throw new CloudRefusal(403, 'enrol-code-refused', 'there is no such code for this store');
  return row;
}

/** Who has the right code may hear what is wrong with it; who guesses hears nothing of it. */
const used = () => new CloudRefusal(403, 'enrol-code-used', 'this code was used already; ask for a new one');
const expired = () => new CloudRefusal(403, 'enrol-code-expired', 'this code is too old; ask for a new one');

/** Public key of a till, from base64 SPKI DER. Null unless it is an Ed25519 key. */
function readPublicKey(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/**
 * Binds a till's public key. A code works once; the same code with the same key again gets the same answer, as its first answer may be lost.
 * @throws CloudRefusal `bad-key`, `enrol-code-refused`, `enrol-code-used`, `enrol-code-expired`, and as `judgeLedger`; the code stays good then
 */
export async function enrol(sql: Sql, backendKeys: BackendKeys, request: EnrolRequest, now: number): Promise<z.infer<typeof EnrolAnswer>> {
  if (readPublicKey(request.publicKey) === null) throw new CloudRefusal(400, 'bad-key', 'the public key is no Ed25519 key in base64 SPKI DER');
  const codeHash = hashOf(request.store, request.code);
  const { publicKey: backendPublicKey } = await backendKeys.of(request.store);
  const [known] = await sql<{ n: number }>`
    select k.n from enrol_code c join till_key k on k.store = c.store and c.used_by = k.store || '/' || k.till || '/' || k.n
    where c.store = ${request.store} and c.code_hash = ${codeHash} and k.till = ${request.till} and k.public_key = ${request.publicKey}`;
  if (known !== undefined) return { keyId: `${request.store}/${request.till}/${known.n}`, backendPublicKey };
  const row = await codeRow(sql, request.store, codeHash);
  if (row.used_by !== null) throw used();
  if (row.expires_at <= now) throw expired();
  if (request.ledger !== undefined) await judgeLedger(sql, request, request.ledger, backendPublicKey, now);
  const [made] = await sql<{ n: number }>`
    with next as (select coalesce(max(n), 0) + 1 as n from till_key where store = ${request.store} and till = ${request.till}),
    used as (
      update enrol_code set used_by = ${request.store}::text || '/' || ${request.till}::text || '/' || next.n from next
      where store = ${request.store} and code_hash = ${codeHash} and used_by is null and expires_at > ${now}
      returning next.n
    ),
    head as (
      insert into journal_head (store, till, seq, hash) select ${request.store}, ${request.till}, 0, ${ZERO_HASH} from used on conflict do nothing
    )
    insert into till_key (store, till, n, public_key, enrolled_at)
    select ${request.store}, ${request.till}, n, ${request.publicKey}, ${now}::bigint from used returning n`;
  if (made === undefined) throw used();
  return { keyId: `${request.store}/${request.till}/${made.n}`, backendPublicKey };
}

/** What would leave a till that is bound and yet cannot work. @throws CloudRefusal 401 `clock-skew` (with `backendNow`, UTC ms), 409 `other-backend`, `till-name-taken` */
async function judgeLedger(sql: Sql, { store, till }: EnrolRequest, ledger: NonNullable<EnrolRequest['ledger']>, backendPublicKey: string, now: number): Promise<void> {
  if (Math.abs(now - ledger.at) > LIMITS.clockSkewMsMax) throw new CloudRefusal(401, 'clock-skew', 'the till\'s clock is more than five minutes off', { backendNow: now });
  if (ledger.backendKey !== null && ledger.backendKey !== backendPublicKey) throw new CloudRefusal(409, 'other-backend', 'the till\'s ledger belongs to another backend');
  const [first] = await sql<{ hash: string }>`select hash from journal_entry where store = ${store} and till = ${till} and seq = 1`;
  if (first !== undefined && first.hash !== ledger.firstHash) throw new CloudRefusal(409, 'till-name-taken', 'this backend holds another ledger under the till\'s name');
}

/**
 * Lets one till set up its store's wallets: the code is the first till's that uses it, until it expires.
 * @throws CloudRefusal `enrol-code-refused`, `enrol-code-used`, `enrol-code-expired`
 */
export async function useWalletsCode(sql: Sql, { store, till }: Caller, code: string, now: number): Promise<void> {
  const codeHash = hashOf(store, code, 'wallets');
  const row = await codeRow(sql, store, codeHash);
  if (row.expires_at <= now) throw expired();
  const by = `${store}/${till}`;
  const taken = await sql`update enrol_code set used_by = ${by} where store = ${store} and code_hash = ${codeHash} and (used_by is null or used_by = ${by}) returning 1 as one`;
  if (taken.length === 0) throw used();
}

/**
 * Binds the till's next key. The present one stays good until the next is used, so that an answer that is lost locks nobody out.
 * The same key again gets the same answer. @throws CloudRefusal `bad-key`
 */
export async function rotateKey(sql: Sql, backendKeys: BackendKeys, { store, till }: Caller, publicKey: string, now: number): Promise<z.infer<typeof EnrolAnswer>> {
  if (readPublicKey(publicKey) === null) throw new CloudRefusal(400, 'bad-key', 'the public key is no Ed25519 key in base64 SPKI DER');
  const { publicKey: backendPublicKey } = await backendKeys.of(store);
  await sql`
    insert into till_key (store, till, n, public_key, enrolled_at)
    select ${store}, ${till}, coalesce(max(n), 0) + 1, ${publicKey}, ${now}::bigint from till_key where store = ${store} and till = ${till}
    having not exists (select 1 from till_key where store = ${store} and till = ${till} and public_key = ${publicKey})
    on conflict do nothing`;
  const [row] = await sql<{ n: number }>`select n from till_key where store = ${store} and till = ${till} and public_key = ${publicKey} and revoked_at is null`;
  if (row === undefined) throw new CloudRefusal(409, 'key-revoked', 'this key was given up before; make a new one');
  return { keyId: `${store}/${till}/${row.n}`, backendPublicKey };
}

/** A key's first use ends the till's older ones. */
async function endOlderKeys(sql: Sql, store: string, till: string, n: number, now: number): Promise<void> {
  await sql`update till_key set revoked_at = ${now} where store = ${store} and till = ${till} and n < ${n} and revoked_at is null`;
}

export const ZERO_HASH = '0'.repeat(64);

export type TillKeys = {
  /** The till's key by key id, or null when there is none or it was revoked. */
  find(keyId: string): Promise<(Caller & { key: KeyObject }) | null>;
};

/** A revoked key is refused after this at the latest. */
const KEY_CACHE_MS = 30_000;
const KEY_CACHE_MAX = 10_000;

export function tillKeys(sql: Sql, now: () => number): TillKeys {
  const cache = new Map<string, { found: Caller & { key: KeyObject }; until: number }>();
  return {
    async find(keyId) {
      const hit = cache.get(keyId);
      if (hit !== undefined && hit.until > now()) return hit.found;
      const [store, till, n, more] = keyId.split('/');
      if (store === undefined || till === undefined || n === undefined || more !== undefined || !/^\d{1,6}$/.test(n)) return null;
      const [row] = await sql<{ public_key: string }>`
        select public_key from till_key where store = ${store} and till = ${till} and n = ${Number(n)} and revoked_at is null`;
      const key = row === undefined ? null : readPublicKey(row.public_key);
      if (key === null) return null;
      if (cache.size >= KEY_CACHE_MAX) cache.clear();
      // Read afresh at most every half minute: cheap, and an older key ends within that.
      await endOlderKeys(sql, store, till, Number(n), now());
      for (const known of cache.keys()) if (known.startsWith(`${store}/${till}/`) && Number(known.split('/')[2]) < Number(n)) cache.delete(known);
      const found = { store, till, key };
      cache.set(keyId, { found, until: now() + KEY_CACHE_MS });
      return found;
    },
  };
}

export type BackendKeys = {
  /** The store's key of this backend, made at first need; base64 SPKI DER. */
  of(store: string): Promise<{ publicKey: string; sign(text: string): string }>;
};

export function backendKeys(sql: Sql): BackendKeys {
  const cache = new Map<string, { publicKey: string; sign(text: string): string }>();
  return {
    async of(store) {
      const hit = cache.get(store);
      if (hit !== undefined) return hit;
      const find = async () => (await sql<{ private_key: string; public_key: string }>`select private_key, public_key from backend_key where store = ${store}`)[0];
      let row = await find();
      if (row === undefined) {
        const pair = generateKeyPairSync('ed25519');
        const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
        const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
        await sql`insert into backend_key (store, private_key, public_key) values (${store}, ${privateKey}, ${publicKey}) on conflict do nothing`;
        row = (await find()) ?? { private_key: privateKey, public_key: publicKey };
      }
      const key = createPrivateKey({ key: Buffer.from(row.private_key, 'base64'), format: 'der', type: 'pkcs8' });
      const made = { publicKey: row.public_key, sign: (text: string) => sign(null, Buffer.from(text), key).toString('base64') };
      cache.set(store, made);
      return made;
    },
  };
}

/** True when `signature` (base64) is the key's Ed25519 signature over the UTF-8 bytes of a text. */
export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
}
