/** Starts the process that searches the files, and hears its one answer. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Traces } from '#till/ports.ts';
import type { ForgetTask, Moved } from './forget.ts';

/** The process's file beside this one, from source and built alike. */
const SIBLING = import.meta.url.endsWith('.ts') ? './forgetProcess.ts' : './forgetProcess.js';

type Said = { readonly moved: Moved } | { readonly result: Traces } | { readonly message: string };

/** @throws Error when the process ends without an answer */
export function searching(task: ForgetTask, moved: (so: Moved) => void): Promise<Traces> {
  return new Promise((done, failed) => {
    const child = fork(fileURLToPath(new URL(SIBLING, import.meta.url)), [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'json' });
    child.on('message', (raw) => {
      const said = raw as Said;
      if ('moved' in said) moved(said.moved);
      else if ('result' in said) done(said.result);
      else failed(new Error(said.message));
    });
    child.once('error', failed);
    child.once('exit', () => failed(new Error('the search ended without a word')));
    child.send(task);
  });
}
