/** Track data pushed through every decoder: in no event, no fault's words and no trace is any of it, in any form. */
import { describe, expect, test } from 'vitest';
import { openDecoder } from '#core/hid/openDecoder.ts';
import { openScrubber } from '#core/hid/scrub.ts';
import { traceLine } from '#core/hid/trace.ts';
import { shownEvent } from '#main/commands/hidEvent.ts';
import { corpora, mutated, randomFrom } from '#test/kit/hidCorpus.ts';

const NUMBER = '4539578763621486';
const NAME = 'CANARYBIRD';
const TRACKS = [`%B${NUMBER}^${NAME}/YELLOW      ^29121019182736455463728?`, `;${NUMBER}=29121019182736455463728?`] as const;
/** The number without its last four, the name, and what a payment would be forged with. */
const SECRETS = [NUMBER.slice(0, 12), NUMBER.slice(4, 14), NAME, '9182736455463728'];

function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const utf16 = Buffer.from(secret, 'utf16le');
  return [
    bytes, Buffer.from(secret.split('').toReversed().join('')), Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase()), utf16, Buffer.from(utf16).swap16(),
    ...[0, 1, 2].map((lead) => Buffer.from(Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64').slice(lead === 0 ? 0 : lead === 1 ? 2 : 3).replace(/=+$/, '').slice(0, -1))),
  ];
}
const FORMS = SECRETS.flatMap(formsOf);

/** A card reader's events, with every byte array written out in hex as well. */
function written(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, (_key, item: unknown) => (item instanceof Uint8Array ? [Buffer.from(item).toString('hex'), Buffer.from(item).toString('latin1')] : item)));
}
const leak = (text: Buffer): string[] => FORMS.filter((form) => text.includes(form)).map((form) => form.toString('latin1'));

describe('canary', () => {
  const all = corpora(TRACKS);

  test('no event, no fault and no trace of a card reader has anything of a track in it, whatever becomes of the report [H130]', () => {
    const random = randomFrom(7);
    let cards = 0;
    for (const { name, input, seeds } of all.filter((one) => /MagTek|0x8E|MagneSafe|ID TECH/.test(one.name))) {
      const decoder = openDecoder({ ...input, tokenOf: (number) => `t${number.length}` });
      const scrubber = openScrubber(input.descriptor, input.profile);
      for (let i = 0; i < 700; i += 1) {
        const report = i < seeds.length ? (seeds[i] ?? new Uint8Array(0)).slice() : mutated(seeds, random);
        for (const scrubbed of scrubber.scrub(report, i)) expect(leak(Buffer.concat([Buffer.from(scrubbed.report), Buffer.from(traceLine({ atMs: i, kind: 'in', report: scrubbed.report, isScrubbed: true }))])), name).toEqual([]);
        const events = decoder.feed(report, i * 7);
        cards += events.filter((event) => event.type === 'card').length;
        expect(leak(written(events)), name).toEqual([]);
        expect(leak(written(events.map(shownEvent))), name).toEqual([]);
        expect(report.every((byte) => byte === 0), name).toBe(true);
      }
    }
    // It proves something only if cards were read.
    expect(cards).toBeGreaterThan(300);
  });

  test('a card swiped through a scanner or a keyboard leaves nothing in its trace nor in the words of a fault [H131]', () => {
    const random = randomFrom(11);
    for (const { name, input, seeds } of all.filter((one) => !/MagTek|0x8E|MagneSafe|ID TECH/.test(one.name))) {
      const decoder = openDecoder(input);
      const scrubber = openScrubber(input.descriptor, input.profile);
      for (let i = 0; i < 700; i += 1) {
        const report = i < seeds.length ? (seeds[i] ?? new Uint8Array(0)).slice() : mutated(seeds, random);
        for (const scrubbed of scrubber.scrub(report, i)) expect(leak(Buffer.concat([Buffer.from(scrubbed.report), Buffer.from(traceLine({ atMs: i, kind: 'in', report: scrubbed.report, isScrubbed: true }))])), name).toEqual([]);
        expect(leak(written(decoder.feed(report, i * 7).filter((event) => event.type === 'fault' || event.type === 'ignored'))), name).toEqual([]);
      }
      for (const scrubbed of scrubber.flush()) expect(leak(Buffer.from(scrubbed.report)), name).toEqual([]);
    }
  });

  test('the search finds what it looks for in each form [H132]', () => {
    for (const text of [NUMBER, `x${Buffer.from(TRACKS[0]).toString('base64')}`, Buffer.from(TRACKS[1]).toString('hex')]) expect(leak(Buffer.from(text)).length).toBeGreaterThan(0);
    expect(leak(written({ deep: [Uint8Array.from(Buffer.from(TRACKS[1]))] })).length).toBeGreaterThan(0);
    expect(leak(Buffer.from(TRACKS[0], 'utf16le')).length).toBeGreaterThan(0);
  });
});
