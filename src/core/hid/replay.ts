/** A trace through the same decoder as in the shop, in the trace's own time: the same reports give the same events at any speed. */
import type { Decoder, DeviceEvent } from './event.ts';
import { openDecoder } from './openDecoder.ts';
import type { DecoderInput } from './openDecoder.ts';
import { traceDescriptor } from './trace.ts';
import type { TraceEntry, TraceHeader } from './trace.ts';

export type Replay = {
  /** Events up to and at this entry. Only what the device sent is decoded. */
  next(entry: TraceEntry): DeviceEvent[];
  /** What the last part's wait brings, once nothing more comes. */
  end(): DeviceEvent[];
};

export function openReplay(header: TraceHeader, extras: Omit<DecoderInput, 'descriptor' | 'profile'> = {}): Replay {
  const open = (): Decoder => openDecoder({ ...extras, descriptor: traceDescriptor(header), profile: header.profile });
  let decoder = open();
  /** As a timer would have called it: when it was due, not when the next report came. */
  const wait = (untilMs: number): DeviceEvent[] => {
    const due = decoder.dueMs();
    return due !== null && due <= untilMs ? decoder.idle(due) : [];
  };
  return {
    next: (entry) => {
      const before = wait(entry.atMs);
      if (entry.kind === 'in') return [...before, ...decoder.feed(entry.report, entry.atMs)];
      if (entry.kind === 'out') return before;
      const events = entry.kind === 'gone' ? decoder.close(entry.atMs) : [];
      decoder = open();
      return [...before, ...events];
    },
    end: () => wait(Number.MAX_SAFE_INTEGER),
  };
}
