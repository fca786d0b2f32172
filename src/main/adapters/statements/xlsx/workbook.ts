/** Sheets of an XLSX workbook as CSV in UTF-8, row by row and within caps, so that a table is read the same from either. */
import { LIMITS } from '#core/limits.ts';
import type { Content } from '../input.ts';
import { unusable } from '../trouble.ts';
import { xmlStream } from '../xml.ts';
import type { XmlHandler } from '../xml.ts';
import { unzipped, WORKBOOK } from '../zip.ts';
import type { ZipEntry } from '../zip.ts';
import { cellsToCsv } from './cells.ts';
import type { Book } from './cells.ts';

const SHEETS_MAX = 32;
/** Built-in number formats that show a date or time (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** One content for each sheet, in the workbook's order. @throws Refusal when the workbook is no such package. */
export async function sheetContents(entries: readonly ZipEntry[], file: string): Promise<Content[]> {
  const sheets: { name: string; id: string }[] = [];
  let date1904 = false;
  await readPart(entries, WORKBOOK, file, (name, attributes) => {
    if (name === 'workbookPr') date1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
    if (name === 'sheet') sheets.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? '' });
  });
  if (sheets.length > SHEETS_MAX) throw unusable(file, 'statement-zip', `the workbook has more than ${SHEETS_MAX} sheets.`);
  const targets = new Map<string, string>();
  await readPart(entries, 'xl/_rels/workbook.xml.rels', file, (name, attributes) => {
    if (name === 'Relationship') targets.set(attributes['Id'] ?? '', (attributes['Target'] ?? '').replace(/^\/?(?:xl\/)?/, 'xl/'));
  });
  return sheets.flatMap((sheet) => {
    const entry = entries.find(({ name }) => name === targets.get(sheet.id));
    if (entry === undefined) return [];
    const name = sheets.length === 1 ? file : `${file}/${sheet.name.slice(0, 31)}`;
    return [{ name, path: null, bytes: 0, open: () => sheetCsv(entries, entry, name, date1904) }];
  });
}

async function* sheetCsv(entries: readonly ZipEntry[], sheet: ZipEntry, file: string, date1904: boolean): AsyncGenerator<Buffer> {
  const book: Book = { strings: await sharedStrings(entries, file), dates: await dateStyles(entries, file), date1904 };
  const csv = cellsToCsv(file, book);
  const xml = xmlStream(file, csv);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of unzipped(sheet, file)) {
    xml.write(decode(decoder, chunk, file));
    const text = csv.take();
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
  xml.end();
  const rest = csv.take();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}

async function sharedStrings(entries: readonly ZipEntry[], file: string): Promise<string[]> {
  const strings: string[] = [];
  let open = false;
  let phonetic = 0;
  let text = '';
  let size = 0;
  await readWith(entries, 'xl/sharedStrings.xml', file, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      open = name === 't' && phonetic === 0;
    },
    text(part) { if (open) text += part; },
    close(name) {
      open = false;
      if (name === 'rPh') phonetic -= 1;
      if (name !== 'si') return;
      strings.push(text);
      size += text.length + 16;
      if (size > LIMITS.workbookTextMax) throw unusable(file, 'statement-too-large', `the workbook holds more than ${LIMITS.workbookTextMax} characters of text.`, 'Nothing was taken from it; save the sheet as CSV and give that.');
    },
  });
  return strings;
}

async function dateStyles(entries: readonly ZipEntry[], file: string): Promise<boolean[]> {
  const custom = new Set<number>();
  const styles: boolean[] = [];
  let inCellStyles = false;
  await readWith(entries, 'xl/styles.xml', file, {
    open(name, attributes) {
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'numFmt' && isDateFormat(attributes['formatCode'] ?? '')) custom.add(Number(attributes['numFmtId']));
      if (name === 'xf' && inCellStyles) styles.push(DATE_FORMATS.has(Number(attributes['numFmtId'])) || custom.has(Number(attributes['numFmtId'])));
    },
    text() {},
    close(name) { if (name === 'cellXfs') inCellStyles = false; },
  });
  return styles;
}

/** Letters of a date outside of quotes, escapes and brackets. */
function isDateFormat(code: string): boolean {
  return /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').replaceAll(/general/gi, ''));
}

async function readPart(entries: readonly ZipEntry[], part: string, file: string, open: XmlHandler['open']): Promise<void> {
  if (!entries.some(({ name }) => name === part)) throw unusable(file, 'statement-damaged', `the workbook has no ${part}.`);
  await readWith(entries, part, file, { open, text() {}, close() {} });
}

/** A part that is not there is empty. */
async function readWith(entries: readonly ZipEntry[], part: string, file: string, handler: XmlHandler): Promise<void> {
  const entry = entries.find(({ name }) => name === part);
  if (entry === undefined) return;
  const xml = xmlStream(`${file}/${part}`, handler);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of unzipped(entry, file)) xml.write(decode(decoder, chunk, file));
  xml.end();
}

function decode(decoder: TextDecoder, chunk: Buffer, file: string): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw unusable(file, 'statement-encoding', 'the workbook holds bytes that are no UTF-8.');
  }
}
