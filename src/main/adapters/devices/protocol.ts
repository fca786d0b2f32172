/** What the till and the device process say to each other: typed, numbered, plain JSON. */
import type { DevicePageView, DeviceReplayView, DeviceTestView, DeviceTraceView, DeviceView } from '#contract/deviceViews.ts';
import type { DeviceSettings, DeviceWord, VirtualAct } from '#till/ports.ts';

/** Raised with every change that an older side would misread; sides that differ do not talk. */
export const PROTOCOL = 2;

export type Quarantined = { readonly device: string; readonly what: string };

export type ProcessSettings = DeviceSettings & {
  /** Shipped profiles by id, as JSON text. */
  readonly shipped: Readonly<Record<string, string>>;
  /** Driver calls that never came back in a process before this one: not to be made again until the device was unplugged. */
  readonly quarantine: readonly Quarantined[];
  /** Keyboards that were waiting for a word when the process before this one ended: they still do. */
  readonly asking: readonly string[];
  /** Secret of this till: makes the tokens of members' cards. */
  readonly tokenKey: string;
  /** Virtual devices that were plugged in before, so that a replaced process has them again. */
  readonly virtual: readonly { readonly model: string; readonly serial: string }[];
};

export type Asked = {
  page: { device: string };
  test: { device: string; expected: string | null; withinMs: number };
  stopTest: { device: string };
  startTrace: { device: string };
  stopTrace: { device: string };
  replay: { text: string; speed: 'real' | 'max' };
  plugVirtual: { model: string; serial: string };
  unplugVirtual: { device: string };
  actVirtual: { device: string; act: VirtualAct };
};

export type Answered = {
  page: DevicePageView;
  test: DeviceTestView;
  stopTest: null;
  startTrace: null;
  stopTrace: DeviceTraceView;
  replay: DeviceReplayView;
  plugVirtual: { device: string };
  unplugVirtual: null;
  actVirtual: null;
};

export type AskVerb = keyof Asked;
export type AskMessage = { [Verb in AskVerb]: { readonly kind: 'ask'; readonly id: number; readonly verb: Verb; readonly input: Asked[Verb] } }[AskVerb];

export type DrillKind = 'driver-hangs' | 'process-hangs' | 'process-dies';

export type ToProcess =
  | { readonly kind: 'hello'; readonly version: number; readonly settings: ProcessSettings }
  | { readonly kind: 'use'; readonly settings: ProcessSettings }
  | { readonly kind: 'ping'; readonly n: number }
  | { readonly kind: 'drill'; readonly what: DrillKind }
  | { readonly kind: 'leave' }
  | AskMessage;

/** A driver call under way: for how long, and for which device (null: the list of all). */
export type PendingCall = { readonly what: string; readonly device: string | null; readonly ms: number };

export type FromProcess =
  | { readonly kind: 'ready'; readonly version: number; readonly driver: string | null }
  | { readonly kind: 'pong'; readonly n: number; readonly pending: PendingCall | null }
  | { readonly kind: 'devices'; readonly devices: readonly DeviceView[] }
  | { readonly kind: 'word'; readonly word: DeviceWord }
  /** The process met a fault of its own; no data of a device is in `text`. */
  | { readonly kind: 'trouble'; readonly code: string; readonly text: string }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly trouble: 'refusal' | 'fault'; readonly code: string; readonly message: string };

const KINDS_FROM: ReadonlySet<string> = new Set<FromProcess['kind']>(['ready', 'pong', 'devices', 'word', 'trouble', 'answer']);
const KINDS_TO: ReadonlySet<string> = new Set<ToProcess['kind']>(['hello', 'use', 'ping', 'drill', 'leave', 'ask']);

const kindOf = (raw: unknown): string => (typeof raw === 'object' && raw !== null && 'kind' in raw && typeof raw.kind === 'string' ? raw.kind : '');

/** Null for what is no message of this protocol. Both sides are ours and come in one package: shapes are checked by the compiler, kinds here. */
export const fromProcess = (raw: unknown): FromProcess | null => (KINDS_FROM.has(kindOf(raw)) ? (raw as FromProcess) : null);
export const toProcess = (raw: unknown): ToProcess | null => (KINDS_TO.has(kindOf(raw)) ? (raw as ToProcess) : null);
