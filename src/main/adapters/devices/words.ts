/** A decoder's event as the till's word: what it needs to sell, nothing of a track. */
import type { DeviceEvent } from '#core/hid/event.ts';
import type { DeviceRole } from '#contract/deviceViews.ts';
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

/** What the person before the till repeats: half a code, a swipe that was not read or not surely encrypted. Null for all that is nothing to them. */
export function unreadOf(role: DeviceRole | null, event: DeviceEvent): 'half-scan' | 'card-unread' | 'card-unsure' | null {
  if (event.type !== 'fault' && event.type !== 'ignored') return null;
  if (role === 'scanner') return event.code === 'part-without-successor' || event.code === 'device-gone' ? 'half-scan' : null;
  if (role !== 'card-reader' || event.code === 'device-gone') return null;
  if (event.code === 'encryption-unsure') return 'card-unsure';
  return event.type === 'fault' || event.code === 'no-track' ? 'card-unread' : null;
}
