/** What of an event may be shown: never a payment code, a badge, a card's number. */
import type { DeviceEventView } from '#contract/deviceViews.ts';
import type { DeviceEvent, ScanEvent } from '#core/hid/event.ts';
import { interpretScan } from '#core/scan.ts';

const SHOWN_CHARS_MAX = 200;

/** True unless it is known to be something that may be read by anyone: goods, labels, receipts, codes for paying in a shop. */
function isSecretScan(scan: Pick<ScanEvent, 'text' | 'symbology'>): boolean {
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
