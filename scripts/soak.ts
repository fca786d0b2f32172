/** `npm run soak`: the kills and cuts, and the reports fuzzed through the device decoders, of `npm test` in their long form. TILLBOOK_SOAK_KILLS, TILLBOOK_SOAK_ORDERS (of each fault of the line), TILLBOOK_CUTS and TILLBOOK_SOAK_SEED choose how many and which, TILLBOOK_SOAK_ENGINE (pglite, postgresql) the backend's database. */
import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);

function vitest(args: readonly string[], more: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn('vitest', ['run', ...args], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, PATH, ...more } });
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
}

const asked = process.argv.slice(2);
const soaked = await vitest(['--project', 'soak', ...asked], { TILLBOOK_SOAK: 'full' });
// The power cuts stand with the disk's tests: here a thousand of them, of a till that sells by wallet and for cash.
const cut = asked.length > 0 || await vitest(['--project', 'unit', 'test/till/disk.test.ts', '-t', 'S1\\]'], { TILLBOOK_CUTS: process.env['TILLBOOK_CUTS'] ?? '1000' });
process.exitCode = soaked && cut ? 0 : 1;
