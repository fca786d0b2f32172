/** The device process: talks to the drivers so that the till need not; may be killed at any moment without harm to a sale. */
import { runDeviceProcess, type Line } from './adapters/devices/deviceMain.ts';

/** Electron's utility process has a port of its own; a forked child has its channel. */
type ParentPort = { on(event: 'message', listener: (event: { readonly data: unknown }) => void): void; postMessage(message: unknown): void };

function lineToParent(): Line {
  const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
  if (port !== undefined) return { send: (message) => port.postMessage(message), listen: (onMessage) => port.on('message', (event) => onMessage(event.data)), onGone: () => undefined };
  return {
    send: (message) => { if (process.connected) process.send?.(message, undefined, undefined, () => undefined); },
    listen: (onMessage) => void process.on('message', onMessage),
    onGone: (leave) => void process.once('disconnect', leave),
  };
}

// The terminal's Ctrl-C reaches the whole group; the till decides when this process ends.
process.on('SIGINT', () => undefined);
runDeviceProcess(lineToParent());
