/** One decoder per open device: the descriptor decides how its reports are read, then the profile. */
import { openCardDecoder } from './cardDecoder.ts';
import { cardLayoutOf, namedCardLayout } from './cardLayout.ts';
import type { CardSettings } from './cardSwipe.ts';
import type { FallbackText } from './codeText.ts';
import { usage } from './descriptor.ts';
import type { Descriptor } from './descriptor.ts';
import { ignored } from './event.ts';
import type { Decoder } from './event.ts';
import { openFrameDecoder } from './idTechFrame.ts';
import { openKeyboardDecoder } from './keyboardDecoder.ts';
import type { LayoutName, Profile, Quirks } from './profile.ts';
import { SCALE, openScaleDecoder, scaleLayoutOf } from './scaleDecoder.ts';
import { openScannerDecoder } from './scannerDecoder.ts';
import { GUESSED, layoutOf, namedLayout } from './scannerLayout.ts';

export type DecoderInput = {
  /** From the system, else from the profile, else null. */
  readonly descriptor: Descriptor | null;
  readonly profile: Pick<Profile, 'layout' | 'quirks'> | null;
  /** Reads codes that are not UTF-8, by the profile's `fallbackEncoding`; without it they are read byte for byte. */
  readonly fallbackText?: FallbackText;
  /** Turns the number of a card that is no payment card into a keyed, one-way token; without it such a card has none. It must not keep the bytes: they are overwritten. */
  readonly tokenOf?: (number: Uint8Array) => string;
  /** Beginnings (4 digits or more) of the shop's own card numbers (loyalty, gift, staff) that would else pass for payment cards. */
  readonly memberPrefixes?: readonly string[];
  /** Practice: clear payment cards are taken instead of refused. */
  readonly isPractice?: boolean;
};

/** Silence that ends what a keyboard-like scanner types without Enter. */
const KEYBOARD_SILENCE_MS = 200;
const KEYBOARD = usage(0x01, 0x06);

/** Never throws; a device that cannot be read has a decoder that says so of each report. */
export function openDecoder(input: DecoderInput): Decoder {
  const quirks = input.profile?.quirks ?? {};
  const settings: CardSettings = { tokenOf: input.tokenOf ?? null, memberPrefixes: input.memberPrefixes ?? [], isPractice: input.isPractice ?? false };
  const fallback = input.fallbackText ?? null;
  const { descriptor, profile } = input;
  // A frame's reports look like any vendor's: no descriptor tells of it.
  if (profile?.layout === 'idtech-frame') return openFrameDecoder(descriptor?.isNumbered === true ? firstInputId(descriptor) : null, settings);
  const described = descriptor === null || quirks.ignoreDescriptor === true ? null : byDescriptor(descriptor, quirks, settings, fallback);
  const named = profile === null ? null : byName(profile.layout, quirks, settings, fallback);
  const guessed = descriptor === null && profile === null ? openScannerDecoder(GUESSED, quirks, fallback) : null;
  return described ?? named ?? guessed ?? noDecoder();
}

function byDescriptor(descriptor: Descriptor, quirks: Quirks, settings: CardSettings, fallback: FallbackText | null): Decoder | null {
  const scanner = layoutOf(descriptor);
  if (scanner !== null) return openScannerDecoder(scanner, quirks, fallback);
  const card = cardLayoutOf(descriptor);
  if (card !== null) return openCardDecoder(card, quirks, settings);
  const scale = scaleLayoutOf(descriptor);
  if (scale !== null) return openScaleDecoder(scale);
  const keys = descriptor.collections.find((one) => one.parent === null && one.usage === KEYBOARD);
  return keys === undefined ? null : openKeyboardDecoder(descriptor.isNumbered ? firstInputId(descriptor) : null, quirks.silenceMs ?? KEYBOARD_SILENCE_MS);
}

function byName(name: LayoutName, quirks: Quirks, settings: CardSettings, fallback: FallbackText | null): Decoder | null {
  const scanner = namedLayout(name);
  if (scanner !== null) return openScannerDecoder(scanner, quirks, fallback);
  const card = namedCardLayout(name);
  if (card !== null) return openCardDecoder(card, quirks, settings);
  if (name === 'scale') return openScaleDecoder(SCALE);
  return name === 'keyboard' ? openKeyboardDecoder(null, quirks.silenceMs ?? KEYBOARD_SILENCE_MS) : null;
}

function firstInputId(descriptor: Descriptor): number {
  return descriptor.reports.find((one) => one.report === 'input')?.reportId ?? 0;
}

function noDecoder(): Decoder {
  const words = 'Neither the descriptor nor a profile says how this report is read.';
  return { reads: 'nothing', feed: (_report, atMs) => [ignored('no-decoder', words, atMs)], idle: () => [], dueMs: () => null, close: () => [] };
}
