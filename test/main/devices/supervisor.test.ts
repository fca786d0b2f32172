/** Supervision on a clock of its own: how long a hang may last, how long is waited after each death, what is forgiven. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChildEvents, Launch } from '#main/adapters/devices/child.ts';
import { PROTOCOL, type FromProcess, type PendingCall, type ProcessSettings, type ToProcess } from '#main/adapters/devices/protocol.ts';
import { superviseDevices, type Supervisor } from '#main/adapters/devices/supervisor.ts';

type Behaviour = { answers: boolean; pending: PendingCall | null; version: number; diesAtOnce: boolean };

let supervisor: Supervisor | null = null;
beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => {
  void supervisor?.stop();
  vi.useRealTimers();
});

/** A process that does as it is told. */
function stage(over: Partial<Behaviour> = {}) {
  const behaviour: Behaviour = { answers: true, pending: null, version: PROTOCOL, diesAtOnce: false, ...over };
  const lost: { code: string; at: number }[] = [];
  const started: number[] = [];
  let current: ChildEvents | null = null;
  const launch: Launch = (_entry, events) => {
    started.push(Date.now());
    current = events;
    const tell = (message: FromProcess) => void setTimeout(() => { if (current === events) events.onMessage(message); }, 5);
    if (behaviour.diesAtOnce) setTimeout(() => events.onExit('code 1'), 1);
    return {
      pid: started.length,
      send(raw) {
        const message = raw as ToProcess;
        if (message.kind === 'hello') tell({ kind: 'ready', version: behaviour.version, driver: 'test' });
        if (message.kind === 'ping' && behaviour.answers) tell({ kind: 'pong', n: message.n, pending: behaviour.pending });
        if (message.kind === 'leave') setTimeout(() => events.onExit('code 0'), 1);
      },
      kill: () => { if (current === events) current = null; },
    };
  };
  supervisor = superviseDevices({ entry: '', launch, now: () => Date.now(), settings: () => ({}) as ProcessSettings }, { onMessage: () => undefined, onState: () => undefined, onLost: (code) => { lost.push({ code, at: Date.now() }); } });
  supervisor.start();
  return { behaviour, lost, started, supervisor, exit: () => current?.onExit('SIGKILL') };
}

describe('supervision', () => {
  test('a process that falls silent is found within two seconds, at any moment of the beat [V76]', async () => {
    for (let offset = 0; offset < 300; offset += 60) {
      const { behaviour, lost, supervisor: one } = stage();
      await vi.advanceTimersByTimeAsync(5_000 + offset);
      const at = Date.now();
      behaviour.answers = false;
      await vi.advanceTimersByTimeAsync(2_000);
      expect(lost.map((found) => found.code), `offset ${offset}`).toEqual(['process-hung']);
      expect((lost[0]?.at ?? Infinity) - at).toBeLessThanOrEqual(2_000);
      const stopping = one.stop();
      await vi.advanceTimersByTimeAsync(10);
      await stopping;
    }
  });

  test('a driver call that does not come back is found within two seconds though the process answers [V77]', async () => {
    const { behaviour, lost } = stage();
    await vi.advanceTimersByTimeAsync(1_234);
    const at = Date.now();
    for (let ms = 0; ms <= 2_000; ms += 50) {
      behaviour.pending = lost.length > 0 ? null : { what: 'open', device: 'x', ms: Date.now() - at };
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(lost.map((found) => found.code)).toEqual(['driver-hung']);
    expect((lost[0]?.at ?? Infinity) - at).toBeLessThanOrEqual(2_000);
  });

  test('behind a hang the kernel may hold its lock for its five seconds: who waits for it is not taken for hung, and who does not come back when it is free is found at once [V58]', async () => {
    const { behaviour, lost } = stage();
    await vi.advanceTimersByTimeAsync(1_000);
    behaviour.pending = { what: 'send', device: 'mute', ms: 1_600 };
    await vi.advanceTimersByTimeAsync(300);
    expect(lost).toHaveLength(1);
    const { at } = lost[0] ?? { at: 0 };
    behaviour.pending = { what: 'open', device: 'waits', ms: 4_600 };
    await vi.advanceTimersByTimeAsync(at + 4_950 - Date.now());
    expect(lost).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(lost).toHaveLength(2);
  });

  test('a second hang, once the kernel is free again, is found within two seconds like the first [V107]', async () => {
    const { behaviour, lost } = stage();
    await vi.advanceTimersByTimeAsync(1_000);
    behaviour.pending = { what: 'send', device: 'mute', ms: 1_600 };
    await vi.advanceTimersByTimeAsync(300);
    behaviour.pending = null;
    await vi.advanceTimersByTimeAsync(5_000);
    const at = Date.now();
    for (let ms = 0; ms <= 2_000 && lost.length < 2; ms += 50) {
      behaviour.pending = { what: 'open', device: 'second', ms: Date.now() - at };
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(lost).toHaveLength(2);
    expect((lost[1]?.at ?? Infinity) - at).toBeLessThanOrEqual(2_000);
  });

  test('each death waits longer for the next start, up to ten seconds, and a healthy while forgets it [V78]', async () => {
    const { behaviour, started, supervisor: one, exit } = stage({ diesAtOnce: true });
    await vi.advanceTimersByTimeAsync(60_000);
    const waits = started.slice(1).map((at, index) => at - (started[index] ?? 0));
    expect(waits.slice(0, 6)).toEqual([101, 201, 401, 801, 1_601, 3_201]);
    expect(Math.max(...waits)).toBe(10_001);
    behaviour.diesAtOnce = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(one.view().state).toBe('ready');
    const at = Date.now();
    exit();
    await vi.advanceTimersByTimeAsync(200);
    expect((started.at(-1) ?? 0) - at).toBe(100);
  });

  test('a till that was busy itself blames nobody: silence while it could not listen proves nothing [V79]', async () => {
    const { lost } = stage();
    await vi.advanceTimersByTimeAsync(1_000);
    // The clock jumps on as it does when this process's own loop is held.
    vi.setSystemTime(Date.now() + 5_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lost).toEqual([]);
  });

  test('a process of another version is not talked to [V80]', async () => {
    const { lost, supervisor: one } = stage({ version: PROTOCOL + 1 });
    await vi.advanceTimersByTimeAsync(50);
    expect(lost.map((found) => found.code)).toEqual(['process-old']);
    expect(one.send({ kind: 'ping', n: 1 })).toBe(false);
  });
});
