/** Keyboards that were there at a shop's very first look are known; any other asks first, also one that came while the till was off. */
import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceView } from '#contract/deviceViews.ts';
import { watchCalls } from '#main/adapters/devices/calls.ts';
import { deviceHost, type Host } from '#main/adapters/devices/deviceHost.ts';
import type { Driver, HidNode } from '#main/adapters/devices/driver.ts';
import type { DeviceSettings, DeviceWord } from '#till/ports.ts';

const NOTHING: DeviceSettings = { allowed: [], denied: [], seen: null, roles: {}, profiles: {} };
const node = (serial: string, usagePage = 1, usage = 6): HidNode => ({ path: `/dev/${serial}`, virtual: false, vendorId: 0x1234, productId: 1, serial, manufacturer: null, product: serial, interfaceNumber: 0, collections: [{ usagePage, usage }] });
const idOf = (serial: string) => `1234:0001:${serial}:1:6:0`;

let host: Host;
afterEach(() => host.close());

type Bench = { nodes: readonly HidNode[]; fails: boolean; readonly words: DeviceWord[]; readonly look: (settings?: DeviceSettings, asking?: readonly string[]) => Promise<Record<string, string>> };

/** A device process's host over a driver whose list is ours. */
function start(nodes: readonly HidNode[], driverName = 'hidraw'): Bench {
  let views: readonly DeviceView[] = [];
  const driver: Driver = {
    name: driverName, watch: () => () => undefined, descriptor: () => Promise.resolve(null), open: () => Promise.reject(new Error('not here')),
    list: () => (bench.fails ? Promise.reject(new Error('busy')) : Promise.resolve(bench.nodes)),
  };
  const bench: Bench = {
    nodes, fails: false, words: [],
    async look(settings = NOTHING, asking = []) {
      host.use({ ...settings, shipped: {}, quarantine: [], asking, tokenKey: '', virtual: [] });
      await host.settled();
      await expect.poll(() => views.map((one) => one.product).toSorted(), { timeout: 5_000, interval: 20 }).toEqual(bench.nodes.map((one) => one.product).toSorted());
      return Object.fromEntries(bench.nodes.map((one) => [one.product, host.page(idOf(one.serial)).device.state]));
    },
  };
  host = deviceHost({ drivers: [driver], calls: watchCalls(() => 0), now: () => 0, tick: () => 0, decoding: {}, say: (word) => { bench.words.push(word); }, onDevices: (devices) => { views = devices; } });
  return bench;
}
const firstLooks = ({ words }: Bench) => words.flatMap((word) => (word.kind === 'first-look' ? [word.keyboards] : []));
const asked = ({ words }: Bench) => words.flatMap((word) => (word.kind === 'notice' && word.notice.what === 'asks' ? [word.notice.name] : []));
const why = (serial: string) => host.page(idOf(serial)).device.why.map((one) => one.code);

describe('the very first look', () => {
  test('keyboards that are there are told once and not asked about; one that comes next asks [V100]', async () => {
    const bench = start([node('desk')]);
    expect(await bench.look()).toEqual({ desk: 'present' });
    bench.nodes = [node('desk'), node('stick')];
    expect(await bench.look()).toEqual({ desk: 'present', stick: 'asks' });
    expect(firstLooks(bench)).toEqual([[idOf('desk')]]);
    expect(asked(bench)).toEqual(['stick']);
  });

  test('a list that could not be read, or no driver at all, is no look: nothing is taken as known [V101]', async () => {
    const bench = start([]);
    bench.fails = true;
    await bench.look();
    expect(firstLooks(bench)).toEqual([]);
    bench.fails = false;
    bench.nodes = [node('late')];
    expect(await bench.look()).toEqual({ late: 'asks' });
    expect(firstLooks(bench)).toEqual([[]]);
    await host.close();
    const pretended = start([], 'virtual');
    await pretended.look();
    expect(firstLooks(pretended)).toEqual([]);
  });
});

describe('every later start', () => {
  test('a keyboard that was attached while the till was off asks, one that was seen does not, nor when it is plugged in again [V102]', async () => {
    const bench = start([node('desk'), node('stick'), node('known'), node('bad')]);
    const settings = { ...NOTHING, seen: [idOf('desk')], allowed: [idOf('known')], denied: [idOf('bad')] };
    expect(await bench.look(settings)).toEqual({ desk: 'present', stick: 'asks', known: 'present', bad: 'denied' });
    expect([why('desk').at(-1), why('stick').at(-1), why('known').includes('allowed')]).toEqual(['keyboard-first', 'keyboard-new', true]);
    bench.nodes = [];
    await bench.look(settings);
    bench.nodes = [node('desk')];
    expect(await bench.look(settings)).toEqual({ desk: 'present' });
    expect(asked(bench)).toEqual(['stick']);
    expect(firstLooks(bench)).toEqual([]);
  });

  test('a second keyboard that says the same of itself as one that is known asks, also when it is listed first [V112]', async () => {
    const bench = start([node('desk')]);
    const settings = { ...NOTHING, seen: [idOf('desk')] };
    expect(await bench.look(settings)).toEqual({ desk: 'present' });
    bench.nodes = [{ ...node('desk'), path: '/dev/other' }, node('desk')];
    await bench.look(settings);
    expect([host.page(idOf('desk')).device.state, host.page(`${idOf('desk')}#2`).device.state, host.pathOf(idOf('desk'))]).toEqual(['present', 'asks', '/dev/desk']);
    expect(asked(bench)).toEqual(['desk']);
  });

  test('a process that took the place of one that had asked does not say so again [V103]', async () => {
    const bench = start([node('stick')]);
    expect(await bench.look({ ...NOTHING, seen: [] }, [idOf('stick')])).toEqual({ stick: 'asks' });
    expect(asked(bench)).toEqual([]);
    expect(await bench.look({ ...NOTHING, seen: [idOf('stick')] }, [idOf('stick')])).toEqual({ stick: 'asks' });
    bench.nodes = [];
    await bench.look({ ...NOTHING, seen: [idOf('stick')] }, [idOf('stick')]);
    bench.nodes = [node('stick')];
    expect(await bench.look({ ...NOTHING, seen: [idOf('stick')] }, [idOf('stick')])).toEqual({ stick: 'present' });
  });
});
