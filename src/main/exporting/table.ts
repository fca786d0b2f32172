/** What is exported, before any file format: titled columns of a type each, and rows of plain values. */

/** `money` minor units of the export's currency; `time` UTC ms; `day` `YYYY-MM-DD`; `milli` thousandths; `rate` basis points. */
export type CellType = 'text' | 'money' | 'count' | 'time' | 'day' | 'milli' | 'rate';
export type Column = { readonly title: string; readonly type: CellType };
export type Cell = string | number | null;
export type Row = readonly Cell[];

export type Table = {
  /** In the reader's language; the shop, the till and the period are named beside it. */
  readonly title: string;
  /** Lines over the table of a printed page. */
  readonly about: readonly string[];
  readonly currency: string;
  /** The shop's IANA zone, in which times are written. */
  readonly timeZone: string;
  readonly columns: readonly Column[];
  readonly rows: Iterable<Row>;
};

/** Local date and time with its offset, `2026-11-25T22:41:00+08:00`: read the same by people and programs. */
export function localTime(atMs: number, timeZone: string): string {
  const { text, offsetMinutes } = localParts(atMs, timeZone);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const absolute = Math.abs(offsetMinutes);
  return `${text}${sign}${String(Math.floor(absolute / 60)).padStart(2, '0')}:${String(absolute % 60).padStart(2, '0')}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone, `2026-11-25T22:41:00`, and how far it is from UTC. */
export function localParts(atMs: number, timeZone: string): { readonly text: string; readonly offsetMinutes: number } {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  const of: Record<string, string> = {};
  for (const part of format.formatToParts(atMs)) of[part.type] = part.value;
  const text = `${of['year']}-${of['month']}-${of['day']}T${of['hour']}:${of['minute']}:${of['second']}`;
  return { text, offsetMinutes: Math.round((Date.parse(`${text}Z`) - Math.floor(atMs / 1_000) * 1_000) / 60_000) };
}
