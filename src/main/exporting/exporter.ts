/** Exports of a till: each written by a process of its own to a file that is there only until it is handed out. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, Refusal } from '#core/refusal.ts';
import type { Exporting } from '#till/ports.ts';
import { EndedUnasked, inProcess } from '../oneProcess.ts';
import type { Exported, ReadResult, ReadTask } from './exportTask.ts';
import type { Shop } from './tables.ts';

/** The process's file beside this one, from source and built alike. */
const SIBLING = import.meta.url.endsWith('.ts') ? './exportProcess.ts' : './exportProcess.js';
const HEAP_MIB_MAX = 512;

function failed(error: unknown): never {
  if (error instanceof EndedUnasked) throw new Fault('export-ended', 'The part of the program that makes exports ended by itself. The ledger was only read, nothing is lost and selling goes on; try again, with fewer days if it happens again, and tell your technician.', { reason: error.how });
  throw new Fault('export-failed', 'The export could not be made. The ledger was only read and selling goes on; see that the disk has room, then try again.', { reason: String((error as Error).message).slice(0, 200) });
}

/** @param dataDir the till's data; files that are being made lie in `export` in it. `stop` ends what is being made. */
export function exporter(dataDir: string, shop: Shop): Exporting & { readonly stop: () => void } {
  const stopping = new AbortController();
  const asked = (task: ReadTask): Promise<ReadResult> => inProcess(new URL(SIBLING, import.meta.url), task, HEAP_MIB_MAX, stopping.signal);
  const folder = join(dataDir, 'export');
  const ledger = join(dataDir, 'ledger.db');
  let last = 0;
  return {
    stop: () => stopping.abort(),
    async countedShifts(from, to) {
      const result = await asked({ shifts: { ledger, from, to } }).catch(failed);
      return 'shifts' in result ? result.shifts : [];
    },
    async tenderProofs(day) {
      const result = await asked({ proofs: { ledger, day } }).catch(failed);
      return 'proofs' in result ? result.proofs : [];
    },
    async make(order) {
      last += 1;
      const path = join(folder, `${order.what}-${process.pid}-${last}.making`);
      const drop = () => rmSync(path, { force: true });
      let exported: Exported;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        exported = (await asked({ write: { order, shop, ledger, to: path } })) as Exported;
      } catch (error) {
        drop();
        return failed(error);
      }
      if ('rowsMax' in exported) {
        drop();
        throw new Refusal('export-too-long', 'That period has more rows than a file of this form can hold. Nothing was handed out; choose fewer days, or CSV.', { rows: exported.rowsMax });
      }
      return {
        rows: exported.rows, size: exported.bytes, sha256: exported.sha256, drop,
        async take() {
          const base64 = await readFile(path, 'base64');
          drop();
          return base64;
        },
        keep(to) {
          copyFileSync(path, to);
          drop();
        },
      };
    },
  };
}
