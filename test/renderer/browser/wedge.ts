/** Types as a keyboard scanner does, inside the page and in one go: a busy machine would deliver keys from outside as slowly as a typist's. */
import type { Page } from 'playwright-core';

/** @param keys what the scanner's own keyboard, a US one, has on the keys it presses; where the machine has another, `text` is what comes of them. */
export async function wedge(page: Page, text: string, keys: string | null = null): Promise<void> {
  await page.evaluate(([scanned, pressed]) => {
    const signs: Readonly<Record<string, string>> = { '-': 'Minus', '/': 'Slash' };
    const codeOf = (char: string) => (/^\d$/.test(char) ? `Digit${char}` : pressed === null ? char : /^[a-z]$/i.test(char) ? `Key${char.toUpperCase()}` : signs[char] ?? char);
    const insert = (field: HTMLInputElement, char: string) => {
      // What a browser does itself with a key that nobody took.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, field.value + char);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const start = performance.now();
    for (const [index, key] of [...Array.from(scanned), 'Enter'].entries()) {
      const target = document.activeElement ?? document.body;
      const own = key === 'Enter' ? key : pressed?.[index] ?? key;
      const code = codeOf(own);
      const down = new KeyboardEvent('keydown', { key, code, shiftKey: pressed !== null && /^[A-Z]$/.test(own), bubbles: true, cancelable: true });
      // When the key was struck, as the system's own clock gives it for a real one; drawing in between takes its time.
      Object.defineProperty(down, 'timeStamp', { value: start + index * 3 });
      const passed = target.dispatchEvent(down);
      if (passed && key.length === 1 && target instanceof HTMLInputElement) insert(target, key);
      target.dispatchEvent(new KeyboardEvent('keyup', { key, code, bubbles: true }));
    }
  }, [text, keys] as const);
  await page.waitForTimeout(150);
}
