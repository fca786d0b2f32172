/** What a technician installs so that this till's user may open a device, on Linux. */
import type { DeviceView } from '#contract/deviceViews.ts';
import type { HidNode } from './driver.ts';

/** Below 73, where the system gives access to whoever sits at the machine. The same file is shipped in resources/udev. */
const FILE = '/etc/udev/rules.d/70-tillbook-hid.rules';

const hex = (value: number): string => value.toString(16).padStart(4, '0');

export function permissionOf(node: HidNode): NonNullable<DeviceView['permission']> {
  return {
    rule: `KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${hex(node.vendorId)}", ATTRS{idProduct}=="${hex(node.productId)}", TAG+="uaccess"`,
    file: FILE,
    command: 'sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=hidraw',
  };
}
