/** Readings about devices that follow what the till says of them. */
import { useEffect } from 'react';
import type { DevicePageView, DevicesView } from '#contract/deviceViews.ts';
import { onWord } from '../../state/events.ts';
import { useRead, type Reading } from '../../state/read.ts';

/** A burst of reports asks once, and again when it is over. */
const GATHER_MS = 120;
const REFRESH_MS = 4_000;

/** `device` null follows all of them. */
function useFollow(reload: () => void, device: string | null): void {
  useEffect(() => {
    let timer = 0;
    const soon = () => { if (timer === 0) timer = window.setTimeout(() => { timer = 0; reload(); }, GATHER_MS); };
    const stop = onWord((word) => { if (word.kind === 'devices' && (device === null || word.device === null || word.device === device)) soon(); });
    // Counts and ages move on without a word.
    const slow = window.setInterval(() => { if (!document.hidden) reload(); }, REFRESH_MS);
    return () => { stop(); window.clearTimeout(timer); window.clearInterval(slow); };
  }, [reload, device]);
}

export function useDevices(): Reading<DevicesView> {
  const reading = useRead('devices.list', {});
  useFollow(reading.reload, null);
  return reading;
}

export function useDevicePage(device: string): Reading<DevicePageView> {
  const reading = useRead('devices.page', { device });
  useFollow(reading.reload, device);
  return reading;
}
