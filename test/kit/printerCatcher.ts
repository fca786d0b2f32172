/** A receipt printer on a TCP port: catches the bytes, answers as a printer does, or misbehaves. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** `hung`: takes the line, reads nothing and says nothing. `pulled`: well until the print begins, then not a word. `cut`: drops the line after some bytes. `babbling`: sends automatic statuses nobody asked for. */
export type CatcherMode = 'well' | 'paper-out' | 'cover-open' | 'paper-low' | 'silent' | 'hung' | 'pulled' | 'cut' | 'babbling' | 'runs-out';

export type Catcher = { readonly address: string; mode: CatcherMode; /** What came of each connection that sent more than questions. */ readonly jobs: () => Uint8Array[]; readonly connections: () => number; readonly close: () => Promise<void> };

const CUT_AFTER = 3_000;
const AUTOMATIC = [0x14, 0x00, 0x00, 0x0f];

function statusByte(what: number, mode: CatcherMode, begun: boolean): number {
  const out = mode === 'paper-out' || (mode === 'runs-out' && begun);
  if (what === 1) return out || mode === 'cover-open' ? 0x1a : 0x12;
  if (what === 2) return mode === 'cover-open' ? 0x16 : out ? 0x32 : 0x12;
  if (what === 4) return out ? 0x72 : mode === 'paper-low' ? 0x1e : 0x12;
  return 0x12;
}

export async function printerCatcher(mode: CatcherMode = 'well'): Promise<Catcher> {
  const caught: number[][] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const self = { mode };
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (self.mode === 'hung') {
      socket.pause();
      return;
    }
    const job: number[] = [];
    caught.push(job);
    socket.on('data', (bytes: Buffer) => {
      if (self.mode === 'silent') return;
      if (self.mode === 'babbling') socket.write(Buffer.from(AUTOMATIC));
      // Questions come in packets of their own: three bytes of data that look like one are not in any receipt here.
      if (bytes.length === 3 && bytes[0] === 0x10 && bytes[1] === 0x04) {
        if (self.mode === 'pulled' && job.length > 0) return;
        socket.write(Buffer.of(statusByte(bytes[2] ?? 0, self.mode, job.length > 0)));
        return;
      }
      const ends = bytes.at(-3) === 0x1d && bytes.at(-2) === 0x72;
      for (const byte of ends ? bytes.subarray(0, -3) : bytes) job.push(byte);
      if (self.mode === 'cut' && job.length > CUT_AFTER) socket.resetAndDestroy();
      else if (ends && self.mode !== 'pulled' && self.mode !== 'runs-out') socket.write(Buffer.of(0x00));
    });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return Object.assign(self, {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    jobs: () => caught.filter((job) => job.length > 0).map((job) => Uint8Array.from(job)),
    connections: () => connections,
    close: () => new Promise<void>((done) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => done());
    }),
  });
}
