/** What is remembered of one open device for the technician's page: reports, events, errors, times; all bounded, all scrubbed. */
import type { DeviceEventView, DevicePageView, DeviceTroubleView, RawReportView } from '#contract/deviceViews.ts';

const REPORTS_MAX = 100;
const EVENTS_MAX = 50;
const ERRORS_MAX = 50;
/** Upper bounds, ms. */
const BUCKETS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const TIMES_MAX = 1_000;

export type DeviceRecord = {
  /** A report came, shown or not. */
  readonly count: () => void;
  readonly show: (report: RawReportView) => void;
  readonly event: (event: DeviceEventView) => void;
  readonly error: (code: string, text: string) => void;
  readonly lastEvent: () => DeviceEventView | null;
  readonly lastError: () => DeviceTroubleView | null;
  readonly counts: () => { reports: number; events: number; errors: number };
  readonly page: () => Pick<DevicePageView, 'reports' | 'events' | 'errors' | 'latency'>;
};

/** Forgets the oldest in lots, so that a flood costs no shifting. */
function keep<Item>(list: Item[], item: Item, most: number): void {
  list.push(item);
  if (list.length >= most * 2) list.splice(0, list.length - most);
}

const percentile = (sorted: readonly number[], share: number): number | null => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;

export function deviceRecord(now: () => number): DeviceRecord {
  const reports: RawReportView[] = [];
  const events: DeviceEventView[] = [];
  const errors: DeviceTroubleView[] = [];
  const times: number[] = [];
  const counts = { reports: 0, events: 0, errors: 0 };
  let last: DeviceEventView | null = null;
  return {
    count: () => { counts.reports += 1; },
    show: (report) => keep(reports, report, REPORTS_MAX),
    event(event) {
      keep(events, event, EVENTS_MAX);
      if (event.kind === 'ignored') return;
      if (event.kind === 'fault') {
        counts.errors += 1;
        return;
      }
      counts.events += 1;
      last = event;
      keep(times, event.durationMs, TIMES_MAX);
    },
    error(code, text) {
      counts.errors += 1;
      keep(errors, { at: now(), code, text: text.slice(0, 300) }, ERRORS_MAX);
    },
    lastEvent: () => last,
    lastError: () => errors.at(-1) ?? null,
    counts: () => ({ ...counts }),
    page() {
      const sorted = times.slice(-TIMES_MAX).sort((a, b) => a - b);
      const bounds = [...BUCKETS, null];
      const buckets = bounds.map((upToMs, index) => {
        const from = BUCKETS[index - 1] ?? -1;
        return { upToMs, count: sorted.filter((ms) => ms > from && (upToMs === null || ms <= upToMs)).length };
      });
      return { reports: reports.slice(-REPORTS_MAX), events: events.slice(-EVENTS_MAX), errors: errors.slice(-ERRORS_MAX), latency: { buckets, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) } };
    },
  };
}
