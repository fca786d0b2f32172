/** Answers every call of contract/privacyCalls.ts: one line each, to the verb that does it. */
import { PRIVACY_CALLS } from '#contract/privacyCalls.ts';
import type { TillHandlers } from '#contract/till.ts';
import { dropCopies, listErasures, searchAgain } from './erase.ts';
import { readAccess, readPrivacy } from './privacy.ts';
import type { Seat, Till } from './till.ts';

type Handlers = Pick<TillHandlers<{ readonly till: Till; readonly seat: Seat }>, keyof typeof PRIVACY_CALLS>;

export const privacyHandlers: Handlers = {
  'privacy.read': (_, { till }) => readPrivacy(till),
  'privacy.erasures': (_, { till }) => listErasures(till),
  'privacy.access': ({ before, reason }, { till, seat }) => readAccess(till, seat, before, reason),
  'privacy.search': ({ person, name }, { till, seat }) => searchAgain(till, seat, person, name),
  'privacy.dropCopies': ({ person }, { till, seat }) => dropCopies(till, seat, person),
};
