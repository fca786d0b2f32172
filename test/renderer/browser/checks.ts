/** What is checked on every screen: accessibility, nothing cut, nothing wider than the window. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules that a theme decides: its sheets change colours and nothing else. */
export const THEMED = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'];

/** Serious and critical findings, one line each; of some rules only, when named. */
export async function axeFindings(page: Page, only: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  // No rule that runs looks into style sheets, and reading the fonts' takes half of axe's time.
  const options = { resultTypes: ['violations'], preload: { assets: ['media'] }, ...(only.length === 0 ? {} : { runOnly: { type: 'rule', values: only } }) };
  const results = await page.evaluate((chosen) => (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run(chosen), options);
  return results.violations.filter((found) => found.impact === 'serious' || found.impact === 'critical').flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1] ?? ''}`));
}

/** Amounts that are cut, labels that run out of their button, and a page wider than the window. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = (element: Element) => element.getBoundingClientRect().width > 1;
    const wide = (element: Element) => element.scrollWidth > element.clientWidth + 2;
    const name = (element: Element) => `${element.className}: ${element.textContent?.slice(0, 60) ?? ''}`;
    const found: string[] = [];
    for (const element of document.querySelectorAll('.num, .btn, .linekey, .tender, .pay, .tab, .light__word, h1, h2')) if (shown(element) && !element.classList.contains('sr') && !element.classList.contains('cut') && getComputedStyle(element).display !== 'inline' && wide(element)) found.push(name(element));
    for (const element of document.querySelectorAll('.num')) {
      const box = element.getBoundingClientRect();
      const panel = (element.closest('.basket, .panel, .dialog, .last3 button, .tile, .display__list, .side') ?? document.body).getBoundingClientRect();
      if (shown(element) && (box.right > panel.right + 1 || box.left < panel.left - 1)) found.push(`outside: ${name(element)}`);
    }
    if (document.documentElement.scrollWidth > window.innerWidth) found.push(`page is ${document.documentElement.scrollWidth} wide`);
    return found;
  });
}
