/** A timed test of one device: its next event is judged and goes nowhere else. */
import type { DeviceMode, DeviceTestView } from '#contract/deviceViews.ts';
import type { DeviceEvent } from '#core/hid/event.ts';
import { eventView } from './secrecy.ts';

export type RunningTest = {
  /** True when the event was the test's. */
  readonly take: (event: DeviceEvent) => boolean;
  readonly stop: () => void;
  readonly done: Promise<DeviceTestView>;
};

export type TestInput = { readonly expected: string | null; readonly withinMs: number; readonly mode: DeviceMode; readonly now: () => number; readonly wallNow: () => number; readonly reports: () => number };

export function startTest({ expected, withinMs, mode, now, wallNow, reports }: TestInput): RunningTest {
  const startedAt = now();
  const reportsBefore = reports();
  const { promise, resolve } = Promise.withResolvers<DeviceTestView>();
  const end = (outcome: DeviceTestView['outcome'], event: DeviceTestView['event'], afterMs: number | null) => {
    clearTimeout(timer);
    resolve({ outcome, event, afterMs, reports: reports() - reportsBefore, mode });
  };
  const timer = setTimeout(() => end('nothing', null, null), withinMs);
  return {
    done: promise,
    stop: () => end('stopped', null, null),
    take(event) {
      // What a device sends besides, such as answers to commands or a scale that has not come to rest, is not what is waited for.
      if (event.type === 'ignored' || (event.type === 'weight' && event.state === 'moving')) return true;
      const afterMs = Math.round(now() - startedAt);
      const isRight = event.type === 'scan' ? expected === null || event.text === expected : event.type !== 'fault' && expected === null;
      end(isRight ? 'right' : 'wrong', eventView(event, wallNow(), event.type === 'scan' ? event.durationMs : 0), afterMs);
      return true;
    },
  };
}
