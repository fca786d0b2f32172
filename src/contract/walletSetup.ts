/** Setting up a store's wallets at the backend: what may be shown of it, and what is asked. Keys go one way. */
import { z } from 'zod';
import { MethodName, WalletName } from './cloud.ts';

/** `sandbox` only where the backend has one for every store; `none` switches the wallet off. */
export const SetupConnector = z.enum(['wechatpay', 'alipay', 'alipayplus', 'unionpay', 'sandbox', 'none']);
export type SetupConnector = z.infer<typeof SetupConnector>;

export const WalletSetup = z.object({
  wallet: MethodName,
  /** `unreadable`: set up, but the backend that answered cannot open what it kept. */
  connector: z.enum([...SetupConnector.options, 'unreadable']),
  /** Who says so: the wallets file on the backend's machine, which no till changes; this screen; or what the backend gives every store. */
  by: z.enum(['file', 'screen', 'default']),
  /** Ids masked in the middle, texts and addresses as they are. */
  shown: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Fields that hold a key or certificate, by name alone. */
  kept: z.array(z.string()),
  /** UTC ms after which each certificate is no longer good. */
  certificates: z.array(z.object({ name: z.string(), until: z.int() })),
  /** UTC ms and the till that changed it last; null where no screen did. */
  changedAt: z.int().nullable(),
  changedBy: z.string().nullable(),
  health: z.enum(['ok', 'slow', 'down', 'unused']),
  /** UTC ms of the wallet's last answer to this instance of the backend, for any store; null since its start. */
  lastAnswerAt: z.int().nullable(),
});
export type WalletSetup = z.infer<typeof WalletSetup>;

export const WalletSetups = z.object({
  wallets: z.array(WalletSetup),
  /** It can keep keys that come from a till; else they stand in its wallets file alone. */
  keeps: z.boolean(),
  /** A one-time code of the backend's admin goes with each change. */
  needsCode: z.boolean(),
  sandbox: z.boolean(),
});
export type WalletSetups = z.infer<typeof WalletSetups>;

/** An empty or missing field keeps what was there before of the same connector. In memory only until it is sealed. */
export const WalletSetRequest = z.strictObject({
  connector: SetupConnector,
  form: z.record(z.string().max(40), z.string().max(20_000)),
  code: z.string().min(4).max(64).nullable(),
});
export type WalletSetRequest = z.infer<typeof WalletSetRequest>;

/** What came of asking for an order that never was. `refuses`: somebody answered, but not as to a merchant it knows. */
export const WalletTest = z.object({ wallet: WalletName, outcome: z.enum(['answers', 'refuses', 'silent']), code: z.string(), ms: z.number() });
export type WalletTest = z.infer<typeof WalletTest>;
