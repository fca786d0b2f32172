/** Time for practice: runs with the wall clock and jumps ahead when the till would only wait. */
import { nextDueAt, settle, tick } from '#till/resolve.ts';
import { acknowledged } from '#till/ship.ts';
import type { Till } from '#till/till.ts';
import type { Clock } from '#till/ports.ts';

export type PracticeClock = Clock & {
  /** Never earlier than this from now on. */
  notBefore(at: number): void;
};

export function newPracticeClock(): PracticeClock {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  return { now, notBefore: (at) => { ahead = Math.max(ahead, at - Date.now()); } };
}

/** Does all that is due and waits for it; when something is due later, moves the clocks there first. */
export async function step(till: Till, clock: PracticeClock): Promise<void> {
  const due = nextDueAt(till);
  if (Number.isFinite(due) && due > clock.now()) {
    clock.notBefore(due);
    await till.ports.backend.sandbox.advance(clock.now());
  }
  tick(till);
  await settle(till);
}

const STEPS_MAX = 5_000;

/** Until no charge and no refund is open and the journal is shipped. */
export async function drain(till: Till, clock: PracticeClock): Promise<void> {
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    await settle(till);
    await till.memory.shipping;
    const waiting = till.storage.openAttempts().length + till.storage.openRefunds().length;
    const unshipped = till.storage.head().seq - acknowledged(till).seq;
    if (waiting === 0 && unshipped === 0) return;
    if (waiting === 0 && till.memory.shipNotBefore > clock.now()) clock.notBefore(till.memory.shipNotBefore);
    await step(till, clock);
  }
}
