/** Reports of ID TECH readers: encrypted frames over as many reports as they take, or a whole swipe in one. Report and buffer are overwritten. */
import { LIMITS } from '../limits.ts';
import { readSwipe } from './cardDecoder.ts';
import { idTechLayout } from './cardLayout.ts';
import type { CardSettings } from './cardSwipe.ts';
import { fault, ignored } from './event.ts';
import type { Decoder, DeviceEvent } from './event.ts';
import { OVERHEAD, STX, readFrame } from './idTechFrame.ts';

/** For readers whose frame spans several reports: its own length says when it is whole. */
export function openFrameDecoder(reportId: number | null, settings: CardSettings): Decoder {
  const buffer = new Uint8Array(LIMITS.cardFrameBytesMax);
  let [filled, wanted, lastMs] = [0, 0, 0];
  const reset = () => {
    buffer.fill(0);
    [filled, wanted] = [0, 0];
  };
  const giveUp = (code: 'part-without-successor' | 'device-gone', atMs: number): DeviceEvent[] => {
    if (filled === 0) return [];
    reset();
    return [fault(code, 'The card reader stopped in the middle of a swipe; nothing was charged. Swipe the card again.', atMs)];
  };
  // Also when the clock was set back.
  const idle = (atMs: number): DeviceEvent[] => (filled > 0 && (atMs < lastMs - LIMITS.scanPartMsMax || atMs - lastMs >= LIMITS.scanPartMsMax) ? giveUp('part-without-successor', atMs) : []);
  const take = (data: Uint8Array, atMs: number): DeviceEvent[] => {
    if (filled === 0) {
      const layout = data[0] === STX || reportId !== null ? null : idTechLayout(data);
      if (layout !== null) return [readSwipe(layout, settings, data, atMs)];
      if (data[0] !== STX) return [data.every((byte) => byte === 0) ? ignored('empty', 'A report without data.', atMs) : fault('part-without-predecessor', 'The end of a swipe came without its beginning; it was not used. Swipe the card again.', atMs)];
      wanted = (data[1] ?? 0) + (data[2] ?? 0) * 256 + OVERHEAD;
      if (data.length < 3 || wanted > buffer.length) return [fault('length-beyond-field', 'A swipe that claims more data than a card has; nothing was charged. Swipe the card again.', atMs)];
    }
    const part = data.subarray(0, wanted - filled);
    buffer.set(part, filled);
    filled += part.length;
    lastMs = atMs;
    if (filled < wanted) return [];
    try {
      return [readFrame(buffer.subarray(0, wanted), settings, atMs)];
    } finally {
      reset();
    }
  };
  return {
    reads: `${reportId === null ? 'reports without id' : `report ${reportId}`}: an encrypted frame over as many reports as it takes`,
    feed: (report, atMs) => {
      const before = idle(atMs);
      try {
        if (reportId !== null && report[0] !== reportId) return [...before, ignored('unknown-report', 'A report that is not one of a swipe.', atMs)];
        return [...before, ...take(reportId === null ? report : report.subarray(1), atMs)];
      } finally {
        report.fill(0);
      }
    },
    idle,
    dueMs: () => (filled === 0 ? null : lastMs + LIMITS.scanPartMsMax),
    close: (atMs) => giveUp('device-gone', atMs),
  };
}
