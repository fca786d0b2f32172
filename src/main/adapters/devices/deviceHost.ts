/** Holds every device of the machine: looks what is there, claims, opens, listens, and lets go, one step after the other. */
import { Fault, Refusal } from '#core/refusal.ts';
import type { DeviceNotice, DevicePageView, DeviceState, DeviceTestView, DeviceTraceView, DeviceView } from '#contract/deviceViews.ts';
import type { DeviceEvent } from '#core/hid/event.ts';
import { explainDescriptor } from '#core/hid/explain.ts';
import type { DecoderInput } from '#core/hid/openDecoder.ts';
import type { Profile } from '#core/hid/profile.ts';
import { profileText } from '#core/hid/profileText.ts';
import type { DeviceWord } from '#till/ports.ts';
import type { Calls } from './calls.ts';
import { bytesOf, claimOf, type Claim } from './claim.ts';
import type { Driver, HidNode, Port } from './driver.ts';
import { identities } from './identity.ts';
import { listen, type Listening } from './listening.ts';
import { permissionOf } from './permission.ts';
import { profilesOf } from './profiles.ts';
import type { ProcessSettings } from './protocol.ts';
import { deviceRecord, type DeviceRecord } from './record.ts';
import { startTest, type RunningTest } from './deviceTest.ts';
import { startTrace, type Trace } from './traces.ts';
import { unreadOf, wordOf } from './words.ts';

/** After a plug the node comes first, its permissions a moment later. */
const LOOK_AGAIN_MS: readonly number[] = [60, 400, 1_500];
const VIEWS_MS = 120;
const NOTICE_MS = 3_000;

type Attached = {
  readonly id: string;
  readonly node: HidNode;
  readonly descriptorBytes: Uint8Array | null;
  readonly record: DeviceRecord;
  readonly isNew: boolean;
  claim: Claim;
  state: DeviceState;
  port: Port | null;
  listening: Listening | null;
  test: RunningTest | null;
  /** When something unread was said last: a broken cable makes much of it. */
  unreadAt: number;
  gone: boolean;
};

export type HostInput = {
  readonly drivers: readonly Driver[];
  readonly calls: Calls;
  readonly now: () => number;
  readonly tick: () => number;
  readonly decoding: Omit<DecoderInput, 'descriptor' | 'profile'>;
  readonly say: (word: DeviceWord) => void;
  readonly onDevices: (devices: DeviceView[]) => void;
};

export type Host = {
  readonly use: (settings: ProcessSettings) => void;
  /** Looks now, and again a little later. */
  readonly look: () => void;
  /** Ends when the look that is under way, and one more, are done. */
  readonly settled: () => Promise<void>;
  readonly page: (id: string) => DevicePageView;
  readonly test: (id: string, expected: string | null, withinMs: number) => Promise<DeviceTestView>;
  readonly stopTest: (id: string) => void;
  readonly startTrace: (id: string) => void;
  readonly stopTrace: (id: string) => DeviceTraceView;
  readonly pathOf: (id: string) => string;
  readonly idAt: (path: string) => string | null;
  readonly close: () => Promise<void>;
};

