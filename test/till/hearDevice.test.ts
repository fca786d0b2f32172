/** Words from devices at a till of real verbs: scans sell, codes charge, badges sign in, weights become quantities, cards are refused in words. */
import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceProcessView, DeviceView } from '#contract/deviceViews.ts';
import type { TillEvent } from '#contract/views.ts';
import { badgeCode } from '#core/barcode/ownCodes.ts';
import { writeEnrolment } from '#core/enrolment.ts';
import { hearDevice } from '#till/hearDevice.ts';
import { deviceSettings } from '#till/deviceSettings.ts';
import type { DeviceSettings, DeviceWord, SwipedCard } from '#till/ports.ts';
import type { Screen } from '#till/till.ts';
import { noDevices } from '#test/kit/noDevices.ts';
import { codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
afterEach(() => desk.close());

type Shown = { readonly seat: DeskSeat; readonly events: TillEvent[]; readonly screen: Screen };

function screen(role: Parameters<Desk['seat']>[0]): Shown {
  const seat = desk.seat(role);
  const events: TillEvent[] = [];
  const one: Screen = { seat: seat.seat, tell: (event) => { events.push(event); }, lastActAt: desk.clock.now() };
  desk.till.memory.screens.add(one);
  return { seat, events, screen: one };
}
const hear = (word: DeviceWord) => hearDevice(desk.till, word);
const scan = (text: string, symbology: string | null = null) => hear({ kind: 'scan', device: 'd', text, symbology });
const weigh = (grams: number, stable = true) => hear({ kind: 'weight', device: 'w', grams, stable });
const card = (over: Partial<SwipedCard> = {}) => hear({ kind: 'card', device: 'c', card: { brand: 'visa', lastFour: '1111', expiry: '3012', encrypted: false, use: typeof over.badge !== 'string' ? (over.encrypted === true ? 'forward' : 'refused') : 'member', ksn: null, ciphertext: null, badge: null, ...over } });
const lines = async (seat: DeskSeat) => (await seat.ask('till.state', {})).basket.lines.map((line) => `${line.sku} ${line.quantityMilli}`);

async function openShop(): Promise<Shown> {
  desk = openDesk({ enrolled: true });
  const shown = screen('cashier');
  await shown.seat.ask('shift.open', { floatMinor: 0 });
  return shown;
}

describe('the lamp', () => {
  test('the scanner’s lamp is out when the only one that had work has no cable, and says so; not when another is there, nor for a virtual one [V116]', async () => {
    const one = (id: string, over: Partial<DeviceView>): DeviceView => ({
      id, kind: 'scanner', virtual: false, vendorId: 1, productId: 1, serial: null, interfaceNumber: null, manufacturer: null, product: id, usagePage: 0x8c, usage: 2, state: 'ready', mode: 'hid-pos', role: 'scanner', bound: false, profile: null,
      claimedBy: 'descriptor', why: [], lastEventAt: null, lastEvent: null, counts: { reports: 0, events: 0, errors: 0 }, trouble: null, permission: null, switching: [], note: null, ...over,
    });
    let list: DeviceView[] = [];
    let state: DeviceProcessView['state'] = 'ready';
    const devices = noDevices();
    desk = openDesk({ enrolled: true, devices: { ...devices, list: () => list, process: () => ({ ...devices.process(), state }) } });
    const { seat } = screen('cashier');
    const lamp = async () => {
      const found = (await seat.ask('till.state', {})).channels.find((channel) => channel.name === 'scanner');
      return `${found?.health} ${found?.reason}`;
    };
    expect(await lamp()).toBe('ok null');
    list = [one('a', { state: 'unplugged' })];
    expect(await lamp()).toBe('down unplugged');
    list = [one('a', { state: 'unplugged' }), one('b', {})];
    expect(await lamp()).toBe('ok null');
    list = [one('a', { state: 'not-answering' })];
    expect(await lamp()).toBe('down not-answering');
    list = [one('v', { state: 'unplugged', virtual: true })];
    expect(await lamp()).toBe('ok null');
    state = 'hung';
    expect(await lamp()).toBe('down null');
  });
});

describe('scans', () => {
  test('a scan by a device goes to the seat that may sell and acted last, whatever else is open [V81]', async () => {
    const cashier = await openShop();
    const display = screen(null);
    const technician = screen('technician');
    const manager = screen('manager');
    scan('6901234567892', ']E0');
    expect(await lines(cashier.seat)).toEqual(['TEA 1000']);
    expect(manager.events).toEqual([{ kind: 'scanned', result: { outcome: 'added', wallet: null, receipt: null } }]);
    expect([cashier, display, technician].flatMap((one) => one.events)).toEqual([]);
    manager.seat.seat.locked = true;
    scan('6901234567892', ']E0');
    expect(cashier.events).toHaveLength(1);
    expect(await lines(cashier.seat)).toEqual(['TEA 2000']);
  });

  test('half a code or a swipe that was not read is said where it was tried and to technicians, before the sign-in too; a cable concerns all who are at work [V114]', async () => {
    const cashier = await openShop();
    const [manager, technician, signIn] = [screen('manager'), screen('technician'), screen(null)];
    const said = () => [cashier, manager, technician, signIn].map(({ events }) => events.splice(0).map((event) => (event.kind === 'device' ? event.notice.what : event.kind)).join());
    cashier.screen.lastActAt = desk.clock.now() + 1;
    const notice = (what: 'half-scan' | 'card-unread' | 'unplugged') => hear({ kind: 'notice', notice: { what, device: 'd', name: 'Reader' } });
    notice('half-scan');
    expect(said()).toEqual(['half-scan', '', 'half-scan', '']);
    notice('unplugged');
    expect(said()).toEqual(['unplugged', 'unplugged', 'unplugged', '']);
    for (const one of [cashier, manager]) one.seat.seat.locked = true;
    notice('card-unread');
    expect(said()).toEqual(['card-unread', 'card-unread', 'card-unread', 'card-unread']);
  });

  test('an enrolment scanned by a device goes to the technicians and to nobody who sells [T263]', async () => {
    const cashier = await openShop();
    const technician = screen('technician');
    const text = writeEnrolment({ address: 'https://pay.example.com', store: 'test', code: 'ABCD-EFGH-JKMN' });
    scan(text);
    expect(technician.events).toEqual([{ kind: 'enrolment', text }]);
    expect(cashier.events).toEqual([]);
    expect(JSON.stringify(desk.logged)).not.toContain('ABCD-EFGH');
  });

  test('a payment code from a device is charged and stands in no log [V82]', async () => {
    const { seat, events } = await openShop();
    const code = codeOf('wechatpay', 7);
    await seat.ask('basket.add', { sku: 'TEA' });
    scan(code);
    expect(events).toEqual([{ kind: 'scanned', result: { outcome: 'charging', wallet: 'wechatpay', receipt: null } }]);
    await desk.drain();
    expect(desk.double.codes).toContain(code);
    expect(JSON.stringify([desk.logged, events])).not.toContain(code);
  });

  test('with nobody signed in nothing is sold, and the sign-in screen says so; a badge names its holder there [V83]', async () => {
    const { seat } = await openShop();
    desk.till.memory.screens.clear();
    const empty = screen(null);
    scan('6901234567892', ']E0');
    scan(badgeCode('cas2'));
    scan(badgeCode('nobody'));
    expect(empty.events).toMatchObject([{ kind: 'scanned', result: { outcome: 'sign-in-first' } }, { kind: 'badge', operatorId: 'cas2' }, { kind: 'scanned', result: { outcome: 'sign-in-first' } }]);
    expect(await lines(seat)).toEqual([]);
  });

  test('what the till refuses is said at the screen in the words of a call, and the next scan is heard [V84]', async () => {
    const { seat, events } = await openShop();
    await seat.ask('basket.add', { sku: 'TEA' });
    desk.double.payer = () => 'never';
    scan(codeOf('alipay'));
    scan('6901234567892', ']E0');
    expect(events.at(-1)).toMatchObject({ kind: 'scanned', result: { outcome: 'refused', trouble: { code: 'basket-locked' } } });
    expect(desk.bugs).toEqual([]);
  });
});

describe('weights', () => {
  test('what lies on the scale is the quantity of the next goods by weight, once [V85]', async () => {
    const { seat } = await openShop();
    weigh(645);
    await seat.ask('basket.add', { sku: 'APPLE' });
    await seat.ask('basket.add', { sku: 'TEA' });
    weigh(645);
    await seat.ask('basket.add', { sku: 'APPLE' });
    expect(await lines(seat)).toEqual(['APPLE 645', 'TEA 1000', 'APPLE 1000']);
  });

  test('goods by weight that were added first get the first weight at rest, and no later one [V86]', async () => {
    const { seat } = await openShop();
    await seat.ask('basket.add', { sku: 'APPLE' });
    weigh(300, false);
    weigh(-20);
    expect(await lines(seat)).toEqual(['APPLE 1000']);
    weigh(312);
    weigh(0);
    weigh(999);
    expect(await lines(seat)).toEqual(['APPLE 312']);
  });

  test('a quantity given by hand or a basket that is being paid is left alone by the scale [V87]', async () => {
    const { seat } = await openShop();
    await seat.ask('basket.add', { sku: 'APPLE', quantityMilli: 250 });
    weigh(500);
    expect(await lines(seat)).toEqual(['APPLE 250']);
    weigh(0);
    await seat.ask('basket.add', { sku: 'APPLE' });
    desk.double.payer = () => 'never';
    scan(codeOf('alipay'));
    weigh(700);
    expect(await lines(seat)).toEqual(['APPLE 250', 'APPLE 1000']);
  });
});

describe('cards', () => {
  test('a clear payment card is refused in words, an encrypted one where the shop has no acquirer [V88]', async () => {
    const { seat, events } = await openShop();
    await seat.ask('basket.add', { sku: 'TEA' });
    card();
    card({ encrypted: true, ksn: 'ffff9876543210e00001', ciphertext: '2:00ff' });
    expect(events).toMatchObject([{ kind: 'card', result: { outcome: 'clear-refused', brand: 'visa', lastFour: '1111' } }, { kind: 'card', result: { outcome: 'no-acquirer' } }]);
  });
});

describe('badges', () => {
  test('a member card becomes a badge by a technician\'s word, within half a minute and once; then it names its holder, whose PIN is still asked for [V57]', async () => {
    await openShop();
    const technician = desk.seat('technician');
    desk.till.memory.screens.clear();
    const empty = screen(null);
    const swipe = (token: string) => card({ brand: null, badge: token });
    await technician.ask('devices.badge.learn', { operatorId: 'cas2' });
    swipe('t1');
    swipe('t2');
    await technician.ask('devices.badge.learn', { operatorId: 'man' });
    desk.clock.at += 31_000;
    swipe('t3');
    swipe('t1');
    expect(empty.events).toEqual([{ kind: 'badge', operatorId: 'cas2' }, { kind: 'badge', operatorId: 'cas2' }]);
    expect(empty.seat.seat.operator).toBeNull();
    expect(await technician.code('devices.badge.learn', { operatorId: 'nobody' })).toBe('no-such-person');
  });

  test('the technician who waits for a badge is told when it is learnt, and of no other card [V105]', async () => {
    await openShop();
    const technician = screen('technician');
    const swipe = (token: string) => card({ brand: null, badge: token });
    swipe('t1');
    await technician.seat.ask('devices.badge.learn', { operatorId: 'cas2' });
    swipe('t1');
    swipe('t1');
    expect(technician.events).toEqual([{ kind: 'badge', operatorId: 'cas2' }]);
  });
});

describe('the technician', () => {
  test('a role, a word on a keyboard and a profile are kept, journalled and told to the process [V89]', async () => {
    desk = openDesk({ enrolled: true });
    const used: unknown[] = [];
    Object.assign(desk.till.ports.devices, {
      list: () => [{ id: 'd1' }], use: (settings: unknown) => { used.push(settings); }, readProfile: (text: string) => (JSON.parse(text) as { id: string }).id,
      profiles: () => [{ id: 'p1', name: 'P', origin: 'shop', sources: [], text: '{"id":"p1"}', before: null }],
    });
    const technician = desk.seat('technician');
    await technician.ask('devices.bind', { device: 'd1', role: 'scanner' });
    await technician.ask('devices.allow', { device: 'd1' });
    await technician.ask('devices.deny', { device: 'd1' });
    await technician.ask('devices.profile.import', { text: '{"id":"p1","v":1}' });
    await technician.ask('devices.profile.import', { text: '{"id":"p1","v":2}' });
    expect(used.at(-1)).toEqual({ allowed: [], denied: ['d1'], seen: null, roles: { d1: 'scanner' }, profiles: { p1: '{"id":"p1","v":2}' } });
    await technician.ask('devices.profile.undo', { profile: 'p1' });
    expect(used.at(-1)).toMatchObject({ profiles: { p1: '{"id":"p1","v":1}' } });
    await technician.ask('devices.profile.undo', { profile: 'p1' });
    expect(used.at(-1)).toMatchObject({ profiles: {} });
    expect(await technician.code('devices.bind', { device: 'gone', role: 'scale' })).toBe('no-such-device');
    const changed = desk.storage.entriesAfter(0, 50).flatMap((entry) => (entry.kind === 'config.changed' ? [entry.payload.what] : []));
    expect(changed).toEqual(['device.role d1', 'device.allowed', 'device.denied', 'device.profile', 'device.profile', 'device.profile-undone', 'device.profile-undone']);
  });

  test('the keyboards of the very first look are kept and on record, once; where there are none the journal stays as it is [V104]', () => {
    desk = openDesk({ enrolled: true });
    const used: DeviceSettings[] = [];
    const seen = () => desk.storage.entriesAfter(0, 50).flatMap((entry) => (entry.kind === 'config.changed' ? [`${entry.operator} ${entry.payload.what} ${entry.payload.to}`] : []));
    Object.assign(desk.till.ports.devices, { use: (settings: DeviceSettings) => { used.push(settings); } });
    hear({ kind: 'first-look', keyboards: ['k1', 'k2'] });
    hear({ kind: 'first-look', keyboards: ['stick'] });
    expect(used.map((settings) => settings.seen)).toEqual([['k1', 'k2']]);
    expect(seen()).toEqual(['system device.seen-first k1', 'system device.seen-first k2']);
    expect(deviceSettings(desk.till).seen).toEqual(['k1', 'k2']);
    desk.close();
    desk = openDesk({ enrolled: true });
    hear({ kind: 'first-look', keyboards: [] });
    expect([deviceSettings(desk.till).seen, seen()]).toEqual([[], []]);
  });

  test('virtual devices are refused in a real shop [V90]', async () => {
    desk = openDesk({ enrolled: true });
    expect(await desk.seat('cashier').code('devices.virtual.plug', { model: 'scanner' })).toBe('practice-only');
    expect(await desk.seat('technician').code('devices.virtual.scan', { device: 'v', text: 'x', symbology: null })).toBe('practice-only');
  });
});
