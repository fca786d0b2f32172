/** Device profiles as texts: read and judged, with a refusal that names what is wrong. */
import { Refusal } from '#core/refusal.ts';
import type { Profile } from '#core/hid/profile.ts';
import { readProfileText } from '#core/hid/readProfile.ts';

/** Throws `Refusal` `bad-profile` with the place and the reason. */
export function parseProfile(text: string): Profile {
  const read = readProfileText(text);
  if (read.ok) return read.profile;
  const [first] = read.problems;
  throw new Refusal('bad-profile', `This is no sound device profile: ${first?.path === '' || first === undefined ? 'it' : first.path} ${first?.words ?? ''}. Nothing was changed; choose one that was exported or shipped.`, { path: first?.path ?? '', words: first?.words ?? '' });
}

/** The shop's own first; what can't be read is left out, since it was judged when it came in. */
export function profilesOf(shop: Readonly<Record<string, string>>, shipped: Readonly<Record<string, string>>): Profile[] {
  return [...Object.values(shop), ...Object.values(shipped)].flatMap((text) => {
    const read = readProfileText(text);
    return read.ok ? [read.profile] : [];
  });
}
