/** The virtual devices: which there are, how they show themselves to the system, and the reports that their acts make. */
import type { DeviceKind } from '#contract/deviceViews.ts';
import { namedCardLayout } from '#core/hid/cardLayout.ts';
import { utf8Bytes } from '#core/hid/codeText.ts';
import { namedLayout } from '#core/hid/scannerLayout.ts';
import { SCALE as SCALE_LAYOUT } from '#core/hid/scaleDecoder.ts';
import { encryptedReport, maskedTrack, scanReports, swipeReport, weightReport, type WrittenTracks } from '#core/hid/writeReports.ts';
import { Refusal } from '#core/refusal.ts';
import type { VirtualAct } from '#till/ports.ts';
import type { HidNode } from './driver.ts';

export type VirtualModel = {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly node: Pick<HidNode, 'vendorId' | 'productId' | 'collections'>;
  /** Hex; empty: the system does not give one, the profile's layout must do. */
  readonly descriptor: string;
  /** Opening it never comes back: for the drill of a driver that hangs. */
  readonly neverOpens?: boolean;
};

/** Report 2: byte count, three bytes of AIM identifier, 56 of data, two of the vendor's, a bit for "more follows". After HID POS 1.02. */
const SCANNER = '05 8c 09 02 a1 01 09 12 a1 02 85 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 05 8c 95 03 09 fb 09 fc 09 fd 81 02 95 38 09 fe 82 02 01 06 66 ff 95 02 09 04 81 02 05 8c 25 01 75 01 95 01 09 ff 81 02 95 07 81 03 c0 c0';
/** No report ids: three of status, three of length, encode type, three tracks of 110 bytes. */
const CARD_READER = '06 00 ff 09 01 a1 01 15 00 26 ff 00 75 08 09 20 09 21 09 22 09 28 09 29 09 2a 09 38 95 07 81 02 95 6e 09 30 82 02 01 09 31 82 02 01 09 32 82 02 01 c0';
/** Report 3: state, unit, power of ten, sixteen bits of weight. */
const SCALE = '05 8d 09 20 a1 01 85 03 15 00 25 0c 75 08 95 01 09 70 81 02 09 50 81 02 09 41 15 80 25 7f 81 02 09 40 15 00 27 ff ff 00 00 75 10 81 02 c0';
/** One keyboard of eight bytes, as the boot protocol has it. */
const KEYBOARD = '05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 c0';

const POS = [{ usagePage: 0x8c, usage: 2 }];
const VENDOR_READER = [{ usagePage: 0xff00, usage: 1 }];

/** Vendor 0 is nobody's. The encrypting reader has a real one's ids, so that its profile reads it. */
export const VIRTUAL_MODELS: readonly VirtualModel[] = [
  { id: 'scanner', name: 'Virtual scanner', kind: 'scanner', node: { vendorId: 0, productId: 1, collections: POS }, descriptor: SCANNER },
  { id: 'card-reader', name: 'Virtual card reader', kind: 'card-reader', node: { vendorId: 0, productId: 2, collections: VENDOR_READER }, descriptor: CARD_READER },
  { id: 'card-reader-encrypting', name: 'Virtual encrypting card reader', kind: 'card-reader', node: { vendorId: 0x0801, productId: 0x0011, collections: VENDOR_READER }, descriptor: '' },
  { id: 'scale', name: 'Virtual scale', kind: 'scale', node: { vendorId: 0, productId: 3, collections: [{ usagePage: 0x8d, usage: 0x20 }] }, descriptor: SCALE },
  { id: 'keyboard', name: 'Virtual keyboard', kind: 'keyboard', node: { vendorId: 0, productId: 4, collections: [{ usagePage: 1, usage: 6 }] }, descriptor: KEYBOARD },
  { id: 'dead-scanner', name: 'Virtual scanner that never answers', kind: 'scanner', node: { vendorId: 0, productId: 5, collections: POS }, descriptor: SCANNER, neverOpens: true },
];

/** A card scheme's published test number, and a card of nobody's. */
const PAYMENT: WrittenTracks = ['%B4111111111111111^PRACTICE/CARD^30121010000000000000?', ';4111111111111111=30121010000000000000?', null];
const BADGE: WrittenTracks = [null, ';9900000000000042?', null];
const DAMAGED: WrittenTracks = [null, ';41111111', null];
let swipes = 0;

function cardReports(model: VirtualModel, { card, ending = '1111' }: Extract<VirtualAct, { kind: 'swipe' }>): Uint8Array[] {
  const isEncrypting = model.id === 'card-reader-encrypting';
  const layout = namedCardLayout(isEncrypting ? 'magnesafe' : 'magtek');
  if (layout === null || isEncrypting !== (card === 'encrypted-payment')) throw cannot();
  if (!isEncrypting) return [swipeReport(layout, card === 'clear-payment' ? PAYMENT : card === 'staff-badge' ? BADGE : DAMAGED)];
  swipes += 1;
  const tracks = PAYMENT.map((track) => track?.replace('4111111111111111', `411111111111${ending}`) ?? null) as unknown as WrittenTracks;
  const masked = tracks.map((track) => (track === null ? null : maskedTrack(track))) as unknown as WrittenTracks;
  // No real cipher and no key: the bench has none, and whoever decrypts must fail loudly.
  const encrypt = (padded: Uint8Array) => padded.map((_byte, index) => (index * 89 + swipes * 17 + 131) & 255);
  const ksn = Uint8Array.from([0xff, 0xff, 0x98, 0x76, 0x54, 0x32, 0x10, 0xe0, (swipes >> 8) & 255, swipes & 255]);
  const report = encryptedReport(layout, { tracks, masked, ksn, encrypt });
  return report === null ? [] : [report];
}

const cannot = () => new Refusal('not-virtual', 'This device cannot do that. Nothing was changed; choose another one.');

/** Throws `Refusal` `not-virtual` where the device can't do that. */
export function reportsOf(model: VirtualModel, act: VirtualAct): Uint8Array[] {
  const scanner = namedLayout('hid-pos-aim');
  if (act.kind === 'report') return act.reports.map((hex) => Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (byte) => Number.parseInt(byte, 16)));
  if (act.kind === 'scan' && model.kind === 'scanner' && scanner !== null) return scanReports(scanner, utf8Bytes(act.text), act.symbology ?? ']X0');
  if (act.kind === 'swipe' && model.kind === 'card-reader') return cardReports(model, act);
  if (act.kind === 'weigh' && model.kind === 'scale') {
    const state = act.grams === 0 ? 'stable-at-zero' : act.grams < 0 ? 'below-zero' : act.stable ? 'stable' : 'moving';
    return [weightReport(SCALE_LAYOUT, { state, value: Math.min(65_535, Math.abs(act.grams)), exponent: 0, unit: 'g' })];
  }
  throw cannot();
}
