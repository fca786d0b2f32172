/** Keeps stripped and compiled sources between runs, our children's too. Plain JavaScript, for it must be there before the first TypeScript is. */
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

// Not in the shared temporary folder, where another user could plant theirs.
const folder = resolve(import.meta.dirname, '../../node_modules/.cache/tillbook');
if (enableCompileCache(folder).directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= folder;
