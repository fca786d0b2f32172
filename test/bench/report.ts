/** `npm run bench -- report [--sales 100000]`: X and Z with many sales in the open shift against a thousand, and all balances proved again from the postings. */
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { xReport, zReport, closeDay } from '#till/closeDay.ts';
import type { Draft } from '#core/journal.ts';
import { completion } from '#till/completeSale.ts';
import { dayIn } from '#core/time.ts';
import { basketOfThree, openBenchTill } from './libTill.ts';
import { figure, inScratch, note, now, option, percentile } from './lib.ts';

const ROUNDS = 200;
const A_COMMIT = 500;
const MADE = 60;

type Times = { readonly xMs: number; readonly zMs: number; readonly closeMs: number; readonly balancesMs: number; readonly postings: number };

/** An open day with that many sales, then X, the close and its Z, each by the verb that a screen calls. */
function measure(folder: string, sales: number): Times {
  const { till, seat } = openBenchTill(folder);
  const { storage } = till;
  const payloads = Array.from({ length: MADE }, (_, n) => {
    const { basket, dueMinor } = basketOfThree(till, n);
    return completion(till, { ...basket, tenders: [{ kind: 'cash', amountMinor: dueMinor, givenMinor: dueMinor, changeMinor: 0 }] }, 1, 0).payload;
  });
  const at = till.ports.clock.now();
  const businessDay = dayIn(at, till.shop.timeZone);
  let receipt = storage.status().lastReceipt;
  for (let done = 0; done < sales; done += A_COMMIT) {
    const drafts = Array.from({ length: Math.min(A_COMMIT, sales - done) }, (_, n): Draft => {
      const payload = payloads[(done + n) % MADE];
      if (payload === undefined) throw new Error('no sale was made');
      receipt += 1;
      return { kind: 'sale.completed', payload: { ...payload, saleId: `bench-${receipt}`, receipt } };
    });
    storage.commit({ at, businessDay, operator: 'mei', drafts });
  }
  const timed = (work: () => unknown, rounds = ROUNDS) => percentile(Array.from({ length: rounds }, () => { const begun = now(); work(); return now() - begun; }), 0.99);
  const xMs = timed(() => xReport(till, seat));
  storage.commit({ at, businessDay, operator: 'mei', drafts: [{ kind: 'shift.closed', payload: { shift: storage.status().shift?.number ?? 1, expectedMinor: 0, countedMinor: 0, differenceMinor: 0, currency: till.shop.currency } }] });
  till.memory.verified = { ok: true, at, message: '', seq: storage.head().seq };
  const begun = now();
  closeDay(till, seat, ['files', 'unknown', 'breaks', 'held']);
  const closeMs = now() - begun;
  const { lastZ } = storage.status();
  const zMs = timed(() => zReport(till, lastZ));
  const reading = openLedgerStorage(storage.facts().path, till.shop.till, till.shop.timeZone);
  const balancesMs = timed(() => { if (reading.balances().reduce((sum, row) => sum + row.amountMinor, 0) !== 0) throw new Error('the books do not balance'); }, 3);
  const postings = payloads.reduce((sum, payload) => sum + 2 + payload.taxes.filter((tax) => tax.taxMinor !== 0).length, 0) / MADE * sales;
  reading.close();
  storage.close();
  return { xMs, zMs, closeMs, balancesMs, postings: Math.round(postings) };
}

export function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 100_000);
  return inScratch((folder) => {
    const few = measure(`${folder}/few`, 1_000);
    const many = measure(`${folder}/many`, sales);
    note(`${sales} sales, about ${many.postings} postings; the peer is the same shop with 1,000 sales`);
    figure('report.x.p99', many.xMs, 'ms', few.xMs);
    figure('report.z.p99', many.zMs, 'ms', few.zMs);
    figure('report.close', many.closeMs, 'ms', few.closeMs);
    figure('report.balances', many.balancesMs, 'ms');
    figure('report.balances.per-million-postings', (many.balancesMs / many.postings) * 1e6, 'ms');
  });
}
