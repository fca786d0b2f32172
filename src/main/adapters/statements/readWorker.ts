/** The thread that reads one statement for the till: posts its lines in batches, waits while the till is busy, ends with the totals or a refusal. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import type { Statement, StatementLine } from '#core/statement.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import type { MappingPreview } from '#contract/mapping.ts';
import { previewTable } from './mapped/preview.ts';
import { openStatement, separateContents, statementLine } from './registry.ts';

export type Task = { readonly kind: 'read' | 'preview' | 'contents'; readonly bytes: Uint8Array; readonly name: string; /** Of a zip: one content by its name. */ readonly only: string | null; readonly mappings: readonly StatementMapping[]; /** Counts the batches that the till has taken. */ readonly taken: Int32Array };
export type Answer =
  | { readonly kind: 'lines'; readonly lines: readonly StatementLine[]; /** Of the content's bytes, 0 to 1; null where their number is not known. */ readonly share: number | null }
  | { readonly kind: 'done'; readonly told: { readonly statement?: Omit<Statement, 'lines'>; readonly preview?: MappingPreview; readonly contents?: string[] } }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly detail: Readonly<Record<string, string | number>> };

const BATCH_LINES = 500;
/** Batches on their way: few, so that the till's loop has a turn between any two. */
const AHEAD = 2;

async function read({ bytes, name, only, mappings, taken }: Task): Promise<void> {
  let batch: StatementLine[] = [];
  let posted = 0;
  let took = 0;
  const post = () => {
    say({ kind: 'lines', lines: batch, share: opened.plainBytes === 0 ? null : Math.min(1, took / opened.plainBytes) });
    batch = [];
    posted += 1;
    for (let now = Atomics.load(taken, 0); posted - now > AHEAD; now = Atomics.load(taken, 0)) Atomics.wait(taken, 0, now, 1000);
  };
  const opened = await openStatement({ bytes, name }, { mappings, only, onBytes: (count) => { took += count; } });
  const statement = await opened.scan((line) => {
    batch.push(statementLine(line, opened.source, opened.file));
    if (batch.length === BATCH_LINES) post();
  });
  if (batch.length > 0) post();
  say({ kind: 'done', told: { statement } });
}

function say(answer: Answer): void {
  parentPort?.postMessage(answer);
}

const task = workerData as Task;
try {
  if (task.kind === 'read') await read(task);
  else if (task.kind === 'contents') say({ kind: 'done', told: { contents: await separateContents(task, { mappings: task.mappings }) } });
  else say({ kind: 'done', told: { preview: await previewTable(task.bytes, task.name, task.mappings[0] ?? null) } });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say({ kind: 'refused', code: error.code, message: error.message, detail: error.detail });
}
