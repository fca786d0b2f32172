/** What a device is to this till, and why: the technician's word first, then a profile, then its own descriptor. Pure. */
import type { DeviceKind, DeviceMode, DeviceReason, DeviceRole } from '#contract/deviceViews.ts';
import { chooseProfile, type Choice } from '#core/hid/chooseProfile.ts';
import { parseDescriptor, type Descriptor } from '#core/hid/descriptor.ts';
import { openDecoder, type DecoderInput } from '#core/hid/openDecoder.ts';
import type { Profile } from '#core/hid/profile.ts';
import type { DeviceSettings } from '#till/ports.ts';
import type { HidNode } from './driver.ts';

export type Claim = {
  readonly kind: DeviceKind;
  readonly mode: DeviceMode;
  readonly role: DeviceRole | null;
  readonly bound: boolean;
  readonly profile: Profile | null;
  readonly descriptor: Descriptor | null;
  readonly descriptorFrom: 'system' | 'profile' | 'virtual' | null;
  readonly by: 'profile' | 'descriptor' | null;
  /** Behaves like a keyboard, among other things. */
  readonly types: boolean;
  /** How its reports are read; null when they are not. */
  readonly reads: string | null;
  readonly why: readonly DeviceReason[];
  readonly wants: 'open' | 'nothing' | 'a-word' | 'denied';
  /** The collection that decided, for the views. */
  readonly usagePage: number | null;
  readonly usage: number | null;
};

const KEYBOARD_PAGE = 1;
const isKeyboard = ({ usagePage, usage }: { readonly usagePage: number; readonly usage: number }): boolean => usagePage === KEYBOARD_PAGE && (usage === 6 || usage === 7);
const BY_ROLE: Readonly<Record<DeviceRole, string>> = { scanner: 'descriptor-scanner', 'card-reader': 'descriptor-card', scale: 'descriptor-scale' };

const why = (code: string, values: DeviceReason['values'] = {}): DeviceReason => ({ code, values });

/** Top-level collections by the descriptor, else as the system lists them. */
function collectionsOf(node: HidNode, descriptor: Descriptor | null): HidNode['collections'] {
  if (descriptor === null) return node.collections;
  const top = descriptor.collections.filter((one) => one.parent === null).map(({ usage }) => ({ usagePage: Math.floor(usage / 65_536), usage: usage % 65_536 }));
  return top.length === 0 ? node.collections : top;
}

type Chosen = Choice & { readonly usagePage: number; readonly usage: number };

/** Of a node's collections the one that the till can read, else the keyboard, else the first. */
function chosenOf(node: HidNode, collections: HidNode['collections'], profiles: readonly Profile[], descriptor: Descriptor | null): Chosen {
  const all = (collections.length === 0 ? [{ usagePage: 0, usage: 0 }] : collections).map((one): Chosen => ({ ...one, ...chooseProfile({ vendorId: node.vendorId, productId: node.productId, ...one }, profiles, descriptor) }));
  const [first] = all;
  const found = all.find((one) => one.isReadable && one.profile !== null) ?? all.find((one) => one.isReadable) ?? all.find((one) => one.mode === 'keyboard') ?? first;
  if (found === undefined) throw new Error('a node has at least one collection');
  return found;
}

function reasonOf(chosen: Chosen): DeviceReason[] {
  if (chosen.profile !== null) return [why(chosen.why.code, { name: chosen.profile.name })];
  return chosen.role === null ? [] : [why(BY_ROLE[chosen.role])];
}

export type ClaimInput = {
  readonly node: HidNode;
  readonly id: string;
  /** As the system gives it. */
  readonly descriptorBytes: Uint8Array | null;
  readonly profiles: readonly Profile[];
  readonly settings: DeviceSettings;
  /** Came after the shop had looked the first time, and is none of those it saw then. */
  readonly isNew: boolean;
  readonly decoding: Omit<DecoderInput, 'descriptor' | 'profile'>;
};

export function claimOf(input: ClaimInput): Claim {
  const { node, id, settings } = input;
  const own = input.descriptorBytes === null ? null : parseDescriptor(input.descriptorBytes);
  const collections = collectionsOf(node, own);
  const chosen = chosenOf(node, collections, input.profiles, own);
  const { profile } = chosen;
  const described = own ?? (profile === null || profile.descriptor === null ? null : parseDescriptor(bytesOf(profile.descriptor)));
  const given = settings.roles[id];
  const role = given === 'none' || !chosen.isReadable ? null : given ?? chosen.role;
  const reads = role === null ? null : openDecoder({ ...input.decoding, descriptor: described, profile }).reads;
  const types = collections.some(isKeyboard);
  const reasons = [
    ...(node.virtual ? [why('virtual')] : []), ...reasonOf(chosen), ...(own === null ? [why('no-descriptor')] : []), ...(given === undefined ? [] : [why(given === 'none' ? 'unbound' : 'bound')]),
    ...(types ? [why('keyboard')] : []),
  ];
  const claim = {
    kind: role ?? chosen.role ?? (types ? 'keyboard' as const : 'other' as const), mode: chosen.why.code === 'not-ours' ? 'none' as const : chosen.mode, role,
    bound: given !== undefined && given !== 'none', profile, descriptor: described, types, reads, by: role === null ? null : profile !== null ? 'profile' as const : 'descriptor' as const,
    descriptorFrom: described === null ? null : own === null ? 'profile' as const : node.virtual ? 'virtual' as const : 'system' as const, usagePage: chosen.usagePage, usage: chosen.usage,
  };
  if (types && settings.denied.includes(id)) return { ...claim, role: null, by: null, why: [...reasons, why('denied')], wants: 'denied' };
  if (types && settings.allowed.includes(id)) reasons.push(why('allowed'));
  else if (types && input.isNew) return { ...claim, role: null, by: null, why: [...reasons, why('keyboard-new')], wants: 'a-word' };
  else if (types && settings.seen?.includes(id) === true) reasons.push(why('keyboard-first'));
  if (role !== null && reads !== null) return { ...claim, why: [...reasons, why('reads', { reads })], wants: 'open' };
  if (!chosen.isReadable && profile !== null && chosen.mode !== 'keyboard') reasons.push(why('not-readable', { mode: chosen.mode }));
  else if (chosen.why.code === 'not-ours') reasons.push(why('no-fit'));
  return { ...claim, why: reasons, wants: 'nothing' };
}

/** @param hex with or without blanks. */
export function bytesOf(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s+/g, '');
  return Uint8Array.from({ length: digits.length >> 1 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}
