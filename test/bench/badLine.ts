/** A bad line for the catch-up benchmark: of ten batches three arrive a second time, one loses its answer, an old one arrives between, and two change places. */
import { setTimeout as wait } from 'node:timers/promises';
import type { JournalRun } from '#contract/journalLines.ts';
import { Fault } from '#core/refusal.ts';
import type { PaymentBackend } from '#till/ports.ts';

export type Told = { sent: number; again: number; cuts: number; old: number; late: number; /** Processor time of the thread, µs. */ threadUs: number };

const LATE_MS = 30;

export function badLine(backend: Pick<PaymentBackend, 'ship'>, told: Told): Pick<PaymentBackend, 'ship'> {
  let before: { run: JournalRun; signature: string } | null = null;
  return {
    async ship(run, signature) {
      const nth = told.sent % 10;
      told.sent += 1;
      const old = before;
      before = { run, signature };
      // An old batch arrives between: it is here already, or is on its way, and may change nothing.
      if (nth === 2 && old !== null) {
        told.old += 1;
        await backend.ship(old.run, old.signature);
      }
      // The next one overtakes it.
      if (nth === 4 || nth === 8) {
        told.late += 1;
        await wait(LATE_MS);
      }
      const ack = await backend.ship(run, signature);
      if (nth === 3 || nth === 6 || nth === 9) {
        told.again += 1;
        await backend.ship(run, signature);
      }
      if (nth === 5) {
        told.cuts += 1;
        throw new Fault('backend-unknown', 'the answer was cut');
      }
      return ack;
    },
  };
}
