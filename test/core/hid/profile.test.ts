/** Device profiles: the shipped files, refusals in words, the choice among them, and their form as files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseProfile } from '#core/hid/chooseProfile.ts';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import type { Profile } from '#core/hid/profile.ts';
import { diffProfiles, profileText } from '#core/hid/profileText.ts';
import { readProfile, readProfileText } from '#core/hid/readProfile.ts';
import { CARD_READER, bytesOf } from '#test/kit/hidDescriptors.ts';
import { profileWith } from '#test/kit/hidProfiles.ts';

const folder = resolve(import.meta.dirname, '../../../resources/devices');
const shipped = readdirSync(folder).filter((name) => name.endsWith('.json'));
const profiles = shipped.map((name): Profile => {
  const read = readProfileText(readFileSync(join(folder, name), 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.problems)}`);
  return read.profile;
});
const device = (vendorId: number, productId: number, usagePage: number, usage: number) => ({ vendorId, productId, usagePage, usage });
const choice = (...ids: [number, number, number, number]) => chooseProfile(device(...ids), profiles);

describe('shipped profiles', () => {
  test('every file is a sound profile named like its id, with its sources, and no two claim the same [H80]', () => {
    expect(profiles.length).toBeGreaterThanOrEqual(12);
    expect(profiles.map(({ id }) => `${id}.json`)).toEqual(shipped);
    const claims = profiles.flatMap(({ match }) => match.map((one) => JSON.stringify(one)));
    expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([]);
  });

  test('every readable profile opens a decoder, with and without the descriptor it brings [H81]', () => {
    for (const profile of profiles.filter(({ mode }) => mode === 'hid-pos' || mode === 'vendor')) {
      const byDescriptorOnly = profile.layout === 'by-descriptor';
      expect(openDecoder({ descriptor: null, profile }).reads === 'nothing', profile.id).toBe(byDescriptorOnly);
      if (profile.descriptor !== null) expect(openDecoder({ descriptor: parseDescriptor(bytesOf(profile.descriptor)), profile }).reads).not.toBe('nothing');
    }
  });

  test('every scanner in a mode that the till cannot read says how to leave it, in each language [H82]', () => {
    for (const profile of profiles.filter(({ mode }) => mode === 'keyboard' || mode === 'proprietary').filter(({ id }) => id !== 'generic')) {
      expect(profile.switching.length, profile.id).toBeGreaterThan(0);
      for (const { words } of profile.switching) expect([/[a-z]/.test(words.en), /\p{Script=Han}/u.test(words.zh), /\p{Script=Hangul}/u.test(words.ko)]).toEqual([true, true, true]);
    }
  });
});

describe('choice of a profile', () => {
  test('usage page and usage go first, then vendor and product, and the reason is told [H83]', () => {
    expect(choice(0x0c2e, 1, 0x8c, 2)).toMatchObject({ profile: { id: 'honeywell-hid-pos' }, role: 'scanner', mode: 'hid-pos', isReadable: true, why: { code: 'usage-and-vendor' } });
    expect(choice(0x0c2e, 1, 1, 6)).toMatchObject({ profile: { id: 'honeywell-keyboard' }, mode: 'keyboard', isReadable: false });
    expect(choice(0x1eab, 0x0d10, 0x8c, 2)).toMatchObject({ profile: { id: 'newland-fm420' }, why: { code: 'usage-and-ids' } });
    expect(choice(0x1eab, 0x9999, 0x8c, 2)).toMatchObject({ profile: { id: 'newland-fm30' } });
    expect(choice(0x9999, 1, 0x8c, 2)).toMatchObject({ profile: { id: 'generic-hid-pos-scanner' }, why: { code: 'usage-only' } });
    expect(choice(0x05e0, 0x1900, 0xff45, 0x4b00)).toMatchObject({ profile: { id: 'zebra-snapi' }, mode: 'proprietary', isReadable: false, why: { code: 'ids-only' } });
    expect(choice(0x0801, 2, 0xff00, 1)).toMatchObject({ profile: { id: 'magtek-sureswipe' }, role: 'card-reader' });
  });

  test('without a profile a device\'s own words count; keyboards are asked about, the rest is left alone [H84]', () => {
    const bare = (...ids: [number, number, number, number]) => chooseProfile(device(...ids), []);
    expect(bare(1, 1, 0x8c, 2)).toMatchObject({ profile: null, role: 'scanner', isReadable: true, why: { code: 'by-usage' } });
    expect(bare(1, 1, 0x8d, 0x20)).toMatchObject({ role: 'scale' });
    expect(bare(1, 1, 0x8e, 1)).toMatchObject({ role: 'card-reader' });
    expect(chooseProfile(device(1, 1, 0xff00, 1), [], parseDescriptor(bytesOf(CARD_READER)))).toMatchObject({ role: 'card-reader', mode: 'vendor', why: { code: 'by-descriptor' } });
    expect(bare(1, 1, 0xff00, 1)).toMatchObject({ role: null, isReadable: false, why: { code: 'not-ours' } });
    expect(bare(1, 1, 1, 6)).toMatchObject({ role: null, mode: 'keyboard', isReadable: false, why: { code: 'keyboard' } });
    expect(bare(1, 1, 0x8c, 4)).toMatchObject({ role: null });
  });

  test('a vendor\'s second collection is not taken for the scanner [H85]', () => {
    expect(choice(0x0c2e, 1, 0xff8c, 2)).toMatchObject({ profile: null, role: null });
  });
});

describe('profile files', () => {
  test('a profile written and read again is the same [H86]', () => {
    for (const profile of profiles) expect(readProfileText(profileText(profile))).toEqual({ ok: true, profile });
  });

  test('what is missing, misspelt or out of range is named with its place [H87]', () => {
    const broken = (change: Record<string, unknown>) => {
      const read = readProfile({ ...JSON.parse(profileText(profileWith({}))) as object, ...change });
      return read.ok ? [] : read.problems.map(({ path }) => path);
    };
    expect(broken({})).toEqual([]);
    expect(broken({ role: 'printer' })).toEqual(['role']);
    expect(broken({ quirks: { sufix: 'cr' } })).toEqual(['quirks.sufix']);
    expect(broken({ match: [{ vendorId: 3118 }] })).toEqual(['match.0.vendorId']);
    expect(broken({ match: [{ vendorId: '0x10000' }] })).toEqual(['match.0.vendorId']);
    expect(broken({ switching: [{ to: 'hid-pos', barcode: { text: 'PAP\n', symbology: 'code128' }, words: { en: 'a', zh: 'b' } }] })).toEqual(['switching.0.words.ko', 'switching.0.barcode.text']);
    expect(broken({ descriptor: '05 8c' })).toEqual(['descriptor']);
    expect(broken({ descriptor: '058c0902a101' })).toEqual(['descriptor']);
    expect(broken({ sources: [] })).toEqual(['sources']);
    expect(broken({ constructor: 1 })).toEqual(['constructor']);
    expect(readProfileText('{"id": "x", "__proto__": {"role": "scanner"}}')).toMatchObject({ ok: false });
    expect([readProfileText('{'), readProfileText('[]'), readProfileText('null'), readProfileText('x'.repeat(70_000))].map(({ ok }) => ok)).toEqual([false, false, false, false]);
  });

  test('an import shows what it would change, member by member [H88]', () => {
    const before = profileWith({ quirks: { suffix: 'cr' } });
    expect(diffProfiles(before, before)).toEqual([]);
    expect(diffProfiles(before, profileWith({ name: 'Other', quirks: { suffix: 'lf', aimInData: true } }))).toEqual([
      { path: 'name', before: '"Test"', after: '"Other"' }, { path: 'quirks.suffix', before: '"cr"', after: '"lf"' }, { path: 'quirks.aimInData', before: null, after: 'true' },
    ]);
    expect(diffProfiles(null, before).length).toBeGreaterThan(10);
  });
});

describe('the schema for editors', () => {
  type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; enum?: string[]; required?: string[]; additionalProperties?: boolean };
  const schema = JSON.parse(readFileSync(resolve(folder, '../device-profile.schema.json'), 'utf8')) as Schema;

  test('it knows the members and words that the till knows, and no other [H89]', () => {
    const sound = JSON.parse(profileText(profileWith({ match: [{ vendorId: 1, productId: 2, usagePage: 3, usage: 4 }] }))) as Record<string, unknown>;
    expect([Object.keys(schema.properties ?? {}).toSorted(), schema.required?.toSorted(), schema.additionalProperties]).toEqual([Object.keys(sound).toSorted(), Object.keys(sound).toSorted(), false]);
    const accepts = (change: Record<string, unknown>) => readProfile({ ...sound, ...change }).ok;
    for (const name of ['role', 'mode', 'layout', 'evidence']) {
      const words = schema.properties?.[name]?.enum ?? [];
      expect(words.length).toBeGreaterThan(2);
      for (const word of words) expect(accepts({ [name]: word }), `${name} ${word}`).toBe(true);
    }
    const quirks = schema.properties?.['quirks']?.properties ?? {};
    for (const [name, one] of Object.entries(quirks)) expect(accepts({ quirks: { [name]: one.enum?.[0] ?? (name === 'silenceMs' ? 50 : true) } }), name).toBe(true);
    for (const word of quirks['suffix']?.enum ?? []) expect(accepts({ quirks: { suffix: word } })).toBe(true);
    expect(accepts({ quirks: { constructor: true } })).toBe(false);
  });
});
