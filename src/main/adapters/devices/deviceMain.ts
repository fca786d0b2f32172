/** The device process from its first word to its last: drivers, host, answers, heartbeats, drills. */
import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Fault, Refusal } from '#core/refusal.ts';
import { watchCalls } from './calls.ts';
import { deviceHost, type Host } from './deviceHost.ts';
import type { Driver } from './driver.ts';
import { hidDriver } from './hidDriver.ts';
import { PROTOCOL, toProcess, type Answered, type AskMessage, type AskVerb, type DrillKind, type FromProcess, type ProcessSettings } from './protocol.ts';
import { replayTrace } from './traces.ts';
import { virtualBench, type VirtualBench } from './virtualDriver.ts';

export type Line = { readonly send: (message: FromProcess) => void; readonly listen: (onMessage: (raw: unknown) => void) => void; readonly onGone: (leave: () => void) => void };

/** A driver that hangs must not keep the process from leaving. */
const CLOSE_MS_MAX = 800;

export function runDeviceProcess(line: Line): void {
  const calls = watchCalls(() => performance.now());
  let running: Promise<Running> | null = null;
  const leave = () => {
    setTimeout(() => process.exit(0), CLOSE_MS_MAX).unref();
    void Promise.resolve(running).then((one) => one?.host.close()).finally(() => process.exit(0));
  };
  // Said in one word and ended: what a thrown error holds may be a report.
  process.on('uncaughtException', (error) => {
    line.send({ kind: 'trouble', code: 'process-fault', text: error.name });
    process.exit(1);
  });
  line.onGone(leave);
  line.listen((raw) => {
    const message = toProcess(raw);
    switch (message?.kind) {
      case 'hello':
        if (message.version !== PROTOCOL) return line.send({ kind: 'ready', version: PROTOCOL, driver: null });
        running ??= begin(line, calls, message.settings);
        return;
      case 'use': return void running?.then((one) => one.host.use(message.settings));
      case 'ping': return line.send({ kind: 'pong', n: message.n, pending: calls.oldest() });
      case 'drill': return drill(message.what, calls);
      case 'ask': return void running?.then((one) => answer(line, one, message));
      case 'leave': return leave();
      case undefined: return;
    }
  });
}

type Calls = ReturnType<typeof watchCalls>;
type Running = { readonly host: Host; readonly bench: VirtualBench };

async function begin(line: Line, calls: Calls, settings: ProcessSettings): Promise<Running> {
  const real = await calls.run('load', null, hidDriver).catch((error: unknown) => {
    line.send({ kind: 'trouble', code: error instanceof Fault ? error.code : 'process-fault', text: error instanceof Fault ? error.message : (error as Error).name });
    return null;
  });
  const bench = virtualBench();
  const drivers: Driver[] = real === null ? [bench] : [real, bench];
  const host = deviceHost({
    drivers, calls, now: () => Date.now(), tick: () => performance.now(), decoding: decodingOf(settings.tokenKey),
    say: (word) => line.send({ kind: 'word', word }), onDevices: (devices) => line.send({ kind: 'devices', devices }),
  });
  for (const { model, serial } of settings.virtual) bench.plug(model, serial);
  for (const driver of drivers) driver.watch(host.look);
  host.use(settings);
  line.send({ kind: 'ready', version: PROTOCOL, driver: real?.name ?? null });
  host.look();
  return { host, bench };
}

/** Members' cards are known by a keyed, one-way token: their numbers are short enough to be tried out. */
function decodingOf(key: string): Parameters<typeof deviceHost>[0]['decoding'] {
  return { tokenOf: (number) => createHmac('sha256', key).update(number).digest('hex').slice(0, 32) };
}

function drill(what: DrillKind, calls: Calls): void {
  if (what === 'process-dies') process.exit(9);
  if (what === 'driver-hangs') void calls.run('drill', null, () => new Promise(() => undefined));
  else for (;;) { /* the whole process is held, as by a call that blocks it */ }
}

type Verbs = { readonly [Verb in AskVerb]: (message: Extract<AskMessage, { readonly verb: Verb }>, running: Running) => Answered[Verb] | Promise<Answered[Verb]> };

const VERBS: Verbs = {
  page: ({ input }, { host }) => host.page(input.device),
  test: ({ input }, { host }) => host.test(input.device, input.expected, input.withinMs),
  stopTest({ input }, { host }) {
    host.stopTest(input.device);
    return null;
  },
  startTrace({ input }, { host }) {
    host.startTrace(input.device);
    return null;
  },
  stopTrace: ({ input }, { host }) => host.stopTrace(input.device),
  replay: ({ input }) => replayTrace(input.text, input.speed),
  async plugVirtual({ input }, { host, bench }) {
    const path = bench.plug(input.model, input.serial);
    await host.settled();
    return { device: host.idAt(path) ?? '' };
  },
  async unplugVirtual({ input }, { host, bench }) {
    bench.unplug(host.pathOf(input.device));
    await host.settled();
    return null;
  },
  actVirtual({ input }, { host, bench }) {
    bench.act(host.pathOf(input.device), input.act);
    return null;
  },
};

async function answer(line: Line, running: Running, message: AskMessage): Promise<void> {
  try {
    const run = VERBS[message.verb] as (message: AskMessage, running: Running) => unknown;
    line.send({ kind: 'answer', id: message.id, ok: true, value: await run(message, running) });
  } catch (error) {
    const trouble = error instanceof Refusal ? 'refusal' : 'fault';
    const code = error instanceof Refusal || error instanceof Fault ? error.code : 'device-process-down';
    line.send({ kind: 'answer', id: message.id, ok: false, trouble, code, message: error instanceof Refusal || error instanceof Fault ? error.message : 'The device process met a fault of its own. Nothing was changed.' });
  }
}
