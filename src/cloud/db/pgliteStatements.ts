/** PGlite's statements, each planned once and then bound and run in one step: its own `query` parses, plans and asks for the types anew every time. */
import { protocol, types } from '@electric-sql/pglite';
import type { PGlite } from '@electric-sql/pglite';

type Statement = { readonly name: string; readonly parameters: readonly number[]; readonly columns: readonly { readonly name: string; readonly type: number }[] };
/** As text; null is NULL. */
type Fields = readonly (string | null)[];

const { serialize } = protocol;
/** The texts are ours and few; were they not, the engine's memory would grow with them: further ones go the plain way. */
const STATEMENTS_MAX = 500;

/** Runs a statement with its values. @throws the engine's error, its SQLSTATE in `code` */
export type RunStatement = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>;

export function statementsOf(client: PGlite): RunStatement {
  const known = new Map<string, Statement>();

  async function prepare(text: string): Promise<Statement> {
    const name = `s${known.size}`;
    const { messages } = await client.execProtocol(joined(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()));
    const parameters = messages.flatMap((message) => (message.name === 'parameterDescription' ? (message as unknown as { dataTypeIDs: number[] }).dataTypeIDs : []));
    const columns = messages.flatMap((message) => (message.name === 'rowDescription' ? (message as unknown as { fields: { name: string; dataTypeID: number }[] }).fields.map((field) => ({ name: field.name, type: field.dataTypeID })) : []));
    const statement = { name, parameters, columns };
    known.set(text, statement);
    return statement;
  }

  return async <Row>(text: string, values: readonly unknown[]) => {
    if (known.size >= STATEMENTS_MAX && !known.has(text)) return (await client.query<Row>(text, [...values])).rows;
    return client.runExclusive(() => run<Row>(text, values));
  };

  async function run<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const { name, parameters, columns } = known.get(text) ?? await prepare(text);
    const bound = values.map((value, nth) => {
      if (value === null || value === undefined) return null;
      const write = client.serializers[parameters[nth] ?? 0];
      return write === undefined ? `${value as string | number | boolean}` : write(value) as string;
    });
    const { messages } = await client.execProtocol(joined(serialize.bind({ statement: name, values: bound }), serialize.execute({}), serialize.sync()));
    const rows: Record<string, unknown>[] = [];
    for (const message of messages) {
      if (message.name !== 'dataRow') continue;
      const row: Record<string, unknown> = {};
      const { fields } = message as unknown as { fields: Fields };
      for (const [nth, column] of columns.entries()) row[column.name] = types.parseType(fields[nth] ?? null, column.type, client.parsers);
      rows.push(row);
    }
    return rows as Row[];
  }
}

function joined(...messages: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0));
  let at = 0;
  for (const message of messages) {
    all.set(message, at);
    at += message.length;
  }
  return all;
}
