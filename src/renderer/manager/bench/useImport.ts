/** Reads chosen files into the till one after the other: progress with counts, an outcome for each, a way to stop. */
import { useRef, useState } from 'react';
import type { StatementFileView } from '#contract/views.ts';
import { call, type Trouble } from '../../state/act.ts';

export type FileOutcome = { readonly name: string; readonly state: 'waiting' | 'running' | 'read' | 'repeated' | 'refused' | 'too-large' | 'cancelled'; readonly file: StatementFileView | null; readonly trouble: Trouble | null; /** Kept of a table that nobody knows, so that its columns can be pointed at. */ readonly unknown: string | null };

export type Imports = {
  readonly outcomes: readonly FileOutcome[];
  readonly running: boolean;
  readonly start: (files: readonly File[]) => void;
  readonly cancel: () => void;
  readonly close: () => void;
  /** Reads one of them again, after its mapping was kept. */
  readonly again: (index: number) => void;
};

/** What one call carries as base64 is 90 million characters. */
const FILE_BYTES_MAX = 60_000_000;
/** Several wallets over several days at once; more is a mistake in the chooser. */
const FILES_MAX = 100;

/** Refusals that a mapping may mend. */
const UNKNOWN: ReadonlySet<string> = new Set(['statement-unknown-format', 'statement-mapping', 'statement-ambiguous-date']);

const waiting = (name: string): FileOutcome => ({ name, state: 'waiting', file: null, trouble: null, unknown: null });

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => { const text = typeof reader.result === 'string' ? reader.result : ''; resolve(text.slice(text.indexOf(',') + 1)); });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(file);
  });
}

async function readFile(file: File): Promise<FileOutcome> {
  const outcome = waiting(file.name);
  if (file.size > FILE_BYTES_MAX) return { ...outcome, state: 'too-large' };
  let base64: string;
  try {
    base64 = await base64Of(file);
  } catch {
    return { ...outcome, state: 'refused', trouble: { code: 'statement-unreadable', message: 'The file could not be read. Nothing was taken from it; choose it again.', detail: { file: file.name } } };
  }
  const reply = await call('statement.import', { name: file.name, base64 });
  if (!reply.ok) return { ...outcome, state: 'refused', trouble: reply, unknown: UNKNOWN.has(reply.code) ? base64 : null };
  return { ...outcome, state: reply.value.repeated ? 'repeated' : 'read', file: reply.value.file };
}

/** @param onDone gets the files that came in, once all are through. */
export function useImport(onDone: (read: readonly StatementFileView[]) => void): Imports {
  const [outcomes, setOutcomes] = useState<readonly FileOutcome[]>([]);
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  const busy = useRef(false);
  const put = (index: number, outcome: FileOutcome) => setOutcomes((before) => before.map((one, at) => (at === index ? outcome : one)));

  const run = async (files: readonly File[]) => {
    busy.current = true;
    stopped.current = false;
    setOutcomes(files.map((file) => waiting(file.name)));
    setRunning(true);
    const read: StatementFileView[] = [];
    for (const [index, file] of files.entries()) {
      if (stopped.current) {
        put(index, { ...waiting(file.name), state: 'cancelled' });
        continue;
      }
      put(index, { ...waiting(file.name), state: 'running' });
      const outcome = await readFile(file);
      put(index, outcome);
      if (outcome.file !== null) read.push(outcome.file);
    }
    busy.current = false;
    setRunning(false);
    if (read.length > 0) onDone(read);
  };

  return {
    outcomes, running,
    start: (files) => { if (files.length > 0 && !busy.current) void run(files.slice(0, FILES_MAX)); },
    cancel: () => { stopped.current = true; },
    close: () => setOutcomes([]),
    again(index) {
      const before = outcomes[index];
      if (before === undefined || before.unknown === null || busy.current) return;
      const bytes = Uint8Array.from(atob(before.unknown), (char) => char.charCodeAt(0));
      put(index, { ...waiting(before.name), state: 'running' });
      void readFile(new File([bytes], before.name)).then((outcome) => {
        put(index, outcome);
        if (outcome.file !== null) onDone([outcome.file]);
      });
    },
  };
}
