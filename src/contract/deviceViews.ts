/** What the technician is shown of devices: plain data, times in UTC milliseconds; no payment code, card number or track is in any of it. */
import type { Explained } from '#core/hid/explain.ts';
import type { DeviceMode as ProfileMode, DeviceRole as ProfileRole, Switching } from '#core/hid/profile.ts';

export type DeviceKind = 'scanner' | 'card-reader' | 'scale' | 'printer' | 'display' | 'keyboard' | 'other';
/** What a device does for this till. */
export type DeviceRole = ProfileRole;
/** How it shows itself. Only `hid-pos` and `vendor` are read as HID reports; `keyboard` types into the window. `none`: not known. */
export type DeviceMode = ProfileMode | 'none';

/**
 * `ready` open and heard · `present` attached, not claimed · `opening` · `asks` behaves like a keyboard and was never seen before: allow or deny ·
 * `denied` · `no-permission` the system refuses to open it (`permission` has the rule to install) · `not-answering` a driver call to it never returned ·
 * `failed` · `unplugged` has a role here and is not attached now.
 */
export type DeviceState = 'ready' | 'present' | 'opening' | 'asks' | 'denied' | 'no-permission' | 'not-answering' | 'failed' | 'unplugged';

/** A sentence by its key (`device.why.<code>`), with what goes into it. */
export type DeviceReason = { readonly code: string; readonly values: Readonly<Record<string, string | number>> };

/** Something that went wrong, newest last; `code` names a sentence (`device.trouble.<code>`), `text` is what the driver or the decoder said. */
export type DeviceTroubleView = { readonly at: number; readonly code: string; readonly text: string };

/** A decoded event. Values of fields are masked where they could be secret: a payment code shows its length and its last four. */
export type DeviceEventView = {
  readonly at: number;
  readonly kind: 'scan' | 'card' | 'weight' | 'ignored' | 'fault';
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** First report to decoded event, ms. */
  readonly durationMs: number;
};

export type DeviceView = {
  /** Made of vendor, product, serial, usage page, usage, interface, and a number where two are alike; never of a path. */
  id: string;
  kind: DeviceKind;
  virtual: boolean;
  vendorId: number | null;
  productId: number | null;
  serial: string | null;
  /** USB interface number; null where the system doesn't tell. */
  interfaceNumber: number | null;
  manufacturer: string | null;
  product: string;
  usagePage: number | null;
  usage: number | null;
  state: DeviceState;
  mode: DeviceMode;
  /** What it does for this till, or null. */
  role: DeviceRole | null;
  /** A technician chose the role; otherwise it was claimed by itself. */
  bound: boolean;
  profile: { readonly id: string; readonly name: string } | null;
  claimedBy: 'profile' | 'descriptor' | null;
  /** Why it was claimed, or why not, in the order in which it was judged. */
  why: readonly DeviceReason[];
  lastEventAt: number | null;
  lastEvent: DeviceEventView | null;
  /** Since it was last plugged in. */
  counts: { readonly reports: number; readonly events: number; readonly errors: number };
  trouble: DeviceTroubleView | null;
  /** Set with state `no-permission`: the rule that lets this till's user open it, and where it goes. */
  permission: { readonly rule: string; readonly file: string; readonly command: string } | null;
  /** How its profile says it is brought into another mode: in words, and where it is known by a bar code to scan, drawn in that symbology. */
  switching: readonly Switching[];
  note: string | null;
};

/** The process that holds the devices. `hung`: a driver call or the process itself did not come back and it is being replaced; selling goes on. */
export type DeviceProcessView = {
  state: 'off' | 'starting' | 'ready' | 'hung' | 'down';
  pid: number | null;
  since: number | null;
  /** Times it was replaced since the till started. */
  restarts: number;
  nextStartAt: number | null;
  lastTrouble: DeviceTroubleView | null;
  driver: string | null;
};

export type DevicesView = { process: DeviceProcessView; devices: DeviceView[]; /** Virtual devices may be plugged in here. */ pretend: boolean };

/** A report as it came, hex with blanks. `scrubbed`: what could be money or a person was taken out, its bytes are 0 or a character of the same kind. */
export type RawReportView = { readonly at: number; readonly direction: 'in' | 'out' | 'feature'; readonly reportId: number | null; readonly bytes: number; readonly hex: string; readonly scrubbed: boolean; readonly outcome: DeviceEventView['kind'] | 'part' };

export type DevicePageView = {
  device: DeviceView;
  /** How its reports are read, in technicians' English; null when they are not. */
  reads: string | null;
  descriptor: { readonly hex: string; readonly source: 'system' | 'profile' | 'virtual'; /** Field by field, faults in words. */ readonly explained: Explained } | null;
  /** Newest last; at most 100. */
  reports: readonly RawReportView[];
  /** Newest last; at most 50. */
  events: readonly DeviceEventView[];
  /** First report to decoded event. Bucket bounds are upper, ms; the last has none. */
  latency: { readonly buckets: readonly { readonly upToMs: number | null; readonly count: number }[]; readonly p50Ms: number | null; readonly p99Ms: number | null };
  errors: readonly DeviceTroubleView[];
  /** The profile in use as JSON text. */
  profileText: string | null;
  trace: { readonly startedAt: number; readonly reports: number } | null;
};

export type DeviceProfileView = { readonly id: string; readonly name: string; readonly origin: 'shipped' | 'shop'; readonly sources: readonly string[]; readonly text: string; /** What stood there before the last import, for the diff; null when there is nothing to go back to. */ readonly before: string | null };

/** Outcome of a timed test. `nothing`: no event in time. `mode` is the device's; one in keyboard mode is tested by what the screen's own catcher hears. */
export type DeviceTestView = {
  readonly outcome: 'right' | 'wrong' | 'nothing' | 'stopped';
  readonly event: DeviceEventView | null;
  /** From the start of the test to the event, ms. */
  readonly afterMs: number | null;
  readonly reports: number;
  readonly mode: DeviceMode;
};

export type DeviceTraceView = { readonly name: string; /** JSON lines, scrubbed. */ readonly text: string; readonly reports: number };
export type DeviceReplayView = { readonly reports: number; readonly events: readonly DeviceEventView[]; readonly durationMs: number };

export type VirtualModelView = { readonly id: string; readonly name: string; readonly kind: DeviceKind };

/** What a swiped card came to, for the cashier (`card.<outcome>`). */
export type CardResult = {
  readonly outcome: 'offered' | 'stored' | 'clear-refused' | 'no-acquirer' | 'nothing-due' | 'refused' | 'unknown-card';
  readonly brand: string | null;
  readonly lastFour: string | null;
  /** Set with `refused`: why, as a call would have said it. */
  readonly trouble?: { readonly code: string; readonly message: string; readonly detail: Readonly<Record<string, string | number>> };
};

/** A short word pushed to the screens: `device.notice.<what>`. */
export type DeviceNotice = { readonly what: 'plugged' | 'unplugged' | 'asks' | 'no-permission' | 'not-answering' | 'failed' | 'process-replaced' | 'process-ready' | 'half-scan' | 'card-unread' | 'card-unsure'; readonly device: string; readonly name: string };
