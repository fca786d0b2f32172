/** The device process as Electron's utility process: killable, with no window and no share in the till's own loop. */
import { utilityProcess } from 'electron';

type Events = { readonly onMessage: (message: unknown) => void; readonly onExit: (how: string) => void };

/** Its output goes nowhere: a native crash could print what was in a buffer. */
export function launchUtility(entry: string, { onMessage, onExit }: Events): { readonly pid: number | undefined; readonly send: (message: unknown) => void; readonly kill: () => void } {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Tillbook devices', stdio: 'ignore' });
  child.on('message', onMessage);
  child.once('exit', (code) => onExit(`code ${code}`));
  return { pid: child.pid, send: (message) => child.postMessage(message), kill: () => void child.kill() };
}
