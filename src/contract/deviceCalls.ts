/** Every call about devices: what is attached, who does what, tests, traces, profiles, virtual devices, the outage drill. */
import { z } from 'zod';
import { call } from './define.ts';
import type { DevicePageView, DeviceProfileView, DeviceReplayView, DevicesView, DeviceTestView, DeviceTraceView, VirtualModelView } from './deviceViews.ts';

const nothing = z.strictObject({});
/** A device's id as in `devices.list`. */
const Device = z.string().min(1).max(160);
const device = z.strictObject({ device: Device });
const Hex = z.string().regex(/^(?:[0-9a-fA-F]{2}\s*){1,4096}$/);
const Json = z.string().min(2).max(65_536);

export const DEVICE_CALLS = {
  /** Live; read again whenever a `devices` event comes. Refuses nothing: with the device process down it tells the last known list. */
  'devices.list': call<DevicesView>()('technician', nothing),
  /** @throws Refusal `no-such-device` */
  'devices.page': call<DevicePageView>()('technician', device),
  /** Gives a device its role here; journalled. */
  'devices.bind': call<DevicesView>()('technician', z.strictObject({ device: Device, role: z.enum(['scanner', 'card-reader', 'scale']) })),
  /** Takes the role away: its events go nowhere until it is bound again. */
  'devices.unbind': call<DevicesView>()('technician', device),
  /** Answers what a device in state `asks` is waiting for; journalled. */
  'devices.allow': call<DevicesView>()('technician', device),
  'devices.deny': call<DevicesView>()('technician', device),
  'devices.profiles': call<DeviceProfileView[]>()('technician', nothing),
  /** @throws Refusal `bad-profile` with the place and the reason */
  'devices.profile.import': call<DeviceProfileView>()('technician', z.strictObject({ text: Json })),
  'devices.profile.export': call<{ name: string; text: string }>()('technician', z.strictObject({ profile: z.string().min(1).max(64) })),
  /** Brings back what stood there before the last import; null when that was nothing. */
  'devices.profile.undo': call<DeviceProfileView | null>()('technician', z.strictObject({ profile: z.string().min(1).max(64) })),
  /** Waits for the device's next event, which then goes nowhere else, and compares a scan with `expected`. Answers at the latest after `withinMs`. */
  'devices.test': call<DeviceTestView>()('technician', z.strictObject({ device: Device, expected: z.string().max(512).nullable(), withinMs: z.int().min(500).max(120_000) })),
  'devices.test.stop': call<null>()('technician', device),
  'devices.trace.start': call<null>()('technician', device),
  'devices.trace.stop': call<DeviceTraceView>()('technician', device),
  /** Decodes a recorded trace here and now; nothing of it is sold. @throws Refusal `trace-unusable` */
  'devices.trace.replay': call<DeviceReplayView>()('technician', z.strictObject({ text: z.string().min(2).max(8_000_000), speed: z.enum(['real', 'max']) })),
  /** The next card that is no payment card becomes this person's badge, if it is swiped within 30 s; journalled. Told to the technicians' screens by a `badge` event. @throws Refusal `no-such-person` */
  'devices.badge.learn': call<null>()('technician', z.strictObject({ operatorId: z.string().min(1).max(64) })),
  // Virtual devices send reports through the same decoders as real ones; in the demo and practice shops only (Refusal `practice-only`).
  'devices.virtual.models': call<VirtualModelView[]>()('signed-in', nothing),
  'devices.virtual.plug': call<{ device: string }>()('signed-in', z.strictObject({ model: z.string().min(1).max(64) })),
  'devices.virtual.unplug': call<null>()('signed-in', device),
  /** `device` may be `virtual-scanner`: the one that a demo or practice till has from the start. What came of it is told by a `scanned` event. */
  'devices.virtual.scan': call<null>()('signed-in', z.strictObject({ device: Device, text: z.string().min(1).max(4_096), symbology: z.string().regex(/^\][A-Za-z][0-9A-Za-z]$/).nullable() })),
  'devices.virtual.swipe': call<null>()('signed-in', z.strictObject({ device: Device, card: z.enum(['clear-payment', 'encrypted-payment', 'staff-badge', 'damaged']), /** The card's last four digits, which tell a sandbox what to do. */ ending: z.string().regex(/^\d{4}$/).optional() })),
  'devices.virtual.weigh': call<null>()('signed-in', z.strictObject({ device: Device, grams: z.int().min(-100_000).max(100_000), stable: z.boolean() })),
  /** Raw reports, hex, with the report id where the device numbers its reports. */
  'devices.virtual.report': call<null>()('signed-in', z.strictObject({ device: Device, reports: z.array(Hex).min(1).max(200) })),
  /** Outage drill: the device process hangs in a driver call, stops answering, or dies; it is found and replaced as in earnest. */
  'devices.drill': call<DevicesView>()('technician', z.strictObject({ what: z.enum(['driver-hangs', 'process-hangs', 'process-dies']) })),
} as const;
