/** Words from the till's devices as notices on this screen: what a scan or a card came to, what was unplugged. */
import type { CardResult } from '#contract/deviceViews.ts';
import { showNotice, showTrouble } from './act.ts';
import { onWord } from './events.ts';
import { showScanned } from './scan.ts';

function showCard(result: CardResult): void {
  if (result.trouble !== undefined) showTrouble(result.trouble);
  else if (result.outcome !== 'offered') showNotice({ key: `device.card.${result.outcome}`, values: {} });
}

/** Notices are for what a person at the till can see or do; the rest is on the technician's page. */
export function hearDevices(): () => void {
  return onWord((word) => {
    if (word.kind === 'scanned') showScanned(word.result);
    else if (word.kind === 'card') showCard(word.result);
    else if (word.kind === 'device') showNotice({ key: `device.notice.${word.notice.what}`, values: { name: word.notice.name } });
  });
}
