/** How each channel stands, judged by real answers and nothing else. */
import { Fault } from '#core/refusal.ts';
import { judgeHead } from './fork.ts';
import { keepAcquirer, keepMerchants } from './merchants.ts';
import type { Channel, Till } from './till.ts';

const SLOW_MS = 2_000;
/** How often the backend is asked how it and its wallets stand while nothing else is being asked. */
const PROBE_MS = 15_000;
/** And while it does not answer. */
const PROBE_DOWN_MS = 5_000;
const DOWN_AFTER = 2;

function channel(till: Till, name: string): Channel {
  let found = till.memory.channels.get(name);
  if (found === undefined) {
    found = { health: 'unused', answerMs: null, since: null, failures: 0 };
    till.memory.channels.set(name, found);
  }
  return found;
}

function turn(till: Till, found: Channel, health: Channel['health']): void {
  if (found.health !== health) found.since = till.ports.clock.now();
  found.health = health;
}

/** A device's own word on how it is; `reason` names its complaint. */
export function channelTurned(till: Till, name: string, health: Channel['health'], answerMs: number | null, reason: string | null): void {
  const found = channel(till, name);
  turn(till, found, health);
  found.answerMs = answerMs;
  found.reason = reason;
}

/** @param undecided the wallet behind the backend gave no definite word: its own light does not turn green by that. */
export function answeredWell(till: Till, names: readonly string[], answerMs: number, undecided = false): void {
  for (const name of names) {
    const found = channel(till, name);
    if (name !== 'backend' && undecided) {
      found.failures += 1;
      if (found.failures >= DOWN_AFTER) turn(till, found, 'down');
      continue;
    }
    found.failures = 0;
    found.answerMs = answerMs;
    if (name === 'backend' && found.health === 'down') {
      till.memory.lineBackAt = till.ports.clock.now();
      till.memory.shipNotBefore = 0;
    }
    turn(till, found, answerMs > SLOW_MS ? 'slow' : 'ok');
  }
}

export function wentUnanswered(till: Till, names: readonly string[]): void {
  for (const name of names) {
    const found = channel(till, name);
    found.failures += 1;
    if (found.failures >= DOWN_AFTER || found.health === 'unused') turn(till, found, 'down');
  }
}

export function channelOf(till: Till, name: string): Channel {
  return till.memory.channels.get(name) ?? { health: 'unused', answerMs: null, since: null, failures: 0 };
}

/** The line does not answer: only the probe goes out, and what stands on the counter. */
export function breakerOpen(till: Till): boolean {
  return channelOf(till, 'backend').health === 'down' && till.storage.status().enrolled !== null;
}

export function probeDue(till: Till, now: number): boolean {
  return till.storage.status().enrolled !== null && now >= till.memory.probeNotBefore && !till.memory.inFlight.has('probe');
}

/** One question to the backend: its answer is its light, and its word on the wallets is theirs until a charge says more. */
export async function probe(till: Till): Promise<void> {
  const askedAt = till.ports.clock.now();
  till.memory.probeNotBefore = askedAt + (channelOf(till, 'backend').health === 'down' ? PROBE_DOWN_MS : PROBE_MS);
  try {
    const status = await till.ports.backend.status();
    answeredWell(till, ['backend'], till.ports.clock.now() - askedAt);
    keepMerchants(till, status);
    keepAcquirer(till, status);
    const ours = status.heads.find((head) => head.till === till.shop.till);
    if (ours !== undefined) judgeHead(till, ours);
    for (const wallet of status.wallets) {
      const found = channel(till, wallet.wallet);
      if (wallet.lastAnswerMs !== null) found.answerMs = wallet.lastAnswerMs;
      turn(till, found, wallet.enabled ? (wallet.health === 'unused' ? 'ok' : wallet.health) : 'unused');
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    wentUnanswered(till, ['backend']);
  }
  till.ports.changed();
}
