/** Runs the built main process in the stand-in as a technician would see it, and prints what was seen as one line of JSON. Arguments: main file, `--data=`. */
import { pathToFileURL } from 'node:url';
import type { Envelope } from '#contract/define.ts';
import type { TechnicianView } from '#contract/views.ts';
import { app, BrowserWindow, standIn } from './electronStandIn.ts';

const READY_MS_MAX = 150_000;
const PAUSE_MS = 250;

const { booted } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as { booted: Promise<void> };
await booted;
const [window] = BrowserWindow.getAllWindows();
const call = window?.webContents.page?.world['tillbook']?.['call'] as (name: string, input: unknown) => Promise<Envelope>;
const signedIn = await call('session.signIn', { operatorId: 'tech', pin: '4444' });

async function whenReady(): Promise<TechnicianView | null> {
  let seen: TechnicianView | null = null;
  for (const until = performance.now() + READY_MS_MAX; performance.now() < until;) {
    const reply = await call('technician.read', {});
    if (reply.ok) seen = reply.value as TechnicianView;
    if (seen?.backend.health === 'ok') break;
    await new Promise((done) => { setTimeout(done, PAUSE_MS); });
  }
  return seen;
}

const seen = await whenReady();
// The threads beside the main file are found where the program is built, too.
const threads = { backup: (await call('technician.backup', {})).ok, proof: (await call('technician.verify', {})).ok };
const ended = new Promise<number>((done) => { app.once('stand-in-exit', done); });
app.quit();
const code = await ended;
process.stdout.write(`${JSON.stringify({ address: window?.webContents.getURL(), signedIn: signedIn.ok, backend: seen?.backend, entries: seen?.journal.entries, required: window?.webContents.page?.required, errors: standIn.errors, threads, code })}\n`);
process.exit(code);
