/** Answers every call of contract/deviceCalls.ts: one line each, to the verb that does it. */
import type { TillHandlers } from '#contract/till.ts';
import { DEVICE_CALLS } from '#contract/deviceCalls.ts';
import type { DeviceProfileView } from '#contract/deviceViews.ts';
import { Refusal } from '#core/refusal.ts';
import { learnBadge } from './badge.ts';
import type { VirtualAct } from './ports.ts';
import { admitDevice, assertPretend, bindDevice, importProfile, readDevices, undoProfile } from './tendDevices.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

type Context = { readonly till: Till; readonly seat: Seat };
type Handlers = Pick<TillHandlers<Context>, keyof typeof DEVICE_CALLS>;

function profileOf(till: Till, id: string): DeviceProfileView | null {
  return till.ports.devices.profiles().find((one) => one.id === id) ?? null;
}

function knownProfile(till: Till, id: string): DeviceProfileView {
  const found = profileOf(till, id);
  if (found === null) throw new Refusal('no-such-profile', 'There is no profile by that name. Nothing was changed.');
  return found;
}

async function pretend({ till, seat }: Context, device: string, act: VirtualAct): Promise<null> {
  assertPretend(till, seat);
  await till.ports.devices.actVirtual(device, act);
  return null;
}

export const deviceHandlers: Handlers = {
  'devices.list': (_, { till }) => readDevices(till),
  'devices.page': ({ device }, { till }) => till.ports.devices.page(device),
  'devices.bind': ({ device, role }, { till, seat }) => bindDevice(till, seat, device, role),
  'devices.unbind': ({ device }, { till, seat }) => bindDevice(till, seat, device, 'none'),
  'devices.allow': ({ device }, { till, seat }) => admitDevice(till, seat, device, true),
  'devices.deny': ({ device }, { till, seat }) => admitDevice(till, seat, device, false),
  'devices.profiles': (_, { till }) => till.ports.devices.profiles(),
  'devices.profile.import': ({ text }, { till, seat }) => knownProfile(till, importProfile(till, seat, text)),
  'devices.profile.export': ({ profile }, { till }) => ({ name: `${profile}.json`, text: knownProfile(till, profile).text }),
  'devices.profile.undo': ({ profile }, { till, seat }) => {
    undoProfile(till, seat, profile);
    return profileOf(till, profile);
  },
  'devices.test': ({ device, expected, withinMs }, { till }) => till.ports.devices.test(device, expected, withinMs),
  'devices.test.stop': async ({ device }, { till }) => {
    await till.ports.devices.stopTest(device);
    return null;
  },
  'devices.trace.start': async ({ device }, { till }) => {
    await till.ports.devices.startTrace(device);
    return null;
  },
  'devices.trace.stop': ({ device }, { till }) => till.ports.devices.stopTrace(device),
  'devices.badge.learn': ({ operatorId }, { till, seat }) => {
    learnBadge(till, seat, operatorId);
    return null;
  },
  'devices.trace.replay': ({ text, speed }, { till }) => till.ports.devices.replay(text, speed),
  'devices.virtual.models': (_, { till }) => till.ports.devices.virtualModels(),
  'devices.virtual.plug': async ({ model }, { till, seat }) => {
    assertPretend(till, seat);
    return { device: await till.ports.devices.plugVirtual(model) };
  },
  'devices.virtual.unplug': async ({ device }, { till, seat }) => {
    assertPretend(till, seat);
    await till.ports.devices.unplugVirtual(device);
    return null;
  },
  'devices.virtual.scan': ({ device, text, symbology }, context) => pretend(context, device, { kind: 'scan', text, symbology }),
  'devices.virtual.swipe': ({ device, card, ending }, context) => pretend(context, device, { kind: 'swipe', card, ...(ending === undefined ? {} : { ending }) }),
  'devices.virtual.weigh': ({ device, grams, stable }, context) => pretend(context, device, { kind: 'weigh', grams, stable }),
  'devices.virtual.report': ({ device, reports }, context) => pretend(context, device, { kind: 'report', reports }),
  'devices.drill': async ({ what }, { till, seat }) => {
    commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: 'device.drill', to: what } }]);
    await till.ports.devices.drill(what);
    return readDevices(till);
  },
};
