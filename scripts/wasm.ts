/** Compiles src/main/adapters/statements/rows.as.ts into src/main/adapters/statements/rowsWasm.ts, which is kept beside it: who starts the till compiles nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileString } from 'assemblyscript/asc';

const root = resolve(import.meta.dirname, '..');
const LINE = 120;

/** The module's text, as it is kept. @throws Error with the compiler's words. */
export async function compiledRows(): Promise<string> {
  const source = readFileSync(resolve(root, 'src/main/adapters/statements/rows.as.ts'), 'utf8');
  const { binary, error } = await compileString({ 'rows.ts': source }, { optimizeLevel: 3, runtime: 'stub', enable: ['simd'], importMemory: true, noAssert: true, converge: true });
  if (error !== null || binary === null) throw new Error(`rows.as.ts was not compiled: ${error?.message ?? ''}`);
  const text = Buffer.from(binary).toString('base64');
  const lines = Array.from({ length: Math.ceil(text.length / LINE) }, (_, index) => `  '${text.slice(index * LINE, (index + 1) * LINE)}',\n`);
  return `/** src/main/adapters/statements/rows.as.ts compiled, in base64; made by \`node scripts/wasm.ts\`. */\nexport const ROWS_WASM = [\n${lines.join('')}].join('');\n`;
}

export const KEPT = resolve(root, 'src/main/adapters/statements/rowsWasm.ts');

if (import.meta.main) writeFileSync(KEPT, await compiledRows());
