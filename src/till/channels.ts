/** How each channel stands, judged by real answers and nothing else. */
import type { Channel, Till } from './till.ts';

const SLOW_MS = 2_000;
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
