/** The thread on which receipts are drawn, one after the other in the order they came. */
import { parentPort } from 'node:worker_threads';
import { drawOrder, type DrawOrder } from './drawOrder.ts';
import type { Said } from './drawingThread.ts';

const say = (said: Said) => parentPort?.postMessage(said);

parentPort?.on('message', ({ id, order }: { id: number; order: DrawOrder }) => {
  drawOrder(order).then((drawn) => say({ id, drawn }), (error: unknown) => say({ id, message: String((error as Error).message) }));
});
