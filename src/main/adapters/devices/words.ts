/** A decoder's event as the till's word: what it needs to sell, nothing of a track. */
import type { DeviceEvent } from '#core/hid/event.ts';
import type { DeviceWord } from '#till/ports.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Null for what is no business of a sale. */
export function wordOf(device: string, event: DeviceEvent): DeviceWord | null {
  switch (event.type) {
    case 'scan': return { kind: 'scan', device, text: event.text, symbology: event.symbology };
    case 'card': return {
      kind: 'card', device,
      card: {
        brand: event.brand, lastFour: event.last4, expiry: event.expiry, encrypted: event.encrypted, use: event.use, ksn: event.ksn, badge: event.token,
        ciphertext: event.encrypted ? event.tracks.map((track) => `${track.track}:${hex(track.ciphertext)}`).join(' ') : null,
      },
    };
    case 'weight': return { kind: 'weight', device, grams: event.state === 'stable-at-zero' ? 0 : event.milligrams / 1_000, stable: event.state === 'stable' || event.state === 'stable-at-zero' };
    case 'ignored': case 'fault': return null;
  }
}
