/** One process owns a data folder: a local socket named after it, which the system drops when its holder dies. */
import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '#core/refusal.ts';

export type Lock = { release(): Promise<void> };

function socketPath(folder: string): string {
  const name = `tillbook-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(path: string): Promise<Server | null> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)));
    server.listen(path, () => {
      server.unref();
      done(server);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path, () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

/** Waits up to `patienceMs` for a holder that is just going. @throws Refusal `backend-data-in-use` */
export async function takeLock(folder: string, patienceMs: number): Promise<Lock> {
  const path = socketPath(folder);
  const until = Date.now() + patienceMs;
  for (;;) {
    const server = await listen(path);
    if (server !== null) return { release: () => new Promise((done) => server.close(() => done())) };
    if (!(await answers(path))) {
      try {
        unlinkSync(path);
      } catch {
        // Another starter was faster; the next round settles who holds it.
      }
    } else if (Date.now() >= until) {
      throw new Refusal('backend-data-in-use', 'Another payment backend is using this data folder. Nothing was charged or changed. Close it first, or choose another folder.');
    }
    await sleep(50);
  }
}
