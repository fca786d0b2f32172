/** The morning after practice: the sandbox's file of each day that was sold on, of every wallet and of the acquirer of cards, read and matched. */
import type { Envelope } from '#contract/define.ts';
import type { ImportedView, WorkbenchView } from '#contract/views.ts';
import { dayIn, nextDay } from '#core/time.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import { methodsOf } from '#till/till.ts';
import type { Floor } from './floor.ts';
import { drain } from './virtualTime.ts';

/** `open`: differences of that file that somebody has to decide. */
type ReadFile = { readonly file: string; readonly wallet: PaymentMethod; readonly day: string; readonly lines: number; readonly amountMinor: number; readonly feeMinor: number; readonly open: number };

const DAY_MS = 86_400_000;
const FILES_FROM_MS = 10 * 3_600_000;

export async function closeByFiles({ running, clock, manager }: Floor): Promise<ReadFile[]> {
  const { till } = running;
  const { timeZone } = till.shop;
  const ask = async <Value>(name: string, input: unknown): Promise<Value> => {
    const reply: Envelope = await manager.call(name, input);
    if (!reply.ok) throw Object.assign(new Error(`${name}: ${reply.message}`), { code: reply.code });
    return reply.value as Value;
  };
  const days = new Set(till.storage.attemptsBetween(0, clock.now() + DAY_MS).map((attempt) => dayIn(attempt.endedAt ?? attempt.startedAt, timeZone)));
  for (const refund of till.storage.refundsBetween(0, clock.now() + DAY_MS)) days.add(dayIn(refund.lastActAt, timeZone));
  clock.notBefore(Date.parse(`${nextDay(dayIn(clock.now(), timeZone))}T00:00:00Z`) + FILES_FROM_MS);
  await till.ports.backend.sandbox.advance(clock.now());
  await till.ports.backend.sandbox.bills({ early: false, faults: [] });
  await drain(till, clock);
  const read: ReadFile[] = [];
  for (const day of [...days].sort()) {
    for (const wallet of methodsOf(till.shop)) {
      const imported = await ask<ImportedView | null>('statement.fetch', { wallet, day });
      if (imported === null) continue;
      const { breaks } = await ask<WorkbenchView>('reconcile.read', { day });
      const { name, lines, amountMinor, feeMinor } = imported.file;
      read.push({ file: name, wallet, day, lines, amountMinor, feeMinor, open: breaks.filter((one) => one.wallet === wallet && one.state === 'open').length });
    }
  }
  return read;
}
