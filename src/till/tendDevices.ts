/** The technician's word on devices: who does what, who may speak at all, whose profile counts; kept in the settings and journalled. */
import { Refusal } from '#core/refusal.ts';
import type { DeviceRole, DevicesView } from '#contract/deviceViews.ts';
import type { DeviceSettings } from './ports.ts';
import { DEVICES_KEY, deviceSettings, LISTED_MAX } from './deviceSettings.ts';
import { hearDevice } from './hearDevice.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const BEFORE = 'devices.before';
const PROFILES_MAX = 50;

/** Starts listening; returns at once, whatever the devices do. */
export function startDevices(till: Till): void {
  till.ports.devices.open(deviceSettings(till), (word) => {
    try {
      hearDevice(till, word);
    } catch (error) {
      // One word lost is on record; the next one is heard. The message of a bug names no scan.
      till.ports.log('error', 'device-word-failed', { kind: word.kind, error: (error as Error).name });
    }
  });
}

export function readDevices(till: Till): DevicesView {
  const { devices } = till.ports;
  return { process: devices.process(), devices: devices.list(), pretend: pretends(till) };
}

const pretends = (till: Till): boolean => till.shop.demo || till.shop.practice;

/** Virtual devices belong to demo and practice: in a real shop one could sell what nobody scanned. */
export function assertPretend(till: Till, seat: Seat): void {
  operatorOf(seat);
  if (!pretends(till)) throw new Refusal('practice-only', 'Virtual devices are for the demo shop and for practice. Nothing was changed; use a real device, or start a practice till.');
}

function keep(till: Till, seat: Seat, next: DeviceSettings, what: string, to: string, beside: Readonly<Record<string, string>> = {}): void {
  commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what, to } }], { settings: { [DEVICES_KEY]: JSON.stringify(next), ...beside } });
  till.ports.devices.use(next);
  till.ports.changed();
}

function assertKnown(till: Till, device: string): void {
  if (!till.ports.devices.list().some((one) => one.id === device)) throw new Refusal('no-such-device', 'That device is not attached any more. Nothing was changed; plug it in again, or choose another.');
}

const without = (list: readonly string[], one: string): string[] => list.filter((other) => other !== one);
const newest = (list: readonly string[], one: string): string[] => [...without(list, one), one].slice(-LISTED_MAX);

export function bindDevice(till: Till, seat: Seat, device: string, role: DeviceRole | 'none'): DevicesView {
  assertKnown(till, device);
  const settings = deviceSettings(till);
  const roles = Object.fromEntries([...Object.entries(settings.roles).filter(([id]) => id !== device), [device, role] as const].slice(-LISTED_MAX));
  keep(till, seat, { ...settings, roles }, `device.role ${device}`, role);
  return readDevices(till);
}

export function admitDevice(till: Till, seat: Seat, device: string, admitted: boolean): DevicesView {
  assertKnown(till, device);
  const settings = deviceSettings(till);
  const { allowed, denied } = settings;
  const next = admitted ? { allowed: newest(allowed, device), denied: without(denied, device) } : { allowed: without(allowed, device), denied: newest(denied, device) };
  keep(till, seat, { ...settings, ...next }, `device.${admitted ? 'allowed' : 'denied'}`, device);
  return readDevices(till);
}

type Before = Readonly<Record<string, string | null>>;

/** What stood in a profile's place before the last import. */
function profilesBefore(till: Till): Before {
  const kept = till.storage.setting(BEFORE);
  return kept === null ? {} : (JSON.parse(kept) as Before);
}

/** @returns the profile's id. */
export function importProfile(till: Till, seat: Seat, text: string): string {
  const id = till.ports.devices.readProfile(text);
  const settings = deviceSettings(till);
  if (settings.profiles[id] === undefined && Object.keys(settings.profiles).length >= PROFILES_MAX) throw new Refusal('too-many-profiles', 'This till keeps no more profiles of its own. Nothing was changed; take back one that is no longer used.', { most: PROFILES_MAX });
  const before: Before = { ...profilesBefore(till), [id]: settings.profiles[id] ?? null };
  keep(till, seat, { ...settings, profiles: { ...settings.profiles, [id]: text } }, 'device.profile', id, { [BEFORE]: JSON.stringify(before) });
  return id;
}

/** Puts back what the last import replaced: an earlier import, the shipped profile, or nothing. */
export function undoProfile(till: Till, seat: Seat, id: string): void {
  const settings = deviceSettings(till);
  if (settings.profiles[id] === undefined) throw new Refusal('no-such-profile', 'The shop has no profile of its own by that name. Nothing was changed.');
  const before = profilesBefore(till)[id] ?? null;
  const { [id]: _gone, ...others } = settings.profiles;
  keep(till, seat, { ...settings, profiles: before === null ? others : { ...others, [id]: before } }, 'device.profile-undone', id, { [BEFORE]: JSON.stringify({ ...profilesBefore(till), [id]: null }) });
}
