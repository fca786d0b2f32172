/** Readings about devices that follow what the till says of them. */
import { useEffect } from 'react';
import type { DevicePageView, DevicesView } from '#contract/deviceViews.ts';
import { onWord } from '../../state/events.ts';
import { useRead, type Reading } from '../../state/read.ts';

/** A burst of reports asks once, and again when it is over. */
const GATHER_MS = 120;
const REFRESH_MS = 4_000;

function useFollow(reload: () => void, concerns: (device: string | null) => boolean, key: string): void {
  useEffect(() => {
    let timer = 0;
    const soon = () => { if (timer === 0) timer = window.setTimeout(() => { timer = 0; reload(); }, GATHER_MS); };
    const stop = onWord((word) => { if (word.kind === 'devices' && concerns(word.device)) soon(); });
    // Counts and ages move on without a word.
    const slow = window.setInterval(() => { if (!document.hidden) reload(); }, REFRESH_MS);
    return () => { stop(); window.clearTimeout(timer); window.clearInterval(slow); };
    // `concerns` is made of `key`.
  }, [reload, key]);
}

export function useDevices(): Reading<DevicesView> {
  const reading = useRead('devices.list', {});
  useFollow(reading.reload, () => true, 'all');
  return reading;
}

export function useDevicePage(device: string): Reading<DevicePageView> {
  const reading = useRead('devices.page', { device });
  useFollow(reading.reload, (changed) => changed === null || changed === device, device);
  return reading;
}
