/** The practice bench as a driver: virtual devices are listed, opened, heard and unplugged as real ones are, report by report. */
import { Refusal } from '#core/refusal.ts';
import type { VirtualAct } from '#till/ports.ts';
import { bytesOf } from './claim.ts';
import type { Driver, HidNode, Listener } from './driver.ts';
import { reportsOf, VIRTUAL_MODELS, type VirtualModel } from './virtualModels.ts';

export type VirtualBench = Driver & {
  /** Returns the node's path. */
  readonly plug: (model: string, serial: string) => string;
  /** Unplugs as a cable does: an open port gets its error. */
  readonly unplug: (path: string) => void;
  readonly act: (path: string, act: VirtualAct) => void;
};

type Plugged = { readonly node: HidNode; readonly model: VirtualModel; listeners: Set<Listener> };

const never = <Value>(): Promise<Value> => new Promise<Value>(() => undefined);

export function virtualBench(): VirtualBench {
  const plugged = new Map<string, Plugged>();
  const watchers = new Set<() => void>();
  const changed = () => { for (const watcher of watchers) watcher(); };
  let last = 0;
  const at = (path: string): Plugged => {
    const found = plugged.get(path);
    if (found === undefined) throw new Refusal('no-such-device', 'That virtual device is not plugged in. Nothing was changed.');
    return found;
  };
  return {
    name: 'virtual',
    list: () => Promise.resolve([...plugged.values()].map((one) => one.node)),
    descriptor(node) {
      const hex = plugged.get(node.path)?.model.descriptor ?? '';
      return Promise.resolve(hex === '' ? null : bytesOf(hex));
    },
    open(node, listener) {
      const one = plugged.get(node.path);
      if (one === undefined) return Promise.reject(new Error('gone'));
      if (one.model.neverOpens === true) return never();
      one.listeners.add(listener);
      const close = () => {
        one.listeners.delete(listener);
        return Promise.resolve();
      };
      return Promise.resolve({ write: () => Promise.resolve(), sendFeature: () => Promise.resolve(), close });
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => { watchers.delete(onChange); };
    },
    plug(id, serial) {
      const model = VIRTUAL_MODELS.find((one) => one.id === id);
      if (model === undefined) throw new Refusal('no-such-device', 'There is no such virtual device. Nothing was changed.');
      last += 1;
      const path = `virtual:${last}`;
      plugged.set(path, { model, listeners: new Set(), node: { ...model.node, path, virtual: true, serial, manufacturer: 'Tillbook', product: model.name, interfaceNumber: -1 } });
      changed();
      return path;
    },
    unplug(path) {
      const one = at(path);
      plugged.delete(path);
      for (const listener of one.listeners) listener.onError('device disconnected');
      changed();
    },
    act(path, act) {
      const one = at(path);
      for (const report of reportsOf(one.model, act)) for (const listener of one.listeners) listener.onReport(report.slice());
    },
  };
}
