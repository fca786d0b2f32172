/** What this shop decided about devices, as it is kept in the settings; and the keyboards that were there when it looked the first time. */
import type { DeviceSettings } from './ports.ts';
import { commit, SYSTEM, type Till } from './till.ts';

export const DEVICES_KEY = 'devices';
const NO_DEVICE_SETTINGS: DeviceSettings = { allowed: [], denied: [], seen: null, roles: {}, profiles: {} };
export const LISTED_MAX = 200;

export function deviceSettings(till: Till): DeviceSettings {
  const kept = till.storage.setting(DEVICES_KEY);
  return kept === null ? NO_DEVICE_SETTINGS : { ...NO_DEVICE_SETTINGS, ...(JSON.parse(kept) as Partial<DeviceSettings>) };
}

/** The keyboards of the very first look are taken as known, on record; whatever comes later, also while the till is off, asks. */
export function takeAsSeen(till: Till, keyboards: readonly string[]): void {
  const settings = deviceSettings(till);
  if (settings.seen !== null) return;
  const next: DeviceSettings = { ...settings, seen: keyboards.slice(0, LISTED_MAX) };
  const drafts = next.seen?.map((device) => ({ kind: 'config.changed' as const, payload: { what: 'device.seen-first', to: device } })) ?? [];
  commit(till, SYSTEM, drafts, { settings: { [DEVICES_KEY]: JSON.stringify(next) } });
  till.ports.log('info', 'devices-seen-first', { keyboards: drafts.length });
  till.ports.devices.use(next);
  till.ports.changed();
}
