/** How kinds and states of devices look: one picture for each kind, one lamp for each state. */
import { CreditCard, Keyboard, Monitor, Printer, Scale, ScanBarcode, Usb, type LucideIcon } from 'lucide-react';
import type { DeviceView } from '#contract/deviceViews.ts';
import type { LampState } from '../../ui/marks.tsx';

export const ICONS: Readonly<Record<DeviceView['kind'], LucideIcon>> = { scanner: ScanBarcode, 'card-reader': CreditCard, printer: Printer, display: Monitor, keyboard: Keyboard, scale: Scale, other: Usb };
export const LAMPS: Readonly<Record<DeviceView['state'], LampState>> = { ready: 'yes', present: 'off', opening: 'wait', asks: 'wait', denied: 'off', 'no-permission': 'wait', 'not-answering': 'no', failed: 'no', unplugged: 'no' };
