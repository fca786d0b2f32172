/** Every main screen: no serious finding by axe in either theme, words 40 % longer still fit, and all of it by keyboard alone. */
import { expect, test } from 'vitest';
import { axeFindings, THEMED } from '../renderer/browser/checks.ts';
import { atTill } from './atTill.ts';
import { cramped, sideways } from './fits.ts';
import { press } from './screen.ts';
import { leave, VISITS, type Visit } from './visits.ts';

atTill('every screen', { as: 'nobody', screen: { width: 1_024, height: 768 } }, (at) => {
  const found: string[] = [];
  const misfits: string[] = [];

  async function judge(visit: Visit): Promise<void> {
    for (const theme of ['light', 'dark']) {
      await at.page.evaluate((name) => { document.documentElement.dataset['theme'] = name; }, theme);
      for (const finding of await axeFindings(at.page, theme === 'light' ? [] : THEMED)) found.push(`${visit.name}, ${theme}: ${finding}`);
    }
    await at.page.evaluate(() => { document.documentElement.dataset['theme'] = 'light'; });
  }

  test('a sale goes from sign-in to the light by keyboard alone, and the focus is always seen [X60]', async () => {
    const focus = () => at.page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const style = getComputedStyle(element);
      return { text: element.innerText, seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || element.matches('input') };
    });
    async function tabTo(text: RegExp): Promise<void> {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        await press(at.page, 'Tab');
        const focused = await focus();
        expect(focused.seen, `the focus on "${focused.text}"`).toBe(true);
        if (text.test(focused.text)) return;
      }
      throw new Error(`nothing that says ${String(text)} was reached by Tab`);
    }
    await tabTo(/Mei Lin/);
    await press(at.page, 'Enter', '1', '1', '1', '1');
    await at.page.getByRole('heading', { name: 'Open the shift' }).waitFor();
    await press(at.page, '2', '0', '0', '0', '0', 'F9');
    await at.page.locator('.tile', { hasText: 'Oat latte' }).waitFor();
    await tabTo(/Oat latte/);
    await press(at.page, 'Enter');
    await at.page.locator('.line').waitFor();
    await press(at.page, 'F9', '1', '3', '0', '0', '0', 'F9');
    await at.page.locator('.light--yes').waitFor();
    await press(at.page, 'F9');
  });

  for (const visit of VISITS) {
    test(`${visit.name}: reached, judged, left [X61-${visit.name}]`, async () => {
      await visit.go(at.page);
      await judge(visit);
      await leave(at.page);
    });
  }

  test('axe has nothing serious or critical against any of them, light or dark [X62]', () => {
    expect(found).toEqual([]);
  });

  test('with words 40 % longer nothing runs over the page’s edge and no amount is cut [X63]', async () => {
    await at.page.evaluate(() => localStorage.setItem('tillbook.preferences', JSON.stringify({ language: 'en-XA', theme: 'light', spoken: false })));
    for (const width of [1_024, 1_366]) {
      await at.page.setViewportSize({ width, height: 768 });
      await at.page.reload();
      await at.page.locator('.till').waitFor();
      for (const visit of VISITS.filter((one) => one.pseudo)) {
        await visit.go(at.page);
        const wide = await sideways(at.page);
        if (wide > 0) misfits.push(`${visit.name} at ${width}: ${wide} px wider than the page`);
        for (const what of await cramped(at.page)) misfits.push(`${visit.name} at ${width}: ${what}`);
        await leave(at.page);
      }
    }
    expect(misfits).toEqual([]);
  });
});