export function deviceHost(input: HostInput): Host {
  const { calls, now } = input;
  const ids = identities();
  const attached = new Map<string, Attached>();
  /** By id: a trace goes on when its device was unplugged and is back. */
  const traces = new Map<string, Trace>();
  let settings: ProcessSettings | null = null;
  let profiles: Profile[] = [];
  let work: Promise<void> = Promise.resolve();
  let looked = false;
  let firstTold = false;
  let closed = false;
  let viewsTimer: NodeJS.Timeout | undefined;
  let lookTimers: NodeJS.Timeout[] = [];

  const driverOf = (node: HidNode): Driver | undefined => input.drivers.find((driver) => (driver.name === 'virtual') === node.virtual);
  const quarantined = (id: string, what: string) => settings?.quarantine.some((one) => one.device === id && one.what === what) ?? false;

  const tellViews = () => {
    viewsTimer ??= setTimeout(() => {
      viewsTimer = undefined;
      input.onDevices([...attached.values()].map(view));
    }, VIEWS_MS);
  };

  const notice = (one: Attached, what: DeviceNotice['what']) => {
    if (what === 'half-scan' || what === 'card-unread' || what === 'card-unsure') {
      if (now() - one.unreadAt < NOTICE_MS) return;
      one.unreadAt = now();
    }
    input.say({ kind: 'notice', notice: { what, device: one.id, name: one.node.product } });
  };

  const hear = (one: Attached, event: DeviceEvent) => {
    tellViews();
    if (event.type === 'fault') one.record.error(event.code, event.reason);
    const isTest = one.test?.take(event) === true;
    const unread = unreadOf(one.claim.role, event);
    if (unread !== null && !isTest) notice(one, unread);
    if (isTest) return;
    const word = wordOf(one.id, event);
    if (word !== null) input.say(word);
  };

  const run = async (step: () => Promise<void>): Promise<void> => {
    const next = work.then(step, step);
    work = next.catch((error: unknown) => input.say({ kind: 'notice', notice: { what: 'failed', device: '', name: (error as Error).name } }));
    await work;
  };

  const letGo = async (one: Attached): Promise<void> => {
    one.listening?.end();
    one.listening = null;
    const { port } = one;
    one.port = null;
    // Awaited before anything else happens to it: a device that is taken down while it is read can take the process with it.
    if (port !== null) await calls.run('close', one.id, port.close).catch((error: unknown) => one.record.error('open-failed', String((error as Error).message)));
  };

  const lost = (one: Attached, text: string) => void run(async () => {
    if (one.gone) return;
    one.record.error('lost', text);
    await detach(one);
    lookAgain();
  });

  const detach = async (one: Attached): Promise<void> => {
    one.gone = true;
    const had = one.claim.role !== null && one.state === 'ready';
    await letGo(one);
    traces.get(one.id)?.mark('gone', now());
    one.test?.stop();
    attached.delete(one.node.path);
    ids.release(one.node.path);
    if (had) notice(one, 'unplugged');
    tellViews();
  };

  const open = async (one: Attached): Promise<void> => {
    const { claim, node, id } = one;
    const driver = driverOf(node);
    if (claim.role === null || driver === undefined) return;
    if (quarantined(id, 'open')) {
      one.state = 'not-answering';
      one.record.error('not-answering', 'open');
      return;
    }
    const before = one.state;
    one.state = 'opening';
    tellViews();
    const listening = listen({
      claim, decoding: input.decoding, record: one.record, now, tick: input.tick, onEvent: (event) => hear(one, event),
      isTraced: () => traces.has(id), onScrubbed: (report) => traces.get(id)?.add(report),
      onFlood: (dropped) => one.record.error('flood', `${dropped} events dropped`),
    });
    // Before it is open: the first report may come with the opening itself.
    one.listening = listening;
    try {
      one.port = await calls.run('open', id, () => driver.open(node, { onReport: (report) => { if (one.listening === listening) listening.feed(report); }, onError: (text) => lost(one, text) }));
      one.state = 'ready';
      await greet(one);
      if (looked) notice(one, 'plugged');
    } catch (error) {
      one.listening = null;
      const code = error instanceof Fault ? error.code : 'open-failed';
      one.state = code === 'no-permission' ? 'no-permission' : 'failed';
      // Tried again and again, said once.
      if (one.state === before) return;
      one.record.error(code, String((error as Error).message));
      notice(one, one.state);
    }
  };

  /** What the profile says must be sent before the device speaks. */
  const greet = async (one: Attached): Promise<void> => {
    const command = one.claim.profile?.commands.open;
    if (command === undefined || one.port === null) return;
    const { port } = one;
    if (quarantined(one.id, 'send')) return one.record.error('not-answering', 'send');
    const send = command.report === 'feature' ? port.sendFeature : port.write;
    try {
      await calls.run('send', one.id, () => send(bytesOf(command.hex)));
    } catch (error) {
      one.record.error('send-failed', String((error as Error).message));
    }
  };

  const claimNow = (node: HidNode, id: string, descriptorBytes: Uint8Array | null, isNew: boolean): Claim =>
    claimOf({ node, id, descriptorBytes, profiles, settings: settings ?? { allowed: [], denied: [], seen: null, roles: {}, profiles: {} }, isNew, decoding: input.decoding });

  const stateOf = (claim: Claim): DeviceState => (claim.wants === 'a-word' ? 'asks' : claim.wants === 'denied' ? 'denied' : 'present');

  const attach = async (node: HidNode): Promise<void> => {
    const id = ids.idOf(node);
    const driver = driverOf(node);
    const descriptorBytes = driver === undefined ? null : await calls.run('descriptor', id, () => driver.descriptor(node)).catch(() => null);
    const waits = settings?.asking.includes(id) === true;
    const seen = settings?.seen ?? null;
    const isNew = seen?.includes(id) !== true && (waits || looked || seen !== null);
    const claim = claimNow(node, id, descriptorBytes, isNew);
    const one: Attached = { id, node, descriptorBytes, record: deviceRecord(now), isNew, claim, state: stateOf(claim), port: null, listening: null, test: null, unreadAt: -Infinity, gone: false };
    attached.set(node.path, one);
    traces.get(id)?.mark('back', now());
    if (claim.wants === 'a-word' && (looked || !waits)) notice(one, 'asks');
    if (claim.wants === 'open') await open(one);
    tellViews();
  };

  const same = (a: HidNode, b: HidNode) => a.vendorId === b.vendorId && a.productId === b.productId && a.serial === b.serial && a.product === b.product;

  const lookOnce = async (): Promise<void> => {
    if (closed || settings === null) return;
    const found = new Map<string, HidNode>();
    let whole = input.drivers.some((driver) => driver.name !== 'virtual');
    for (const driver of input.drivers) {
      const nodes = await calls.run('list', null, driver.list).catch(() => null);
      whole &&= nodes !== null;
      for (const node of nodes ?? []) found.set(node.path, node);
    }
    for (const one of attached.values()) {
      const node = found.get(one.node.path);
      if (node === undefined || !same(node, one.node)) await detach(one);
      else if (one.state === 'no-permission' || one.state === 'failed') await open(one);
    }
    for (const node of found.values()) if (!attached.has(node.path)) await attach(node);
    if (!looked) {
      looked = true;
      tellViews();
    }
    // Where the system's list was not to be had, nothing was seen yet.
    if (whole && settings.seen === null && !firstTold) {
      firstTold = true;
      input.say({ kind: 'first-look', keyboards: [...attached.values()].filter((one) => one.claim.types && one.claim.wants !== 'a-word').map((one) => one.id) });
    }
  };

  const lookAgain = () => {
    for (const timer of lookTimers) clearTimeout(timer);
    lookTimers = closed ? [] : LOOK_AGAIN_MS.map((ms) => setTimeout(() => void run(lookOnce), ms));
  };

  /** New settings: what was claimed otherwise is let go and claimed again. */
  const reclaim = async (): Promise<void> => {
    for (const one of attached.values()) {
      const claim = claimNow(one.node, one.id, one.descriptorBytes, one.isNew);
      const before = one.claim;
      one.claim = claim;
      if (claim.role === before.role && claim.wants === before.wants && claim.profile === before.profile && one.state !== 'not-answering') continue;
      await letGo(one);
      one.state = stateOf(claim);
      if (claim.wants === 'open') await open(one);
    }
    tellViews();
  };

  function view(one: Attached): DeviceView {
    const { node, claim, record } = one;
    return {
      id: one.id, kind: claim.kind, virtual: node.virtual, vendorId: node.vendorId, productId: node.productId, serial: node.serial || null, interfaceNumber: node.interfaceNumber < 0 ? null : node.interfaceNumber,
      manufacturer: node.manufacturer, product: node.product, usagePage: claim.usagePage, usage: claim.usage, state: one.state, mode: claim.mode, role: claim.role, bound: claim.bound,
      profile: claim.profile === null ? null : { id: claim.profile.id, name: claim.profile.name }, claimedBy: claim.by, why: claim.why, lastEventAt: record.lastEvent()?.at ?? null, lastEvent: record.lastEvent(), counts: record.counts(),
      trouble: record.lastError(), permission: one.state === 'no-permission' ? permissionOf(node) : null, switching: claim.profile?.switching ?? [], note: null,
    };
  }

  const byId = (id: string): Attached => {
    for (const one of attached.values()) if (one.id === id) return one;
    throw new Refusal('no-such-device', 'That device is not attached any more. Nothing was changed; plug it in again, or choose another.');
  };

  return {
    use(next) {
      settings = next;
      const before = JSON.stringify(profiles);
      const read = profilesOf(next.profiles, next.shipped);
      // The same objects while they say the same, so that a device is not let go for nothing.
      if (JSON.stringify(read) !== before) profiles = read;
      void run(reclaim);
    },
    look: () => void run(lookOnce).then(lookAgain),
    settled: () => run(lookOnce),
    page(id) {
      const one = byId(id);
      const { descriptor, descriptorFrom, profile } = one.claim;
      const trace = traces.get(id);
      return {
        device: view(one), reads: one.claim.reads, ...one.record.page(), profileText: profile === null ? null : profileText(profile), trace: trace === undefined ? null : { startedAt: trace.startedAt, reports: trace.reports() },
        descriptor: descriptor === null || descriptorFrom === null ? null : { hex: Buffer.from(descriptor.bytes).toString('hex'), source: descriptorFrom, explained: explainDescriptor(descriptor) },
      };
    },
    async test(id, expected, withinMs) {
      const one = byId(id);
      if (one.test !== null) throw new Refusal('device-busy', 'A test is running on this device. Nothing was changed; wait for it or stop it.');
      const running = startTest({ expected, withinMs, mode: one.claim.mode, now: input.tick, wallNow: now, reports: () => one.record.counts().reports });
      one.test = running;
      try {
        return await running.done;
      } finally {
        one.test = null;
      }
    },
    stopTest: (id) => byId(id).test?.stop(),
    startTrace(id) {
      const { node, claim, descriptorBytes } = byId(id);
      const device = { vendorId: node.vendorId, productId: node.productId, usagePage: claim.usagePage ?? 0, usage: claim.usage ?? 0, product: node.product };
      traces.set(id, startTrace({ device, descriptor: descriptorBytes === null ? null : Buffer.from(descriptorBytes).toString('hex'), profile: claim.profile }, now()));
    },
    stopTrace(id) {
      const trace = traces.get(id);
      if (trace === undefined) throw new Refusal('no-trace', 'No trace is being recorded on this device. Nothing was changed; start one first.');
      traces.delete(id);
      return trace.end();
    },
    pathOf: (id) => byId(id).node.path,
    idAt: (path) => attached.get(path)?.id ?? null,
    async close() {
      closed = true;
      clearTimeout(viewsTimer);
      for (const timer of lookTimers) clearTimeout(timer);
      await run(async () => { for (const one of attached.values()) await letGo(one); });
    },
  };
}
