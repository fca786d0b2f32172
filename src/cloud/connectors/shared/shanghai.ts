/** Days and times as the wallets write them: Beijing time, UTC+8 all year. Clearing days end at 23:00 for UnionPay. */

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** First millisecond (UTC) of a day `YYYY-MM-DD` in Beijing. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
}

export function dayEnd(day: string): number {
  return dayStart(day) + DAY_MS;
}

export function dayOf(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

/** `2026-01-31 23:59:59` */
export function timeText(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `20260131235959` */
export function timeDigits(at: number): string {
  return timeText(at).replace(/\D/g, '');
}

/** The UnionPay clearing day an instant falls into: from 23:00 it is the next one. */
export function clearingDay(at: number): string {
  return dayOf(at + 3_600_000);
}
