/** The till's side of the device process: starts and replaces it, remembers what it said last, carries questions to it. Nothing here waits on a driver. */
import { Fault, Refusal } from '#core/refusal.ts';
import type { DeviceNotice, DeviceProfileView, DeviceView } from '#contract/deviceViews.ts';
import type { Devices, DeviceSettings, DeviceWord } from '#till/ports.ts';
import { launchFork, type Launch } from './child.ts';
import type { Asked, Answered, AskMessage, AskVerb, FromProcess, ProcessSettings, Quarantined } from './protocol.ts';
import { shippedProfiles } from './shippedProfiles.ts';
import { superviseDevices, type Supervisor } from './supervisor.ts';
import { VIRTUAL_MODELS } from './virtualModels.ts';
import { parseProfile } from './profiles.ts';

const ANSWER_MS_MAX = 3_000;
const REPLAY_MS_MAX = 90_000;
/** Time after the first screen: what sells comes first. */
const START_AFTER_MS = 400;
/** Stands for whichever virtual scanner is there. */
/** The ones that a demo or practice till has from the start, by what they are. */
const VIRTUAL: Readonly<Record<string, DeviceView['kind']>> = { 'virtual-scanner': 'scanner', 'virtual-card-reader': 'card-reader' };

export type DeviceClientOptions = {
  /** The process's file. */
  readonly entry: string;
  readonly launch?: Launch;
  readonly now?: () => number;
  /** Folder of shipped profiles, `*.json`. */
  readonly profiles: string;
  /** Virtual devices that are there from the start, by model. */
  readonly virtual: readonly string[];
  /** Secret of this till, for the tokens of members' cards. */
  readonly tokenKey: string;
  readonly startAfterMs?: number;
  /** How many times slower than a till's this machine is: that much longer a hang may last before it is one. */
  readonly patience?: number;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void; readonly timer: NodeJS.Timeout };

const down = () => new Fault('device-process-down', 'The devices do not answer just now; their process is being started again. Nothing was changed, no money has moved, and selling goes on by hand. Try again in a moment.');

const DISPLAY: DeviceView = {
  id: 'virtual-display', kind: 'display', virtual: true, vendorId: null, productId: null, serial: null, interfaceNumber: null, manufacturer: 'Tillbook', product: 'Customer display (browser tab)', usagePage: null, usage: null,
  state: 'ready', mode: 'none', role: null, bound: false, profile: null, claimedBy: null, why: [], lastEventAt: null, lastEvent: null, counts: { reports: 0, events: 0, errors: 0 }, trouble: null, permission: null, switching: [], note: null,
};

