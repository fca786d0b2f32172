/** One open device: its reports through one decoder, one after the other, to events; a part that waits too long is given up; a flood is cut. */
import type { DeviceEventView, DeviceRole, RawReportView } from '#contract/deviceViews.ts';
import { openDecoder, type DecoderInput } from '#core/hid/openDecoder.ts';
import type { DeviceEvent } from '#core/hid/event.ts';
import { GUESSED, layoutOf, namedLayout, type ScannerLayout } from '#core/hid/scannerLayout.ts';
import type { Claim } from './claim.ts';
import type { DeviceRecord } from './record.ts';
import { eventView, hexOf, isSecretScan } from './secrecy.ts';

/** Events a second that a till can want of one device; a burst of as many is let through. */
const EVENTS_A_SECOND = 50;
const BURST_MAX = 100;
/** Reports of an unfinished code that are kept for the page. */
const PARTS_KEPT_MAX = 40;

export type Listening = {
  readonly feed: (report: Uint8Array) => void;
  /** The device is gone or is being closed. */
  readonly end: () => void;
};

export type ListeningInput = {
  readonly claim: Claim;
  readonly role: DeviceRole;
  readonly decoding: Omit<DecoderInput, 'descriptor' | 'profile'>;
  readonly record: DeviceRecord;
  /** UTC ms, and a clock for durations. */
  readonly now: () => number;
  readonly tick: () => number;
  readonly onEvent: (event: DeviceEvent, view: DeviceEventView) => void;
  /** Too many events: so many were dropped since it was said last. */
  readonly onFlood: (dropped: number) => void;
};

function scannerLayout(claim: Claim): ScannerLayout {
  const described = claim.descriptor === null || claim.profile?.quirks.ignoreDescriptor === true ? null : layoutOf(claim.descriptor);
  return described ?? (claim.profile === null ? null : namedLayout(claim.profile.layout)) ?? GUESSED;
}

/** Lets so many through at once, and so many a second after that. */
function bucket(tick: () => number, aSecond: number, most: number): () => boolean {
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

type Kept = { readonly at: number; readonly bytes: number; readonly reportId: number | null; readonly report: Uint8Array };

export function listen(input: ListeningInput): Listening {
  const { claim, role, record, now, tick } = input;
  const decoder = openDecoder({ ...input.decoding, descriptor: claim.descriptor, profile: claim.profile });
  const layout = role === 'scanner' ? scannerLayout(claim) : null;
  const isNumbered = claim.descriptor?.isNumbered ?? (layout !== null && layout.reportId !== null);
  let kept: Kept[] = [];
  let startedAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let dropped = 0;

  const showKept = (outcome: RawReportView['outcome'], secret: boolean) => {
    for (const one of kept) {
      record.report({ at: one.at, direction: 'in', reportId: one.reportId, bytes: one.bytes, outcome, ...hexOf(one.report, { role, layout, secret }) });
      one.report.fill(0);
    }
    kept = [];
  };

  const useful = bucket(tick, EVENTS_A_SECOND, BURST_MAX);
  const others = bucket(tick, EVENTS_A_SECOND, BURST_MAX);

  const take = (events: readonly DeviceEvent[], began: number) => {
    for (const event of events) {
      // A flood of what is of no use must not take the place of a scan.
      if (!(event.type === 'ignored' || event.type === 'fault' ? others : useful)()) {
        dropped += 1;
        // What was dropped for its number is not shown either: the page is for people.
        record.uncounted(kept.length);
        for (const one of kept) one.report.fill(0);
        kept = [];
        continue;
      }
      if (dropped > 0) {
        input.onFlood(dropped);
        dropped = 0;
      }
      // Of a code that did not become whole nobody knows what it was.
      showKept(event.type, event.type === 'scan' ? isSecretScan(event) : event.type !== 'weight');
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
      wait();
    }, Math.max(1, due - now() + 1));
  };

  return {
    feed(report) {
      startedAt ??= tick();
      if (kept.length < PARTS_KEPT_MAX) kept.push({ at: now(), bytes: report.length, reportId: isNumbered ? report[0] ?? 0 : null, report: role === 'card-reader' ? new Uint8Array(report.length) : report.slice() });
      take(decoder.feed(report, now()), startedAt);
      wait();
    },
    end() {
      clearTimeout(timer);
      take(decoder.close(now()), startedAt ?? tick());
      showKept('part', true);
    },
  };
}
