/** The till's clock for screens that count: renders again only when the shown step changes. */
import { useSyncExternalStore } from 'react';
import { tillNow } from './till.ts';

/** UTC ms by the till's clock, floored to `stepMs`. */
export function useNow(stepMs: number): number {
  return useSyncExternalStore(
    (onChange) => {
      const timer = window.setInterval(onChange, Math.min(stepMs, 1_000) / 2);
      return () => window.clearInterval(timer);
    },
    () => Math.floor(tillNow() / stepMs) * stepMs,
  );
}
