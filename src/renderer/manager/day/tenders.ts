/** Tenders in the charts' fixed order with their colours; one order everywhere, so that legend, stack and table agree. */
import type { DayView } from '#contract/views.ts';

export type DayTender = DayView['tenders'][number]['tender'];

const ORDER: readonly DayTender[] = ['wechatpay', 'alipay', 'unionpay', 'card', 'cash'];
export const TENDER_COLOUR: Readonly<Record<DayTender, string>> = { wechatpay: 'var(--viz-wechat)', alipay: 'var(--viz-alipay)', unionpay: 'var(--viz-unionpay)', card: 'var(--viz-card)', cash: 'var(--viz-cash)' };

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

/** Ticks from 0 past the highest amount in round steps of whole units; `unit` is minor units in one. At most seven. */
export function niceTicks(highestMinor: number, unit: number): number[] {
  const units = Math.max(1, highestMinor / unit);
  const rough = units / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, Math.ceil(([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power));
  return Array.from({ length: Math.ceil(units / step) + 1 }, (_, index) => index * step * unit);
}

export const hourName = (hour: number): string => String(hour).padStart(2, '0');
