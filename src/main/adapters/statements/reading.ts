/** The till's door for statement files: bytes go to a thread of their own, lines come back in small batches, or one clear refusal. */
import { Worker } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import type { Statement, StatementLine } from '#core/statement.ts';
import type { MappingPreview } from '#contract/mapping.ts';
import type { ReadingWatch, StatementReading } from '#till/ports.ts';
import type { Answer, Task } from './readWorker.ts';
import { unusable } from './trouble.ts';

const MEMORY_MIB = 256;
const READING_MS_MAX = 300_000;
/** How often whoever waits hears how far it is, and may say stop. */
const LOOK_MS = 100;

/** The built program has the thread's file beside its own, under this name. */
const file = import.meta.url.endsWith('.ts') ? './readWorker.ts' : './readStatementWorker.js';

export function statementReading(): StatementReading {
  return {
    async read(bytes, name, mappings = [], only = null, watch) {
      const lines: StatementLine[] = [];
      const { statement } = await inThread({ kind: 'read', bytes, name, only, mappings }, lines, watch);
      if (statement === undefined) throw new Error('the reading thread answered something else');
      return withDays({ ...statement, lines }, name);
    },
    async contents(bytes, name, mappings = []) {
      if (!looksPacked(bytes)) return [];
      const { contents } = await inThread({ kind: 'contents', bytes, name, only: null, mappings }, []);
      return contents ?? [];
    },
    async preview(bytes, name, mapping) {
      const { preview } = await inThread({ kind: 'preview', bytes, name, only: null, mappings: mapping === null ? [] : [mapping] }, []);
      if (preview === undefined) throw new Error('the reading thread answered something else');
      return preview;
    },
  };
}

/** A zip begins so; anything else is one content. */
const looksPacked = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

type Told = { statement?: Omit<Statement, 'lines'>; preview?: MappingPreview; contents?: string[] };
type Order = Pick<Task, 'kind' | 'bytes' | 'name' | 'only' | 'mappings'>;

/** One thread for one file: whatever a hostile file does to it, it ends with it. */
async function inThread(order: Order, lines: StatementLine[], watch: ReadingWatch = () => true): Promise<Told> {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const task: Task = { ...order, bytes: new Uint8Array(order.bytes), taken };
  const worker = new Worker(new URL(file, import.meta.url), { workerData: task, transferList: [task.bytes.buffer as ArrayBuffer], resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB, maxYoungGenerationSizeMb: 16 } });
  let timer: NodeJS.Timeout | undefined;
  let looks: NodeJS.Timeout | undefined;
  let share: number | null = null;
  try {
    return await new Promise<Told>((resolve, reject) => {
      const look = () => { if (!watch(lines.length, share)) reject(new Refusal('work-cancelled', `${order.name}: the reading was cancelled. Nothing was taken from it; give it again when you like.`, { file: order.name })); };
      looks = setInterval(look, LOOK_MS);
      timer = setTimeout(() => reject(unusable(order.name, 'statement-too-large', 'it takes longer to read than any statement.')), READING_MS_MAX);
      worker.on('message', (answer: Answer) => {
        if (answer.kind === 'lines') {
          for (const line of answer.lines) lines.push(line);
          ({ share } = answer);
          look();
          Atomics.add(taken, 0, 1);
          Atomics.notify(taken, 0);
        } else if (answer.kind === 'refused') reject(new Refusal(answer.code, answer.message, answer.detail));
        else resolve(answer.told);
      });
      worker.once('error', (error: Error & { code?: string }) => {
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unusable(order.name, 'statement-too-large', 'it needs more memory than a statement may.') : error);
      });
      worker.once('exit', () => reject(new Error('the reading thread ended without an answer')));
    });
  } finally {
    clearTimeout(timer);
    clearInterval(looks);
    await worker.terminate();
  }
}

/** An empty file says its day in its name, if anywhere. */
function withDays(statement: Statement, name: string): Statement {
  if (statement.days.length > 0) return statement;
  const named = /(20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(name);
  const day = statement.day ?? (named === null ? null : `${named[1]}-${named[2]}-${named[3]}`);
  if (day !== null) return { ...statement, day, days: [day] };
  throw new Refusal('statement-day', `${statement.file}: expected lines, or a day in the name of a file without any; found neither. Nothing is booked; fetch the file again under its own name.`, { file: statement.file });
}
