/** A mapping as a file that a person can review: read, and refused at the first thing in it that is none. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Mapping } from '#contract/mapping.ts';
import { Refusal } from '#core/refusal.ts';
import type { StatementMapping } from '#core/statementMapping.ts';

const BYTES_MAX = 256 * 1024;

/** @throws Refusal when it is not there, no JSON, or no mapping. */
export function readMapping(path: string): StatementMapping {
  const file = basename(path);
  let value: unknown;
  try {
    const text = readFileSync(path, 'utf8');
    value = text.length > BYTES_MAX ? null : JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Refusal('mapping-unreadable', `${file}: the mapping ${error instanceof SyntaxError ? 'is no JSON' : 'is not there or may not be read'}. Nothing was read; check the file.`, { file });
  }
  return checkedMapping(value, file);
}

/** @param file how to call it in a message. @throws Refusal naming the first key that is not as it must be. */
function checkedMapping(value: unknown, file: string): StatementMapping {
  const checked = Mapping.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new Refusal('mapping-broken', `${file}: the mapping's ${issue?.path.join('.') || 'text'} is not as it must be (${issue?.message ?? 'unknown'}). Nothing was read; mend it or make it anew on the manager's screen.`, { file });
}
