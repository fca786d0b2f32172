/** Runs the payment backend beside the till, as a child process that is started again when it dies. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Fault } from '#core/refusal.ts';
import type { ReadyMessage, StartMessage } from './cloudProcess.ts';

export type EmbeddedOptions = {
  /** The backend's own folder, made when missing; owned by one backend at a time. */
  readonly dataDir: string;
  readonly store: string;
  /** The child's entry file; another one where the program is bundled. */
  readonly entry?: string;
  /** Told of each end of the child that was not asked for, before it is started again. */
  readonly onExit?: (end: { readonly code: number | null; readonly signal: string | null }) => void;
};

export type EmbeddedBackend = {
  /** The same for the life of this object, also after the child was started again. */
  readonly baseUrl: string;
  /** Enrols one till, once. */
  readonly enrolCode: string;
  readonly backendPublicKey: string;
  /** Process id of the child now running, or null between two. */
  pid(): number | null;
  /** Lets the child finish and waits for its end. */
  stop(): Promise<void>;
};

/** The child's file beside this one, from source and built alike. */
const SIBLING = import.meta.url.endsWith('.ts') ? './cloudProcess.ts' : './cloudProcess.js';
/** A first start makes a whole database; on a busy, slow machine that may take minutes. */
const START_MS_MAX = 180_000;
const STOP_MS_MAX = 10_000;
const BACK_OFF_MS_MIN = 200;
const BACK_OFF_MS_MAX = 10_000;

/** @throws Fault with the child's code (`backend-data-in-use`, …), `backend-failed` or `backend-start-timeout` when the first start fails */
export async function startEmbeddedBackend(options: EmbeddedOptions): Promise<EmbeddedBackend> {
  const entry = options.entry ?? fileURLToPath(new URL(SIBLING, import.meta.url));
  const enrolCode = randomBytes(16).toString('base64url');
  const { dataDir, store } = options;
  let stopped = false;
  let backOffMs = BACK_OFF_MS_MIN;
  let timer: NodeJS.Timeout | undefined;

  const first = await startChild(entry, { dataDir, store, enrolCode, port: 0 });
  const { port } = first;
  let child: ChildProcess | null = first.child;

  const onDeath = (code: number | null, signal: string | null) => {
    child = null;
    if (stopped) return;
    options.onExit?.({ code, signal });
    // The port stays, so that nobody has to be told a new address.
    timer = setTimeout(() => {
      startChild(entry, { dataDir, store, enrolCode, port }).then(
        (started) => {
          backOffMs = BACK_OFF_MS_MIN;
          if (stopped) started.child.disconnect();
          else watch(started.child);
        },
        () => onDeath(null, null),
      );
    }, backOffMs);
    backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS_MAX);
  };
  const watch = (started: ChildProcess) => {
    child = started;
    started.once('exit', onDeath);
    // It may have died between its word and this line.
    if (started.exitCode !== null || started.signalCode !== null) onDeath(started.exitCode, started.signalCode);
  };
  watch(first.child);

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    enrolCode,
    backendPublicKey: first.backendPublicKey,
    pid: () => child?.pid ?? null,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const last = child;
      if (last === null || last.exitCode !== null || last.signalCode !== null) return;
      await new Promise<void>((done) => {
        const hard = setTimeout(() => last.kill('SIGKILL'), STOP_MS_MAX);
        last.once('exit', () => {
          clearTimeout(hard);
          done();
        });
        if (last.connected) last.disconnect();
      });
    },
  };
}

type Started = { child: ChildProcess; port: number; backendPublicKey: string };

function startChild(entry: string, message: StartMessage): Promise<Started> {
  return new Promise((resolve, reject) => {
    const child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'json' });
    const fail = (code: string, text: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Fault(code, text));
    };
    const timer = setTimeout(() => fail('backend-start-timeout', 'the embedded payment backend did not start in time'), START_MS_MAX);
    child.once('error', () => fail('backend-failed', 'the embedded payment backend could not be started'));
    child.once('exit', (code, signal) => fail('backend-failed', `the embedded payment backend ended while starting (${signal ?? code})`));
    child.once('message', (raw) => {
      const ready = raw as ReadyMessage;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      child.removeAllListeners('error');
      child.on('error', () => undefined);
      if (ready.ready) resolve({ child, port: ready.port, backendPublicKey: ready.backendPublicKey });
      else fail(ready.code, ready.message);
    });
    child.send(message);
  });
}
