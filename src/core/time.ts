/** Days and hours of a shop's own zone, from UTC milliseconds; the order of things is never decided by these. */

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(atMs: number, timeZone: string): { day: string; hour: number } {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  const found: Record<string, string> = {};
  for (const part of format.formatToParts(atMs)) found[part.type] = part.value;
  return { day: `${found['year']}-${found['month']}-${found['day']}`, hour: Number(found['hour']) };
}

/** The zone's quarter hour never straddles a day or an hour, so one look-up serves 15 minutes of sales. */
let last = { key: '', value: { day: '', hour: 0 } };
function cached(atMs: number, timeZone: string): { day: string; hour: number } {
  const key = `${Math.floor(atMs / 900_000)} ${timeZone}`;
  if (last.key !== key) last = { key, value: parts(atMs, timeZone) };
  return last.value;
}

/** Calendar day `YYYY-MM-DD` in a zone. */
export function dayIn(atMs: number, timeZone: string): string {
  return cached(atMs, timeZone).day;
}

/** Hour 0 to 23 in a zone. */
export function hourIn(atMs: number, timeZone: string): number {
  return cached(atMs, timeZone).hour;
}

/** The first moment of a calendar day in a zone, UTC ms: found by asking, since a day may have 23 or 25 hours and begin at one o'clock. */
export function dayStart(day: string, timeZone: string): number {
  let low = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000;
  let high = low + 30 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (parts(middle, timeZone).day < day) low = middle;
    else high = middle;
  }
  return high;
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function nextDay(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
