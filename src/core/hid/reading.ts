/** How a device's reports are read: by its descriptor, else by its profile, else (without both) by a guess for scanners. */
import { cardLayoutOf, namedCardLayout } from './cardLayout.ts';
import type { CardLayout } from './cardLayout.ts';
import { usage } from './descriptor.ts';
import type { Descriptor } from './descriptor.ts';
import type { LayoutName, Profile } from './profile.ts';
import { SCALE, scaleLayoutOf } from './scaleDecoder.ts';
import type { ScaleLayout } from './scaleDecoder.ts';
import { GUESSED, layoutOf, namedLayout } from './scannerLayout.ts';
import type { ScannerLayout } from './scannerLayout.ts';

export type Reading =
  | { readonly kind: 'scanner'; readonly layout: ScannerLayout }
  | { readonly kind: 'card'; readonly layout: CardLayout }
  /** ID TECH frames over several reports. */
  | { readonly kind: 'frame'; readonly reportId: number | null }
  | { readonly kind: 'scale'; readonly layout: ScaleLayout }
  | { readonly kind: 'keyboard'; readonly reportId: number | null }
  /** A device of several kinds in one: each report id has its own. */
  | { readonly kind: 'several'; readonly parts: readonly { readonly reportId: number; readonly reading: Reading }[] }
  | { readonly kind: 'none' };

export type ReadingProfile = Pick<Profile, 'layout' | 'quirks'>;

const KEYBOARD = usage(0x01, 0x06);

export function readingOf(descriptor: Descriptor | null, profile: ReadingProfile | null): Reading {
  // A frame's reports look like any vendor's: no descriptor tells of it.
  if (profile?.layout === 'idtech-frame') return { kind: 'frame', reportId: descriptor === null ? null : firstInputId(descriptor) };
  const described = descriptor === null || profile?.quirks.ignoreDescriptor === true ? null : byDescriptor(descriptor);
  const named = profile === null ? null : byName(profile.layout);
  return described ?? named ?? (descriptor === null && profile === null ? { kind: 'scanner', layout: GUESSED } : { kind: 'none' });
}

function byDescriptor(descriptor: Descriptor): Reading | null {
  const found: Reading[] = [];
  const scanner = layoutOf(descriptor);
  if (scanner !== null) found.push({ kind: 'scanner', layout: scanner });
  const card = cardLayoutOf(descriptor);
  if (card !== null) found.push({ kind: 'card', layout: card });
  const scale = scaleLayoutOf(descriptor);
  if (scale !== null) found.push({ kind: 'scale', layout: scale });
  const parts = found.flatMap((reading) => ('layout' in reading && reading.layout.reportId !== null ? [{ reportId: reading.layout.reportId, reading }] : []));
  if (parts.length > 1 && new Set(parts.map((part) => part.reportId)).size === parts.length) return { kind: 'several', parts };
  if (found[0] !== undefined) return found[0];
  const hasKeys = descriptor.collections.some((one) => one.parent === null && one.usage === KEYBOARD);
  return hasKeys ? { kind: 'keyboard', reportId: firstInputId(descriptor) } : null;
}

function byName(name: LayoutName): Reading | null {
  const scanner = namedLayout(name);
  if (scanner !== null) return { kind: 'scanner', layout: scanner };
  const card = namedCardLayout(name);
  if (card !== null) return { kind: 'card', layout: card };
  return name === 'scale' ? { kind: 'scale', layout: SCALE } : name === 'keyboard' ? { kind: 'keyboard', reportId: null } : null;
}

function firstInputId(descriptor: Descriptor): number | null {
  return descriptor.isNumbered ? descriptor.reports.find((one) => one.report === 'input')?.reportId ?? 0 : null;
}
