/** The platform's decoder for codes that are not UTF-8, as a profile says. */
import type { FallbackText } from '#core/hid/codeText.ts';
import type { Profile } from '#core/hid/profile.ts';

export function fallbackOf(profile: Pick<Profile, 'quirks'> | null): { fallbackText?: FallbackText } {
  const encoding = profile?.quirks.fallbackEncoding;
  if (encoding === undefined || encoding === 'latin-1') return {};
  const decoder = new TextDecoder(encoding, { fatal: true });
  return {
    fallbackText(bytes) {
      try {
        return decoder.decode(bytes);
      } catch {
        return null;
      }
    },
  };
}
