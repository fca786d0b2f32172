/** Names of the usages that devices of a till have. Sources: HID Usage Tables 1.12, HID Point of Sale Usage Tables 1.02, vendors' manuals for page 0xFF00. */
import type { Usage } from './descriptor.ts';

const PAGES: Readonly<Record<number, string>> = {
  0x01: 'Generic Desktop', 0x07: 'Keyboard', 0x08: 'LED', 0x09: 'Button', 0x0c: 'Consumer', 0x8c: 'Bar Code Scanner', 0x8d: 'Weighing Device', 0x8e: 'Magnetic Stripe Reader', 0x90: 'Camera Control',
};

const NAMES: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  0x01: { 0x02: 'Mouse', 0x06: 'Keyboard', 0x07: 'Keypad', 0x3b: 'Byte Count' },
  0x8c: {
    0x01: 'Bar Code Badge Reader', 0x02: 'Bar Code Scanner', 0x03: 'Dumb Bar Code Scanner', 0x04: 'Cordless Scanner Base', 0x05: 'Bar Code Scanner Cradle',
    0x10: 'Attribute Report', 0x11: 'Settings Report', 0x12: 'Scanned Data Report', 0x13: 'Raw Scanned Data Report', 0x14: 'Trigger Report', 0x15: 'Status Report',
    0x3b: 'Hands Free Scanning', 0x5f: 'Prevent Read of Bar Codes', 0x60: 'Initiate Bar Code Read', 0x61: 'Trigger State', 0x62: 'Trigger Mode',
    0x85: 'Sound Error Beep', 0x86: 'Sound Good Read Beep', 0x87: 'Sound Not On File Beep', 0x98: 'Vendor', 0xfb: 'Symbology Identifier 1', 0xfc: 'Symbology Identifier 2',
    0xfd: 'Symbology Identifier 3', 0xfe: 'Decoded Data', 0xff: 'Decoded Data Continued',
  },
  0x8d: { 0x20: 'Scale', 0x40: 'Data Weight', 0x41: 'Data Scaling', 0x50: 'Weight Unit', 0x70: 'Scale Status' },
  0x8e: { 0x01: 'MSR Device', 0x11: 'Track 1 Length', 0x12: 'Track 2 Length', 0x13: 'Track 3 Length', 0x14: 'Track JIS Length', 0x20: 'Track Data', 0x21: 'Track 1 Data', 0x22: 'Track 2 Data', 0x23: 'Track 3 Data', 0x24: 'Track JIS Data' },
  0xff00: {
    0x01: 'Card Reader (MagTek layout)', 0x20: 'Track 1 Decode Status', 0x21: 'Track 2 Decode Status', 0x22: 'Track 3 Decode Status', 0x23: 'MagnePrint Status', 0x28: 'Track 1 Data Length', 0x29: 'Track 2 Data Length',
    0x2a: 'Track 3 Data Length', 0x2b: 'MagnePrint Data Length', 0x30: 'Track 1 Data', 0x31: 'Track 2 Data', 0x32: 'Track 3 Data', 0x33: 'MagnePrint Data', 0x38: 'Card Encode Type', 0x39: 'Card Status',
    0x40: 'Device Serial Number', 0x42: 'Reader Encryption Status', 0x46: 'Key Serial Number', 0x47: 'Track 1 Masked Length', 0x48: 'Track 2 Masked Length', 0x49: 'Track 3 Masked Length',
    0x4a: 'Track 1 Masked Data', 0x4b: 'Track 2 Masked Data', 0x4c: 'Track 3 Masked Data', 0x50: 'Encrypted Session ID', 0x51: 'Track 1 Clear Length', 0x52: 'Track 2 Clear Length', 0x53: 'Track 3 Clear Length', 0x54: 'MagnePrint Clear Length', 0x55: 'Encryption Counter', 0x56: 'MagneSafe Version', 0x57: 'Hashed Track 2 Data',
  },
};

const hex = (value: number, digits: number): string => `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;

/** `Bar Code Scanner / Decoded Data (0x8C/0xFE)`. */
export function usageName(whole: Usage): string {
  const [page, id] = [Math.floor(whole / 65536), whole % 65536];
  const pageName = PAGES[page] ?? (page >= 0xff00 ? 'Vendor' : 'Page');
  const name = NAMES[page]?.[id];
  const code = `${hex(page, 2)}/${hex(id, 2)}`;
  return name === undefined ? `${pageName} ${code}` : `${pageName} / ${name} (${code})`;
}
