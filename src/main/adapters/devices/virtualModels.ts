/** The virtual devices: which there are, how they show themselves, and the reports that their acts make. */
import type { DeviceKind } from '#contract/deviceViews.ts';

export type VirtualModel = { readonly id: string; readonly name: string; readonly kind: DeviceKind };

export const VIRTUAL_MODELS: readonly VirtualModel[] = [
  { id: 'scanner', name: 'Virtual scanner', kind: 'scanner' },
  { id: 'card-reader', name: 'Virtual card reader', kind: 'card-reader' },
  { id: 'card-reader-encrypting', name: 'Virtual encrypting card reader', kind: 'card-reader' },
  { id: 'scale', name: 'Virtual scale', kind: 'scale' },
  { id: 'keyboard', name: 'Virtual keyboard', kind: 'keyboard' },
];
