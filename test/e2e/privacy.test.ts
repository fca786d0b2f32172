/** A manager erases a cashier on a running till and sees the proof: by keys alone, with the backend beside it, and nothing of them is left. */
import { expect, test } from 'vitest';
import { tracesApart } from '../kit/secretForms.ts';
import { tillbook } from '../kit/startTill.ts';
import { atTill } from './atTill.ts';
import { dialog, gone, press, shows, typeSlowly } from './screen.ts';

const NAME = 'Zoë Quillfeather';

atTill('the privacy page', { as: 'manager' }, (at) => {
  /** Tab until the focus is on that button. */
  async function tabTo(name: string | RegExp): Promise<void> {
    const wanted = at.page.getByRole('button', { name }).first();
    await wanted.waitFor();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await press(at.page, 'Tab');
    }
    throw new Error(`Tab never came to ${String(name)}`);
  }

  test('who looked is shown for a reason, and the look itself is on record [X360]', async () => {
    await press(at.page, '-', 'n');
    await dialog(at.page).getByLabel('Name').fill(NAME);
    await dialog(at.page).getByRole('button', { name: 'Next' }).click();
    for (let again = 0; again < 2; again += 1) {
      await typeSlowly(at.page, '4826');
      await press(at.page, 'Enter');
    }
    await shows(at.page.locator('.peoplelist'), new RegExp(NAME));
    await press(at.page, '=');
    await shows(at.page.locator('.privacy__table'), /Name, initials, role.*Backups/s);
    await at.page.getByRole('button', { name: 'Who looked' }).click();
    await at.page.getByText('An authority asked').click();
    await at.page.getByRole('button', { name: 'Look', exact: true }).click();
    await shows(at.page.locator('.privacy__table tbody tr').first(), /Wang Jun.*Looked into this list.*An authority asked/s);
    await shows(at.page.locator('.privacy__table'), new RegExp(`Added a person.*${NAME}`, 's'));
    await shows(at.page.locator('.privacy__foot'), /Looked back to the first entry/);
  });

  test('a cashier is erased by keys alone and the proof says what was searched; no byte of the name is left in any file, and the chain verifies [X361]', async () => {
    await at.page.getByRole('button', { name: 'What is held' }).click();
    await press(at.page, 'x');
    await tabTo(`Erase ${NAME}`);
    await press(at.page, 'Enter');
    await shows(dialog(at.page), new RegExp(`Erase ${NAME}\\?`));
    await tabTo(/^Erase$/);
    await press(at.page, 'Enter');
    await shows(dialog(at.page), /Nothing is left.*Searched.*\d+ files, [\d.,]+ MB.*Write-ahead log.*emptied/s);
    expect(await dialog(at.page).innerText()).not.toContain(NAME);
    await press(at.page, 'Escape');
    await gone(dialog(at.page));
    await shows(at.page.locator('.erasures'), /Number p-[0-9a-f]{10}.*Wang Jun.*Nothing is left/s);
    await press(at.page, '-');
    await at.page.locator('.peoplelist').waitFor();
    expect(await at.page.locator('.peoplelist').innerText()).not.toContain(NAME);
    expect(tracesApart(at.dataDir, [NAME])).toEqual([]);
    expect(at.screen.problems).toEqual([]);
    expect(await at.till.stop()).toBe(0);
    expect(tracesApart(at.dataDir, [NAME])).toEqual([]);
    expect((await tillbook(['verify', at.dataDir])).stdout).toMatch(/"ok":true/);
    expect((await tillbook(['journal', '--data', at.dataDir])).stdout).toMatch(/person\.erased/);
  });
});
