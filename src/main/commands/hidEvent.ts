/** A device's event as the command line prints it: never a track, never a name. */
import type { DeviceEvent } from '#core/hid/event.ts';

export function eventLine(event: DeviceEvent): string {
  return `${JSON.stringify(shownEvent(event))}\n`;
}

export function shownEvent(event: DeviceEvent): Record<string, unknown> {
  switch (event.type) {
    case 'scan': return { type: 'scan', symbology: event.symbology, text: event.text, hex: Buffer.from(event.bytes).toString('hex') };
    case 'card': return { type: 'card', brand: event.brand, last4: event.last4, expiry: event.expiry, encrypted: event.encrypted, ksn: event.ksn };
    case 'weight': return { type: 'weight', state: event.state, value: Number(event.text.split(' ')[0]), unit: event.unit, milligrams: event.milligrams };
    case 'ignored': case 'fault': return { type: event.type, reason: event.reason };
  }
}
