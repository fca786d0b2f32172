/** Real devices by node-hid: its asynchronous class only, one listener from open to close, hot-plug by watching /dev or by asking again. */
import { watch, type FSWatcher } from 'node:fs';
import { access, constants, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LIMITS } from '#core/limits.ts';
import { Fault } from '#core/refusal.ts';
import type { Device, HIDAsync } from 'node-hid';
import type { Driver, HidNode, Listener, Port } from './driver.ts';

type Library = typeof import('node-hid');

const IS_LINUX = process.platform === 'linux';
/** Where nothing tells of a plug. Asking more often slows the devices' own traffic on some systems. */
const POLL_MS = IS_LINUX ? 10_000 : 2_500;
const NAME_CHARS_MAX = 80;

/** Names come from the device: no control characters, no endless ones. */
function plain(text: string | undefined): string {
  let clean = '';
  for (const char of text ?? '') if (char >= ' ' && (char < '\u007f' || char > '\u009f')) clean += char;
  return clean.trim().slice(0, NAME_CHARS_MAX);
}

/** One node for each path: on Linux all collections of a node share it, elsewhere each has its own. */
function nodesOf(devices: readonly Device[]): HidNode[] {
  const byPath = new Map<string, Device[]>();
  for (const device of devices) {
    if (device.path === undefined || device.path === '') continue;
    byPath.set(device.path, [...(byPath.get(device.path) ?? []), device]);
  }
  return [...byPath].flatMap(([path, [first, ...more]]): HidNode[] => (first === undefined ? [] : [{
    path, virtual: false, vendorId: first.vendorId, productId: first.productId, serial: plain(first.serialNumber), manufacturer: plain(first.manufacturer) || null, product: plain(first.product) || 'HID device', interfaceNumber: first.interface,
    collections: [first, ...more].map(({ usagePage, usage }) => ({ usagePage: usagePage ?? 0, usage: usage ?? 0 })),
  }]));
}

async function mayOpen(path: string): Promise<boolean> {
  if (!IS_LINUX) return true;
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EACCES' && (error as NodeJS.ErrnoException).code !== 'EPERM';
  }
}

function portOf(device: HIDAsync, { onReport, onError }: Listener): Port {
  let failed = false;
  const fail = (error: unknown) => {
    if (failed) return;
    failed = true;
    // node-hid gives a string here, an Error where a listener threw.
    onError(error instanceof Error ? error.message : String(error));
  };
  // Exactly one listener of each, from now until it is closed: a second one, or one taken off, loses reports and can hang the close.
  device.on('data', (report: Uint8Array) => onReport(report));
  device.on('error', fail);
  return {
    write: async (report) => void await device.write(Buffer.from(report)),
    sendFeature: async (report) => void await device.sendFeatureReport(Buffer.from(report)),
    close: () => device.close(),
  };
}

/** Throws `Fault` `driver-missing` when node-hid cannot be loaded on this machine, as without the system library that it needs. */
export async function hidDriver(): Promise<Driver> {
  let library: Library;
  try {
    const found = await import('node-hid') as Library & { readonly default?: Library };
    library = found.default ?? found;
    if (IS_LINUX) library.setDriverType('hidraw');
    // Loads the binary now, so that what it lacks is said once and in words.
    library.getHidapiVersion();
  } catch (error) {
    const text = String((error as Error).message).split('\n')[0] ?? '';
    throw new Fault('driver-missing', `The HID driver cannot be loaded: ${text}.${text.includes('libusb') ? ' Install the system package libusb-1.0-0, then start the till again.' : ''} Scanners that act as a keyboard work all the same.`);
  }
  return {
    name: IS_LINUX ? 'hidraw' : 'system',
    list: async () => nodesOf(await library.devicesAsync()),
    async open(node, listener) {
      if (!await mayOpen(node.path)) throw new Fault('no-permission', 'permission denied');
      try {
        return portOf(await library.HIDAsync.open(node.path), listener);
      } catch (error) {
        const text = String((error as Error).message);
        throw new Fault(/permission|access is denied/i.test(text) ? 'no-permission' : 'open-failed', text);
      }
    },
    async descriptor(node) {
      if (!IS_LINUX) return null;
      try {
        const bytes = await readFile(`/sys/class/hidraw/${basename(node.path)}/device/report_descriptor`);
        return bytes.length === 0 || bytes.length > LIMITS.hidDescriptorBytesMax ? null : new Uint8Array(bytes);
      } catch {
        return null;
      }
    },
    watch(onChange) {
      const timer = setInterval(onChange, POLL_MS);
      let watcher: FSWatcher | null = null;
      if (IS_LINUX) {
        try {
          watcher = watch('/dev', (_event, name) => { if (name === null || name.startsWith('hidraw')) onChange(); });
          watcher.on('error', () => watcher?.close());
        } catch { /* asking again must do */ }
      }
      return () => {
        clearInterval(timer);
        watcher?.close();
      };
    },
  };
}
