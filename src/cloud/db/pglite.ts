/** Opens PGlite, in memory or on disk; on disk with fsync really reaching the disk, which its defaults leave out. */
import { existsSync, fsyncSync, mkdirSync, openSync, closeSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import type { PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { INT8, readBigint } from './bigint.ts';

/** What the engine's build exposes to its set-up: its file system's stream operations, and devices. */
type EngineModule = {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } };
  FS: {
    makedev(major: number, minor: number): number;
    registerDevice(device: number, operations: { open: () => void; close: () => void; read: (stream: unknown, into: Uint8Array, offset: number, length: number, position: number) => number }): void;
    mkdev(path: string, device: number): void;
  };
};

export type Engine = { readonly client: PGlite; /** Rows in COPY's form for the statement that reads `ROWS_DEVICE` next. */ readonly offer: (rows: Uint8Array) => void };

/** Where COPY reads its rows: the engine's own device for it copies them three times, the last time byte by byte. */
export const ROWS_DEVICE = '/dev/rows';
const ROWS_MAJOR = 65;

function rowsDevice(): { offer: Engine['offer']; hook: (module: unknown) => void } {
  let rows = new Uint8Array(0);
  const read = (_stream: unknown, into: Uint8Array, offset: number, length: number, position: number): number => {
    const part = rows.subarray(position, position + length);
    into.set(part, offset);
    return part.length;
  };
  return {
    offer: (given) => { rows = given as Uint8Array<ArrayBuffer>; },
    hook(module) {
      const { FS } = module as EngineModule;
      const device = FS.makedev(ROWS_MAJOR, 0);
      FS.registerDevice(device, { open: () => undefined, close: () => undefined, read });
      FS.mkdev(ROWS_DEVICE, device);
    },
  };
}

type Files = NonNullable<PGliteOptions['fs']>;

/** Lets something be done to the engine's build before it starts. */
function hooked(files: Files, hook: (module: unknown) => void): Files {
  const init = files.init.bind(files);
  files.init = async (...args: Parameters<Files['init']>) => {
    const { emscriptenOpts } = await init(...args);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), hook] } };
  };
  return files;
}

/**
 * PGlite starts PostgreSQL with `-F` (fsync off) and its file system has no fsync at all: a commit survives a killed process but
 * not a power cut. Here fsync is on and each one reaches the file. `fdatasync` is a no-op in the engine's build, hence the method.
 */
const DURABLE = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'full_page_writes=on'];

/** Input/output error by the engine's own numbering (WASI). */
const EIO = 29;

class SyncedFiles extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const hook = (module: unknown) => {
      (module as EngineModule).NODEFS.stream_ops.fsync = (stream) => {
        try {
          fsyncSync(stream.nfd);
          return 0;
        } catch (error) {
          // Windows has no fsync of what was opened for reading, such as a folder; everything else stops the engine.
          return process.platform === 'win32' && (error as NodeJS.ErrnoException).code === 'EPERM' ? 0 : EIO;
        }
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), hook] } };
  }
}

const OPTIONS = { parsers: { [INT8]: readBigint }, relaxedDurability: false } as const satisfies PGliteOptions;

/**
 * @param folder null for memory; else the engine's data folder, made when missing, whole or not at all
 * @param made for memory: the engine's data as its `dumpDataDir` gives it, whose making takes seconds; copied
 */
export async function openPglite(folder: string | null, made?: Blob): Promise<Engine> {
  if (folder === null) {
    const { offer, hook } = rowsDevice();
    return { client: await PGlite.create({ ...OPTIONS, fs: hooked(new MemoryFS(), hook), ...(made === undefined ? {} : { loadDataDir: made }) }), offer };
  }
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const fresh = `${folder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    await (await openFolder(fresh)).client.close();
    syncTree(fresh);
    renameSync(fresh, folder);
    syncOne(dirname(folder));
  }
  return openFolder(folder);
}

async function openFolder(folder: string): Promise<Engine> {
  const { offer, hook } = rowsDevice();
  const startParams = [...PGlite.defaultStartParams.filter((param) => param !== '-F'), ...DURABLE];
  return { client: await PGlite.create({ ...OPTIONS, fs: hooked(new SyncedFiles(folder), hook), startParams }), offer };
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncOne(path);
  }
  syncOne(folder);
}

function syncOne(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