export function deviceClient(options: DeviceClientOptions): Devices {
  const now = options.now ?? Date.now;
  let settings: DeviceSettings = { allowed: [], denied: [], seen: null, roles: {}, profiles: {} };
  let hear: (word: DeviceWord) => void = () => undefined;
  let shipped: Record<string, string> | null = null;
  let virtual: { readonly model: string; readonly serial: string }[] = options.virtual.map((model, index) => ({ model, serial: `V${index + 1}` }));
  let lastSerial = virtual.length;
  let quarantine: Quarantined[] = [];
  let asking: readonly string[] = [];
  let attached: readonly DeviceView[] = [];
  /** Devices that had work here, as they were last seen. */
  const known = new Map<string, DeviceView>();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let startTimer: NodeJS.Timeout | undefined;

  const shippedNow = () => (shipped ??= shippedProfiles(options.profiles));
  const processSettings = (): ProcessSettings => ({ ...settings, shipped: shippedNow(), quarantine, asking, virtual, tokenKey: options.tokenKey });
  const notice = (what: DeviceNotice['what'], device: string, name: string) => hear({ kind: 'notice', notice: { what, device, name } });

  const keepList = (devices: readonly DeviceView[]) => {
    attached = devices;
    asking = devices.filter((one) => one.state === 'asks').map((one) => one.id);
    const ids = new Set(devices.map((one) => one.id));
    // Plugged in again, a device gets another chance.
    quarantine = quarantine.filter((one) => ids.has(one.device));
    for (const one of devices) if (one.role !== null && one.state === 'ready') known.set(one.id, one);
    hear({ kind: 'changed', device: null });
  };

  const onMessage = (message: FromProcess) => {
    switch (message.kind) {
      case 'ready': return void (supervisor.view().restarts > 0 && notice('process-ready', '', ''));
      case 'devices': return keepList(message.devices);
      case 'word': return hear(message.word);
      case 'answer': {
        const asked = waiting.get(message.id);
        if (asked === undefined) return;
        waiting.delete(message.id);
        clearTimeout(asked.timer);
        if (message.ok) asked.resolve(message.value);
        else asked.reject(message.trouble === 'refusal' ? new Refusal(message.code, message.message) : new Fault(message.code, message.message));
        return;
      }
      case 'trouble': case 'pong': return;
    }
  };

  const supervisor: Supervisor = superviseDevices({ entry: options.entry, launch: options.launch ?? launchFork, now, settings: processSettings, patience: options.patience ?? 1 }, {
    onMessage,
    onState: () => hear({ kind: 'changed', device: null }),
    onLost(_code, pending) {
      const device = pending?.device ?? null;
      if (pending !== null && device !== null) quarantine = [...quarantine.filter((one) => one.device !== device), { device, what: pending.what }];
      for (const one of waiting.values()) {
        clearTimeout(one.timer);
        one.reject(down());
      }
      waiting.clear();
      // What a process said that is gone holds until the next one has looked, but nothing is ready meanwhile.
      attached = attached.map((one): DeviceView => (one.state === 'ready' ? { ...one, state: 'opening' } : one));
      notice('process-replaced', '', '');
    },
  });

  const ask = <Verb extends AskVerb>(verb: Verb, input: Asked[Verb], limitMs = ANSWER_MS_MAX): Promise<Answered[Verb]> => new Promise((resolve, reject) => {
    lastId += 1;
    const id = lastId;
    if (!supervisor.send({ kind: 'ask', id, verb, input } as AskMessage)) return reject(down());
    const timer = setTimeout(() => {
      waiting.delete(id);
      reject(down());
    }, limitMs * (options.patience ?? 1));
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, timer });
  });

  const list = (): DeviceView[] => {
    const ids = new Set(attached.map((one) => one.id));
    const gone = [...known.values()].filter((one) => !ids.has(one.id) && settings.roles[one.id] !== 'none').map((one): DeviceView => ({ ...one, state: 'unplugged' }));
    return [...attached, ...gone, DISPLAY];
  };

  return {
    open(given, onWord) {
      settings = given;
      hear = onWord;
      startTimer ??= setTimeout(supervisor.start, options.startAfterMs ?? START_AFTER_MS);
    },
    use(given) {
      settings = given;
      supervisor.send({ kind: 'use', settings: processSettings() });
    },
    list,
    process: supervisor.view,
    driver: () => supervisor.view().driver,
    page: (device) => ask('page', { device }),
    profiles: () => {
      const all = new Map<string, DeviceProfileView>();
      for (const [id, text] of Object.entries(shippedNow())) all.set(id, { ...profileHead(text), id, origin: 'shipped', text, before: null });
      for (const [id, text] of Object.entries(settings.profiles)) all.set(id, { ...profileHead(text), id, origin: 'shop', text, before: all.get(id)?.text ?? null });
      return [...all.values()];
    },
    readProfile: (text) => parseProfile(text).id,
    test: (device, expected, withinMs) => ask('test', { device, expected, withinMs }, withinMs + ANSWER_MS_MAX),
    stopTest: async (device) => void await ask('stopTest', { device }),
    startTrace: async (device) => void await ask('startTrace', { device }),
    stopTrace: (device) => ask('stopTrace', { device }),
    replay: (text, speed) => ask('replay', { text, speed }, REPLAY_MS_MAX),
    virtualModels: () => VIRTUAL_MODELS.map(({ id, name, kind }) => ({ id, name, kind })),
    async plugVirtual(model) {
      if (!VIRTUAL_MODELS.some((one) => one.id === model)) throw new Refusal('no-such-device', 'There is no such virtual device. Nothing was changed.');
      lastSerial += 1;
      const serial = `V${lastSerial}`;
      const { device } = await ask('plugVirtual', { model, serial });
      virtual = [...virtual, { model, serial }];
      return device;
    },
    async unplugVirtual(device) {
      const view = attached.find((one) => one.id === device);
      await ask('unplugVirtual', { device });
      virtual = virtual.filter((one) => one.serial !== view?.serial);
    },
    async actVirtual(device, act) {
      const kind = VIRTUAL[device];
      const named = kind === undefined ? device : attached.find((one) => one.virtual && one.kind === kind && one.state === 'ready' && (kind !== 'card-reader' || one.vendorId !== 0))?.id;
      if (named === undefined) throw down();
      await ask('actVirtual', { device: named, act });
    },
    // eslint-disable-next-line typescript/require-await
    drill: async (what) => supervisor.drill(what),
    async close() {
      clearTimeout(startTimer);
      hear = () => undefined;
      for (const one of waiting.values()) clearTimeout(one.timer);
      await supervisor.stop();
    },
  };
}

function profileHead(text: string): { name: string; sources: string[] } {
  const profile = JSON.parse(text) as { name?: unknown; sources?: unknown };
  return { name: typeof profile.name === 'string' ? profile.name : '', sources: Array.isArray(profile.sources) ? profile.sources.map(String) : [] };
}
