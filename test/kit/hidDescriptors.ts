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
