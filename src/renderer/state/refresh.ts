/** Reads again when something that matters has changed, and from time to time. */
import { useEffect, useRef } from 'react';

/** `key` is any text that changes with what matters; the first value asks nothing, since the reading itself has just begun. */
export function useRefresh(reload: () => void, key: string, everyMs: number): void {
  const seen = useRef(key);
  useEffect(() => {
    if (seen.current === key) return;
    seen.current = key;
    reload();
  }, [key, reload]);
  useEffect(() => {
    const timer = window.setInterval(() => { if (!document.hidden) reload(); }, everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs, reload]);
}
