/** The virtual devices: which there are, how they show themselves to the system, and the reports that their acts make. */
import type { DeviceKind } from '#contract/deviceViews.ts';
import { utf8Bytes } from '#core/hid/codeText.ts';
import { Refusal } from '#core/refusal.ts';
import type { VirtualAct } from '#till/ports.ts';
import type { HidNode } from './driver.ts';

export type VirtualModel = {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly node: Pick<HidNode, 'vendorId' | 'productId' | 'collections'>;
  readonly descriptor: string;
  /** Opening it never comes back: for the drill of a driver that hangs. */
  readonly neverOpens?: boolean;
};

/** Report 2: byte count, three bytes of AIM identifier, 56 of data, two of the vendor's, a bit for "more follows". After HID POS 1.02. */
const SCANNER = '05 8c 09 02 a1 01 09 12 a1 02 85 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 05 8c 95 03 09 fb 09 fc 09 fd 81 02 95 38 09 fe 82 02 01 06 66 ff 95 02 09 04 81 02 05 8c 25 01 75 01 95 01 09 ff 81 02 95 07 81 03 c0 c0';
/** Report 3: state, unit, power of ten, sixteen bits of weight. */
const SCALE = '05 8d 09 20 a1 01 09 21 a1 02 85 03 15 00 26 ff 00 75 08 95 01 09 70 81 02 95 01 09 50 81 02 15 80 25 7f 95 01 09 41 81 02 15 00 27 ff ff 00 00 75 10 95 01 09 40 81 02 c0 c0';
/** One keyboard of eight bytes, as the boot protocol has it. */
const KEYBOARD = '05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 c0';

/** Vendor 0 is nobody's: a virtual device can't be taken for a real one. */
export const VIRTUAL_MODELS: readonly VirtualModel[] = [
  { id: 'scanner', name: 'Virtual scanner', kind: 'scanner', node: { vendorId: 0, productId: 1, collections: [{ usagePage: 0x8c, usage: 2 }] }, descriptor: SCANNER },
  { id: 'scale', name: 'Virtual scale', kind: 'scale', node: { vendorId: 0, productId: 3, collections: [{ usagePage: 0x8d, usage: 0x20 }] }, descriptor: SCALE },
  { id: 'keyboard', name: 'Virtual keyboard', kind: 'keyboard', node: { vendorId: 0, productId: 4, collections: [{ usagePage: 1, usage: 6 }] }, descriptor: KEYBOARD },
  { id: 'dead-scanner', name: 'Virtual scanner that never answers', kind: 'scanner', node: { vendorId: 0, productId: 5, collections: [{ usagePage: 0x8c, usage: 2 }] }, descriptor: SCANNER, neverOpens: true },
];

const PART_BYTES = 56;

/** A code in as many reports as it takes. */
function scanReports(text: string, symbology: string | null): Uint8Array[] {
  const data = utf8Bytes(text);
  const aim = utf8Bytes(symbology ?? ']X0');
  const parts = Math.max(1, Math.ceil(data.length / PART_BYTES));
  return Array.from({ length: parts }, (_, index) => {
    const report = new Uint8Array(64);
    const part = data.subarray(index * PART_BYTES, (index + 1) * PART_BYTES);
    report.set([2, part.length, ...aim]);
    report.set(part, 5);
    report[63] = index < parts - 1 ? 1 : 0;
    return report;
  });
}

/** Status 4 is stable, 3 moving, 2 stable at zero, 5 below zero; unit 2 is gram. */
function weightReport(grams: number, stable: boolean): Uint8Array {
  const status = grams === 0 ? 2 : grams < 0 ? 5 : stable ? 4 : 3;
  const value = Math.min(65_535, Math.abs(Math.round(grams)));
  return Uint8Array.from([3, status, 2, 0, value & 255, value >> 8]);
}

/** Throws `Refusal` `not-virtual` where the device can't do that. */
export function reportsOf(model: VirtualModel, act: VirtualAct): Uint8Array[] {
  if (act.kind === 'report') return act.reports.map((hex) => Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (byte) => Number.parseInt(byte, 16)));
  if (act.kind === 'scan' && model.kind === 'scanner') return scanReports(act.text, act.symbology);
  if (act.kind === 'weigh' && model.kind === 'scale') return [weightReport(act.grams, act.stable)];
  throw new Refusal('not-virtual', 'This device cannot do that. Nothing was changed; choose another one.');
}
