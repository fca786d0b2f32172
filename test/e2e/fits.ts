/** Whether what is on the screen fits it: no sideways scrolling, no amount of money cut off. */
import type { Page } from 'playwright-core';

/** Pixels by which the page is wider than its window. */
export const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Amounts that are cut by a box around them or by the window, each with its text. */
export function cramped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('.num, .amount, .total, .tile__price, .line__amt')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible') cut.push(`${element.innerText} is wider than its own box`);
      if (box.left < -1 || box.right > window.innerWidth + 1) cut.push(`${element.innerText} leaves the window`);
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        if (getComputedStyle(around).overflowX === 'visible') continue;
        const limit = around.getBoundingClientRect();
        if (box.left < limit.left - 1 || box.right > limit.right + 1) cut.push(`${element.innerText} is cut by .${around.className}`);
        break;
      }
    }
    return cut;
  });
}
