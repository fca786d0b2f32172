/** Reports of card readers written by hand after the printed layouts; nothing of the code under test is used. */

/** MagTek SureSwipe: 337 bytes, three tracks of 110. */
export function magtekReport(tracks: readonly string[]): Uint8Array {
  const report = new Uint8Array(337);
  for (const [index, track] of tracks.entries()) {
    report[3 + index] = track.length;
    report.set(Buffer.from(track), 7 + index * 110);
  }
  return report;
}

/** Behind the end sentinel, the character that makes every column of bits even. */
export function withLrc(track: string): string {
  const base = track.startsWith('%') ? 0x20 : 0x30;
  return track + String.fromCharCode(base + [...track].reduce((sum, char) => sum ^ (char.charCodeAt(0) - base), 0));
}

type Safe = { encrypted: readonly Uint8Array[]; clearLengths: readonly number[]; masked: readonly string[]; ksn: string; status: number };

/** MagneSafe V5: 856 bytes. */
export function magnesafeReport({ encrypted, clearLengths, masked, ksn, status }: Safe): Uint8Array {
  const report = new Uint8Array(856);
  for (const [index, bytes] of encrypted.entries()) {
    report[3 + index] = bytes.length;
    report.set(bytes, 7 + index * 112);
  }
  report.set([status >> 8, status & 0xff, ...Buffer.from(ksn, 'hex')], 493);
  for (const [index, track] of masked.entries()) {
    report[505 + index] = track.length;
    report.set(Buffer.from(track), 508 + index * 112);
  }
  report.set(clearLengths, 852);
  return report;
}

type Frame = { lengths: readonly [number, number, number]; masked: readonly string[]; encrypted: readonly Uint8Array[]; ksn: string };

/** ID TECH enhanced: ISO card, tracks 1 and 2 masked and encrypted and hashed, key serial number at the end. */
export function idTechFrame({ lengths, masked, encrypted, ksn }: Frame): Uint8Array {
  const payload = Buffer.concat([Buffer.of(0x80, 0x1b, ...lengths, 0x03, 0x9b), ...masked.map((track) => Buffer.from(track)), ...encrypted, Buffer.alloc(40, 0xa5), Buffer.from(ksn, 'hex')]);
  const xor = payload.reduce((sum, byte) => sum ^ byte, 0);
  const total = payload.reduce((sum, byte) => (sum + byte) & 0xff, 0);
  return Uint8Array.from([2, payload.length & 0xff, payload.length >> 8, ...payload, xor, total, 3]);
}
