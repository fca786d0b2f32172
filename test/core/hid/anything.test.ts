/** Whatever is given (descriptors, profiles, traces, reports), an answer in words comes back and never an exception. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseProfile } from '#core/hid/chooseProfile.ts';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import { explainDescriptor } from '#core/hid/explain.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import { profileText } from '#core/hid/profileText.ts';
import { readProfile, readProfileText } from '#core/hid/readProfile.ts';
import { openScrubber } from '#core/hid/scrub.ts';
import { openTraceReader } from '#core/hid/trace.ts';
import { Refusal } from '#core/refusal.ts';
import { AIM_SCANNER, CARD_READER, MSR_READER, PLAIN_SCANNER, SCALE, bytesOf } from '#test/kit/hidDescriptors.ts';
import { profileWith } from '#test/kit/hidProfiles.ts';

const KNOWN = [AIM_SCANNER, PLAIN_SCANNER, CARD_READER, MSR_READER, SCALE, AIM_SCANNER + MSR_READER].map(bytesOf);
const change = fc.record({ at: fc.nat({ max: 300 }), to: fc.nat({ max: 255 }) });

describe('anything', () => {
  test('a damaged descriptor opens some decoder, and no report makes it throw or read past a report [H43]', () => {
    fc.assert(fc.property(fc.constantFrom(...KNOWN), fc.array(change, { minLength: 1, maxLength: 6 }), fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 }), (sound, changes, reports) => {
      const bytes = sound.slice();
      for (const { at, to } of changes) bytes[at % bytes.length] = to;
      const descriptor = parseDescriptor(bytes);
      explainDescriptor(descriptor);
      const decoder = openDecoder({ descriptor, profile: null });
      const scrubber = openScrubber(descriptor, null);
      chooseProfile({ vendorId: 1, productId: 1, usagePage: 0xff00, usage: 1 }, [], descriptor);
      for (const [i, report] of reports.entries()) {
        if (i % 2 === 0 && report.length > 0 && descriptor.reports[0] !== undefined) report[0] = descriptor.reports[0].reportId;
        for (const scrubbed of scrubber.scrub(report, i)) expect(scrubbed.report.length).toBeLessThanOrEqual(400);
        for (const event of decoder.feed(report, i)) if (event.type === 'scan') expect(event.bytes.length).toBeLessThanOrEqual(400 * reports.length);
      }
      scrubber.flush();
      decoder.close(9);
    }), { numRuns: 400 });
  });

  test('any JSON and any text is a profile or refused with its places, and what is a profile is written back the same [H44]', () => {
    const sound = JSON.parse(profileText(profileWith({}))) as Record<string, unknown>;
    fc.assert(fc.property(fc.constantFrom(...Object.keys(sound)), fc.jsonValue(), (name, value) => {
      const read = readProfile({ ...sound, [name]: value });
      if (read.ok) expect(readProfileText(profileText(read.profile))).toEqual(read);
      else expect(read.problems.every(({ path, words }) => path.startsWith(name) && words.length > 5)).toBe(true);
    }), { numRuns: 400 });
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => { expect(readProfileText(text).ok).toBe(false); }), { numRuns: 100 });
  });

  test('any line of a trace is read or refused, and nothing else happens [H45]', () => {
    const line = fc.oneof(fc.string({ maxLength: 80 }), fc.jsonValue().map((value) => JSON.stringify(value)), fc.record({ t: fc.anything(), d: fc.constantFrom('in', 'out', 'gone', 'x'), hex: fc.oneof(fc.string({ maxLength: 8 }), fc.constant('00ff')) }).map((value) => {
      try { return JSON.stringify(value); } catch { return ''; }
    }));
    fc.assert(fc.property(fc.boolean(), fc.array(line, { maxLength: 5 }), (isHead, lines) => {
      const reader = openTraceReader();
      for (const [i, text] of lines.entries()) {
        try {
          if (isHead && i === 0) reader.header(text);
          else reader.entry(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }
    }), { numRuns: 300 });
  });
});
