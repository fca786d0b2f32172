/** Wallets whose bills, and acquirers of cards whose files, this version can read: fetching another's would only end in a refusal. */
import type { WorkbenchView } from '#contract/views.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import type { PaymentMethod } from '#core/wallets.ts';

const READABLE: ReadonlySet<string | null> = new Set([...Object.values(STATEMENT_SOURCES).filter((source) => source.role === 'trades').map((source) => source.wallet), 'card']);

/** The bank's side of the day came with a file, or a break names it. */
export const isBankRead = (view: WorkbenchView): boolean => view.breaks.some((entry) => entry.bank !== null) || view.files.some((file) => Object.entries(STATEMENT_SOURCES).some(([id, source]) => id === file.source && (source.role === 'bank' || source.role === 'funds')));

export const isReadable = (wallet: PaymentMethod): boolean => READABLE.has(wallet);
