/** Traces of devices: recorded scrubbed, through an unplug and back; replayed to the same events, sold to nobody. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceEventView, DeviceReplayView, DeviceTraceView } from '#contract/deviceViews.ts';
import { openReplay, type Replay } from '#core/hid/replay.ts';
import type { ScrubbedReport } from '#core/hid/scrub.ts';
import { openTraceReader, traceHeaderLine, traceLine, type TraceEntry, type TraceHeader } from '#core/hid/trace.ts';
import { Refusal } from '#core/refusal.ts';
import { fallbackOf } from './fallbackText.ts';
import { eventView } from './secrecy.ts';

const LINES_MAX = 20_000;
const EVENTS_MAX = 500;
/** At real speed a trace takes as long as it took. */
const REPLAY_MS_MAX = 60_000;

export type Trace = {
  readonly startedAt: number;
  readonly reports: () => number;
  readonly add: (report: ScrubbedReport) => void;
  readonly mark: (kind: 'gone' | 'back', at: number) => void;
  readonly end: () => DeviceTraceView;
};

export function startTrace(header: Omit<TraceHeader, 'startedAtMs'>, startedAt: number): Trace {
  const lines = [traceHeaderLine({ ...header, startedAtMs: startedAt })];
  let reports = 0;
  let lastMs = 0;
  const write = (entry: TraceEntry) => {
    if (lines.length >= LINES_MAX) return;
    lastMs = entry.atMs;
    lines.push(traceLine(entry));
  };
  // Reports of a long code are let go together, after a mark that came later: time never runs back in a trace.
  const since = (at: number) => Math.max(lastMs, at - startedAt);
  return {
    startedAt,
    reports: () => reports,
    add({ atMs, report, isChanged }) {
      reports += 1;
      write({ atMs: since(atMs), kind: 'in', report, isScrubbed: isChanged });
    },
    mark: (kind, at) => write({ atMs: since(at), kind }),
    end: () => ({ name: `device-${new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')}.jsonl`, text: lines.join(''), reports }),
  };
}

/** Throws `Refusal` `trace-unusable`. */
export async function replayTrace(text: string, speed: 'real' | 'max'): Promise<DeviceReplayView> {
  const reader = openTraceReader();
  const events: DeviceEventView[] = [];
  let replay: Replay | null = null;
  let [reports, lastMs] = [0, 0];
  const began = performance.now();
  const keep = (found: ReturnType<Replay['next']>) => {
    for (const event of found) if (events.length < EVENTS_MAX) events.push(eventView(event, event.atMs, event.type === 'scan' ? event.durationMs : 0));
  };
  for (const line of text.split('\n')) {
    if (line === '') continue;
    if (replay === null) {
      const header = reader.header(line);
      replay = openReplay(header, fallbackOf(header.profile));
      continue;
    }
    const entry = reader.entry(line);
    const waitMs = entry.atMs - lastMs;
    if (speed === 'real' && waitMs > 0 && performance.now() - began + waitMs < REPLAY_MS_MAX) await sleep(waitMs);
    lastMs = entry.atMs;
    if (entry.kind === 'in') reports += 1;
    keep(replay.next(entry));
  }
  if (replay === null) throw new Refusal('trace-unusable', 'The trace is empty. Nothing was replayed; ask for it again.');
  keep(replay.end());
  return { reports, events, durationMs: Math.round(performance.now() - began) };
}
