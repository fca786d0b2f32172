/** The till's device process as it runs inside the machine, and the rig that moves its cables. */
import { join } from 'node:path';
import { deviceClient } from '#main/adapters/devices/deviceClient.ts';
import type { DeviceView } from '#contract/deviceViews.ts';
import type { Devices, DeviceSettings, DeviceWord } from '#till/ports.ts';

export type Rig = { report(id: string, data: string | Uint8Array): Promise<unknown>; plug(id: string): Promise<unknown>; unplug(id: string): Promise<unknown>; event(id: string, what: 'open' | 'output' | 'set_report', timeout?: number): Promise<unknown>; isOpen(id: string): Promise<boolean> };

const RIG = '/rig/rig.mjs';
const WAIT_MS_MAX = 60_000;
/** The machine is emulated, and shares two cores with others: so many times slower it may be, but where the till's own limits are what is proved. */
const EMULATED = Number(process.env['PATIENCE'] ?? 2.5);

export const { rig } = (await import(RIG)) as { readonly rig: Rig };
export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits until `check` gives something else than null, undefined or false. */
export async function until<Value>(what: string | (() => string), check: () => Value | null | undefined | false | Promise<Value | null | undefined | false>): Promise<Value> {
  for (const end = Date.now() + WAIT_MS_MAX; Date.now() < end; await sleep(10)) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
  }
  throw new Error(`waited in vain: ${typeof what === 'string' ? what : what()}`);
}

export const NO_SETTINGS: DeviceSettings = { allowed: [], denied: [], seen: null, roles: {}, profiles: {} };

export type Counter = {
  readonly devices: Devices;
  readonly words: DeviceWord[];
  readonly scans: () => string[];
  readonly notices: (what: string) => number;
  readonly inState: (product: string, state: DeviceView['state']) => Promise<DeviceView>;
  readonly all: (product: string) => DeviceView[];
  readonly heard: (count: number) => Promise<string[]>;
};

/** Starts the till's device process for `work`, and ends it. */
export async function atCounter<Value>(work: (counter: Counter) => Promise<Value>): Promise<Value> {
  const words: DeviceWord[] = [];
  const devices = deviceClient({ entry: join(import.meta.dirname, 'deviceProcess.js'), profiles: join(import.meta.dirname, 'resources/devices'), virtual: [], startAfterMs: 0, tokenKey: 'test', patience: EMULATED });
  devices.open(NO_SETTINGS, (word) => { if (word.kind !== 'changed') words.push(word); });
  const scans = () => words.flatMap((word) => (word.kind === 'scan' ? [word.text] : []));
  const all = (product: string) => devices.list().filter((one) => one.product === product);
  try {
    await until('the device process', () => devices.process().state === 'ready');
    return await work({
      devices, words, scans, all,
      notices: (what) => words.filter((word) => word.kind === 'notice' && word.notice.what === what).length,
      inState: (product, state) => until(() => `${product} to be ${state}, not ${all(product).map((one) => `${one.state} ${one.trouble?.text ?? ''}`).join()}; ${JSON.stringify(devices.process())}`, () => all(product).find((one) => one.state === state)),
      heard: (count) => until(() => `${count} scans, not ${scans().length}; ${JSON.stringify(words.map((word) => (word.kind === 'notice' ? word.notice.what : word.kind)))}; ${JSON.stringify(devices.list().map((one) => [one.product, one.state, one.counts, one.trouble?.code]))}`, () => scans().length >= count && scans()),
    });
  } finally {
    await devices.close();
  }
}
