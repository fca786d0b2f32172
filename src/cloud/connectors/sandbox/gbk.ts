/** Text to GBK bytes, by turning the platform's own decoder round: it can read GBK but not write it. */

let table: Map<string, number> | null = null;

/** Double bytes 8140 to FEFE; ASCII stands for itself. */
function encodeTable(): Map<string, number> {
  if (table !== null) return table;
  const made = new Map<string, number>();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== '\uFFFD' && !made.has(text)) made.set(text, (lead << 8) | trail);
    }
  }
  table = made;
  return made;
}

/** A character that GBK lacks becomes `?`. */
export function encodeGbk(text: string): Uint8Array {
  const codes = encodeTable();
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0x3f;
    if (point < 0x80) {
      bytes.push(point);
      continue;
    }
    const code = codes.get(character) ?? 0x3f;
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return Uint8Array.from(bytes);
}
