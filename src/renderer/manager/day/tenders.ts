/** Tenders in the charts' fixed order with their colours; one order everywhere, so that legend, stack and table agree. */
import type { DayView } from '#contract/views.ts';

export type DayTender = DayView['tenders'][number]['tender'];

const ORDER: readonly DayTender[] = ['wechatpay', 'alipay', 'unionpay', 'cash'];
export const TENDER_COLOUR: Readonly<Record<DayTender, string>> = { wechatpay: 'var(--viz-wechat)', alipay: 'var(--viz-alipay)', unionpay: 'var(--viz-unionpay)', cash: 'var(--viz-cash)' };

/** The tenders used today, in the fixed order. */
export function tendersOf(day: DayView): DayTender[] {
  return ORDER.filter((tender) => day.tenders.some((row) => row.tender === tender) || day.byHour.some((row) => (row.tenders[tender] ?? 0) !== 0));
}

export type HourRow = { readonly hour: number; readonly totalMinor: number; readonly tenders: Readonly<Record<string, number>> };

/** Opening hours as drawn: every hour from the first to the last, at least 8 to 21, so that the bars keep their place during the day. */
const FIRST_HOUR = 8;
const LAST_HOUR = 21;

export function hoursOf(day: DayView): HourRow[] {
  const hours = day.byHour.map((row) => row.hour);
  const first = Math.min(FIRST_HOUR, ...hours);
  const last = Math.max(LAST_HOUR, ...hours);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const hour = first + index;
    const tenders = day.byHour.find((row) => row.hour === hour)?.tenders ?? {};
    return { hour, tenders, totalMinor: Object.values(tenders).reduce((sum, minor) => sum + minor, 0) };
  });
}

/** The hour with the highest total, or null without sales. */
export function highestHour(rows: readonly HourRow[]): HourRow | null {
  return rows.reduce<HourRow | null>((best, row) => (row.totalMinor > (best?.totalMinor ?? 0) ? row : best), null);
}

export const hourName = (hour: number): string => String(hour).padStart(2, '0');
