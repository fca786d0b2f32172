/** Device profiles for tests: a plain scanner with what a test changes. */
import type { Profile } from '#core/hid/profile.ts';

export function profileWith(over: Partial<Profile>): Profile {
  return {
    id: 'test', name: 'Test', role: 'scanner', mode: 'hid-pos', match: [{ usagePage: 0x8c, usage: 2 }], layout: 'by-descriptor', quirks: {}, commands: {}, switching: [],
    descriptor: null, sources: ['made for a test'], evidence: 'generic', notes: '', ...over,
  };
}
