/** Both registers as one CSV in the words of the screen, for whoever has to keep a record of processing. */
import { FORMULA } from '#core/formulaCell.ts';

/** S12: what a spreadsheet would run gets an apostrophe in front. */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With the mark by which spreadsheets know UTF-8. */
export function registerCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
