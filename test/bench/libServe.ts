/** A till behind the real loopback shell in a process of its own: `node libServe.ts FOLDER`; prints its address. The backend is away, as it may be. */
import { resolve } from 'node:path';
import { composeTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { startLoopback } from '#main/loopback/server.ts';

const folder = resolve(process.argv[2] ?? '');
const running = await composeTill({ ...loadConfig(folder), backendUrl: 'http://127.0.0.1:9' });
const shell = await startLoopback({ pages: folder, port: 0, seat: running.seat });
process.stdout.write(`${shell.entry()}\n`);
process.once('SIGTERM', () => { void shell.close().then(running.stop).then(() => process.exit(0)); });
