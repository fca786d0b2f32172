/** The device process as the till knows it: heard, replaced when it hangs or dies, never missed by a sale. */
import { afterEach, describe, expect, test } from 'vitest';
import { openDeviceBench, type DeviceBench } from '#test/kit/deviceBench.ts';

let open: DeviceBench[] = [];
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
});
async function bench(...args: Parameters<typeof openDeviceBench>): Promise<DeviceBench> {
  const opened = await openDeviceBench(...args);
  open.push(opened);
  return opened;
}
const settled = (check: () => unknown, value: unknown) => expect.poll(check, { timeout: 15_000, interval: 10 }).toEqual(value);
const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
/** One report of the virtual scanner, by hand. */
const part = (text: string, more: boolean, aim = ']Q1') => `02${text.length.toString(16).padStart(2, '0')}${hex(aim)}${hex(text).padEnd(112, '0')}0000${more ? '01' : '00'}`;

describe('a scan', () => {
  test('reports of a virtual scanner come out as scans, one report or several [V71]', async () => {
    const { devices, scans, until } = await bench();
    const { id } = await until('Virtual scanner', 'ready');
    const long = `https://example.com/?q=${'0123456789'.repeat(20)}`;
    await devices.actVirtual(id, { kind: 'scan', text: '6901234567892', symbology: ']E0' });
    await devices.actVirtual(id, { kind: 'scan', text: long, symbology: ']Q1' });
    await settled(scans, ['6901234567892', long]);
    const page = await devices.page(id);
    expect(page.device).toMatchObject({ role: 'scanner', claimedBy: 'profile', state: 'ready', counts: { reports: 5, events: 2, errors: 0 } });
    expect(page.reports[0]?.hex).toMatch(/^02 0d 5d 45 30 36 39 30/);
    expect(page.descriptor?.explained.applications).toEqual(['Bar Code Scanner / Bar Code Scanner (0x8C/0x02)']);
  });

  test('a process killed in the middle of a code sells no half of it, and the next code is heard [V72]', async () => {
    const { devices, scans, until, notices } = await bench();
    const { id } = await until('Virtual scanner', 'ready');
    await devices.actVirtual(id, { kind: 'report', reports: [part('A'.repeat(56), true)] });
    process.kill(devices.process().pid ?? 0, 'SIGKILL');
    await settled(() => devices.process().state !== 'ready', true);
    await until('Virtual scanner', 'ready');
    await devices.actVirtual(id, { kind: 'report', reports: [part('6901234567892', false)] });
    await settled(scans, ['6901234567892']);
    expect(notices()).toEqual(['process-replaced', 'process-ready']);
    expect(devices.process().restarts).toBe(1);
  });
});

describe('swipes', () => {
  test('a swipe that was not read is said to the cashier, once in a while however often it is tried, and a good one is none of it [V111]', async () => {
    const { devices, until, notices, words } = await bench({ virtual: ['card-reader'] });
    const { id } = await until('Virtual card reader', 'ready');
    for (let times = 0; times < 3; times += 1) await devices.actVirtual(id, { kind: 'swipe', card: 'damaged' });
    await settled(notices, ['card-unread']);
    await devices.actVirtual(id, { kind: 'swipe', card: 'staff-badge' });
    await settled(() => words.filter((word) => word.kind === 'card').length, 1);
    expect(notices()).toEqual(['card-unread']);
    expect(JSON.stringify(words)).not.toMatch(/[;%][0-9B]/);
  });
});

describe('supervision', () => {
  test.each(['driver-hangs', 'process-hangs'] as const)('%s: the process is replaced and the next scan is heard [V73]', async (what) => {
    const { devices, until, scans } = await bench();
    const { id } = await until('Virtual scanner', 'ready');
    const pid = devices.process().pid;
    await devices.drill(what);
    await settled(() => devices.process().state !== 'ready', true);
    expect(devices.process().lastTrouble?.code).toBe(what === 'driver-hangs' ? 'driver-hung' : 'process-hung');
    await until('Virtual scanner', 'ready');
    expect(devices.process().pid).not.toBe(pid);
    await devices.actVirtual(id, { kind: 'scan', text: '6901234567892', symbology: ']E0' });
    await settled(scans, ['6901234567892']);
  });

  test('a device whose opening never returns is left alone in the next process, and the others work [V74]', async () => {
    const { devices, until, scans } = await bench({ virtual: ['scanner', 'dead-scanner'] });
    const dead = await until('Virtual scanner that never answers', 'not-answering');
    expect(dead.trouble).toMatchObject({ code: 'not-answering', text: 'open' });
    expect(devices.process().restarts).toBe(1);
    const { id } = await until('Virtual scanner', 'ready');
    await devices.actVirtual(id, { kind: 'scan', text: '6901234567892', symbology: ']E0' });
    await settled(scans, ['6901234567892']);
  });

  test('questions to a process that is gone end in words at once [V75]', async () => {
    const { devices, until } = await bench();
    const { id } = await until('Virtual scanner', 'ready');
    const asked = devices.test(id, null, 60_000);
    await devices.drill('process-dies');
    await expect(asked).rejects.toMatchObject({ code: 'device-process-down' });
    await expect(devices.page(id)).rejects.toMatchObject({ code: 'device-process-down' });
    expect(devices.list().find((one) => one.id === id)?.state).toBe('opening');
    await until('Virtual scanner', 'ready');
  });
});
