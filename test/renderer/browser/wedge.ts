/** Types as a keyboard scanner does, inside the page and in one go: a busy machine would deliver keys from outside as slowly as a typist's. */
import type { Page } from 'playwright-core';

export async function wedge(page: Page, text: string): Promise<void> {
  await page.evaluate((scanned) => {
    const insert = (field: HTMLInputElement, char: string) => {
      // What a browser does itself with a key that nobody took.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, field.value + char);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const start = performance.now();
    for (const [index, key] of [...Array.from(scanned), 'Enter'].entries()) {
      const target = document.activeElement ?? document.body;
      const code = /^\d$/.test(key) ? `Digit${key}` : key;
      const down = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
      // When the key was struck, as the system's own clock gives it for a real one; drawing in between takes its time.
      Object.defineProperty(down, 'timeStamp', { value: start + index * 3 });
      const passed = target.dispatchEvent(down);
      if (passed && key.length === 1 && target instanceof HTMLInputElement) insert(target, key);
      target.dispatchEvent(new KeyboardEvent('keyup', { key, code, bubbles: true }));
    }
  }, text);
  await page.waitForTimeout(150);
}
