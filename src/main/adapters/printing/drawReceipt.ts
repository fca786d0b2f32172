/** Makes the PDFs of a receipt and of a payment's proof: a roll 80 mm wide, as long as what stands on it, with text that can be searched and copied. */
import type { PDFFont, PDFPage } from 'pdf-lib';
import type { ProofView, ReceiptView } from '#contract/views.ts';
import { fontShelf, type Fonts } from './receiptFonts.ts';
import { blocksOf, textsOf, type Block, type Codes, type Ink } from './receiptBlocks.ts';
import { proofRows } from './proofRows.ts';
import { receiptRows, type Row } from './receiptRows.ts';
import type { Language } from './receiptWords.ts';

export type ReceiptOrder = { readonly receipt: ReceiptView; readonly language: Language; readonly copy: number; readonly timeZone: string };

/** Points: 1 mm is 72 / 25.4. */
const MM = 72 / 25.4;
const RECEIPT_WIDTH = 80 * MM;
/** A5: a hash stands on one line. */
const PROOF_WIDTH = 148 * MM;
const MARGIN = 4 * MM;
/** Viewers refuse pages longer than 14,400 points; a longer receipt goes on on the next page. */
const PAGE_MAX = 14_000;

const shelf = fontShelf();

/** `timeZone`: the shop's IANA zone, in which times are printed. Takes a good part of a second of processor time: not for the till's own loop. */
export function drawReceipt({ receipt, language, copy, timeZone }: ReceiptOrder): Promise<Uint8Array> {
  return draw({ title: `Receipt ${receipt.receipt}`, at: receipt.at, language, width: RECEIPT_WIDTH }, receiptRows(receipt, language, copy, timeZone));
}

export type ProofOrder = { readonly proof: ProofView; readonly language: Language; readonly timeZone: string };

export function drawProof({ proof, language, timeZone }: ProofOrder): Promise<Uint8Array> {
  return draw({ title: `Payment ${proof.orderId}`, at: proof.at, language, width: PROOF_WIDTH }, proofRows(proof, language, timeZone));
}

type Paper = { readonly title: string; readonly at: number; readonly language: Language; readonly width: number };

/** The libraries are loaded with the first receipt. */
async function draw({ title, at, language, width }: Paper, rows: readonly Row[]): Promise<Uint8Array> {
  const [{ PDFDocument, rgb }, { create }] = await Promise.all([import('pdf-lib'), import('qrcode')]);
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(title);
  document.setProducer('Tillbook');
  document.setLanguage(language);
  document.setCreationDate(new Date(at));
  document.setModificationDate(new Date(at));
  const fonts: Fonts = await shelf.open(document, language, rows.flatMap(textsOf));
  const codes: Codes = (text) => {
    const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
    return { size, dark: (row, column) => data[row * size + column] === 1 };
  };
  const ink: Ink<PDFFont> = { fonts, codes, left: MARGIN, right: width - MARGIN, black: rgb(0, 0, 0), grey: rgb(0.35, 0.35, 0.35) };
  for (const sheet of sheetsOf(blocksOf(rows, ink))) {
    const height = sheet.reduce((sum, block) => sum + block.height, 0) + 2 * MARGIN;
    const page: PDFPage = document.addPage([width, height]);
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
