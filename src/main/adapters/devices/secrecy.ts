/** What of an event or a report may be shown or written: never a payment code, a card's number, a track, or the bytes that an earlier code left behind. */
import type { DeviceEventView, DeviceRole } from '#contract/deviceViews.ts';
import type { DeviceEvent, ScanEvent } from '#core/hid/event.ts';
import { interpretScan } from '#core/scan.ts';
import type { ScannerLayout } from '#core/hid/scannerLayout.ts';

const SHOWN_CHARS_MAX = 200;
const MASKED = '··';

/** True unless it is known to be something that may be read by anyone: goods, labels, receipts, codes for paying in a shop. */
export function isSecretScan(scan: Pick<ScanEvent, 'text' | 'symbology'>): boolean {
  const meaning = interpretScan(scan.text, scan.symbology);
  switch (meaning.kind) {
    case 'goods': case 'label': case 'gs1': case 'merchant-code': case 'wallet-link': case 'receipt': case 'coupon': return false;
    case 'wallet-code': case 'consumer-code': case 'badge': case 'broken': return true;
    case 'unknown': return meaning.text === null;
  }
}

/** No control characters into a page, and no endless texts. */
function printable(text: string): string {
  let shown = '';
  for (const char of text.slice(0, SHOWN_CHARS_MAX)) shown += char < ' ' || (char >= '\u007f' && char <= '\u009f') ? '\u2423' : char;
  return text.length > SHOWN_CHARS_MAX ? `${shown}…` : shown;
}

function fieldsOf(event: DeviceEvent): [string, string][] {
  switch (event.type) {
    case 'scan': return [
      ['symbology', event.symbology ?? '–'], ['length', String(event.text.length)], ['parts', String(event.parts)], ['encoding', event.encoding],
      ['text', isSecretScan(event) ? `•••• ${event.text.length >= 12 ? printable(event.text.slice(-4)) : ''}`.trimEnd() : printable(event.text)],
    ];
    case 'card': return [['use', event.use], ['brand', event.brand ?? '–'], ['lastFour', event.last4 ?? '–'], ['expiry', event.expiry ?? '–'], ['encrypted', String(event.encrypted)], ['ksn', event.ksn ?? '–']];
    case 'weight': return [['weight', event.text], ['state', event.state]];
    case 'ignored': case 'fault': return [['code', event.code], ['reason', event.reason]];
  }
}

export function eventView(event: DeviceEvent, at: number, durationMs: number): DeviceEventView {
  return { at, kind: event.type, durationMs: Math.round(durationMs * 100) / 100, fields: fieldsOf(event).map(([name, value]) => ({ name, value })) };
}

/** Which bytes of a scanner's report may be seen: what says how long and of what kind, and the data if they are no secret. Never what lies behind the length. */
function scannerSees(layout: ScannerLayout, report: Uint8Array, secret: boolean, index: number): boolean {
  if (layout.reportId !== null && report[0] !== layout.reportId) return index === 0;
  if (index < layout.data.offset) return layout.guess.length === 0 || index <= layout.length || !secret;
  if (layout.more !== null && index === layout.more.offset) return true;
  return !secret && index < layout.data.offset + (report[layout.length] ?? 0);
}

/** Hex of a report as it may be shown, scrubbed bytes as `··`. A card reader's says nothing but its length and its id. */
export function hexOf(report: Uint8Array, about: { readonly role: DeviceRole | null; readonly layout: ScannerLayout | null; readonly secret: boolean }): { readonly hex: string; readonly scrubbed: number } {
  const sees = (index: number): boolean => {
    if (about.role === 'scale') return true;
    return about.role === 'scanner' && about.layout !== null && scannerSees(about.layout, report, about.secret, index);
  };
  const shown = Array.from(report, (byte, index) => (sees(index) ? byte.toString(16).padStart(2, '0') : MASKED));
  return { hex: shown.join(' '), scrubbed: shown.filter((byte) => byte === MASKED).length };
}
