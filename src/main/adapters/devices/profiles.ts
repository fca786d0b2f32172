/** Device profiles as texts: read, judged, and the one that fits a device best. */
import { Refusal } from '#core/refusal.ts';
import type { Profile, ProfileMatch } from '#core/hid/profile.ts';
import type { HidNode } from './driver.ts';

/** Throws `Refusal` `bad-profile`. */
function parseProfile(text: string): Profile {
  try {
    const parsed = JSON.parse(text) as Profile;
    if (typeof parsed.id === 'string' && /^[a-z0-9-]{1,64}$/.test(parsed.id) && Array.isArray(parsed.match)) return parsed;
  } catch { /* said below */ }
  throw new Refusal('bad-profile', 'This is no device profile. Nothing was changed; choose a profile that was exported or shipped.');
}

/** The id of a sound profile. Throws `Refusal` `bad-profile`. */
export const profileId = (text: string): string => parseProfile(text).id;

/** The shop's own first; what can't be read is left out, since it was judged when it came in. */
export function profilesOf(shop: Readonly<Record<string, string>>, shipped: Readonly<Record<string, string>>): Profile[] {
  return [...Object.values(shop), ...Object.values(shipped)].flatMap((text) => {
    try { return [parseProfile(text)]; } catch { return []; }
  });
}

const weight = (match: ProfileMatch): number => Object.values(match).filter((value) => value !== undefined).length;

function fits(match: ProfileMatch, node: HidNode, collections: HidNode['collections']): boolean {
  if (match.vendorId !== undefined && match.vendorId !== node.vendorId) return false;
  if (match.productId !== undefined && match.productId !== node.productId) return false;
  if (match.usagePage === undefined && match.usage === undefined) return true;
  return collections.some((one) => (match.usagePage ?? one.usagePage) === one.usagePage && (match.usage ?? one.usage) === one.usage);
}

/** The profile with the closest match; of equals the first. */
export function profileFor(profiles: readonly Profile[], node: HidNode, collections: HidNode['collections']): Profile | null {
  let best: Profile | null = null;
  let bestWeight = 0;
  for (const profile of profiles) {
    for (const match of profile.match) {
      if (weight(match) <= bestWeight || !fits(match, node, collections)) continue;
      best = profile;
      bestWeight = weight(match);
    }
  }
  return best;
}
