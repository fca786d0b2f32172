/** A store's wallets set up from a till: what is kept, what stands in force at this instance, and every change, judged before it is made. */
import { randomBytes } from 'node:crypto';
import { CONNECTORS_OF } from '#contract/setupFields.ts';
import type { WalletSetRequest, WalletSetup, WalletSetups, WalletTest } from '#contract/walletSetup.ts';
import { CHARGEABLE, isChargeable } from '#core/wallets.ts';
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import type { Caller } from './caller.ts';
import { buildConnector, buildConnectors } from './connectors/registry.ts';
import type { Parts, StoreWallets, WalletSettings } from './connectors/registry.ts';
import { withDeadline } from './deadline.ts';
import { useWalletsCode } from './keys.ts';
import { CloudRefusal, silence } from './ports.ts';
import type { Connectors, Database, WalletConnector } from './ports.ts';
import type { Seal } from './seal.ts';
import { checkPairs, describeForm, formOf, mergeForm, merchantOf, settingsOf } from './walletForm.ts';
import type { Form, RealConnector } from './walletForm.ts';
import type { WalletHealth } from './walletHealth.ts';

export type SetupParts = Parts & {
  readonly database: Database;
  /** What the wallets file says; the sandbox for every store without one. */
  readonly file: StoreWallets;
  /** Null: keys from tills are not kept here. */
  readonly seal: Seal | null;
  /** Tills on this machine alone speak to it, so that whoever rules the till rules the backend too. */
  readonly trustsTills: boolean;
  readonly health: WalletHealth;
};

export type WalletKeeping = {
  readonly connectors: Connectors;
  /** Takes over what other instances changed. */
  refresh(): Promise<void>;
  read(caller: Caller): Promise<WalletSetups>;
  /**
   * @throws CloudRefusal 409 `wallet-set-by-file`, `wallets-not-kept`, `wallet-money-open`; 400 `wallet-settings-wrong`, `wallet-key-unreadable`, `wallet-key-mismatch`, `wallet-connector-wrong`;
   * 403 `wallets-code-needed`, `enrol-code-refused`, `enrol-code-used`, `enrol-code-expired`
   */
  set(caller: Caller, wallet: ChargeableWallet, request: WalletSetRequest): Promise<WalletSetups>;
  /** Asks the wallet for an order that never was. @throws CloudRefusal 404 `wallet-not-enabled` */
  test(caller: Caller, wallet: ChargeableWallet): Promise<WalletTest>;
};

type Row = { readonly store: string; readonly wallet: string; readonly connector: string; readonly sealed: string | null; readonly changed_at: number; readonly changed_by: string };
type Kept = { readonly row: Row; /** Null: it cannot be opened here. */ readonly form: Form | null; readonly connector: WalletConnector | null };
type OfStore = Map<string, Kept>;

const about = (store: string, wallet: string) => `${store}/${wallet}`;
/** Names our question and nobody's order. */
const testOrder = (): string => `TBTEST${randomBytes(9).toString('hex').toUpperCase()}`;
/** Codes of a line that gave no answer at all; any other says that somebody did. */
const NO_ANSWER: ReadonlySet<string> = new Set(['NOT_SENT', 'TIMEOUT', 'CUT', 'TOO_LARGE', 'DEADLINE', 'FAULT']);
/** Longer than any wallet leaves an order or a refund open. */
const OPEN_MS_MAX = 8 * 86_400_000;

