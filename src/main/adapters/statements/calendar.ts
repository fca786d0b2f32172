/** Days and times as statements write them, as days that exist and moments. */

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` of a day that exists between 1971 and 2099, else null. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (!Number.isInteger(year) || year < 1971 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
}

/** `HH:MM`, `HH:MM:SS` or `HHMMSS`, with a fraction or none, as milliseconds of the day; null when it is none. */
export function clockOf(text: string): number | null {
  const match = /^(\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d{1,9})?)?$/.exec(text);
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return hours > 23 || minutes > 59 || seconds > 59 ? null : ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** The moment of a day and its clock in a zone. */
export function momentOf(day: string, clockMs: number, zoneMinutes: number): number {
  return Date.parse(`${day}T00:00:00Z`) + clockMs - zoneMinutes * 60_000;
}

/** `YYYY-MM-DD HH:MM[:SS]`, blank or T between, as day and milliseconds; null when there is no such time. */
export function dayAndClock(text: string): { day: string; clockMs: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\S+))?$/.exec(text);
  const day = match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  const clockMs = match?.[4] === undefined ? 0 : clockOf(match[4]);
  return day === null || clockMs === null ? null : { day, clockMs };
}

/** The year, of those beside `near`, in which the month and day lie nearest to it. */
export function yearNear(near: string, month: number, day: number): string | null {
  const year = Number(near.slice(0, 4));
  const days = [year - 1, year, year + 1].map((each) => dayOf(each, month, day)).filter((each) => each !== null);
  const away = (each: string) => Math.abs(Date.parse(`${each}T00:00:00Z`) - Date.parse(`${near}T00:00:00Z`)) / DAY_MS;
  return days.toSorted((a, b) => away(a) - away(b))[0] ?? null;
}

/** Offsets of the zone names that reports print. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0, GMT: 0, Z: 0, WET: 0, BST: 60, WEST: 60, CET: 60, CEST: 120, EET: 120, EEST: 180, MSK: 180, GST: 240, IST: 330, SGT: 480, HKT: 480, CST8: 480, AWST: 480, JST: 540, KST: 540, AEST: 600, AEDT: 660,
  NZST: 720, NZDT: 780, EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420, AKST: -540, AKDT: -480, HST: -600, BRT: -180, ART: -180,
};

/** Minutes east of UTC for a zone's name; null when the name is not known. */
export function zoneMinutesOf(name: string): number | null {
  return ZONES[name.trim().toUpperCase()] ?? null;
}
