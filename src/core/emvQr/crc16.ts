/** CRC-16/CCITT-FALSE over UTF-8: the checksum of merchant-presented codes and of our receipts. */

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc & 0xffff;
});

/** Four upper-case hexadecimal digits. Polynomial 1021, start FFFF, no reflection, no final xor (EMVCo QRCPS-MPM, id 63). */
export function crc16(text: string): string {
  let crc = 0xffff;
  const take = (byte: number): void => {
    crc = ((crc << 8) & 0xffff) ^ (TABLE[((crc >> 8) ^ byte) & 0xff] ?? 0);
  };
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) take(point);
    else utf8(point, take);
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** A lone surrogate counts as U+FFFD, as every UTF-8 encoder has it. */
function utf8(given: number, take: (byte: number) => void): void {
  const point = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given;
  if (point < 0x800) {
    take(0xc0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      take(0xe0 | (point >> 12));
    } else {
      take(0xf0 | (point >> 18));
      take(0x80 | ((point >> 12) & 0x3f));
    }
    take(0x80 | ((point >> 6) & 0x3f));
  }
  take(0x80 | (point & 0x3f));
}
