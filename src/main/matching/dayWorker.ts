/** The thread that matches days: its own connection, which can only read; a day in, what came of it out. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '#core/refusal.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import { openLedgerReading } from '#main/adapters/sqlite/ledgerStorage.ts';
import type { ReconRules } from '#contract/ruleViews.ts';
import { underRules } from '#till/reconRules.ts';
import { runDay } from '#till/runDay.ts';
import type { MatchingTill } from '#till/runDay.ts';
import type { Shop } from '#till/till.ts';

export type DayOrder = { readonly id: number; readonly day: string; readonly wallet: PaymentMethod; readonly now: number; readonly rules: ReconRules | null };
export type DayAnswer = { readonly id: number; readonly run: ReturnType<typeof runDay> | null; readonly trouble: string | null };
export type DayPlace = { readonly path: string; readonly shop: Shop };

const { path, shop } = workerData as DayPlace;
const storage = openLedgerReading(path, shop.till, shop.timeZone);

parentPort?.on('message', ({ id, day, wallet, now, rules }: DayOrder) => {
  const till: MatchingTill = { shop, storage, ports: { clock: { now: () => now }, crypto: { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') } } };
  let answer: DayAnswer;
  try {
    answer = { id, run: runDay(rules === null ? till : underRules(till, rules), day, wallet), trouble: null };
  } catch (error) {
    answer = { id, run: null, trouble: error instanceof Fault ? error.code : String((error as Error).message) };
  }
  parentPort?.postMessage(answer);
});
