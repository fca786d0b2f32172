/** The technician's bench and the receipt printer on a running till, with the virtual devices of the demo shop. */
import { expect, test } from 'vitest';
import { atTill } from './atTill.ts';
import { openShift, payExactly, press, shows, signIn, tile } from './screen.ts';

atTill('the bench', { as: 'nobody' }, (at) => {
  test('a virtual scanner is played from its page: its report is seen byte by byte, decoded and timed [X300]', async () => {
    await signIn(at.page, 'Park Min', '4444');
    await at.page.locator('.dev', { hasText: 'Virtual scanner' }).click();
    await shows(at.page.locator('.device__state').first(), /Ready/);
    await at.page.locator('.vbench__row input').fill('6901001000379');
    await at.page.locator('.vbench__row .btn').first().click();
    await shows(at.page.locator('.decoded'), /6901001000379/);
    await shows(at.page.locator('.dump__bytes').first(), /36 39 30 31|36393031/);
  });

  test('a timed test proves a scanner by a code that was never on the screen before [X301]', async () => {
    await press(at.page, 't');
    const code = (await at.page.locator('.testcode figcaption').innerText()).trim();
    expect(code).toMatch(/^TBTEST\d{5}$/);
    expect(await at.page.locator('.testcode svg path').count()).toBeGreaterThan(0);
    await press(at.page, 'Escape');
    await at.page.locator('.dialog').waitFor({ state: 'detached' });
  });

  test('a test page comes out of the virtual printer, and one without paper says so [X302]', async () => {
    await press(at.page, '5');
    await at.page.locator('.printer').waitFor();
    await press(at.page, 't');
    await at.page.locator('.slip__paper').waitFor();
    expect(await at.page.locator('.slip__paper').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
    await at.page.getByRole('button', { name: 'Paper out' }).click();
    await shows(at.page.locator('.service__state').first(), /paper is out/);
    await press(at.page, '6');
    await shows(at.page.locator('.diagnosis'), /The receipt printer: The paper is out/);
    await press(at.page, '5');
    await at.page.getByRole('button', { name: 'Well', exact: true }).click();
    await shows(at.page.locator('.service__state').first(), /nothing to complain of/);
  });

  test('the bundle is a file without a person’s name in it [X303]', async () => {
    await press(at.page, '6');
    const [download] = await Promise.all([at.page.waitForEvent('download'), at.page.getByRole('button', { name: 'Diagnostic bundle' }).click()]);
    const stream = await download.createReadStream();
    let text = '';
    for await (const part of stream) text += String(part);
    expect(JSON.parse(text)).toMatchObject({ shop: { till: 'T2' }, printer: { settings: { kind: 'virtual' } } });
    expect(text).not.toMatch(/Mei Lin|Park Min|Wang Jun/);
  });

  test('a cashier prints from the light, sees that it is printed, and the next one is a copy [X304]', async () => {
    await at.page.locator('.operator').click();
    await at.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(at.page, 'Mei Lin', '1111');
    await openShift(at.page, 20_000);
    await tile(at.page, 'Oat latte').click();
    await at.page.locator('.line').waitFor();
    await payExactly(at.page);
    await press(at.page, 'p');
    await shows(at.page.locator('.light__prints'), /Receipt 1 is printed/);
    await press(at.page, 'r');
    await at.page.locator('.paper').waitFor();
    await at.page.getByRole('button', { name: 'Print a copy' }).click();
    await shows(at.page.locator('.receipt__side .printstate'), /printed as copy 1/);
    await at.page.locator('.slip img').waitFor();
    expect(at.screen.problems).toEqual([]);
  });
});
