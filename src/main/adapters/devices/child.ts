/** A child process as the supervisor sees it, whatever the shell made it with. */
import { fork } from 'node:child_process';

export type Child = {
  readonly pid: number | undefined;
  readonly send: (message: unknown) => void;
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => void;
};

export type ChildEvents = { readonly onMessage: (message: unknown) => void; readonly onExit: (how: string) => void };

/** Starts the device process; exactly one `onExit` follows, also when it could not be started. */
export type Launch = (entry: string, events: ChildEvents) => Child;

/** With Node's own fork. Its output goes nowhere: a native crash could print what was in a buffer. */
export const launchFork: Launch = (entry, { onMessage, onExit }) => {
  const child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'json' });
  let gone = false;
  const end = (how: string) => {
    if (gone) return;
    gone = true;
    onExit(how);
  };
  child.on('message', onMessage);
  child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
  child.once('error', (error) => end(error.message));
  return {
    pid: child.pid,
    send(message) {
      // The channel may be closed already: the exit that follows says so.
      if (child.connected) child.send(message as object, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
