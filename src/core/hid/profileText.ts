/** Profiles as files: written in one fixed form, and compared member by member for the review before an import. */
import type { Profile, ProfileMatch } from './profile.ts';

const hex16 = (id: number): string => `0x${id.toString(16).padStart(4, '0')}`;

function matchText(match: ProfileMatch): Record<string, string> {
  return Object.fromEntries(Object.entries(match).map(([name, id]) => [name, hex16(id)]));
}

/** The file's text; `readProfileText` gives the same profile back. */
export function profileText(profile: Profile): string {
  return `${JSON.stringify({ ...profile, match: profile.match.map(matchText) }, null, 2)}\n`;
}

export type ProfileChange = { readonly path: string; readonly before: string | null; readonly after: string | null };

/** What an import would change, in the order of the file; values as JSON, null where there is none. */
export function diffProfiles(before: Profile | null, after: Profile): ProfileChange[] {
  const old = new Map(before === null ? [] : leaves(JSON.parse(profileText(before)), ''));
  const fresh = new Map(leaves(JSON.parse(profileText(after)), ''));
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((path) => old.get(path) !== fresh.get(path))
    .map((path) => ({ path, before: old.get(path) ?? null, after: fresh.get(path) ?? null }));
}

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, item]) => leaves(item, path === '' ? name : `${path}.${name}`));
}
