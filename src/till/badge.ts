/** Staff badges on magnetic cards: learnt once by a technician's word, known by a token, never by a number. */
import { Refusal } from '#core/refusal.ts';
import { tellTechnicians } from './screens.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const KEY = 'badges';
const LEARN_MS_MAX = 30_000;
const BADGES_MAX = 500;

function badges(till: Till): Readonly<Record<string, string>> {
  const kept = till.storage.setting(KEY);
  return kept === null ? {} : (JSON.parse(kept) as Record<string, string>);
}

/** The setting without a person's cards; nothing where they have none. */
export function badgesWithout(till: Till, operatorId: string): Readonly<Record<string, string>> {
  const known = Object.entries(badges(till));
  const others = known.filter(([, holder]) => holder !== operatorId);
  return others.length === known.length ? {} : { [KEY]: JSON.stringify(Object.fromEntries(others)) };
}

export const badgeCount = (till: Till): number => Object.keys(badges(till)).length;

export function learnBadge(till: Till, seat: Seat, operatorId: string): void {
  if (till.storage.person(operatorId) === null) throw new Refusal('no-such-person', 'That person is not known here. Nothing was changed; choose another.');
  till.memory.badgeOf = { operatorId, by: operatorOf(seat).id, until: till.ports.clock.now() + LEARN_MS_MAX };
}

/** The person whose card this is; null when it is nobody's. A card that was waited for is learnt first. */
export function holderOf(till: Till, token: string): string | null {
  const { badgeOf } = till.memory;
  till.memory.badgeOf = null;
  const known = badges(till);
  if (badgeOf === null || till.ports.clock.now() > badgeOf.until) return known[token] ?? null;
  const others = Object.entries(known).filter(([other, holder]) => other !== token && holder !== badgeOf.operatorId).slice(-BADGES_MAX);
  const next = Object.fromEntries([...others, [token, badgeOf.operatorId] as const]);
  commit(till, badgeOf.by, [{ kind: 'config.changed', payload: { what: 'badge', to: badgeOf.operatorId } }], { settings: { [KEY]: JSON.stringify(next) } });
  tellTechnicians(till, { kind: 'badge', operatorId: badgeOf.operatorId });
  return badgeOf.operatorId;
}
