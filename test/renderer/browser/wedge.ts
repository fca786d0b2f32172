/** Types as a keyboard scanner does, inside the page and in one go: a busy machine would deliver keys from outside as slowly as a typist's. */
import type { Page } from 'playwright-core';

const KEY_GAP_MS = 3;
/** Of each press and each release. */
const ALT_GAP_MS = 2;
const ALT_DIGITS = 4;

/**
 * @param keys what the scanner's own keyboard, a US one, has on the keys it presses; where the machine has another, `text` is what comes of them
 * @param moves what gets the focus before the key of that number, as when a dialog opens or closes under a scan
 */
export async function wedge(page: Page, text: string, keys: string | null = null, moves: Readonly<Record<number, string>> = {}): Promise<void> {
  const tookMs = text.length * KEY_GAP_MS;
  // The scanner has taken its time when its keys arrive: no key of the next press is older than these.
  await page.waitForTimeout(tookMs);
  await page.evaluate(([scanned, pressed, gapMs, beganMsAgo, focused]) => {
    const signs: Readonly<Record<string, string>> = { '-': 'Minus', '/': 'Slash' };
    const codeOf = (char: string) => (/^\d$/.test(char) ? `Digit${char}` : pressed === null ? char : /^[a-z]$/i.test(char) ? `Key${char.toUpperCase()}` : signs[char] ?? char);
    const insert = (field: HTMLInputElement, char: string) => {
      // What a browser does itself with a key that nobody took.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, field.value + char);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const start = performance.now() - beganMsAgo;
    for (const [index, key] of [...Array.from(scanned), 'Enter'].entries()) {
      if (focused[index] !== undefined) document.querySelector<HTMLElement>(focused[index])?.focus();
      const target = document.activeElement ?? document.body;
      const own = key === 'Enter' ? key : pressed?.[index] ?? key;
      const code = codeOf(own);
      const down = new KeyboardEvent('keydown', { key, code, shiftKey: pressed !== null && /^[A-Z]$/.test(own), bubbles: true, cancelable: true });
      // When the key was struck, as the system's own clock gives it for a real one; drawing in between takes its time.
      Object.defineProperty(down, 'timeStamp', { value: start + index * gapMs });
      const passed = target.dispatchEvent(down);
      if (passed && key.length === 1 && target instanceof HTMLInputElement) insert(target, key);
      target.dispatchEvent(new KeyboardEvent('keyup', { key, code, bubbles: true }));
    }
  }, [text, keys, KEY_GAP_MS, tookMs, moves] as const);
  await page.waitForTimeout(150);
}

/** Types as a scanner in ALT mode does, where the system composes each character too and types it behind Alt. */
export async function altWedge(page: Page, text: string): Promise<void> {
  const tookMs = (text.length * (2 + 2 * ALT_DIGITS) + 1) * ALT_GAP_MS;
  await page.waitForTimeout(tookMs);
  await page.evaluate(([scanned, digits, gapMs, beganMsAgo]) => {
    let at = performance.now() - beganMsAgo;
    const send = (kind: 'keydown' | 'keyup', key: string, code: string, altKey: boolean): void => {
      at += gapMs;
      const event = new KeyboardEvent(kind, { key, code, altKey, bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: at });
      (document.activeElement ?? document.body).dispatchEvent(event);
    };
    for (const char of scanned) {
      send('keydown', 'Alt', 'AltLeft', true);
      for (const digit of char.charCodeAt(0).toString().padStart(digits, '0')) {
        send('keydown', digit, `Numpad${digit}`, true);
        send('keyup', digit, `Numpad${digit}`, true);
      }
      send('keyup', 'Alt', 'AltLeft', false);
      const field = document.activeElement;
      const composed = new InputEvent('beforeinput', { data: char, inputType: 'insertText', bubbles: true, cancelable: true });
      Object.defineProperty(composed, 'timeStamp', { value: at });
      if (!(field instanceof HTMLInputElement) || !field.dispatchEvent(composed)) continue;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, field.value + char);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    send('keydown', 'Enter', 'Enter', false);
  }, [text, ALT_DIGITS, ALT_GAP_MS, tookMs] as const);
  await page.waitForTimeout(150);
}
