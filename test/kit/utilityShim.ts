/** Gives a forked child what Electron gives a utility process, its parent port, and then runs the program named by the first argument. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

const port = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => { if (process.connected) process.send?.(message); } });
const early: unknown[] = [];
// What was posted before somebody listens waits, as it does in Electron.
port.on('newListener', (name) => { if (name === 'message') setImmediate(() => { for (const data of early.splice(0)) port.emit('message', { data }); }); });
process.on('message', (data) => {
  if (port.listenerCount('message') === 0) early.push(data);
  else port.emit('message', { data });
});
process.once('disconnect', () => process.exit(0));
Object.assign(process, { parentPort: port });
await import(pathToFileURL(process.argv[2] ?? '').href);
