/** What a device is to this till, and why: the technician's word first, then a profile, then its own descriptor. Pure. */
import type { DeviceKind, DeviceMode, DeviceReason, DeviceRole } from '#contract/deviceViews.ts';
import { parseDescriptor, type Descriptor } from '#core/hid/descriptor.ts';
import { openDecoder, type DecoderInput } from '#core/hid/openDecoder.ts';
import type { Profile } from '#core/hid/profile.ts';
import type { DeviceSettings } from '#till/ports.ts';
import type { HidNode } from './driver.ts';
import { profileFor } from './profiles.ts';

export type Claim = {
  readonly kind: DeviceKind;
  readonly mode: DeviceMode;
  readonly role: DeviceRole | null;
  readonly bound: boolean;
  readonly profile: Profile | null;
  readonly descriptor: Descriptor | null;
  readonly descriptorFrom: 'system' | 'profile' | 'virtual' | null;
  readonly by: 'profile' | 'descriptor' | null;
  /** How its reports are read; null when they are not. */
  readonly reads: string | null;
  readonly why: readonly DeviceReason[];
  readonly wants: 'open' | 'nothing' | 'a-word' | 'denied';
  /** The collection that decided, for the views. */
  readonly usagePage: number | null;
  readonly usage: number | null;
};

const PAGE_ROLE: Readonly<Record<number, { readonly role: DeviceRole; readonly why: string }>> = {
  0x8c: { role: 'scanner', why: 'descriptor-scanner' }, 0x8d: { role: 'scale', why: 'descriptor-scale' }, 0x8e: { role: 'card-reader', why: 'descriptor-card' },
};
const isKeyboard = ({ usagePage, usage }: { readonly usagePage: number; readonly usage: number }): boolean => usagePage === 1 && (usage === 6 || usage === 7);

const why = (code: string, values: DeviceReason['values'] = {}): DeviceReason => ({ code, values });

/** Top-level collections by the descriptor, else as the system lists them. */
function collectionsOf(node: HidNode, descriptor: Descriptor | null): HidNode['collections'] {
  if (descriptor === null) return node.collections;
  const top = descriptor.collections.filter((one) => one.parent === null).map(({ usage }) => ({ usagePage: Math.floor(usage / 65_536), usage: usage % 65_536 }));
  return top.length === 0 ? node.collections : top;
}

export type ClaimInput = {
  readonly node: HidNode;
  readonly id: string;
  /** As the system gives it. */
  readonly descriptorBytes: Uint8Array | null;
  readonly profiles: readonly Profile[];
  readonly settings: DeviceSettings;
  /** Came after the till had looked the first time. */
  readonly isNew: boolean;
  readonly decoding: Omit<DecoderInput, 'descriptor' | 'profile'>;
};

export function claimOf(input: ClaimInput): Claim {
  const { node, id, settings } = input;
  const reasons: DeviceReason[] = node.virtual ? [why('virtual')] : [];
  const own = input.descriptorBytes === null ? null : parseDescriptor(input.descriptorBytes);
  const collections = collectionsOf(node, own);
  const profile = profileFor(input.profiles, node, collections);
  if (profile !== null) reasons.push(why('profile', { name: profile.name }));
  if (own === null) reasons.push(why('no-descriptor'));
  const described = own ?? (profile?.descriptor === null || profile === null ? null : parseDescriptor(bytesOf(profile.descriptor)));
  const decisive = collections.find((one) => PAGE_ROLE[one.usagePage] !== undefined) ?? null;
  const byPage = decisive === null ? null : PAGE_ROLE[decisive.usagePage] ?? null;
  if (byPage !== null) reasons.push(why(byPage.why));
  const types = collections.some(isKeyboard);
  const mode: DeviceMode = types && byPage === null ? 'keyboard' : profile?.mode ?? (byPage === null ? 'none' : 'hid-pos');
  const readable = mode === 'hid-pos' || mode === 'vendor';
  const chosen = settings.roles[id];
  const natural = profile?.role ?? byPage?.role ?? null;
  const role = chosen === 'none' || !readable ? null : chosen ?? natural;
  if (chosen !== undefined) reasons.push(why(chosen === 'none' ? 'unbound' : 'bound'));
  const decoder = role === null ? null : openDecoder({ ...input.decoding, descriptor: described, profile });
  const base = {
    mode, role, bound: chosen !== undefined && chosen !== 'none', profile, descriptor: described, reads: decoder?.reads ?? null,
    descriptorFrom: described === null ? null : own === null ? 'profile' as const : node.virtual ? 'virtual' as const : 'system' as const,
    by: role === null ? null : profile !== null ? 'profile' as const : 'descriptor' as const,
    kind: (role ?? (natural !== null && !types ? natural : types ? 'keyboard' : 'other')) as DeviceKind,
    usagePage: decisive?.usagePage ?? collections[0]?.usagePage ?? null, usage: decisive?.usage ?? collections[0]?.usage ?? null,
  };
  if (types) {
    reasons.push(why('keyboard'));
    const denied = settings.denied.includes(id);
    const known = settings.allowed.includes(id);
    if (denied) return { ...base, role: null, by: null, why: [...reasons, why('denied')], wants: 'denied' };
    if (known) reasons.push(why('allowed'));
    else if (input.isNew) return { ...base, role: null, by: null, why: [...reasons, why('keyboard-new')], wants: 'a-word' };
  }
  if (role !== null && base.reads !== null) return { ...base, why: [...reasons, why('reads', { reads: base.reads })], wants: 'open' };
  if (!readable && mode !== 'none' && mode !== 'keyboard') reasons.push(why('not-readable', { mode }));
  else if (natural === null && !types) reasons.push(why('no-fit'));
  return { ...base, why: reasons, wants: 'nothing' };
}

export function bytesOf(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s+/g, '');
  return Uint8Array.from({ length: digits.length >> 1 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}
