/** Sends a scan to the till and says in one word what it was; the text itself is kept nowhere. */
import type { ScanResult } from '#contract/views.ts';
import { readBadgeCode } from '#core/barcode/ownCodes.ts';
import { act, showNotice, showTrouble } from './act.ts';
import { hearWord } from './events.ts';
import { useTillStore } from './till.ts';

const listeners = new Set<(result: ScanResult) => void>();

/** Calls back with every scan's result, until the returned function is called. */
export function onScanned(listener: (result: ScanResult) => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

let taker: ((text: string) => void) | null = null;

/** Until the returned function is called, what a keyboard scanner types goes here and not to the till: a test of the scanner. */
export function takeScans(take: (text: string) => void): () => void {
  taker = take;
  return () => { if (taker === take) taker = null; };
}

export async function sendScan(text: string, source: 'wedge' | 'typed'): Promise<ScanResult | null> {
  if (taker !== null && source === 'wedge') {
    taker(text);
    return null;
  }
  // Before the sign-in screen a badge names its holder, whose PIN is still asked for.
  const badge = readBadgeCode(text.trim());
  const { state } = useTillStore.getState();
  if (badge !== null && (state === null || state.operator === null || state.locked)) {
    hearWord({ kind: 'badge', operatorId: badge });
    return null;
  }
  const reply = await act('scan', { text, symbology: null, source });
  if (reply === null) return null;
  showScanned(reply.result);
  return reply.result;
}

/** Says what a scan was, whoever sent it, and tells who waits for it. */
export function showScanned(result: ScanResult): void {
  if (result.trouble !== undefined) showTrouble(result.trouble);
  else if (result.outcome !== 'added' && result.outcome !== 'coupon' && result.outcome !== 'charging' && result.outcome !== 'receipt') showNotice({ key: `scan.${result.outcome}`, values: { wallet: result.wallet ?? '' } });
  for (const listener of listeners) listener(result);
}
