/** USB and HID numbers as technicians write them. */

/** Upper-case hexadecimal: `0C2E`. */
export const hexId = (value: number, digits = 4): string => value.toString(16).toUpperCase().padStart(digits, '0');
