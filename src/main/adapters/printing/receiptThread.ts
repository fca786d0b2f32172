/** The thread on which receipts are drawn, one after the other in the order they came. */
import { parentPort } from 'node:worker_threads';
import { drawReceipt, type ReceiptOrder } from './drawReceipt.ts';

parentPort?.on('message', ({ id, order }: { id: number; order: ReceiptOrder }) => {
  drawReceipt(order).then((bytes) => parentPort?.postMessage({ id, bytes }), (error: unknown) => parentPort?.postMessage({ id, message: String((error as Error).message) }));
});
