/** A printer on the network: raw bytes over TCP, port 9100 unless another is named. */
import { connect, isIPv6 } from 'node:net';
import { LineTrouble, newInbox, within, WRITE_MS_MAX, type PrinterLine } from './printerLine.ts';

const PORT = 9_100;
const CONNECT_MS_MAX = 3_000;

/** `host`, `host:port`, `[v6]:port` or a bare IPv6 address; null for what is none. */
export function hostAndPort(address: string): { readonly host: string; readonly port: number } | null {
  if (isIPv6(address)) return { host: address, port: PORT };
  const match = /^(?:\[([0-9a-f:.]+)\]|([\p{L}\p{N}._-]+))(?::(\d{1,5}))?$/iu.exec(address);
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? PORT : Number(match[3]);
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port };
}

/** @throws LineTrouble `unreachable`, `refused` or `bad-address`; nothing was sent then. */
export async function openTcpLine(address: string): Promise<PrinterLine> {
  const place = hostAndPort(address);
  if (place === null) throw new LineTrouble('bad-address');
  const inbox = newInbox();
  const socket = connect({ ...place, noDelay: true });
  const opened = new Promise<void>((done, failed) => {
    socket.once('connect', done);
    socket.once('error', (error: NodeJS.ErrnoException) => failed(new LineTrouble(error.code === 'ECONNREFUSED' ? 'refused' : 'unreachable')));
  });
  socket.on('data', (bytes: Buffer) => inbox.push(bytes));
  socket.on('error', () => inbox.end());
  socket.on('close', () => inbox.end());
  try {
    await within(opened, CONNECT_MS_MAX, 'unreachable');
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return {
    write: (bytes) => within(new Promise<void>((done, failed) => {
      if (!socket.writable) failed(new LineTrouble('cut-off'));
      else socket.write(bytes, (error) => { if (error === undefined || error === null) done(); else failed(new LineTrouble('cut-off')); });
    }), WRITE_MS_MAX, 'too-slow'),
    next: (waitMs) => inbox.next(waitMs),
    close: () => {
      // Half closed first, so that what was handed over still goes out; a printer that keeps its end open is let go.
      socket.end();
      setTimeout(() => socket.destroy(), 1_000).unref();
    },
  };
}
