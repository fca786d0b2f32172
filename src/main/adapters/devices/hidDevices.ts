/** What is plugged in, by node-hid's own list, with the practice bench's virtual devices first. */
import type { DeviceView } from '#contract/views.ts';
import type { Devices } from '#till/ports.ts';

type HidDevice = { vendorId: number; productId: number; path?: string; serialNumber?: string; manufacturer?: string; product?: string; interface: number; usagePage?: number; usage?: number };
type HidModule = { devicesAsync: () => Promise<HidDevice[]>; setDriverType?: (type: string) => void };

const LIST_MS_MAX = 2_000;

const virtual = (id: string, kind: DeviceView['kind'], product: string): DeviceView => ({
  id, kind, virtual: true, vendorId: null, productId: null, manufacturer: 'Tillbook', product, usagePage: null, usage: null, state: 'ready', lastEventAt: null, note: null,
});

const VIRTUAL: readonly DeviceView[] = [virtual('virtual-scanner', 'scanner', 'Virtual scanner'), virtual('virtual-display', 'display', 'Customer display (browser tab)')];

/** HID Point of Sale usage pages: 0x8C scanner, 0x8D scale, 0x8E card reader; page 1 usage 6 is a keyboard. */
function kindOf(device: HidDevice): DeviceView['kind'] {
  if (device.usagePage === 0x8c) return 'scanner';
  if (device.usagePage === 0x8e) return 'card-reader';
  if (device.usagePage === 1 && device.usage === 6) return 'keyboard';
  return 'other';
}

let loaded: Promise<HidModule | null> | null = null;
function hid(): Promise<HidModule | null> {
  loaded ??= import('node-hid').then((found) => {
    const library = ((found as { default?: unknown }).default ?? found) as HidModule;
    if (process.platform === 'linux') library.setDriverType?.('hidraw');
    return library;
  }).catch(() => null);
  return loaded;
}

function view(device: HidDevice): DeviceView {
  return {
    id: [device.vendorId.toString(16), device.productId.toString(16), device.serialNumber ?? '', device.usagePage ?? 0, device.usage ?? 0, device.interface].join(':'),
    kind: kindOf(device), virtual: false, vendorId: device.vendorId, productId: device.productId, manufacturer: device.manufacturer ?? null, product: device.product ?? 'HID device',
    usagePage: device.usagePage ?? null, usage: device.usage ?? null, state: 'present', lastEventAt: null, note: null,
  };
}

export function hidDevices(): Devices {
  let driver: string | null = null;
  return {
    driver: () => driver,
    async list() {
      const library = await hid();
      if (library === null) return [...VIRTUAL];
      driver = process.platform === 'linux' ? 'hidraw' : 'system';
      const timeout = new Promise<HidDevice[]>((done) => setTimeout(() => done([]), LIST_MS_MAX).unref());
      const found = await Promise.race([library.devicesAsync(), timeout]).catch(() => []);
      return [...VIRTUAL, ...found.map(view)];
    },
  };
}
