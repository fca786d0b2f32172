/** Keeps one device process alive: listens for its heart, replaces it when it hangs or dies, waits longer each time it dies again. */
import { Fault } from '#core/refusal.ts';
import type { DeviceProcessView } from '#contract/deviceViews.ts';
import type { Child, Launch } from './child.ts';
import { fromProcess, PROTOCOL, type DrillKind, type FromProcess, type PendingCall, type ProcessSettings, type ToProcess } from './protocol.ts';

/** A hang is found within two seconds, with some to spare for a busy machine: silence or one driver call may last this long, and is looked for this often. */
const BEAT_MS = 200;
const SILENCE_MS_MAX = 1_600;
const CALL_MS_MAX = 1_500;
/** The kernel gives a USB device five seconds to answer a command and may hold its lock for as long, also for a process that was killed: calls that come meanwhile wait, and their devices are not to blame. */
const BEHIND_HANG_MS = 5_000;
/** Held up for longer than this, the till itself was busy. */
const OWN_MS_MAX = 900;
/** A slow machine takes its time to load the program. */
const START_MS_MAX = 20_000;
const BACK_OFF_MS_MIN = 100;
const BACK_OFF_MS_MAX = 10_000;
/** So long without trouble and the next replacement is quick again. */
const HEALTHY_MS = 30_000;
const LEAVE_MS_MAX = 1_500;

export type SupervisorEvents = {
  /** Everything but heartbeats. */
  readonly onMessage: (message: FromProcess) => void;
  readonly onState: () => void;
  /** The process is being replaced; `pending` is the driver call that did not come back. */
  readonly onLost: (code: 'process-hung' | 'driver-hung' | 'process-died' | 'process-old', pending: PendingCall | null) => void;
};

export type Supervisor = {
  readonly view: () => DeviceProcessView;
  /** False when there is no process that listens. */
  readonly send: (message: ToProcess) => boolean;
  readonly start: () => void;
  readonly drill: (what: DrillKind) => void;
  readonly stop: () => Promise<void>;
};

type Running = { readonly child: Child; readonly startedAt: number; ready: boolean; heardAt: number; ended: boolean };

export function superviseDevices(options: { readonly entry: string; readonly launch: Launch; readonly now: () => number; readonly settings: () => ProcessSettings; readonly patience?: number }, events: SupervisorEvents): Supervisor {
  const { now, patience = 1 } = options;
  const view: DeviceProcessView = { state: 'off', pid: null, since: null, restarts: 0, nextStartAt: null, lastTrouble: null, driver: null };
  let running: Running | null = null;
  let stopped = false;
  let backOffMs = BACK_OFF_MS_MIN;
  let restart: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let beatAt = 0;
  let hungAt = -Infinity;
  let n = 0;
  let whenGone: (() => void) | null = null;

  const turn = (state: DeviceProcessView['state']) => {
    view.state = state;
    view.since = now();
    view.pid = running?.child.pid ?? null;
    events.onState();
  };

  const lose = (lost: Running, code: 'process-hung' | 'driver-hung' | 'process-died' | 'process-old', text: string, pending: PendingCall | null) => {
    if (running !== lost) return;
    running = null;
    lost.child.kill();
    whenGone?.();
    if (stopped) return;
    if (lost.ready && now() - lost.startedAt > HEALTHY_MS) backOffMs = BACK_OFF_MS_MIN;
    view.lastTrouble = { at: now(), code, text };
    view.nextStartAt = now() + backOffMs;
    turn(code === 'process-died' ? 'down' : 'hung');
    events.onLost(code, pending);
    restart = setTimeout(() => {
      view.restarts += 1;
      begin();
    }, backOffMs);
    backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS_MAX);
  };

  const hear = (from: Running, raw: unknown) => {
    const message = fromProcess(raw);
    if (running !== from || message === null) return;
    from.heardAt = now();
    if (message.kind === 'pong') {
      if (message.pending === null || message.pending.ms <= CALL_MS_MAX * patience || now() - hungAt < BEHIND_HANG_MS * patience) return;
      hungAt = now();
      return lose(from, 'driver-hung', message.pending.what, message.pending);
    }
    if (message.kind === 'ready') {
      if (message.version !== PROTOCOL) return lose(from, 'process-old', `protocol ${message.version}, not ${PROTOCOL}`, null);
      from.ready = true;
      view.driver = message.driver;
      turn('ready');
    }
    if (message.kind === 'trouble') view.lastTrouble = { at: now(), code: message.code, text: message.text };
    events.onMessage(message);
  };

  const listenForHeart = () => {
    const at = now();
    const own = at - beatAt;
    beatAt = at;
    const current = running;
    if (current === null) return;
    // This process was busy itself: silence proves nothing, and what was said meanwhile is still to be read.
    if (own > OWN_MS_MAX) current.heardAt = at;
    const silent = at - current.heardAt;
    if (silent > (current.ready ? SILENCE_MS_MAX : START_MS_MAX) * patience) return lose(current, 'process-hung', current.ready ? `silent for ${silent} ms` : 'did not start in time', null);
    n += 1;
    current.child.send({ kind: 'ping', n } satisfies ToProcess);
  };

  const begin = () => {
    if (stopped || running !== null) return;
    const startedAt = now();
    view.nextStartAt = null;
    let early: string | null = null;
    const child = options.launch(options.entry, {
      onMessage: (raw) => { if (own !== null) hear(own, raw); },
      onExit: (how) => {
        if (own === null) early = how;
        else {
          own.ended = true;
          lose(own, 'process-died', how, null);
        }
      },
    });
    const own: Running | null = { child, startedAt, ready: false, heardAt: startedAt, ended: false };
    running = own;
    turn('starting');
    if (early !== null) return lose(own, 'process-died', early, null);
    child.send({ kind: 'hello', version: PROTOCOL, settings: options.settings() } satisfies ToProcess);
  };

  return {
    view: () => ({ ...view }),
    send(message) {
      if (running === null || !running.ready) return false;
      running.child.send(message);
      return true;
    },
    start() {
      if (stopped || beat !== undefined) return;
      beatAt = now();
      beat = setInterval(listenForHeart, BEAT_MS);
      beat.unref();
      begin();
    },
    drill(what) {
      if (running === null || !running.ready) throw new Fault('device-process-down', 'The device process is not running just now, so there is nothing to disturb. Selling goes on; try again in a moment.');
      running.child.send({ kind: 'drill', what } satisfies ToProcess);
    },
    async stop() {
      stopped = true;
      clearInterval(beat);
      clearTimeout(restart);
      const last = running;
      if (last === null || last.ended) return;
      await new Promise<void>((done) => {
        const hard = setTimeout(() => {
          last.child.kill();
          done();
        }, LEAVE_MS_MAX);
        whenGone = () => {
          clearTimeout(hard);
          done();
        };
        last.child.send({ kind: 'leave' } satisfies ToProcess);
      });
    },
  };
}
