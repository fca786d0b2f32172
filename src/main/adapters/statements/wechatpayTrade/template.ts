/** What a bill's payments have in common, as a program for the row engine: of 27 columns a handful change from row to row. */
import { centsAt } from '../fields.ts';
import type { Op, RowEngine } from '../rowEngine.ts';
import type { Columns } from './columns.ts';
import { COLUMNS_MAX } from './split.ts';

const DAY_BYTES = 10;
const CLOCK_AT = 11;
const CLOCK_BYTES = 8;
/** Ranges and numbers of a record. */
export const ORDER = 0;
export const TRADE = 1;
export const SETTLED = 0;
export const FEE = 1;
export const ORDERED = 2;
export const DAY = 3;
export const CLOCK = 4;

export type Template = {
  readonly engine: RowEngine;
  readonly columns: Columns;
  /** The row that the program was made of, and where its fields begin; no bytes before there is one. */
  row: Buffer;
  readonly starts: Int32Array;
  /** 1 for columns that say nothing about the money, 2 for those of them that differ from row to row: nobody looks at those. */
  readonly idle: Uint8Array;
  /** Amounts that every row of the program has, nearly always nought. */
  topUpRefunded: number;
  asked: number;
};

const IDLE = 1;
const VARIES = 2;

export function createTemplate(engine: RowEngine, columns: Columns): Template {
  const { time, trade, order, state, currency, settled, refundTrade, refundOrder, refunded, topUpRefunded, refundState, fee, ordered, asked, count } = columns;
  const told = [time, trade, order, state, currency, settled, refundTrade, refundOrder, refunded, topUpRefunded, refundState, fee, ordered, asked];
  const idle = Uint8Array.from({ length: count }, (_, column) => (told.includes(column) ? 0 : IDLE));
  return { engine, columns, row: Buffer.alloc(0), starts: new Int32Array(COLUMNS_MAX + 1), idle, topUpRefunded: 0, asked: 0 };
}

/**
 * Learns from a payment that did not fit and is as it must be; what has nothing new in it is let pass.
 * @param starts where its fields begin. @param feed where its line feed is.
 */
export function learn(template: Template, bytes: Buffer, starts: Int32Array, feed: number): void {
  if (template.row.length > 0 && !noteVarying(template, bytes, starts)) return;
  const { columns } = template;
  const from = (starts[0] as number) - 1;
  template.row = Buffer.from(bytes.subarray(from, feed + 1));
  for (const [column, start] of starts.entries()) template.starts[column] = start - from;
  template.topUpRefunded = constantOf(template, columns.topUpRefunded);
  template.asked = constantOf(template, columns.asked);
  template.engine.setProgram(programOf(template));
}

/** @returns whether a column is seen to differ for the first time. */
function noteVarying({ row, starts: own, idle }: Template, bytes: Buffer, starts: Int32Array): boolean {
  let more = false;
  for (const [column, kind] of idle.entries()) {
    if (kind !== IDLE || row.compare(bytes, starts[column], (starts[column + 1] as number) - 2, own[column], (own[column + 1] as number) - 2) === 0) continue;
    idle[column] = VARIES;
    more = true;
  }
  return more;
}

function programOf({ columns, row, starts, idle }: Template): Op[] {
  const ops: Op[] = [];
  let same = 0;
  const put = (op: Op, from: number, to: number) => {
    ops.push({ op: 'literal', bytes: row.subarray(same, from) }, op);
    same = to;
  };
  for (let column = 0; column < columns.count; column += 1) {
    const start = starts[column] as number;
    const end = (starts[column + 1] as number) - 2;
    if (column === columns.time) {
      put({ op: 'day', number: DAY }, start, start + DAY_BYTES);
      put({ op: 'clock', number: CLOCK }, start + CLOCK_AT, start + CLOCK_AT + CLOCK_BYTES);
    } else if (column === columns.order) put({ op: 'text', range: ORDER, empty: false }, start, end);
    else if (column === columns.trade) put({ op: 'text', range: TRADE, empty: true }, start, end);
    else if (column === columns.settled) put({ op: 'cents', number: SETTLED }, start, end);
    else if (column === columns.fee) put({ op: 'cents', number: FEE }, start, end);
    else if (column === columns.ordered) put({ op: 'cents', number: ORDERED }, start, end);
    else if (idle[column] === VARIES) put({ op: 'skip' }, start, end);
  }
  ops.push({ op: 'literal', bytes: row.subarray(same) });
  return ops;
}

function constantOf({ row, starts }: Template, column: number): number {
  return column < 0 ? 0 : centsAt(row, starts[column] as number, (starts[column + 1] as number) - 2);
}