export async function keepWallets(parts: SetupParts): Promise<WalletKeeping> {
  const { file, database, health } = parts;
  const base = await buildConnectors(file, parts);
  const kept = new Map<string, OfStore>();
  const fixed = (store: string) => Object.hasOwn(file.stores, store);
  const of = (store: string, wallet: PaymentMethod): WalletConnector | undefined => {
    const own = fixed(store) || wallet === 'card' ? undefined : kept.get(store);
    return own === undefined ? base.of(store, wallet) : (own.get(wallet)?.connector ?? undefined);
  };
  const refresh = async () => {
    const heads = await database.sql<{ store: string; wallet: string; changed_at: number }>`select store, wallet, changed_at from wallet_setup`;
    for (const { store, wallet, changed_at: changedAt } of heads) {
      if (!isChargeable(wallet) || kept.get(store)?.get(wallet)?.row.changed_at === changedAt) continue;
      const [row] = await database.sql<Row>`select store, wallet, connector, sealed, changed_at, changed_by from wallet_setup where store = ${store} and wallet = ${wallet}`;
      if (row === undefined) continue;
      const own: OfStore = kept.get(store) ?? new Map<string, Kept>();
      own.set(wallet, await opened(parts, wallet, row));
      kept.set(store, own);
    }
  };
  const read = (store: string): WalletSetup[] => CHARGEABLE.map((wallet) => {
    const own = fixed(store) ? undefined : kept.get(store);
    const common = { wallet, health: health.of(wallet).health, lastAnswerAt: health.lastAnswerAt(wallet) };
    const none = { shown: [], kept: [], certificates: [] };
    if (own === undefined) return { ...common, ...byFile(file, store, wallet), changedAt: null, changedBy: null };
    const one = own.get(wallet);
    if (one === undefined) return { ...common, ...none, connector: 'none', by: 'screen', changedAt: null, changedBy: null };
    const { row, form } = one;
    const changed = { by: 'screen' as const, changedAt: row.changed_at, changedBy: row.changed_by };
    if (row.connector === 'none' || row.connector === 'sandbox') return { ...common, ...none, ...changed, connector: row.connector };
    return form === null ? { ...common, ...none, ...changed, connector: 'unreadable' } : { ...common, ...changed, ...describeForm(row.connector as RealConnector, form), connector: row.connector as RealConnector };
  });
  const whole = (store: string): WalletSetups => ({ wallets: read(store), keeps: parts.seal !== null, needsCode: !parts.trustsTills, sandbox: hasDefaultSandbox(file) });
  await refresh();
  return {
    connectors: { of }, refresh,
    async read({ store }) {
      await refresh();
      return whole(store);
    },
    async set(caller, wallet, request) {
      const { store } = caller;
      if (fixed(store)) throw new CloudRefusal(409, 'wallet-set-by-file', 'this store\'s wallets are set in the wallets file on the backend\'s machine');
      if (parts.seal === null) throw new CloudRefusal(409, 'wallets-not-kept', 'this backend keeps no keys that come from a till');
      await refresh();
      if (!parts.trustsTills) {
        if (request.code === null) throw new CloudRefusal(403, 'wallets-code-needed', 'a one-time code of the backend\'s admin is needed');
        await useWalletsCode(database.sql, caller, request.code, parts.now());
      }
      const before = kept.get(store);
      const next = await judged(parts, wallet, request, before?.get(wallet)?.form ?? {}, before?.get(wallet)?.row.connector ?? '');
      await checkOpenMoney(parts, store, before, wallet, next);
      const sealed = next.form === null ? null : parts.seal.close(JSON.stringify(next.form), about(store, wallet));
      // Never the same as before: that is how the other instances see that it changed.
      const changedAt = Math.max(parts.now(), (before?.get(wallet)?.row.changed_at ?? 0) + 1);
      await database.sql`
        insert into wallet_setup (store, wallet, connector, sealed, changed_at, changed_by) values (${store}, ${wallet}, ${request.connector}, ${sealed}, ${changedAt}, ${caller.till})
        on conflict (store, wallet) do update set connector = excluded.connector, sealed = excluded.sealed, changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
      await refresh();
      return whole(store);
    },
    async test({ store }, wallet) {
      const connector = of(store, wallet);
      if (connector === undefined) throw new CloudRefusal(404, 'wallet-not-enabled', 'the store does not take this wallet');
      const began = performance.now();
      const order = { store, orderId: testOrder(), amountMinor: 1, currency: 'CNY', kind: 'scanned' as const, sentAt: parts.now(), expiresAt: null };
      const answer = await health.watch(wallet, () => withDeadline(() => connector.ask(order), silence));
      const outcome = answer.silent && NO_ANSWER.has(answer.code) ? 'silent' : answer.state === 'unknown' ? 'refuses' : 'answers';
      return { wallet, outcome, code: answer.code, ms: Math.round(performance.now() - began) };
    },
  };
}

const hasDefaultSandbox = ({ everyStore }: StoreWallets): boolean => CHARGEABLE.some((wallet) => everyStore[wallet] === 'sandbox');

const asSettings = (wallet: ChargeableWallet, connector: string, form: Form): WalletSettings =>
  (connector === 'none' ? {} : { [wallet]: connector === 'sandbox' ? 'sandbox' : settingsOf(connector as RealConnector, form) });

/** What cannot be opened or built here is off at this instance, and shows as unreadable: one store's trouble stops nobody else. */
async function opened(parts: SetupParts, wallet: ChargeableWallet, row: Row): Promise<Kept> {
  try {
    const text = row.sealed === null ? '{}' : (parts.seal?.open(row.sealed, about(row.store, wallet)) ?? null);
    if (text === null) return { row, form: null, connector: null };
    const form = JSON.parse(text) as Form;
    return { row, form, connector: await buildConnector(wallet, asSettings(wallet, row.connector, form), parts) };
  } catch {
    return { row, form: null, connector: null };
  }
}

function byFile(file: StoreWallets, store: string, wallet: ChargeableWallet): Pick<WalletSetup, 'connector' | 'by' | 'shown' | 'kept' | 'certificates'> {
  const settings = (file.stores[store] ?? file.everyStore)[wallet];
  const by = Object.hasOwn(file.stores, store) ? 'file' : 'default';
  if (settings === undefined || settings === 'sandbox') return { connector: settings ?? 'none', by, shown: [], kept: [], certificates: [] };
  const connector = 'connector' in settings ? 'alipayplus' : wallet;
  return { connector, by, ...describeForm(connector, formOf(settings)) };
}

type Next = { readonly connector: string; readonly form: Form | null };

async function judged(parts: SetupParts, wallet: ChargeableWallet, { connector, form: given }: WalletSetRequest, formBefore: Form, connectorBefore: string): Promise<Next> {
  if (connector === 'none') return { connector, form: null };
  if (connector === 'sandbox') {
    if (!hasDefaultSandbox(parts.file)) throw new CloudRefusal(400, 'wallet-connector-wrong', 'this backend has no sandbox');
    return { connector, form: null };
  }
  if (!(CONNECTORS_OF[wallet] as readonly string[]).includes(connector)) throw new CloudRefusal(400, 'wallet-connector-wrong', 'that connector is not one of this wallet');
  const form = mergeForm(connector, connectorBefore === connector ? formBefore : {}, given);
  const settings = settingsOf(connector, form);
  checkPairs(form);
  await buildConnector(wallet, { [wallet]: settings }, parts).catch(() => {
    throw new CloudRefusal(400, 'wallet-key-unreadable', 'a key or certificate cannot be read');
  });
  return { connector, form };
}

/** Another merchant, or none, knows nothing of what is under way. The first wallet of a store that is set up switches its sandbox ones off: they count too. */
async function checkOpenMoney({ database, file, now }: SetupParts, store: string, before: OfStore | undefined, wallet: ChargeableWallet, next: Next): Promise<void> {
  const was = (one: ChargeableWallet): string => {
    const kept = before?.get(one);
    if (before !== undefined) return kept === undefined ? 'none' : `${kept.row.connector} ${merchantOf(kept.form ?? {})}`;
    const settings = file.everyStore[one];
    return settings === undefined ? 'none' : settings === 'sandbox' ? 'sandbox ' : `${'connector' in settings ? 'alipayplus' : one} ${merchantOf(formOf(settings))}`;
  };
  const willBe = (one: ChargeableWallet): string => (one === wallet ? `${next.connector} ${merchantOf(next.form ?? {})}` : before === undefined ? 'none' : was(one));
  const changing = CHARGEABLE.filter((one) => was(one) !== willBe(one));
  const since = now() - OPEN_MS_MAX;
  for (const one of changing) {
    const open = await database.sql`
      select 1 as one from charge where store = ${store} and wallet = ${one} and state in ('unknown', 'payer-acting', 'not-found') and claimed_at > ${since}
      union all select 1 from refund where store = ${store} and wallet = ${one} and state in ('unknown', 'accepted', 'not-found') and claimed_at > ${since}
      union all select 1 from offer_wallet where store = ${store} and wallet = ${one} and state in ('begun', 'surplus') and began_at > ${since} limit 1`;
    if (open.length > 0) throw new CloudRefusal(409, 'wallet-money-open', 'payments or refunds by this wallet are not decided yet, and only the present merchant can decide them', { wallet: one });
  }
}
