/** What every handler of the backend is given: the database, the wallets, the clock and who listens for changes. */
import type { ChargeAnswer } from '#contract/cloud.ts';
import type { Caller } from './caller.ts';
import type { ChargeRows } from './chargeRows.ts';
import type { Connectors, Database } from './ports.ts';
import type { WalletHealth } from './walletHealth.ts';

type ChangeListener = (caller: Caller, answer: ChargeAnswer) => void;

export type Backend = {
  readonly database: Database;
  readonly charges: ChargeRows;
  readonly connectors: Connectors;
  readonly health: WalletHealth;
  /** Where phones reach this backend, without a slash at its end. */
  readonly publicUrl: () => string;
  /** UTC milliseconds by this machine. */
  readonly now: () => number;
  /** Charges whose first answer this process still waits for, by store and order. */
  readonly inFlight: Map<string, Promise<ChargeAnswer>>;
  /** Told of every changed answer that this process records. */
  readonly listeners: Set<ChangeListener>;
};
