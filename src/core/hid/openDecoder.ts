/** One decoder per open device: the descriptor decides how its reports are read, then the profile. */
import { openCardDecoder } from './cardDecoder.ts';
import type { CardSettings } from './cardSwipe.ts';
import type { FallbackText } from './codeText.ts';
import type { Descriptor } from './descriptor.ts';
import { ignored } from './event.ts';
import type { Decoder } from './event.ts';
import { openFrameDecoder } from './frameDecoder.ts';
import { openKeyboardDecoder } from './keyboardDecoder.ts';
import { readingOf } from './reading.ts';
import type { Reading, ReadingProfile } from './reading.ts';
import { openScaleDecoder } from './scaleDecoder.ts';
import { openScannerDecoder } from './scannerDecoder.ts';

export type DecoderInput = {
  /** From the system, else from the profile, else null. */
  readonly descriptor: Descriptor | null;
  readonly profile: ReadingProfile | null;
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

/** Never throws; a device that cannot be read has a decoder that says so of each report. */
export function openDecoder(input: DecoderInput): Decoder {
  return decoderOf(readingOf(input.descriptor, input.profile), input);
}

function decoderOf(reading: Reading, input: DecoderInput): Decoder {
  const quirks = input.profile?.quirks ?? {};
  const settings: CardSettings = { tokenOf: input.tokenOf ?? null, memberPrefixes: input.memberPrefixes ?? [], isPractice: input.isPractice ?? false };
  switch (reading.kind) {
    case 'scanner': return openScannerDecoder(reading.layout, quirks, input.fallbackText ?? null);
    case 'card': return openCardDecoder(reading.layout, quirks, settings);
    case 'frame': return openFrameDecoder(reading.reportId, settings);
    case 'scale': return openScaleDecoder(reading.layout);
    case 'keyboard': return openKeyboardDecoder(reading.reportId, quirks.silenceMs ?? KEYBOARD_SILENCE_MS);
    case 'several': return routedDecoder(reading.parts.map((part) => ({ reportId: part.reportId, decoder: decoderOf(part.reading, input) })));
    case 'none': return noDecoder();
  }
}

function routedDecoder(parts: readonly { readonly reportId: number; readonly decoder: Decoder }[]): Decoder {
  const all = parts.map((part) => part.decoder);
  return {
    reads: all.map((decoder) => decoder.reads).join('; '),
    feed: (report, atMs) => parts.find((part) => part.reportId === report[0])?.decoder.feed(report, atMs) ?? [ignored('unknown-report', 'A report that is not one of data.', atMs)],
    idle: (atMs) => all.flatMap((decoder) => decoder.idle(atMs)),
    dueMs: () => {
      const due = all.flatMap((decoder) => decoder.dueMs() ?? []);
      return due.length === 0 ? null : Math.min(...due);
    },
    close: (atMs) => all.flatMap((decoder) => decoder.close(atMs)),
  };
}

function noDecoder(): Decoder {
  const words = 'Neither the descriptor nor a profile says how this report is read.';
  return { reads: 'nothing', feed: (_report, atMs) => [ignored('no-decoder', words, atMs)], idle: () => [], dueMs: () => null, close: () => [] };
}
