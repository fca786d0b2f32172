/** Random and mutated reports through every decoder and scrubber: no exception, no growth, every event of a known kind. Short in `npm test`, a million by `npm run soak`. */
import { expect, test } from 'vitest';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import { openScrubber } from '#core/hid/scrub.ts';
import { LIMITS } from '#core/limits.ts';
import { corpora, mutated, randomFrom } from '#test/kit/hidCorpus.ts';

const REPORTS = process.env['TILLBOOK_SOAK'] === 'full' ? 1_000_000 : 40_000;
const SEED = Number(process.env['TILLBOOK_SOAK_SEED'] ?? 20_260_101);
const TRACKS = ['%B4539578763621486^DOE/JANE^29121010000000000000?', ';4539578763621486=29121010000000000000?'] as const;

test('random and mutated reports through all decoders end in events, never in an exception, and nothing grows [H133]', () => {
  const random = randomFrom(SEED);
  const all = corpora(TRACKS);
  const counts: Record<string, number> = {};
  const share = Math.ceil(REPORTS / all.length);
  const heapBefore = process.memoryUsage();
  const startedAt = performance.now();
  let [fed, slowestMs, largest] = [0, 0, 0];
  for (const { name, input, seeds } of all) {
    const decoder = openDecoder(input);
    const scrubber = openScrubber(input.descriptor, input.profile);
    let atMs = 0;
    for (let i = 0; i < share; i += 1) {
      // Mostly as fast as a bus goes, now and then a wait past every limit, an idle call or an unplug.
      atMs += random(50) === 0 ? 600 : random(3);
      const report = mutated(seeds, random);
      const scrubbed = scrubber.scrub(report, atMs);
      const before = performance.now();
      const events = decoder.feed(report, atMs);
      slowestMs = Math.max(slowestMs, performance.now() - before);
      const due = decoder.dueMs();
      if (random(40) === 0 && due !== null) events.push(...decoder.idle(due));
      if (random(400) === 0) {
        events.push(...decoder.close(atMs));
        scrubbed.push(...scrubber.flush());
        expect(decoder.dueMs(), name).toBeNull();
      }
      for (const event of events) {
        const key = event.type === 'fault' || event.type === 'ignored' ? `${event.type} ${event.code}` : event.type;
        counts[key] = (counts[key] ?? 0) + 1;
        if (event.type === 'scan') largest = Math.max(largest, event.bytes.length);
        if (event.type === 'fault' || event.type === 'ignored') expect(event.reason.length).toBeGreaterThan(10);
      }
      expect(events.length, name).toBeLessThanOrEqual(12);
      if (random(20) === 0) parseDescriptor(report.length > 0 ? report : scrubbed[0]?.report ?? report);
      fed += 1;
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const grown = (process.memoryUsage().heapUsed - heapBefore.heapUsed) / 1_048_576;
  console.log(JSON.stringify({ reports: fed, seed: SEED, seconds: Math.round(seconds * 10) / 10, slowestMs: Math.round(slowestMs * 100) / 100, largestScanBytes: largest, heapGrownMiB: Math.round(grown * 10) / 10, counts }));
  expect(fed).toBeGreaterThanOrEqual(REPORTS);
  expect(largest).toBeLessThanOrEqual(LIMITS.scanBytesMax);
  expect(grown).toBeLessThan(64);
  for (const kind of ['scan', 'card', 'weight', 'fault length-beyond-field', 'fault part-without-successor', 'ignored unknown-report']) expect(counts[kind], kind).toBeGreaterThan(0);
});
