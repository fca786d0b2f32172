/** The profiles that come with the program, by id. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProfile } from './profiles.ts';

/** @param folder of `*.json`; one that is missing has none: descriptors decide then. */
export function shippedProfiles(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  let names: string[] = [];
  try { names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort(); } catch { /* none are shipped */ }
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    found[parseProfile(text).id] = text;
  }
  return found;
}
