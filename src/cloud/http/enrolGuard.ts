/** Holds back guessing of one-time codes: a few wrong ones a minute and store, then a pause. */
import { CloudRefusal } from '../ports.ts';

/** Refusals by which a guess could be told from a hit. */
const GUESSES = /^(?:enrol-code-|bad-key|clock-skew|other-backend|till-name-taken)/;
const WRONG_MAX = 10;
const WINDOW_MS = 60_000;
const STORES_MAX = 1_000;

export function enrolGuard(now: () => number, words = 'too many wrong enrolment codes; wait a minute'): <T>(store: string, attempt: () => Promise<T>) => Promise<T> {
  const wrong = new Map<string, { count: number; since: number }>();
  return async (store, attempt) => {
    const seen = wrong.get(store);
    const fresh = seen === undefined || now() - seen.since > WINDOW_MS;
    if (!fresh && seen.count >= WRONG_MAX) throw new CloudRefusal(429, 'too-many-tries', words);
    try {
      return await attempt();
    } catch (error) {
      if (wrong.size >= STORES_MAX) wrong.clear();
      if (error instanceof CloudRefusal && GUESSES.test(error.code)) wrong.set(store, fresh ? { count: 1, since: now() } : { count: seen.count + 1, since: seen.since });
      throw error;
    }
  };
}
