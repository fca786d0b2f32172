/** Goods as a spreadsheet keeps them: CSV with a header, read line by line with every fault named, and written so that it reads back the same. */
import { checkDigitFits } from './barcode/checkDigit.ts';
import type { Category, Product, Unit } from './catalogue.ts';
import { FORMULA } from './formulaCell.ts';
import { LIMITS } from './limits.ts';
import { formatMinor, parseMinor, type Currency } from './money.ts';

const COLUMNS = ['sku', 'barcode', 'name_en', 'name_zh', 'name_ko', 'unit', 'price', 'tax_percent', 'category', 'favourite'] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['sku', 'name_en', 'price', 'category'];
const PROBLEMS_SHOWN = 50;

export type CatalogueProblem = {
  /** Line of the file; a row may span several. */
  readonly line: number;
  readonly column: string;
  readonly problem: 'missing' | 'too-long' | 'not-a-price' | 'not-a-tax' | 'not-a-unit' | 'not-a-barcode' | 'twice' | 'cells' | 'quote' | 'column-unknown' | 'too-many' | 'yes-or-no';
};
/** A row as it stands in the file; its category by what the file calls it. */
export type CatalogueRow = { readonly line: number; readonly product: Omit<Product, 'category' | 'hue' | 'glyph'>; readonly category: string };
export type CatalogueFile = { readonly rows: readonly CatalogueRow[]; readonly problems: readonly CatalogueProblem[] };

type Cells = { readonly line: number; readonly cells: readonly string[] };

/** RFC 4180, LF or CRLF; null where a quote is never closed. */
function split(text: string): Cells[] | { readonly brokenAt: number } {
  const rows: Cells[] = [];
  let [cells, cell, line, start, quoted] = [[] as string[], '', 1, 1, false];
  const end = () => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: start, cells });
    [cells, cell, start] = [[], '', line];
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') { cell += '"'; at += 1; } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === ',') { cells.push(cell); cell = ''; } else if (char === '\n') end();
    else if (char !== '\r' || text[at + 1] !== '\n') cell += char;
  }
  if (quoted) return { brokenAt: start };
  end();
  return rows;
}

/** What was put before a cell so that no spreadsheet runs it. */
const plain = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell).trim();

const UNITS: Readonly<Record<string, Unit>> = { '': 'piece', piece: 'piece', kg: 'kg' };
const YES: Readonly<Record<string, boolean>> = { '': false, no: false, '0': false, false: false, yes: true, '1': true, true: true };

/** A tax rate as a percentage with at most two decimals; null when it is none. */
export function taxBpOf(text: string): number | null {
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?\s*%?$/.exec(text);
  return match === null ? null : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** The 14 digits of an EAN, UPC or GTIN whose check digit fits; null when it is none. */
export function gtinOf(text: string): string | null {
  return /^(?:\d{8}|\d{12,14})$/.test(text) && checkDigitFits(text) ? text.padStart(14, '0') : null;
}

type Row = { readonly cell: (name: Column) => string; readonly say: (column: Column, problem: CatalogueProblem['problem']) => void };

function productOf({ cell, say }: Row, currency: Currency): Omit<CatalogueRow, 'line'> {
  const limited = (name: Column, most: number): string => {
    if (cell(name).length > most) say(name, 'too-long');
    if (cell(name) === '' && REQUIRED.includes(name)) say(name, 'missing');
    return cell(name);
  };
  const price = parseMinor(cell('price'), currency);
  if (cell('price') !== '' && (price === null || price < 0 || price > LIMITS.amountMinorMax)) say('price', 'not-a-price');
  const tax = cell('tax_percent') === '' ? 0 : taxBpOf(cell('tax_percent'));
  if (tax === null) say('tax_percent', 'not-a-tax');
  const unit = UNITS[cell('unit').toLowerCase()];
  if (unit === undefined) say('unit', 'not-a-unit');
  const gtin = cell('barcode') === '' ? null : gtinOf(cell('barcode'));
  if (cell('barcode') !== '' && gtin === null) say('barcode', 'not-a-barcode');
  const favourite = YES[cell('favourite').toLowerCase()];
  if (favourite === undefined) say('favourite', 'yes-or-no');
  const [en, zh, ko] = [limited('name_en', LIMITS.productNameCharsMax), limited('name_zh', LIMITS.productNameCharsMax), limited('name_ko', LIMITS.productNameCharsMax)];
  limited('price', 16);
  return {
    product: { sku: limited('sku', LIMITS.skuCharsMax), gtin, name: { en, ...(zh === '' ? {} : { zh }), ...(ko === '' ? {} : { ko }) }, unit: unit ?? 'piece', priceMinor: price ?? 0, taxRateBp: tax ?? 0, favourite: favourite ?? false },
    category: limited('category', LIMITS.productNameCharsMax),
  };
}

/** @param currency prices are in its major unit, as `12.50`. */
export function readCatalogueCsv(text: string, currency: Currency): CatalogueFile {
  const problems: CatalogueProblem[] = [];
  const say = (line: number, column: string, problem: CatalogueProblem['problem']) => { if (problems.length < PROBLEMS_SHOWN) problems.push({ line, column, problem }); };
  const lines = split(text.replace(/^\uFEFF/, ''));
  if ('brokenAt' in lines) return { rows: [], problems: [{ line: lines.brokenAt, column: '', problem: 'quote' }] };
  const [head, ...body] = lines;
  const header = (head?.cells ?? []).map((name) => plain(name).toLowerCase());
  for (const name of header) if (!(COLUMNS as readonly string[]).includes(name)) say(1, name.slice(0, 40), 'column-unknown');
  for (const name of REQUIRED) if (!header.includes(name)) say(1, name, 'missing');
  if (new Set(header).size !== header.length) say(1, '', 'twice');
  if (body.length > LIMITS.catalogueRowsMax) say(1, '', 'too-many');
  if (problems.length > 0) return { rows: [], problems };
  const [skus, codes] = [new Set<string>(), new Set<string>()];
  const rows = body.map(({ line, cells }): CatalogueRow => {
    if (cells.length !== header.length) say(line, '', 'cells');
    const row = productOf({ cell: (name) => plain(cells[header.indexOf(name)] ?? ''), say: (column, problem) => say(line, column, problem) }, currency);
    const { sku, gtin } = row.product;
    if (skus.has(sku)) say(line, 'sku', 'twice');
    if (gtin !== null && codes.has(gtin)) say(line, 'barcode', 'twice');
    skus.add(sku);
    if (gtin !== null) codes.add(gtin);
    return { line, ...row };
  });
  return { rows, problems };
}

function written(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Begins with a byte order mark, by which spreadsheets know UTF-8. */
export function catalogueCsv(products: Iterable<Product>, categories: readonly Category[], currency: Currency): string {
  const names = new Map(categories.map(({ id, name }) => [id, name.en]));
  const lines = [COLUMNS.join(',')];
  for (const { sku, gtin, name, unit, priceMinor, taxRateBp, category, favourite } of products) {
    const code = gtin === null ? '' : gtin.replace(/^0(?=\d{13}$)/, '');
    const cells: Readonly<Record<Column, string>> = {
      sku, barcode: code, name_en: name.en, name_zh: name.zh ?? '', name_ko: name.ko ?? '', unit, price: formatMinor(priceMinor, currency), tax_percent: String(taxRateBp / 100), category: names.get(category) ?? category, favourite: favourite ? 'yes' : 'no',
    };
    lines.push(COLUMNS.map((column) => written(cells[column])).join(','));
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
