/** One open device: what a driver hands over, in the form in which drivers do. */
import { expect, test } from 'vitest';
import { claimOf } from '#main/adapters/devices/claim.ts';
import { listen } from '#main/adapters/devices/listening.ts';
import { deviceRecord } from '#main/adapters/devices/record.ts';
import { AIM_SCANNER, bytesOf } from '#test/kit/hidDescriptors.ts';
import { withAim } from '#test/devices/guest/reports.ts';

test('reports that come as Buffers, which are cut without copying, are scrubbed for the page and decoded all the same [V59]', () => {
  const node = { path: 'x', virtual: false, vendorId: 0x1111, productId: 1, serial: '', manufacturer: null, product: 'Scanner', interfaceNumber: -1, collections: [{ usagePage: 0x8c, usage: 2 }] };
  const claim = claimOf({ node, id: 'a', descriptorBytes: bytesOf(AIM_SCANNER), profiles: [], settings: { allowed: [], denied: [], seen: null, roles: {}, profiles: {} }, isNew: false, decoding: {} });
  const heard: string[] = [];
  let at = 0;
  const listening = listen({
    claim, decoding: {}, record: deviceRecord(() => at), now: () => at, tick: () => at, isTraced: () => false, onScrubbed: () => undefined, onFlood: () => undefined,
    onEvent: (event) => { heard.push(event.type === 'scan' ? event.text : event.type); },
  });
  for (const report of [withAim(']Q1', 'A'.repeat(56), true), withAim(']Q1', 'the end'), withAim(']E0', '4006381333931'), withAim(']Q1', '130123456789012345')]) {
    at += 30;
    listening.feed(Buffer.from(report));
  }
  listening.end();
  expect(heard).toEqual([`${'A'.repeat(56)}the end`, '4006381333931', '130123456789012345']);
});
