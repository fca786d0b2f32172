/** Mappings of unknown tables as they cross the line: their shape, and what a screen shows while one is made. */
import { z } from 'zod';
import type { StatementLine } from '#core/statement.ts';
import { MAPPED_COLUMNS } from '#core/statementMapping.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import { STATEMENT_KINDS, STATEMENT_STATUSES } from '#core/statement.ts';
import { METHODS } from '#core/wallets.ts';

const Title = z.string().min(1).max(200);
const Kind = z.enum(STATEMENT_KINDS);

/** Strict: a key that is not known is refused, so that a misspelt one is not silently without effect. */
export const Mapping = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).max(60),
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
  wallet: z.enum(METHODS).nullable(),
  delimiter: z.enum([',', ';', '\t', '|']),
  headerLine: z.int().min(1).max(100),
  columns: z.partialRecord(z.enum(MAPPED_COLUMNS), Title),
  currency: z.string().regex(/^[A-Z]{3}$/).nullable(),
  decimal: z.enum(['.', ',']),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
  zoneMinutes: z.int().min(-720).max(840),
  sign: z.enum(['as-printed', 'inverted', 'by-kind']),
  feeSign: z.enum(['cost-positive', 'cost-negative']),
  kinds: z.record(Title, Kind),
  kindElse: z.enum([...STATEMENT_KINDS, 'by-sign']),
  statuses: z.record(Title, z.enum(STATEMENT_STATUSES)),
  skip: z.array(Title).max(20),
});

/**
 * A table as it lies there, for pointing at its columns: the header that was found (or the one that the mapping names), its first rows as text, and, with a mapping,
 * its first lines in normal form and the sums of all, or the refusal in words.
 */
export type MappingPreview = {
  delimiter: StatementMapping['delimiter'];
  headerLine: number;
  fingerprint: string;
  titles: string[];
  rows: string[][];
  lines: StatementLine[];
  totals: { currency: string; lineCount: number; amountMinor: number; feeMinor: number; netMinor: number }[];
  refusal: { code: string; message: string; line: number | null } | null;
};
