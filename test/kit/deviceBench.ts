/** The till's own device process as a child, with virtual devices at the report level and a record of what it said. */
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { deviceClient, type DeviceClientOptions } from '#main/adapters/devices/deviceClient.ts';
import type { DeviceView } from '#contract/deviceViews.ts';
import type { Devices, DeviceSettings, DeviceWord } from '#till/ports.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const ENTRY = join(ROOT, 'src/main/deviceProcess.ts');
const NO_SETTINGS: DeviceSettings = { allowed: [], denied: [], seen: null, roles: {}, profiles: {} };

export type DeviceBench = {
  readonly devices: Devices;
  readonly words: DeviceWord[];
  /** Texts of the scans so far. */
  readonly scans: () => string[];
  readonly notices: () => string[];
  /** The device of that product name, in that state. */
  readonly until: (product: string, state: DeviceView['state']) => Promise<DeviceView>;
  readonly close: () => Promise<void>;
};

export async function openDeviceBench(over: Partial<DeviceClientOptions> & { readonly settings?: DeviceSettings } = {}): Promise<DeviceBench> {
  const { settings = NO_SETTINGS, ...options } = over;
  const words: DeviceWord[] = [];
  const devices = deviceClient({ entry: ENTRY, profiles: join(ROOT, 'resources/devices'), virtual: ['scanner'], startAfterMs: 0, tokenKey: 'test', ...options });
  devices.open(settings, (word) => { if (word.kind !== 'changed') words.push(word); });
  const bench: DeviceBench = {
    devices, words,
    scans: () => words.flatMap((word) => (word.kind === 'scan' ? [word.text] : [])),
    notices: () => words.flatMap((word) => (word.kind === 'notice' ? [word.notice.what] : [])),
    until(product, state) {
      const find = () => devices.list().find((one) => one.product === product && one.state === state);
      return vi.waitFor(() => find() ?? missing(`${product} to be ${state}`, devices), { timeout: 20_000, interval: 20 });
    },
    close: () => devices.close(),
  };
  await vi.waitFor(() => devices.process().state === 'ready' || missing('the device process', devices), { timeout: 30_000, interval: 20 });
  return bench;
}

function missing(what: string, devices: Devices): never {
  throw new Error(`waited for ${what}; there is ${devices.process().state}, ${devices.list().map((one) => `${one.product}: ${one.state}`).join(', ')}`);
}
