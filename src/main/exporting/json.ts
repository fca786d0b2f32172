/** A table as JSON: amounts as integers of minor units, times as ISO 8601 in the shop's zone. */
import { localTime, type Cell, type CellType, type Table } from './table.ts';

const valueOf = (cell: Cell, type: CellType, timeZone: string): Cell => (type === 'time' && typeof cell === 'number' ? localTime(cell, timeZone) : cell);

export function* jsonOf(table: Table): Generator<string> {
  const { title, about, currency, timeZone, columns } = table;
  yield `${JSON.stringify({ title, about, currency, timeZone, columns }).slice(0, -1)},"rows":[`;
  let first = true;
  for (const row of table.rows) {
    yield `${first ? '' : ','}\n${JSON.stringify(columns.map((column, index) => valueOf(row[index] ?? null, column.type, timeZone)))}`;
    first = false;
  }
  yield '\n]}\n';
}
