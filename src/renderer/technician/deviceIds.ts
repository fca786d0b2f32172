/** USB and HID numbers as technicians write them, and the usage pages that matter at a till. */

/** Upper-case hexadecimal: `0C2E`. */
export const hexId = (value: number, digits = 4): string => value.toString(16).toUpperCase().padStart(digits, '0');

export type UsageName = 'pos' | 'reader' | 'keyboard' | 'vendor' | 'other';

/** HID Usage Tables 1.5: 8C bar code scanner, 8E magnetic stripe reader, 01:06 keyboard, FF00 and above the vendor's own. */
export function usageName(page: number, usage: number | null): UsageName {
  if (page === 0x8c) return 'pos';
  if (page === 0x8e) return 'reader';
  if (page === 0x01 && usage === 0x06) return 'keyboard';
  return page >= 0xff00 ? 'vendor' : 'other';
}
