/** Cards at the counter by the virtual encrypting reader: each way they can end, without a line, back to the card, and nothing of them on the page. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../renderer/browser/checks.ts';
import { atTill } from './atTill.ts';
import { clearCounter, light, lightWord, nextSale, press, shows, signIn, tile, total } from './screen.ts';

const SHOTS = process.env['TILLBOOK_SHOTS'];

atTill('cards at the counter', { as: 'cashier', afterEach: clearCounter }, (at) => {
  beforeAll(() => press(at.page, 'v'));

  const swipe = (how: string) => at.page.getByRole('button', { name: `Card: ${how}` }).click();
  const picture = async (name: string) => {
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    await at.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  async function ringUp(): Promise<void> {
    await tile(at.page, 'Oat latte').click();
    await shows(total(at.page), /24\.00/);
    await press(at.page, 'F9');
    await picture('due');
    await press(at.page, '4');
    await shows(at.page.locator('.paypanel .hero'), /Swipe the card at the reader/);
    await picture('prompt');
  }

  test('a card that is swiped pays; the receipt has its brand and its last four digits [K218]', async () => {
    await ringUp();
    await swipe('Pays');
    await shows(lightWord(at.page), 'HAND OVER');
    await shows(light(at.page), /Card acquirer confirmed the payment/);
    await picture('approved');
    await press(at.page, 'r');
    await shows(at.page.locator('.paper'), /Card.*Visa •••• 1111/);
    await picture('receipt');
    expect(await at.page.content()).not.toMatch(/ffff9876/i);
    await press(at.page, 'Escape');
    await nextSale(at.page);
  });

  test('declined, silent and cancelled cards end in words, and the goods stay [K219]', async () => {
    await ringUp();
    await swipe('Declines');
    await shows(lightWord(at.page), 'NOT PAID');
    await shows(light(at.page), /Card acquirer declined/);
    await picture('declined');
    await press(at.page, 'F9', '4');
    await swipe('Silent, not charged');
    await shows(lightWord(at.page), 'NOT YET');
    await picture('not-yet');
    await press(at.page, 'c');
    await shows(lightWord(at.page), 'NOT PAID');
  });

  test('a manager fetches the acquirer\'s file of the day, and the card that paid agrees [K258]', async () => {
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(at.page, 'Wang Jun', '3333');
    await at.page.locator('.rail').waitFor();
    await press(at.page, '2');
    await at.page.getByTitle('Fetch the acquirer’s file of this day').or(at.page.getByRole('button', { name: 'Fetch from the acquirer' })).first().click();
    // The card's line and the payout of the batch.
    await shows(at.page.locator('.files'), /2 lines/);
    await shows(at.page.locator('.book__open, .bench-page').first(), /Nothing open|0 open/);
    await picture('acquirer-agrees');
    expect(await axeFindings(at.page)).toEqual([]);
  });
});
