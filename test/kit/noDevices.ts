/** A machine without a device process: every question fails as it does when the process is down. */
import { Fault } from '#core/refusal.ts';
import type { Devices } from '#till/ports.ts';

export function noDevices(): Devices {
  const down = () => Promise.reject(new Fault('device-process-down', 'no devices in this test'));
  return {
    open: () => undefined, use: () => undefined, list: () => [], driver: () => null, profiles: () => [], virtualModels: () => [], readProfile: () => 'none',
    process: () => ({ state: 'off', pid: null, since: null, restarts: 0, nextStartAt: null, lastTrouble: null, driver: null }),
    page: down, test: down, stopTest: down, startTrace: down, stopTrace: down, replay: down, plugVirtual: down, unplugVirtual: down, actVirtual: down, drill: down, close: () => Promise.resolve(),
  };
}
