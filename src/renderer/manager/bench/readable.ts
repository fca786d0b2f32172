/** Wallets whose bills this version can read: fetching another's would only end in a refusal. */
import { STATEMENT_SOURCES } from '#core/statement.ts';
import type { ChargeableWallet } from '#core/wallets.ts';

const READABLE: ReadonlySet<string | null> = new Set(Object.values(STATEMENT_SOURCES).filter((source) => source.role === 'trades').map((source) => source.wallet));

export const isReadable = (wallet: ChargeableWallet): boolean => READABLE.has(wallet);
