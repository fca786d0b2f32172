/** One reading of PostgreSQL's bigint for both drivers: PGlite gives numbers, node-postgres text; here both are exact numbers or a bug. */
import { assert } from '#core/assert.ts';

/** Object id of int8 in pg_type. */
export const INT8 = 20;

export function readBigint(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), 'a bigint of the database is a safe integer');
  return value;
}
