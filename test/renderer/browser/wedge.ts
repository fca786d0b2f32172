/** Types as a keyboard scanner does: key events sent in one go through the browser's own input path, then Enter. */
import type { Page } from 'playwright-core';

const GAP_MS = 3;

export async function wedge(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const strokes = [...Array.from(text).map((char) => ({ key: char, code: /\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`, text: char })), { key: 'Enter', code: 'Enter', text: '\r' }];
  // Not awaited one by one, and timed by the events' own clock: a busy machine would make a typist of it.
  const start = Date.now() / 1_000;
  await Promise.all(strokes.flatMap((stroke, index) => {
    const timestamp = start + (index * GAP_MS) / 1_000;
    return [session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke, timestamp }), session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: stroke.key, code: stroke.code, timestamp: timestamp + 0.001 })];
  }));
  await session.detach();
  await page.waitForTimeout(150);
}
