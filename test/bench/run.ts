/** `npm run bench -- NAME [options]`: runs one benchmark, one JSON line a figure; without a name it lists them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type BenchFile = { bench?: (args: readonly string[]) => void | Promise<void> };

const [name, ...args] = process.argv.slice(2);
const names = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && /export (?:async )?function bench\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8'))).map((file) => file.slice(0, -3));

if (name === undefined || !names.includes(name)) {
  console.error(`${name === undefined ? '' : `There is no benchmark "${name}". `}npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  const { bench } = (await import(`./${name}.ts`)) as BenchFile;
  await bench?.(args);
}
