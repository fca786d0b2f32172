/** A printer behind a device file: USB (`/dev/usb/lp0`) or serial (`/dev/ttyUSB0`); opened so that no read or write of it can ever wait. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { LineTrouble, within, WRITE_MS_MAX, type PrinterLine } from './printerLine.ts';

const POLL_MS = 15;
const OPEN_MS_MAX = 3_000;
/** Device files that a printer can be; never a disk, a memory or another's device. */
const PRINTER_FILE = /^\/dev\/(?:usb\/lp\d+|lp\d+|usblp\d+|tty[A-Za-z]+\d+|ttyS\d+|rfcomm\d+|serial\/by-(?:id|path)\/[\w:.+@-]+|cu\.[\w.-]+|pts\/\d+|printer[\w.-]*|tillbook[\w.-]*)$/;
const SERIAL = /^\/dev\/(?:tty|rfcomm|serial\/|cu\.|pts\/)/;

const pause = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });
const codeOf = (error: unknown) => String((error as NodeJS.ErrnoException).code);

function troubleOf(error: unknown): LineTrouble {
  const code = codeOf(error);
  return new LineTrouble(code === 'EACCES' || code === 'EPERM' ? 'no-permission' : code === 'EBUSY' ? 'refused' : 'unreachable');
}

/** @throws LineTrouble `unreachable`, `no-permission`, `refused` (another program has it) or `bad-address`; nothing was sent then. */
export async function openFileLine(path: string, baud: number): Promise<PrinterLine> {
  const handle = await within(opened(path), OPEN_MS_MAX, 'unreachable');
  if (SERIAL.test(path)) await setSpeed(path, baud);
  let closed = false;
  return {
    write: (bytes) => writeAll(handle, bytes),
    async next(waitMs) {
      const one = new Uint8Array(1);
      for (let left = waitMs; ; left -= POLL_MS) {
        const count = await readOne(handle, one);
        if (count === 1) return one[0] ?? null;
        if (left <= 0) return null;
        await pause(POLL_MS);
      }
    },
    close() {
      if (!closed) handle.close().catch(() => undefined);
      closed = true;
    },
  };
}

async function opened(path: string): Promise<FileHandle> {
  try {
    const found = await stat(path);
    // A named pipe stands in for a device where there is none.
    if (!(found.isCharacterDevice() && PRINTER_FILE.test(path)) && !found.isFIFO()) throw new LineTrouble('bad-address');
    return await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    throw error instanceof LineTrouble ? error : troubleOf(error);
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  let idle = 0;
  while (done < bytes.length) {
    try {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
      done += bytesWritten;
      idle = bytesWritten > 0 ? 0 : idle + POLL_MS;
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw new LineTrouble('cut-off');
      idle += POLL_MS;
    }
    if (idle > WRITE_MS_MAX) throw new LineTrouble('too-slow');
    if (idle > 0) await pause(POLL_MS);
  }
}

async function readOne(handle: FileHandle, into: Uint8Array): Promise<number> {
  try {
    return (await handle.read(into, 0, 1, null)).bytesRead;
  } catch (error) {
    // USB printers without a way back say EINVAL or EIO: they answer nothing.
    if (['EAGAIN', 'EINVAL', 'EIO'].includes(codeOf(error))) return 0;
    throw new LineTrouble('cut-off');
  }
}

/** Raw bytes at that speed. A line whose speed cannot be set is tried as it is. */
function setSpeed(path: string, baud: number): Promise<void> {
  const flag = process.platform === 'darwin' ? '-f' : '-F';
  return new Promise((done) => { execFile('stty', [flag, path, String(baud), 'raw', '-echo'], { timeout: 2_000 }, () => done()); });
}
