/** What a device says goes where it belongs: scans to the sale in hand, cards to the acquirer, badges to the sign-in, weights to the line. */
import { readEnrolment } from '#core/enrolment.ts';
import { interpretScan } from '#core/scan.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import type { CardResult, DeviceNotice } from '#contract/deviceViews.ts';
import type { ScanResult } from '#contract/views.ts';
import { holderOf } from './badge.ts';
import { takeAsSeen } from './deviceSettings.ts';
import type { DeviceWord, SwipedCard } from './ports.ts';
import { hearScale } from './hearScale.ts';
import { handleScan } from './scan.ts';
import { activeScreen, tellSignedIn, tellSignInScreens, tellTechnicians } from './screens.ts';
import { takeCard } from './takeCard.ts';
import type { Screen, Till } from './till.ts';

/** Never throws what a person caused: it becomes a word on the screen, as it would for a call. */
export function hearDevice(till: Till, word: DeviceWord): void {
  switch (word.kind) {
    case 'scan': return hearScan(till, word.text, word.symbology);
    case 'card': return hearCard(till, word.card);
    case 'weight': return hearScale(till, word.grams, word.stable);
    case 'notice':
      till.ports.log('info', 'device', { what: word.notice.what, device: word.notice.device });
      tellNotice(till, word.notice);
      return till.ports.changed();
    case 'first-look': return takeAsSeen(till, word.keyboards);
    case 'changed': return tellTechnicians(till, { kind: 'devices', device: word.device });
  }
}

/** What was not read concerns who scanned or swiped, before the sign-in too; what becomes of a device concerns all who are at work. */
function tellNotice(till: Till, notice: DeviceNotice): void {
  if (notice.what !== 'half-scan' && notice.what !== 'card-unread' && notice.what !== 'card-unsure') return tellSignedIn(till, { kind: 'device', notice });
  const screen = activeScreen(till);
  if (screen === null) tellSignInScreens(till, { kind: 'device', notice });
  else screen.tell({ kind: 'device', notice });
  tellTechnicians(till, { kind: 'device', notice });
}

/** Names the holder of a badge to the screen; the PIN is still asked for. */
function badge(till: Till, id: string, screen: Screen | null): boolean {
  if (till.storage.person(id) === null) return false;
  if (screen === null) tellSignInScreens(till, { kind: 'badge', operatorId: id });
  else screen.tell({ kind: 'badge', operatorId: id });
  return true;
}

function hearScan(till: Till, text: string, symbology: string | null): void {
  // No seat that sells has any use for it.
  if (readEnrolment(text.trim()) !== null) return tellTechnicians(till, { kind: 'enrolment', text });
  const screen = activeScreen(till);
  const meaning = interpretScan(text, symbology);
  if (meaning.kind === 'badge' && badge(till, meaning.id, screen)) return;
  if (screen === null) return tellSignInScreens(till, { kind: 'scanned', result: { outcome: 'sign-in-first', wallet: null, receipt: null } });
  screen.tell({ kind: 'scanned', result: judged(till, screen, text, symbology) });
  till.ports.changed();
}

function judged(till: Till, screen: Screen, text: string, symbology: string | null): ScanResult {
  try {
    return handleScan(till, screen.seat, text, symbology);
  } catch (error) {
    if (error instanceof Refusal || error instanceof Fault) return { outcome: 'refused', wallet: null, receipt: null, trouble: { code: error.code, message: error.message, detail: error.detail } };
    throw error;
  }
}

function hearCard(till: Till, card: SwipedCard): void {
  const screen = activeScreen(till);
  const id = card.badge === null ? null : holderOf(till, card.badge);
  if (id !== null && badge(till, id, screen)) return;
  if (screen === null) return;
  screen.tell({ kind: 'card', result: offered(till, screen, card) });
  till.ports.changed();
}

function offered(till: Till, screen: Screen, card: SwipedCard): CardResult {
  try {
    return takeCard(till, screen.seat, card);
  } catch (error) {
    if (error instanceof Refusal || error instanceof Fault) return { outcome: 'refused', brand: card.brand, lastFour: card.lastFour, trouble: { code: error.code, message: error.message, detail: error.detail } };
    throw error;
  }
}
