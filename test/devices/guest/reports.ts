/** Reports of HID-POS scanners, written by hand after the printed layouts. */

const pad = (parts: readonly (number | readonly number[])[], last: number): Uint8Array => {
  const report = new Uint8Array(64);
  report.set(parts.flat());
  report[63] = last;
  return report;
};

const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));

/** The layout with three AIM bytes before the data, repeated in each part. */
export const withAim = (aim: string, text: string, more = false): Uint8Array => pad([2, text.length, ascii(aim), ascii(text)], more ? 1 : 0);
/** The layout whose data follow the length at once. */
export const plain = (text: string, more = false): Uint8Array => pad([2, text.length, ascii(text)], more ? 1 : 0);
