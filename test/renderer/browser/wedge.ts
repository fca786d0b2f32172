/** Types as a keyboard scanner does: key events sent in one go through the browser's own input path, then Enter. */
import type { Page } from 'playwright-core';

export async function wedge(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const strokes = [...Array.from(text).map((char) => ({ key: char, code: /\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`, text: char })), { key: 'Enter', code: 'Enter', text: '\r' }];
  // Not awaited one by one: a busy machine would make a typist of it.
  await Promise.all(strokes.flatMap((stroke) => [session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke }), session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: stroke.key, code: stroke.code })]));
  await session.detach();
  await page.waitForTimeout(150);
}
