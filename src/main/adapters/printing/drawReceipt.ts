/** Makes a receipt's PDF: a roll 80 mm wide, as long as what stands on it, with text that can be searched and copied. */
import type { PDFFont, PDFPage } from 'pdf-lib';
import type { ReceiptView } from '#contract/views.ts';
import { fontShelf, type Fonts } from './receiptFonts.ts';
import { blocksOf, textsOf, type Block, type Codes, type Ink } from './receiptBlocks.ts';
import { receiptRows, type Row } from './receiptRows.ts';
import type { Language } from './receiptWords.ts';

export type ReceiptOrder = { readonly receipt: ReceiptView; readonly language: Language; readonly copy: number; readonly timeZone: string };

/** Points: 1 mm is 72 / 25.4. */
const MM = 72 / 25.4;
const WIDTH = 80 * MM;
const MARGIN = 4 * MM;
/** Viewers refuse pages longer than 14,400 points; a longer receipt goes on on the next page. */
const PAGE_MAX = 14_000;

const shelf = fontShelf();

/** `timeZone`: the shop's IANA zone, in which times are printed. Takes a good part of a second of processor time: not for the till's own loop. */
export function drawReceipt({ receipt, language, copy, timeZone }: ReceiptOrder): Promise<Uint8Array> {
  return draw(receipt, language, receiptRows(receipt, language, copy, timeZone));
}

/** The libraries are loaded with the first receipt. */
async function draw(receipt: ReceiptView, language: Language, rows: readonly Row[]): Promise<Uint8Array> {
  const [{ PDFDocument, rgb }, { create }] = await Promise.all([import('pdf-lib'), import('qrcode')]);
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(`Receipt ${receipt.receipt}`);
  document.setProducer('Tillbook');
  document.setLanguage(language);
  document.setCreationDate(new Date(receipt.at));
  document.setModificationDate(new Date(receipt.at));
  const fonts: Fonts = await shelf.open(document, language, rows.flatMap(textsOf));
  const codes: Codes = (text) => {
    const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
    return { size, dark: (row, column) => data[row * size + column] === 1 };
  };
  const ink: Ink<PDFFont> = { fonts, codes, left: MARGIN, right: WIDTH - MARGIN, black: rgb(0, 0, 0), grey: rgb(0.35, 0.35, 0.35) };
  for (const sheet of sheetsOf(blocksOf(rows, ink))) {
    const height = sheet.reduce((sum, block) => sum + block.height, 0) + 2 * MARGIN;
    const page: PDFPage = document.addPage([WIDTH, height]);
    let top = height - MARGIN;
    for (const block of sheet) {
      block.draw(page, top);
      top -= block.height;
    }
  }
  return document.save({ useObjectStreams: true });
}

function sheetsOf(blocks: readonly Block<PDFFont>[]): Block<PDFFont>[][] {
  const sheets: Block<PDFFont>[][] = [[]];
  let height = 0;
  for (const block of blocks) {
    if (height + block.height > PAGE_MAX) {
      sheets.push([]);
      height = 0;
    }
    sheets.at(-1)?.push(block);
    height += block.height;
  }
  return sheets;
}
