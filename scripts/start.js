/** `npm start`: builds the screens when they are missing or older than their source, then starts the till. Plain JavaScript, as the till's own way in. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** @param {string} folder @returns {number} */
function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

const built = join(root, 'out', 'renderer', 'index.html');
const sources = ['src/renderer', 'src/contract', 'src/core'].map((folder) => join(root, folder));
if (!existsSync(built) || statSync(built).mtimeMs < Math.max(...sources.map(newest))) {
  process.stderr.write('Building the screens, once …\n');
  const done = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(root, 'vite.config.ts'), '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
process.argv.splice(2, 0, 'start');
await import('../src/main/tillbook.js');
