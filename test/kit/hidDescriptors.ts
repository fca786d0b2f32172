/** Report descriptors written for the tests after the usage tables, item by item. */

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
}

/** A bar code scanner whose report 2 has a length, three AIM bytes, 56 of data, two of the vendor's and a flag; a vendor report 0xF0 as well. */
export const AIM_SCANNER = `05 8c 09 02 a1 01
  85 02 05 01 09 3b 15 00 26 ff 00 75 08 95 01 81 02
  05 8c 09 fb 09 fc 09 fd 95 03 81 02
  09 fe 95 38 82 02 01
  06 66 ff 09 01 09 02 95 02 81 02
  05 8c 09 ff 25 01 75 01 95 01 81 02 95 07 81 03
  85 04 09 5f 09 60 95 02 91 02 95 06 91 03
  06 66 ff 85 f0 09 03 26 ff 00 75 08 95 3f 82 02 01 c0`;

/** The other layout: data follow the length at once. */
export const PLAIN_SCANNER = `05 8c 09 02 a1 01
  85 02 05 01 09 3b 15 00 26 ff 00 75 08 95 01 81 02
  05 8c 09 fe 95 38 82 02 01
  06 66 ff 09 01 95 05 81 02
  05 8c 09 ff 25 01 75 01 95 01 81 02 95 07 81 03 c0`;

/** A swipe reader with vendor usages and no report ids: status, lengths, encode type, three tracks of 110 bytes; commands by feature report. */
export const CARD_READER = `06 00 ff 09 01 a1 01 15 00 26 ff 00 75 08
  09 20 09 21 09 22 09 28 09 29 09 2a 09 38 95 07 81 02
  95 6e 09 30 82 02 01 09 31 82 02 01 09 32 82 02 01
  09 20 95 18 b2 02 01 c0`;

/** A reader of the standard's own page: report 1 with three lengths and tracks of 79, 40 and 107 bytes. */
export const MSR_READER = `05 8e 09 01 a1 01 85 01 15 00 26 ff 00 75 08
  09 11 09 12 09 13 95 03 81 02
  09 21 95 4f 82 02 01 09 22 95 28 82 02 01 09 23 95 6b 82 02 01 c0`;

/** A scale: report 3 with status and unit of one byte each, power of ten, 16-bit weight. */
export const SCALE = `05 8d 09 20 a1 01 85 03 15 00 25 08 75 08 95 01
  09 70 a1 02 19 71 29 78 81 00 c0
  09 50 a1 02 19 51 29 5c 81 00 c0
  09 41 15 80 25 7f 81 02
  09 40 15 00 27 ff ff 00 00 75 10 81 02 c0`;
