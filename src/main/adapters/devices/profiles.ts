/** Device profiles as texts: read and judged, with a refusal that names what is wrong. */
import { Refusal } from '#core/refusal.ts';

/** The id of a sound profile. Throws `Refusal` `bad-profile`. */
export function profileId(text: string): string {
  try {
    const parsed = JSON.parse(text) as { id?: unknown };
    if (typeof parsed.id === 'string' && /^[a-z0-9-]{1,64}$/.test(parsed.id)) return parsed.id;
  } catch { /* said below */ }
  throw new Refusal('bad-profile', 'This is no device profile. Nothing was changed; choose a profile that was exported or shipped.');
}
