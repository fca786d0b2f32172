/** `npm run soak`: the kills and cuts, and the reports fuzzed through the device decoders, of `npm test` in their long form. TILLBOOK_SOAK_KILLS and TILLBOOK_SOAK_SEED choose how many and which. */
import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const child = spawn('vitest', ['run', '--project', 'soak', ...process.argv.slice(2)], {
  cwd: root, stdio: 'inherit', shell: process.platform === 'win32',
  env: { ...process.env, TILLBOOK_SOAK: 'full', PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter) },
});
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.once('close', (code) => { process.exitCode = code ?? 1; });
