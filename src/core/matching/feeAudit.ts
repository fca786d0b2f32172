/** The fees of the statement recomputed by contract: what was charged above it, line by line and in sum. */
import { contractFor, feeByContract } from '../feeContract.ts';
import type { FeeContract } from '../feeContract.ts';
import { STATEMENT_SOURCES } from '../statement.ts';
import type { Books } from './books.ts';
import { compareText } from './breaks.ts';
import { statementFacts } from './facts.ts';
import type { StatementFacts } from './facts.ts';
import { amountAt, currencyAt, feeAt, fileAt, kindAt, setFee, statusAt, timeAt, walletAt } from './rows.ts';
import type { Side } from './rows.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const REFUND = 1;
const FAILED = 2;

export type Overcharge = { readonly line: StatementFacts; readonly contractMinor: number; readonly overMinor: number };

/** By currency, minor units; `overMinor` and `underMinor` are both positive, and charged = contract + over - under. */
export type FeeSums = { readonly lines: number; readonly chargedMinor: number; readonly contractMinor: number; readonly overMinor: number; readonly underMinor: number; readonly overLines: number };
export type FeeAudit = {
  readonly currencies: Readonly<Record<string, FeeSums>>;
  /** Charges and refunds of which no contract speaks. */
  readonly withoutContract: number;
  /** The largest first. */
  readonly overcharges: readonly Overcharge[];
};

/** Puts the contract's fee into every ledger row of which a contract speaks, so that matching compares with it. */
export function expectContractFees(books: Books, contracts: readonly FeeContract[]): void {
  const { ledger } = books;
  const feeOf = contractFees(books, contracts);
  for (let row = 0; row < ledger.rows; row += 1) {
    const fee = feeOf(ledger, row, zoneOf(books, walletAt(ledger, row)));
    if (fee !== null) setFee(ledger, row, fee);
  }
}

/** Lines whose money did not move carry no fee and are left out. */
export function auditFees(books: Books, contracts: readonly FeeContract[]): FeeAudit {
  const { statement } = books;
  const feeOf = contractFees(books, contracts);
  const sums = new Map<string, { lines: number; chargedMinor: number; contractMinor: number; overMinor: number; underMinor: number; overLines: number }>();
  const overcharges: Overcharge[] = [];
  let withoutContract = 0;
  for (let row = 0; row < statement.rows; row += 1) {
    if (kindAt(statement, row) > REFUND || statusAt(statement, row) === FAILED) continue;
    const contractMinor = feeOf(statement, row, STATEMENT_SOURCES[books.files[fileAt(statement, row)]?.source ?? 'wechatpay-trade'].zoneMinutes);
    if (contractMinor === null) {
      withoutContract += 1;
      continue;
    }
    const currency = books.currencies[currencyAt(statement, row)] ?? '';
    const sum = sums.get(currency) ?? { lines: 0, chargedMinor: 0, contractMinor: 0, overMinor: 0, underMinor: 0, overLines: 0 };
    sums.set(currency, sum);
    const overMinor = feeAt(statement, row) - contractMinor;
    sum.lines += 1;
    sum.chargedMinor += feeAt(statement, row);
    sum.contractMinor += contractMinor;
    if (overMinor < 0) sum.underMinor -= overMinor;
    if (overMinor <= 0) continue;
    sum.overMinor += overMinor;
    sum.overLines += 1;
    overcharges.push({ line: statementFacts(books, row), contractMinor, overMinor });
  }
  const named = ({ line }: Overcharge) => [line.orderId, line.tradeId, line.amountMinor, line.at].join('\u0000');
  overcharges.sort((a, b) => b.overMinor - a.overMinor || compareText(named(a), named(b)));
  return { currencies: Object.fromEntries([...sums].sort(([a], [b]) => compareText(a, b))), withoutContract, overcharges };
}

/** Contracts change by the day: the one that holds is looked up once for each wallet, currency and day. */
function contractFees(books: Books, contracts: readonly FeeContract[]): (side: Side, row: number, zoneMinutes: number) => number | null {
  const held = new Map<string, FeeContract | null>();
  let last: { day: number; names: number; contract: FeeContract | null } = { day: Number.NaN, names: -1, contract: null };
  return (side, row, zoneMinutes) => {
    const at = timeAt(side, row);
    const day = Math.floor((at + zoneMinutes * MINUTE_MS) / DAY_MS);
    const [wallet, currency] = [walletAt(side, row), currencyAt(side, row)];
    const names = wallet * 256 + currency;
    if (day !== last.day || names !== last.names) {
      const key = `${day} ${names}`;
      let contract = held.get(key);
      if (contract === undefined) {
        const date = Number.isNaN(at) ? '9999-12-31' : new Date(day * DAY_MS).toISOString().slice(0, 10);
        contract = contractFor(contracts, books.wallets[wallet] ?? '', books.currencies[currency] ?? '', date);
        held.set(key, contract);
      }
      last = { day, names, contract };
    }
    return last.contract === null ? null : feeByContract(last.contract, amountAt(side, row));
  };
}

function zoneOf(books: Books, wallet: number): number {
  const file = books.files.find((entry) => entry.wallet === wallet);
  return file === undefined ? 0 : STATEMENT_SOURCES[file.source].zoneMinutes;
}
