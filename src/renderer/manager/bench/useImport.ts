/** One drop of files on its way into the till: sent in batches, watched, a line for each with what became of it, and a way to stop. */
import { useRef, useState } from 'react';
import type { ImportOutcome, WorkProgress } from '#contract/views.ts';
import { call, type Trouble } from '../../state/act.ts';

/** `lines` and `share` (0 to 1) say how far a running one is, where that is known. */
export type FileRow = {
  readonly name: string;
  /** Its place in the drop; a zip of several statements has several rows. */
  readonly given: number;
  readonly state: 'waiting' | 'running' | 'too-large' | ImportOutcome['state'];
  readonly facts: ImportOutcome['facts'];
  readonly trouble: Trouble | null;
  readonly lines: number | null;
  readonly share: number | null;
};

export type Imports = {
  readonly rows: readonly FileRow[];
  readonly running: boolean;
  readonly cancelling: boolean;
  /** More files may come while others are read: they stand behind them. */
  readonly start: (files: readonly File[]) => void;
  readonly cancel: () => void;
  readonly close: () => void;
  /** The bytes of an unknown table, so that its columns can be pointed at; null for a part of a zip. */
  readonly fileOf: (row: FileRow) => File | null;
  /** Reads one of them again, after its mapping was kept. */
  readonly again: (row: FileRow) => void;
};

/** What one call carries as base64 is 90 million characters. */
const FILE_BYTES_MAX = 60_000_000;
/** Small files go together, so that a drop is few calls; a large one goes alone. */
const BATCH_BYTES_MAX = 40_000_000;
const BATCH_FILES_MAX = 100;
/** Several wallets over several months at once; more is a mistake in the chooser. */
const FILES_MAX = 500;
const LOOK_MS = 200;

const UNREADABLE: Trouble = { code: 'statement-unreadable', message: 'The file could not be read. Nothing was taken from it; choose it again.', detail: {} };
const row = (name: string, given: number, state: FileRow['state'] = 'waiting', trouble: Trouble | null = null): FileRow => ({ name, given, state, facts: null, trouble, lines: null, share: null });

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => { const text = typeof reader.result === 'string' ? reader.result : ''; resolve(text.slice(text.indexOf(',') + 1)); });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(file);
  });
}

const rowOf = (outcome: ImportOutcome, given: number): FileRow => ({
  name: outcome.name, given, state: outcome.state, facts: outcome.facts, lines: null, share: null,
  trouble: outcome.code === null ? null : { code: outcome.code, message: outcome.message ?? '', detail: outcome.detail ?? {} },
});

type Given = { readonly file: File; readonly given: number };

/** The first files that go together in one call. */
function batchOf(queue: readonly Given[]): Given[] {
  const batch: Given[] = [];
  let bytes = 0;
  for (const one of queue) {
    if (batch.length > 0 && (bytes + one.file.size > BATCH_BYTES_MAX || batch.length === BATCH_FILES_MAX)) break;
    batch.push(one);
    bytes += one.file.size;
  }
  return batch;
}

/** @param onDone gets the days that came in, once all are through. */
export function useImport(onDone: (days: readonly string[]) => void): Imports {
  const [rows, setRows] = useState<readonly FileRow[]>([]);
  const [running, setRunning] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const stopped = useRef(false);
  const busy = useRef(false);
  const queue = useRef<Given[]>([]);
  const files = useRef<File[]>([]);

  /** The rows of some files are replaced by what became of them, where they stand. */
  const put = (given: ReadonlySet<number>, next: readonly FileRow[]) => setRows((before) => {
    const all = [...before.filter((one) => !given.has(one.given)), ...next];
    return all.toSorted((a, b) => a.given - b.given);
  });

  const shown = (sent: readonly Given[], progress: WorkProgress) => {
    if (progress === null || progress.work !== 'import') return;
    const ended = (progress.outcomes ?? []).flatMap((outcome) => { const one = sent[outcome.given]; return one === undefined ? [] : [rowOf(outcome, one.given)]; });
    const current = sent[progress.done];
    const rest = sent.slice(progress.done + 1).map(({ file, given }) => row(file.name, given));
    const now = current === undefined ? [] : [{ ...row(progress.name === '' ? current.file.name : progress.name, current.given, 'running'), lines: progress.lines ?? null, share: progress.share ?? null }];
    put(new Set(sent.map(({ given }) => given)), [...ended, ...now, ...rest]);
  };

  const send = async (batch: readonly Given[]): Promise<string[]> => {
    const sent: (Given & { readonly base64: string })[] = [];
    for (const one of batch) {
      try {
        sent.push({ ...one, base64: await base64Of(one.file) });
      } catch {
        put(new Set([one.given]), [row(one.file.name, one.given, 'refused', UNREADABLE)]);
      }
    }
    if (sent.length === 0) return [];
    const given = new Set(sent.map((one) => one.given));
    let answered = false;
    const timer = setInterval(() => void call('reconcile.progress', {}).then((reply) => { if (reply.ok && !answered) shown(sent, reply.value); }), LOOK_MS);
    const reply = await call('statement.importAll', { files: sent.map(({ file, base64 }) => ({ name: file.name, base64 })) });
    answered = true;
    clearInterval(timer);
    if (!reply.ok) put(given, sent.map((one) => row(one.file.name, one.given, 'refused', reply)));
    else put(given, reply.value.map((outcome) => rowOf(outcome, sent[outcome.given]?.given ?? 0)));
    return reply.ok ? reply.value.flatMap(({ file, facts }) => (file === null ? [] : [facts?.days.at(-1) ?? file.day])) : [];
  };

  const run = async () => {
    busy.current = true;
    stopped.current = false;
    setRunning(true);
    const days: string[] = [];
    while (queue.current.length > 0) {
      const batch = batchOf(queue.current);
      queue.current = queue.current.slice(batch.length);
      if (stopped.current) put(new Set(batch.map(({ given }) => given)), batch.map(({ file, given }) => row(file.name, given, 'cancelled')));
      else days.push(...(await send(batch)));
    }
    busy.current = false;
    setRunning(false);
    setCancelling(false);
    if (days.length > 0) onDone(days);
  };

  const enqueue = (list: readonly Given[]) => {
    const fit = list.filter(({ file }) => file.size <= FILE_BYTES_MAX);
    put(new Set(list.map(({ given }) => given)), list.map(({ file, given }) => row(file.name, given, file.size > FILE_BYTES_MAX ? 'too-large' : 'waiting')));
    queue.current = [...queue.current, ...fit];
    if (!busy.current && fit.length > 0) void run();
  };

  return {
    rows, running, cancelling,
    start(chosen) {
      const first = files.current.length;
      const taken = chosen.slice(0, FILES_MAX - first);
      files.current = [...files.current, ...taken];
      enqueue(taken.map((file, index) => ({ file, given: first + index })));
    },
    cancel() {
      stopped.current = true;
      setCancelling(true);
      void call('reconcile.cancel', {});
    },
    close() { setRows([]); files.current = []; },
    fileOf: (one) => (rows.filter(({ given }) => given === one.given).length === 1 ? (files.current[one.given] ?? null) : null),
    again(one) {
      const file = files.current[one.given];
      if (file !== undefined) enqueue([{ file, given: one.given }]);
    },
  };
}
