/** Looks after a till's ledger file: proves it, has SQLite check it, backs it up, each in a process of its own so that selling goes on whatever befalls it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#core/refusal.ts';
import type { Safekeeping } from '#till/ports.ts';
import { inProcess } from '../oneProcess.ts';
import { searching } from './searching.ts';
import { listBackups, pruneBackups, roomForBackup } from './backups.ts';
import { makingOf, removeSideFiles, type KeepResult, type KeepTask } from './keepTasks.ts';

/** The process's file beside this one, from source and built alike. */
const SIBLING = import.meta.url.endsWith('.ts') ? './keepProcess.ts' : './keepProcess.js';
const HEAP_MIB_MAX = 256;

const asFault = (code: string, words: string) => (error: unknown): never => {
  throw new Fault(code, words, { reason: String((error as Error).message).slice(0, 300) });
};
const UNREADABLE = 'The ledger could not be read to prove it. Nothing was changed and selling goes on; try again, and call your technician if it happens again.';
const NO_BACKUP = 'The backup could not be made, or its copy did not prove. The ledger itself was not touched and selling goes on; see that the backup folder can be written and has room, then make it again.';

const NOT_PROVED = 'The files could not be searched, so the erasure is not proved yet. The person’s data is out of the books already and selling goes on; the till tries again by itself.';
const NOT_COUNTED = 'The ledger could not be read for this page. Nothing was changed and selling goes on; try again, and call your technician if it happens again.';

/** @param folder the till's data; backups go to `into`, or to `backup` in it. `stop` ends what is under way. */
export function safekeeper(folder: string, into: string | null): Safekeeping & { readonly stop: () => void } {
  const stopping = new AbortController();
  const asked = (task: KeepTask): Promise<KeepResult> => inProcess(new URL(SIBLING, import.meta.url), task, HEAP_MIB_MAX, stopping.signal);
  const ledger = join(folder, 'ledger.db');
  const kept = into ?? join(folder, 'backup');
  return {
    async prove(from) {
      const result = await asked({ do: 'prove', ledger, from }).catch(asFault('ledger-not-read', UNREADABLE));
      if (!('proof' in result)) throw new Fault('ledger-not-read', UNREADABLE);
      return result.proof;
    },
    async checkFile() {
      const result = await asked({ do: 'check', ledger }).catch(asFault('ledger-not-read', UNREADABLE));
      return 'damage' in result ? result.damage : null;
    },
    async backup(at, seq) {
      let path: string | null = null;
      try {
        path = roomForBackup(kept, at, seq);
        const result = await asked({ do: 'backup', ledger, to: path, at });
        if (!('note' in result)) throw new Error('no note');
        pruneBackups(kept);
      } catch (error) {
        if (path !== null) dropHalf(path);
        asFault('backup-failed', NO_BACKUP)(error);
      }
    },
    forget: (sought, dropCopies, moved) => searching({ folder, backups: kept, sought, dropCopies }, moved).catch(asFault('erasure-not-proved', NOT_PROVED)),
    async census(after) {
      const result = await asked({ do: 'census', ledger, after }).catch(asFault('ledger-not-read', NOT_COUNTED));
      if (!('census' in result)) throw new Fault('ledger-not-read', NOT_COUNTED);
      return result.census;
    },
    async access(before, most) {
      const result = await asked({ do: 'access', ledger, before, most }).catch(asFault('ledger-not-read', NOT_COUNTED));
      if (!('access' in result)) throw new Fault('ledger-not-read', NOT_COUNTED);
      return result.access;
    },
    backups: () => listBackups(kept).map(({ name, at, seq, hash, bytes }) => ({ name, at, seq, hash, bytes })),
    folder: kept,
    stop: () => stopping.abort(),
  };
}

/** What a copy that ended in its middle left behind. */
function dropHalf(path: string): void {
  const half = makingOf(path);
  rmSync(half, { force: true });
  removeSideFiles(half);
}
