/** `tillbook reconcile`: anybody's ledger against wallets' statements; the report names what does not agree. */
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { Refusal } from '#core/refusal.ts';
import type { Options } from './reconcileRun.ts';
import { scanThreadFor } from './scanThread.ts';

const UNUSABLE = 2;

export function command(): Command {
  return new Command('reconcile')
    .summary("compare a ledger with wallets' statements")
    .description([
      "Compares a ledger with wallets' own files and names every row that does not agree, why, and what to do.",
      'The ledger is CSV in UTF-8 with a header: order_id,trade_id,wallet,kind,amount_minor,fee_minor,currency,time,status,till[,original_order_id]',
      '(kind: charge or refund, refunds negative; time: ISO 8601 with zone; status: paid, refunded, reversed, declined, unknown, accepted, failed;',
      'empty where not known). Exit code 0: no breaks. 3: breaks. 2: unusable input; standard error says which line and why.',
    ].join('\n'))
    .requiredOption('--ledger <file>', 'the ledger')
    .requiredOption('--statement <file...>', "wallets' and acquirers' files; plain, .gz or .zip")
    .option('--bank <file...>', "bank statements and wallets' fund flow files: payouts are compared with what the statements add up to")
    .option('--fees <file>', 'fee contracts as CSV: wallet,currency,rate_bp[,per_item_minor,min_minor,cap_minor,rounding,refunds,from,to]; fees are recomputed by them')
    .option('--json <file>', 'write the report as one JSON object; - for standard output')
    .option('--no-matches', 'leave the matches out of the report')
    .action(async (options: Options) => {
      try {
        settleMemory();
        // The thread starts while this one loads what it needs.
        const thread = scanThreadFor([options.ledger, ...options.statement]);
        const { reconcile } = await import('./reconcileRun.ts');
        await reconcile(options, thread);
      } catch (error) {
        if (error instanceof Refusal) process.exitCode = UNUSABLE;
        throw error;
      }
    });
}

/** Rows live in flat buffers, and little else is made. Before the rest is loaded: compiled sources are kept by the engine's settings, and other settings would have them compiled again. */
function settleMemory(): void {
  // A young generation that grows would only cost 20 MiB.
  setFlagsFromString('--semi-space-growth-factor=1');
  // So small a generation is swept sooner by one thread than others are woken for it.
  setFlagsFromString('--no-parallel-scavenge');
}
