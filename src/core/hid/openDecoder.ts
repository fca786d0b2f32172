/** One decoder per open device: the descriptor decides how its reports are read, then the profile. */
import type { FallbackText } from './codeText.ts';
import type { Descriptor } from './descriptor.ts';
import { ignored } from './event.ts';
import type { Decoder } from './event.ts';
import type { Profile } from './profile.ts';
import { openScannerDecoder } from './scannerDecoder.ts';
import { GUESSED, layoutOf, namedLayout } from './scannerLayout.ts';

export type DecoderInput = {
  /** From the system, else from the profile (`profileDescriptor`), else null. */
  readonly descriptor: Descriptor | null;
  readonly profile: Profile | null;
  /** Reads codes that are not UTF-8, by the profile's `fallbackEncoding`; without it they are read byte for byte. */
  readonly fallbackText?: FallbackText;
  /** Turns the number of a card that is no payment card into a keyed, one-way token; without it such a card has none. */
  readonly tokenOf?: (number: Uint8Array) => string;
  /** Beginnings of the shop's own card numbers (loyalty, gift, staff) that would else pass for payment cards. */
  readonly memberPrefixes?: readonly string[];
  /** Practice: clear payment cards are taken instead of refused. */
  readonly isPractice?: boolean;
};

/** Never throws; a device that cannot be read has a decoder that says so of each report. */
export function openDecoder(input: DecoderInput): Decoder {
  const { descriptor, profile } = input;
  const quirks = profile?.quirks ?? {};
  const fallback = input.fallbackText ?? null;
  const own = profile === null ? null : namedLayout(profile.layout);
  const described = descriptor === null || quirks.ignoreDescriptor === true ? null : layoutOf(descriptor);
  const layout = described ?? own ?? (descriptor === null && profile === null ? GUESSED : null);
  if (layout !== null) return openScannerDecoder(layout, quirks, fallback);
  return noDecoder();
}

function noDecoder(): Decoder {
  const words = 'Neither the descriptor nor a profile says how this report is read.';
  return { reads: 'nothing', feed: (_report, atMs) => [ignored('no-decoder', words, atMs)], idle: () => [], dueMs: () => null, close: () => [] };
}
