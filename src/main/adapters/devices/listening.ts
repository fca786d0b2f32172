/** One open device: its reports through one decoder, one after the other, to events; a part that waits too long is given up; a flood is cut. */
import type { DeviceEventView, RawReportView } from '#contract/deviceViews.ts';
import { openDecoder, type DecoderInput } from '#core/hid/openDecoder.ts';
import type { DeviceEvent } from '#core/hid/event.ts';
import { openScrubber, type ScrubbedReport } from '#core/hid/scrub.ts';
import { fallbackOf } from './fallbackText.ts';
import type { Claim } from './claim.ts';
import type { DeviceRecord } from './record.ts';
import { eventView } from './secrecy.ts';

/** Events a second that a till can want of one device, reports a second that a person can look at; a burst of as many is let through. */
const A_SECOND = 50;
const BURST_MAX = 100;
/** No scanner, reader or scale sends more: a full-speed USB device is asked a thousand times a second at most. */
const REPORTS_A_SECOND = 1_000;
const REPORTS_BURST_MAX = 1_000;
/** After a flood nothing is decoded until it was quiet this long: what comes first could be the rest of a code whose beginning was dropped. */
const QUIET_MS = 50;

export type Listening = {
  readonly feed: (report: Uint8Array) => void;
  /** The device is gone or is being closed. */
  readonly end: () => void;
};

export type ListeningInput = {
  readonly claim: Claim;
  readonly decoding: Omit<DecoderInput, 'descriptor' | 'profile'>;
  readonly record: DeviceRecord;
  /** UTC ms, and a clock for durations. */
  readonly now: () => number;
  readonly tick: () => number;
  readonly onEvent: (event: DeviceEvent, view: DeviceEventView) => void;
  /** A trace is being recorded: every report is scrubbed for it. */
  readonly isTraced: () => boolean;
  readonly onScrubbed: (report: ScrubbedReport) => void;
  /** Too many events: so many were dropped since it was said last. */
  readonly onFlood: (dropped: number) => void;
};

/** Lets so many through at once, and so many a second after that. */
function bucket(tick: () => number, aSecond = A_SECOND, most = BURST_MAX): () => boolean {
  let tokens = most;
  let filledAt = tick();
  return () => {
    const at = tick();
    tokens = Math.min(most, tokens + ((at - filledAt) / 1_000) * aSecond);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replaceAll(/..(?=.)/g, '$& ');

export function listen(input: ListeningInput): Listening {
  const { claim, record, now, tick } = input;
  const decoder = openDecoder({ ...input.decoding, ...fallbackOf(claim.profile), descriptor: claim.descriptor, profile: claim.profile });
  // Before the decoder, which overwrites a card reader's reports.
  const scrubber = openScrubber(claim.descriptor, claim.profile);
  const isNumbered = claim.descriptor?.isNumbered ?? false;
  let startedAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let dropped = 0;
  let isDeaf = false;
  let lastAt = -QUIET_MS;
  const [useful, others, shown] = [bucket(tick), bucket(tick), bucket(tick)];
  const bearable = bucket(tick, REPORTS_A_SECOND, REPORTS_BURST_MAX);

  const show = (reports: readonly ScrubbedReport[], outcome: RawReportView['outcome']) => {
    for (const one of reports) {
      if (input.isTraced()) input.onScrubbed(one);
      record.show({ at: one.atMs, direction: 'in', reportId: isNumbered ? one.report[0] ?? 0 : null, bytes: one.report.length, hex: hexOf(one.report), scrubbed: one.isChanged, outcome });
    }
  };

  const take = (events: readonly DeviceEvent[], began: number) => {
    for (const event of events) {
      // A flood of what is of no use must not take the place of a scan.
      if (!(event.type === 'ignored' || event.type === 'fault' ? others : useful)()) {
        dropped += 1;
        continue;
      }
      if (dropped > 0) input.onFlood(dropped);
      dropped = 0;
      const view = eventView(event, now(), tick() - began);
      record.event(view);
      input.onEvent(event, view);
    }
  };

  const wait = () => {
    clearTimeout(timer);
    const due = decoder.dueMs();
    if (due === null) {
      startedAt = null;
      return;
    }
    timer = setTimeout(() => {
      take(decoder.idle(now()), startedAt ?? tick());
      show(scrubber.flush(), 'fault');
      wait();
    }, Math.max(1, due - now() + 1));
  };

  /** True while there is too much of it to be decoded. */
  const floods = (): boolean => {
    const at = tick();
    const quiet = at - lastAt >= QUIET_MS;
    lastAt = at;
    if (isDeaf && quiet) isDeaf = false;
    if (!isDeaf && bearable()) return false;
    if (!isDeaf) {
      take(decoder.close(now()), startedAt ?? at);
      show(scrubber.flush(), 'part');
      startedAt = null;
      clearTimeout(timer);
    }
    isDeaf = true;
    dropped += 1;
    return true;
  };

  return {
    feed(given) {
      // A driver's Buffer is cut without copying, which the decoders and the scrubber do not expect; as plain bytes it is copied.
      const report = new Uint8Array(given.buffer, given.byteOffset, given.length);
      record.count();
      if (floods()) {
        report.fill(0);
        return;
      }
      startedAt ??= tick();
      const scrubbed = input.isTraced() || shown() ? scrubber.scrub(report, now()) : [];
      const events = decoder.feed(report, now());
      show(scrubbed, events.at(-1)?.type ?? 'part');
      take(events, startedAt);
      wait();
    },
    end() {
      clearTimeout(timer);
      take(decoder.close(now()), startedAt ?? tick());
      show(scrubber.flush(), 'part');
    },
  };
}
