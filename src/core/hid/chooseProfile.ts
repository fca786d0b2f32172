/** Which profile a plugged-in device gets, what it is for and in which mode it is; always with the reason. */
import { cardLayoutOf } from './cardLayout.ts';
import type { Descriptor } from './descriptor.ts';
import type { DeviceMode, DeviceRole, Profile, ProfileMatch } from './profile.ts';

/** As the system lists it: one per top-level collection. */
export type DeviceInfo = {
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage: number;
  readonly usage: number;
};

/** `usage-and-ids` and so on: what spoke for the profile; `by-usage` and `by-descriptor`: no profile, but the device says itself what it is. */
export type ChoiceReason = 'usage-and-ids' | 'usage-and-vendor' | 'usage-only' | 'ids-only' | 'vendor-only' | 'by-usage' | 'by-descriptor' | 'keyboard' | 'not-ours';

export type Choice = {
  readonly profile: Profile | null;
  /** null: no business of the till's, or a keyboard that must be asked about first. */
  readonly role: DeviceRole | null;
  readonly mode: DeviceMode;
  /** Its reports can be read by `openDecoder`: the till may claim it. */
  readonly isReadable: boolean;
  readonly why: { readonly code: ChoiceReason; readonly words: string };
};

const KEYBOARD_PAGE = 0x01;
const KEYBOARD_USAGES: readonly number[] = [0x06, 0x07];
/** Pages of the HID Point of Sale Usage Tables and the application usages a till reads. */
const STANDARD: readonly (readonly [page: number, usages: readonly number[], role: DeviceRole, words: string])[] = [
  [0x8c, [0x01, 0x02, 0x03], 'scanner', 'it says itself that it is a bar code scanner (page 0x8C)'],
  [0x8d, [0x20], 'scale', 'it says itself that it is a scale (page 0x8D)'],
  [0x8e, [0x01], 'card-reader', 'it says itself that it is a magnetic stripe reader (page 0x8E)'],
];

/** Usage page and usage first, then vendor and product: among the profiles that fit, the one that says most wins, then the first. */
export function chooseProfile(device: DeviceInfo, profiles: readonly Profile[], descriptor: Descriptor | null = null): Choice {
  let best: { profile: Profile; match: ProfileMatch; score: number } | null = null;
  for (const profile of profiles) {
    for (const match of profile.match) {
      const score = fits(match, device) ? scoreOf(match) : 0;
      if (score > (best?.score ?? 0)) best = { profile, match, score };
    }
  }
  if (best === null) return without(device, descriptor);
  const { profile, match } = best;
  return { profile, role: profile.role, mode: profile.mode, isReadable: profile.mode === 'hid-pos' || profile.mode === 'vendor', why: reasonOf(match, profile) };
}

const MEMBERS = ['vendorId', 'productId', 'usagePage', 'usage'] as const;

function fits(match: ProfileMatch, device: DeviceInfo): boolean {
  return MEMBERS.every((name) => match[name] === undefined || match[name] === device[name]);
}

function scoreOf(match: ProfileMatch): number {
  return (match.usagePage === undefined ? 0 : 8) + (match.usage === undefined ? 0 : 4) + (match.vendorId === undefined ? 0 : 2) + (match.productId === undefined ? 0 : 1);
}

function reasonOf(match: ProfileMatch, profile: Profile): Choice['why'] {
  const [hasUsage, hasVendor, hasProduct] = [match.usagePage !== undefined, match.vendorId !== undefined, match.productId !== undefined];
  const code: ChoiceReason = hasUsage ? (hasVendor ? (hasProduct ? 'usage-and-ids' : 'usage-and-vendor') : 'usage-only') : hasProduct ? 'ids-only' : 'vendor-only';
  const parts = [...(hasUsage ? ['usage page and usage'] : []), ...(hasVendor ? ['vendor'] : []), ...(hasProduct ? ['product'] : [])];
  return { code, words: `the profile "${profile.name}" fits by ${parts.join(', ')}` };
}

function without(device: DeviceInfo, descriptor: Descriptor | null): Choice {
  const standard = STANDARD.find(([page, usages]) => page === device.usagePage && usages.includes(device.usage));
  if (standard !== undefined) return { profile: null, role: standard[2], mode: 'hid-pos', isReadable: true, why: { code: 'by-usage', words: standard[3] } };
  if (descriptor !== null && device.usagePage >= 0xff00 && cardLayoutOf(descriptor) !== null) {
    return { profile: null, role: 'card-reader', mode: 'vendor', isReadable: true, why: { code: 'by-descriptor', words: 'its report descriptor has the tracks of a card reader' } };
  }
  if (device.usagePage === KEYBOARD_PAGE && KEYBOARD_USAGES.includes(device.usage)) {
    return { profile: null, role: null, mode: 'keyboard', isReadable: false, why: { code: 'keyboard', words: 'it behaves like a keyboard: it is a keyboard, or a scanner in keyboard mode' } };
  }
  return { profile: null, role: null, mode: 'proprietary', isReadable: false, why: { code: 'not-ours', words: 'neither a profile nor its own words make it a device of a till' } };
}
