/** Opens PGlite, in memory or on disk; on disk with fsync really reaching the disk, which its defaults leave out. */
import { existsSync, fsyncSync, mkdirSync, openSync, closeSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { INT8, readBigint } from './bigint.ts';

/** The file system's stream operations as the engine's build exposes them to its set-up. */
type EngineModule = { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } } };

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

/** @param folder null for memory; else the engine's data folder, made when missing, whole or not at all. */
export async function openPglite(folder: string | null): Promise<PGlite> {
  if (folder === null) return PGlite.create(OPTIONS);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const fresh = `${folder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    await (await openFolder(fresh)).close();
    syncTree(fresh);
    renameSync(fresh, folder);
    syncOne(dirname(folder));
  }
  return openFolder(folder);
}

function openFolder(folder: string): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams.filter((param) => param !== '-F'), ...DURABLE];
  return PGlite.create({ ...OPTIONS, fs: new SyncedFiles(folder), startParams });
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
