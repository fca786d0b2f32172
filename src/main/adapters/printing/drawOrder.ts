/** What the drawing thread is asked for, and how each is drawn. */
import { pngOf } from './bitmap.ts';
import { drawProof, drawReceipt, type ProofOrder, type ReceiptOrder } from './drawReceipt.ts';
import { escPosOf, type Paper } from './escPosReceipt.ts';
import { paperOf } from './paper.ts';
import { receiptRows } from './receiptRows.ts';
import { testRows, type TestOrder } from './testRows.ts';

export type DrawnPaper = { readonly png: Uint8Array; readonly width: number; readonly height: number; readonly kicks: number };

/** By what is drawn: the order and what comes of it. */
export type Drawings = {
  readonly pdf: { readonly order: ReceiptOrder; readonly drawn: Uint8Array };
  readonly proof: { readonly order: ProofOrder; readonly drawn: Uint8Array };
  readonly escPos: { readonly order: ReceiptOrder & { readonly paper: Paper }; readonly drawn: Uint8Array };
  readonly test: { readonly order: TestOrder & { readonly paper: Paper }; readonly drawn: Uint8Array };
  readonly paper: { readonly order: { readonly bytes: Uint8Array; readonly dots: number }; readonly drawn: DrawnPaper };
};

export type DrawOrder = { [Kind in keyof Drawings]: { readonly kind: Kind; readonly order: Drawings[Kind]['order'] } }[keyof Drawings];

export async function drawOrder({ kind, order }: DrawOrder): Promise<Drawings[keyof Drawings]['drawn']> {
  switch (kind) {
    case 'pdf': return drawReceipt(order);
    case 'proof': return drawProof(order);
    case 'escPos': return escPosOf(receiptRows(order.receipt, order.language, order.copy, order.timeZone), order.language, order.paper);
    case 'test': return escPosOf(testRows(order), order.language, order.paper);
    case 'paper': {
      const { bitmap, kicks } = await paperOf(order.bytes, order.dots);
      return { png: pngOf(bitmap), width: bitmap.width, height: bitmap.height, kicks };
    }
  }
}
