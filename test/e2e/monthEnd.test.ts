/** A manager's month end on the real till in a browser: bills read, a break worked, fees and settlement looked at, books taken out and proved, the day closed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { PDFDocument } from 'pdf-lib';
import { alipayAccountDetail } from '#test/fixtures/statements/acquirers.ts';
import { camt } from '#test/fixtures/statements/banks.ts';
import { alipayDetail, gbk, wechatBill } from '#test/fixtures/statements/make.ts';
import { zipOf } from '#test/fixtures/statements/zip.ts';
import { expect, test } from 'vitest';
import { axeFindings, overflows } from '../renderer/browser/checks.ts';
import { tillbook } from '../kit/startTill.ts';
import { atTill } from './atTill.ts';
import { customerCode } from './codes.ts';
import { dialog, lightWord, nextSale, payExactly, press, shows, signIn, tile, typeSlowly, wedge } from './screen.ts';

atTill('a manager’s month end', { as: 'cashier' }, (at) => {
  test('what the cashier sold is the manager’s to settle [X89]', async () => {
    for (const wallet of ['wechatpay', 'alipay', 'wechatpay'] as const) {
      await tile(at.page, 'Oat latte').click();
      await wedge(at.page, customerCode(wallet));
      await shows(lightWord(at.page), 'HAND OVER');
      await nextSale(at.page);
    }
    await tile(at.page, 'Oat latte').click();
    await payExactly(at.page);
    await nextSale(at.page);
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(at.page, 'Wang Jun', '3333');
    await at.page.locator('.rail').waitFor();
    await shows(at.page.locator('.figs'), /Sales today ¥96\.00/);
  });

  async function goTo(number: number): Promise<void> {
    await press(at.page, String(number));
    await at.page.locator('.rail button').nth(number - 1).and(at.page.locator('[aria-current=page]')).waitFor();
    await at.page.waitForFunction(() => document.querySelector('.desk__main .bars') === null);
  }
  async function sound(): Promise<void> {
    expect({ axe: await axeFindings(at.page), overflows: await overflows(at.page) }).toEqual({ axe: [], overflows: [] });
  }
  async function taken(choose: () => Promise<void>): Promise<Download> {
    await press(at.page, 'e');
    await dialog(at.page).waitFor();
    await choose();
    const [file] = await Promise.all([at.page.waitForEvent('download'), dialog(at.page).getByRole('button', { name: 'Make the file' }).click()]);
    return file;
  }

  test('the wallets’ bills are fetched, and what agrees disappears [X90]', async () => {
    await goTo(2);
    for (const wallet of ['WeChat Pay', 'Alipay']) {
      await at.page.getByTitle(`Fetch ${wallet}’s file of this day`).or(at.page.getByRole('button', { name: `Fetch from ${wallet}` })).first().click();
      await shows(at.page.locator('.files'), wallet === 'Alipay' ? /1 line/ : /2 lines/);
    }
    await shows(at.page.locator('.book__open, .bench-page').first(), /Nothing open|0 open/);
    await sound();
  });

  test('a bank’s table that nobody knows is read by pointing at its columns, and again by itself [X91]', async () => {
    const bank = { name: 'bank-export.csv', mimeType: 'text/csv', buffer: Buffer.from('Booked,Text,Incoming,Outgoing\n2026-03-02,Payout one,100.00,\n2026-03-02,Card fee,,1.50\n') };
    await at.page.locator('input[type=file]').setInputFiles([bank]);
    await at.page.getByRole('button', { name: 'Point at columns' }).click();
    await at.page.getByLabel('Column “Booked” is').selectOption('date');
    await at.page.getByLabel('Column “Incoming” is').selectOption('credit');
    await at.page.getByLabel('Column “Outgoing” is').selectOption('debit');
    await shows(dialog(at.page), /Read so 2 lines, ¥98\.50/);
    await sound();
    await dialog(at.page).getByRole('button', { name: 'Keep and read the file' }).click();
    await shows(dialog(at.page), /Files read .*bank-export\.csv (?!This is no bill)/);
    await dialog(at.page).getByRole('button', { name: 'Done' }).click();
    const again = { ...bank, name: 'bank-next.csv', buffer: Buffer.from('Booked,Text,Incoming,Outgoing\n2026-03-03,Payout two,200.00,\n') };
    await at.page.locator('input[type=file]').setInputFiles([again]);
    await shows(dialog(at.page), /bank-next\.csv/);
    expect(await at.page.getByRole('button', { name: 'Point at columns' }).count()).toBe(0);
    await dialog(at.page).getByRole('button', { name: 'Done' }).click();
  });

  test('a drop of many files is read in one go: a zip of two, a bank\'s, one that was read before and one that is broken, each with its own line [X330]', async () => {
    const bill = wechatBill([{ order: 'A1', trade: '1', settled: 100, fee: 1 }, { order: 'A2', trade: '2', settled: 250, fee: 2 }]);
    const zip = zipOf([{ name: gbk('业务明细.csv'), data: gbk(alipayDetail([{ order: 'L1', received: '15.00' }])) }, { name: gbk('账务明细.csv'), data: gbk(alipayAccountDetail()) }]);
    const files = [['bill.csv', Buffer.from(bill)], ['alipay.zip', zip], ['bank.xml', Buffer.from(camt('08'))], ['bill again.csv', Buffer.from(bill)], ['torn.csv', Buffer.from(bill.slice(0, -40))]] as const;
    await at.page.evaluate((given) => {
      const dataTransfer = new DataTransfer();
      for (const [name, base64] of given) dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
      document.querySelector('.rail')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, files.map(([name, bytes]) => [name, bytes.toString('base64')] as const));
    await shows(at.page.locator('.outcome__sum'), /4 files imported 1 was read before 1 refused/);
    const said = (await at.page.locator('.outcomes tbody tr').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(said).toHaveLength(7);
    expect(said[0]).toMatch(/bill\.csv WeChat Pay trade bill · Mar 14, 2026 2 ¥3\.50 \d+ totals of its own agree Imported/);
    expect(said[1]).toMatch(/业务明细\.csv Alipay business detail .* in alipay\.zip .*Imported/);
    expect(said[3]).toMatch(/bank\.xml Bank statement \(camt\.053\).*Imported/);
    expect([said[4], said[6]]).toEqual([expect.stringMatching(/Read before/), expect.stringMatching(/Nothing was taken from the file/)]);
    await sound();
    await dialog(at.page).getByRole('button', { name: 'Done' }).click();
  });

  test('a rule is tried on what is open before it is kept, two managers sign it, and it stays on record [X331]', async () => {
    await goTo(9);
    await at.page.getByLabel('Amount differs, cause unknown').fill('0.05');
    await shows(at.page.locator('.trialcard'), /A rule allows more than all rules together/);
    await at.page.getByLabel('All rules together, of one day').fill('0.50');
    await shows(at.page.locator('.trialcard'), /What this would do now .*open on .*“Amount differs, cause unknown” ends none of them\..*stay open/);
    await at.page.getByLabel('Everybody signs alone up to').fill('10.00');
    await sound();
    await press(at.page, 'F9');
    await shows(dialog(at.page), /approval/i);
    await typeSlowly(at.page, '5555');
    await press(at.page, 'Enter');
    await shows(at.page.locator('.rulehistory'), /Wang Jun .*Cash|Wang Jun .*Everybody signs alone up to: ¥50\.00 → ¥10\.00/);
    await shows(at.page.locator('.rulehistory'), /Han Seo-yeon/);
    await at.page.mouse.move(0, 0);
  });

  test('a fee contract is changed, and what was charged above it is summed [X92]', async () => {
    await goTo(6);
    await at.page.getByRole('button', { name: 'Edit the contract of WeChat Pay' }).click();
    await at.page.getByLabel('Rate in %').fill('0.3');
    await dialog(at.page).getByRole('button', { name: 'Save' }).click();
    await dialog(at.page).waitFor({ state: 'detached' });
    await shows(at.page.locator('.claim'), /¥0\.1[34]/);
    await sound();
  });

  test('settlement shows the three books, and an adjusting entry above the limit needs a second manager [X93]', async () => {
    await goTo(5);
    await shows(at.page.locator('.settle'), /WeChat Pay 48\.00/);
    await press(at.page, 'e');
    await dialog(at.page).getByLabel('Amount').fill('250.00');
    await dialog(at.page).getByLabel('Reason').fill('fees of the month');
    await dialog(at.page).getByRole('button', { name: 'Book ¥250.00' }).click();
    await shows(dialog(at.page).last(), /second|approval/i);
    await typeSlowly(at.page, '5555');
    await dialog(at.page).last().locator('.btn--primary').last().click();
    await dialog(at.page).first().waitFor({ state: 'detached' });
    const { stdout } = await tillbook(['journal', '--data', at.dataDir]);
    const last = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string; operator: string; payload: { approver?: string } }).findLast((entry) => entry.kind === 'entry.adjusted');
    expect([last?.operator, last?.payload.approver]).toEqual(['wang', 'han']);
  });

  test('figures answer, and the till is in its store [X94]', async () => {
    await goTo(4);
    await shows(at.page.locator('.figures'), /Are the fees as agreed\?/);
    await sound();
    await goTo(7);
    await shows(at.page.locator('.store'), /T2 .*open/);
    await at.page.getByRole('button', { name: /Days of T2/ }).click();
    await shows(at.page.locator('.desk__main table'), /WeChat Pay/);
    await sound();
  });

  test('the day is closed by its list, and its Z report leaves as PDF [X95]', async () => {
    await goTo(1);
    await at.page.locator('.desk__bar').getByRole('button', { name: 'To the till' }).click();
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Close shift' }).click();
    await at.page.locator('.counts').waitFor();
    await press(at.page, '2', 'F9');
    // Two notes of 100 where 224 should lie: more than the rule lets one person sign alone.
    await shows(dialog(at.page), /off by more than this person may sign alone/);
    await typeSlowly(at.page, '5555');
    await press(at.page, 'Enter');
    await shows(at.page.locator('.panel'), /The shift is closed .*Signed with Han Seo-yeon.*WeChat Pay/);
    await press(at.page, 'Escape');
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Go to the manager’s pages' }).click();
    await at.page.locator('.rail').waitFor();
    await goTo(1);
    if (await at.page.getByRole('button', { name: 'Verify now' }).count() > 0) await at.page.getByRole('button', { name: 'Verify now' }).click();
    for (const box of await at.page.locator('.todo input').all()) await box.check();
    await at.page.locator('.closebox .btn:not([disabled])').click();
    await at.page.locator('.sheet__qr').waitFor();
    await shows(at.page.locator('.sheet'), /WeChat Pay .*48\.00 by its file.*Shift 1, −¥24\.00: counted by Wang Jun, signed by Han Seo-yeon/);
    await sound();
    const file = await taken(() => dialog(at.page).getByRole('button', { name: 'PDF' }).click());
    expect(file.suggestedFilename()).toMatch(/z-0001\.pdf$/);
    expect((await PDFDocument.load(readFileSync(await file.path()), { updateMetadata: false })).getTitle()).toBe('Z 0001');
  });

  test('the journal that is taken out proves itself from the file alone [X96]', async () => {
    const file = await taken(() => dialog(at.page).locator('.choice').last().click());
    const path = join(at.dataDir, 'audit.jsonl');
    await file.saveAs(path);
    const verified = await tillbook(['verify', path]);
    expect([verified.code, JSON.parse(verified.stdout)]).toEqual([0, expect.objectContaining({ ok: true, seal: 'holds', backend: expect.stringMatching(/entry \d+/) })]);
    expect(at.screen.problems).toEqual([]);
  });
});
