/** Mappings of unknown tables, kept by the till: one for each header, used by itself for the next file that has it. */
import { Refusal } from '#core/refusal.ts';
import { LIMITS } from '#core/limits.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import type { MappingPreview } from '#contract/mapping.ts';
import { plainWords } from './plainWords.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const KEY = 'statement.mappings';

/** By name. */
export function keptMappings(till: Till): StatementMapping[] {
  return (JSON.parse(till.storage.setting(KEY) ?? '[]') as StatementMapping[]).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Keeps a mapping in place of the one for the same header, with an entry in the journal. @throws Refusal when it lacks a date or an amount, or there are too many. */
export function saveMapping(till: Till, seat: Seat, mapping: StatementMapping): StatementMapping[] {
  const operator = operatorOf(seat).id;
  plainWords(mapping.name);
  const { columns } = mapping;
  if (columns.date === undefined || (columns.amount === undefined && columns.credit === undefined && columns.debit === undefined)) {
    throw new Refusal('mapping-incomplete', 'The mapping names no column for the date or none for the amount. Nothing was kept; point at both.');
  }
  if (mapping.currency === null && columns.currency === undefined) throw new Refusal('mapping-incomplete', 'The mapping says no currency. Nothing was kept; point at its column or name the currency.');
  const others = keptMappings(till).filter(({ fingerprint }) => fingerprint !== mapping.fingerprint);
  if (others.length >= LIMITS.mappingsMax) throw new Refusal('mapping-too-many', `The till keeps ${LIMITS.mappingsMax} mappings. Nothing was kept; replace one that is not used.`);
  till.storage.setSetting(KEY, JSON.stringify([...others, mapping]));
  commit(till, operator, [{ kind: 'config.changed', payload: { what: 'statement.mapping', to: `${mapping.name} ${mapping.fingerprint.slice(0, 8)}` } }]);
  return keptMappings(till);
}

/** What a table holds, and what a mapping makes of it; nothing is kept. */
export async function previewMapping(till: Till, bytes: Uint8Array, name: string, mapping: StatementMapping | null): Promise<MappingPreview> {
  return till.ports.statements.preview(bytes, name, mapping);
}
