/** A hostile page gains nothing: Electron's security checklist item by item, who may send, and what may be sent. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Envelope } from '#contract/define.ts';
import { TILL_CALLS } from '#contract/till.ts';
import { isOurs, listPages } from '#main/electron/pages.ts';
import { isPlainInput } from '#main/electron/plainInput.ts';
import { CONTENT_SECURITY_POLICY } from '#main/shellPolicy.ts';
import { bootStandIn, type Booted } from '#test/kit/electronStandInBoot.ts';

const root = resolve(import.meta.dirname, '../..');
let till: Booted;
beforeAll(async () => { till = await bootStandIn(); });
afterAll(async () => { await till.quit(); });

const contents = () => till.window().webContents;
const preferences = () => contents().preferences;
const session = () => preferences().session;
const fetched = async (address: string, method = 'GET') => session().fetch(address, method).catch(() => null);

describe('Electron\'s security checklist', () => {
  test('1: nothing but the till\'s own content is loaded; a request elsewhere never leaves [E20]', async () => {
    for (const address of ['https://example.com/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://example.com/', 'ftp://example.com/', 'app://elsewhere/', 'app://till.example.com/', 'blob:https://example.com/1']) {
      const cancelled = await new Promise((answer) => { session().beforeRequest?.({ url: address }, (response) => answer(response.cancel)); });
      expect(cancelled, address).toBe(true);
    }
    expect((await fetched('app://till/'))?.status).toBe(200);
  });

  test('2: no page has Node, nor its workers or frames [E21]', () => {
    expect(preferences()).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false });
  });

  test('3: the preload script runs in a context of its own [E22]', () => {
    expect(preferences()['contextIsolation']).toBe(true);
  });

  test('4: every renderer is in the sandbox, and the preload script needs nothing that a sandbox lacks [E23]', () => {
    expect(preferences()['sandbox']).toBe(true);
    expect(till.electron.standIn.order).toContain('enableSandbox');
    expect(contents().page?.required).toEqual(['electron']);
  });

  test('5: every permission and device is denied, asked or checked [E24]', () => {
    const answers: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'midi', 'hid', 'serial', 'usb', 'clipboard-read', 'openExternal', 'fileSystem', 'unheard-of']) {
      session().permissionRequest?.(contents(), permission, (granted) => answers.push(granted));
      answers.push(session().permissionCheck?.(contents(), permission, 'app://till') ?? true);
    }
    for (const deviceType of ['hid', 'serial', 'usb']) answers.push(session().devicePermission?.({ deviceType, origin: 'app://till', device: {} }) ?? true);
    expect(answers).toEqual(answers.map(() => false));
    expect(answers).toHaveLength(25);
    let streams: object = { video: true };
    session().displayMedia?.({}, (given) => { streams = given; });
    expect(streams).toEqual({});
  });

  test('6, 8, 9, 10: web security is on; insecure content, experiments and Blink features are off [E25]', () => {
    expect(preferences()).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false });
    expect(Object.keys(preferences())).not.toContain('enableBlinkFeatures');
    expect(till.electron.standIn.schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
  });

  test('7: every answer carries the one content policy, which allows nothing unsafe [E26]', async () => {
    for (const path of ['', 'assets/main-1a2b.js', 'nothing-here.js']) {
      const headers = (await fetched(`app://till/${path}`))?.headers;
      expect(headers?.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers?.get('x-content-type-options')).toBe('nosniff');
    }
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|http:/);
  });

  test('11, 12: no webview can be attached [E27]', () => {
    let prevented = false;
    contents().emit('will-attach-webview', { preventDefault: () => { prevented = true; } }, {}, { src: 'https://example.com' });
    expect([prevented, preferences()['webviewTag']]).toEqual([true, false]);
  });

  test('13: a page goes nowhere, nor does a frame or a redirect; loading it anew is all it may [E28]', () => {
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'app://till/assets/main-1a2b.js', 'app://till/?view=display', 'app://till.example.com/', 'javascript:alert(1)', 'data:text/html,x', 'about:blank', '']) expect(contents().navigate(address), address).toBe(false);
    expect(contents().navigate('app://till/')).toBe(true);
    expect(contents().navigate('app://till/#/day')).toBe(true);
    expect(contents().navigate('app://till/', false)).toBe(false);
    let prevented = false;
    contents().emit('will-redirect', { preventDefault: () => { prevented = true; } });
    expect(prevented).toBe(true);
    expect(preferences()['navigateOnDragDrop']).toBe(false);
  });

  test('14: a page opens no window of its own, whatever the address [E29]', () => {
    for (const address of ['https://example.com/', 'app://till/', 'app://till/?view=display&x=1', 'about:blank', 'blob:app://till/1', '']) {
      expect(contents().open(address), address).toBe(false);
      expect(till.electron.BrowserWindow.getAllWindows()).toHaveLength(1);
    }
  });

  test('15, 18, 20: no source of the shell opens outside addresses, serves file: or hands out Electron itself [E30]', () => {
    const source = ['index.ts', 'electron/ipc.ts', 'electron/pages.ts', 'electron/security.ts', 'electron/window.ts'].map((file) => readFileSync(join(root, 'src/main', file), 'utf8')).join('\n');
    expect(source).toContain('loadURL');
    expect(source).not.toMatch(/openExternal|loadFile|file:\/\/|@electron\/remote|enableRemoteModule/);
    const world = contents().page?.world ?? {};
    expect(Object.keys(world)).toEqual(['tillbook']);
    expect(Object.keys(world['tillbook'] ?? {}).sort()).toEqual(['call', 'subscribe']);
    expect(Object.isFrozen(world['tillbook'])).toBe(true);
  });

  test('20: what a subscriber is given is the event alone, never the sender behind it [E31]', async () => {
    const given: unknown[][] = [];
    const stop = till.api().subscribe((...args) => { given.push(args); });
    contents().send('tillbook:event', { kind: 'spoken', amountMinor: 1, currency: 'CNY' });
    stop();
    expect(given).toEqual([[{ kind: 'spoken', amountMinor: 1, currency: 'CNY' }]]);
  });

  test('downloads are of files that a screen made itself [E32]', () => {
    const kept = (address: string) => {
      let prevented = false;
      session().emit('will-download', { preventDefault: () => { prevented = true; } }, { getURL: () => address });
      return !prevented;
    };
    expect(kept('blob:app://till/0a1b')).toBe(true);
    for (const address of ['https://example.com/a.exe', 'blob:https://example.com/0a1b', 'app://till/icon.svg', 'data:text/html,x', 'blob:', '']) expect(kept(address), address).toBe(false);
  });

  test('what is typed is not sent to a spelling checker, and the developer\'s tools stay shut [E33]', () => {
    expect([session().spellChecker, preferences()['spellcheck'], preferences()['devTools']]).toEqual([false, false, false]);
    expect(till.electron.standIn.menu).toBe(process.platform === 'darwin' ? expect.anything() : null);
  });
});

describe('pages', () => {
  test('an address picks from the list made at the start, and nothing else is served [E34]', async () => {
    const hostile = ['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', '..\\secret.txt', '%2e%2e%5csecret.txt', '....//secret.txt', '/etc/passwd', '//etc/passwd', 'assets/../../secret.txt', 'assets/%2e%2e/%2e%2e/secret.txt', 'assets', 'assets/', 'notes.exe', 'ASSETS/main-1a2b.js', 'icon.svg%00.html', 'icon.svg/', 'constructor', '__proto__', `${till.folder}/secret.txt`, `file://${till.folder}/secret.txt`];
    for (const path of hostile) {
      const answer = await fetched(`app://till/${path}`);
      expect(answer?.status ?? 403, path).toBeGreaterThanOrEqual(400);
      expect(await answer?.text() ?? '').not.toContain('not for pages');
    }
    for (const path of ['', 'index.html', 'assets/main-1a2b.js', 'icon.svg', '?view=display', 'assets/../icon.svg']) expect((await fetched(`app://till/${path}`))?.status, path).toBe(200);
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) expect((await fetched('app://till/', method))?.status).toBe(405);
  });

  test('any path at all is a listed file or refused [E35]', async () => {
    const listed = new Set(listPages(join(till.folder, 'out', 'renderer')).keys());
    expect(listed).toEqual(new Set(['/', '/index.html', '/icon.svg', '/assets/main-1a2b.js']));
    await fc.assert(fc.asyncProperty(fc.oneof(fc.webPath(), fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', 'assets', 'icon.svg', 'secret.txt', '')).map((parts) => parts.join('/'))), async (path) => {
      const address = `app://till/${path}`;
      if (!URL.canParse(address)) return;
      const answer = await session().fetch(address);
      expect(answer.status).toBe(listed.has(new URL(address).pathname) ? 200 : 404);
    }), { numRuns: 2_000 });
  });

  test('a file or a link put there later, or a link out of the folder, is not served [E36]', async () => {
    const folder = join(till.folder, 'out', 'renderer');
    writeFileSync(join(folder, 'late.js'), '1');
    expect((await fetched('app://till/late.js'))?.status).toBe(404);
    const linked = join(till.folder, 'linked');
    mkdirSync(linked);
    symlinkSync(join(till.folder, 'secret.txt'), join(linked, 'secret.json'));
    expect([...listPages(linked).keys()]).toEqual([]);
    rmSync(linked, { recursive: true });
  });

  test('only the whole scheme and host are ours: look-alikes and an empty address are not [E37]', () => {
    for (const address of ['app://till/', 'app://till', 'app://till/?view=display', 'app://till/a#b']) expect(isOurs(address), address).toBe(true);
    for (const address of ['', 'about:blank', 'app://till.evil/', 'app://tillx/', 'app://evil/?app://till/', 'https://till/', 'app://till@evil/', 'app://me@till/', 'app://till:80/', 'app:till', 'xapp://till/', 'null', 'blob:app://till/1', 'data:text/html,app://till/']) expect(isOurs(address), address).toBe(false);
  });
});

describe('who sends', () => {
  const stateAs = (url: string, parent: { url: string; parent: null } | null = null) => till.electron.invokeFrom(contents(), { url, parent }, 'tillbook:call', 'till.state', {});

  test('17: a foreign origin, an empty address, a sub-frame and a frame that is gone are refused on every channel [E38]', async () => {
    expect(await stateAs('app://till/')).toMatchObject({ ok: true });
    for (const address of ['', 'about:blank', 'https://example.com/', 'file:///app/index.html', 'app://till.example.com/', 'data:text/html,x']) expect(await stateAs(address), address).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await stateAs('app://till/', { url: 'app://till/', parent: null })).toMatchObject({ ok: false, code: 'not-allowed' });
    for (const channel of ['tillbook:call', 'tillbook:subscribe', 'tillbook:unsubscribe']) {
      expect(await till.electron.invokeFrom(contents(), null, channel, 'till.state', {})).toMatchObject({ ok: false, code: 'not-allowed' });
      expect(await till.electron.invokeFrom(contents(), { url: 'https://example.com/', parent: null }, channel, 'till.state', {})).toMatchObject({ ok: false, code: 'not-allowed' });
    }
  });

  test('17: a window that the till did not open has no seat, though it shows our page [E39]', async () => {
    const stranger = new till.electron.StandInContents(preferences());
    stranger.mainFrame.url = 'app://till/';
    expect(await till.electron.invokeFrom(stranger, stranger.mainFrame, 'tillbook:call', 'till.state', {})).toMatchObject({ ok: false, code: 'not-allowed' });
  });

  test('no event is sent to a window that shows another page [E40]', async () => {
    const heard: unknown[] = [];
    const stop = till.api().subscribe((event) => { heard.push(event); });
    await till.api().call('session.lock', {});
    const own = contents().mainFrame.url;
    contents().mainFrame.url = 'https://example.com/';
    const before = heard.length;
    await till.electron.invokeFrom(contents(), { url: own, parent: null }, 'tillbook:call', 'session.signIn', { operatorId: 'mei', pin: '1111' });
    expect(heard).toHaveLength(before);
    contents().mainFrame.url = own;
    await till.api().call('session.signOut', {});
    await expect.poll(() => heard.length).toBeGreaterThan(before);
    stop();
  });
});

describe('what is sent', () => {
  test('only plain data of a sane size and depth is read [E41]', () => {
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    const holes: unknown[] = [];
    holes.length = 4_000_000_000;
    let deep: unknown = 1;
    for (let level = 0; level < 40; level += 1) deep = [deep];
    for (const value of [ring, deep, new Date(), new Map(), new Uint8Array(9), 1n, Number.NaN, 'x'.repeat(101), { ['k'.repeat(101)]: 1 }, ['x'.repeat(60), 'x'.repeat(60)], Array.from({ length: 30_000 }, () => 0), holes]) expect(isPlainInput(value, 100)).toBe(false);
    for (const value of [undefined, null, {}, { text: 'x'.repeat(90), list: [1, true, null] }, Object.create(null)]) expect(isPlainInput(value, 100)).toBe(true);
  });

  test('a text too long for any call but a file\'s import is refused unread [E42]', async () => {
    const long = 'x'.repeat(70_000);
    expect(await till.api().call('session.signIn', { operatorId: 'mei', pin: long })).toMatchObject({ ok: false, code: 'bad-request', detail: {} });
    expect(await till.api().call('n'.repeat(65), {})).toMatchObject({ ok: false, code: 'bad-request' });
    expect(await till.api().call('statement.import', { name: 'a.csv', base64: long })).toMatchObject({ ok: false, code: 'sign-in-first' });
  });

  const names = Object.keys(TILL_CALLS);
  const anyName = fc.oneof(fc.constantFrom(...names), fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'till.state\u0000', 'TILL.STATE', ''), fc.anything());
  const anyInput = fc.oneof(fc.constant({}), fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true, withSparseArray: true }), fc.object(), fc.json().map((text): unknown => JSON.parse(text)),
    fc.record({ operatorId: fc.constantFrom('nobody', '__proto__'), role: fc.constant('manager'), line: fc.integer(), receipt: fc.integer(), text: fc.string(), amountMinor: fc.double(), quantityMilli: fc.integer(), __proto__: fc.constant({ role: 'manager' }) }, { requiredKeys: [] }));

  async function fuzz(runs: number): Promise<Set<string>> {
    const codes = new Set<string>();
    await fc.assert(fc.asyncProperty(anyName, anyInput, async (name, input) => {
      let reply: Envelope;
      try {
        reply = await till.api().call(name, input);
      } catch (error) {
        // The bridge itself takes nothing that cannot be cloned: the call never left the page.
        expect((error as Error).name).toBe('DataCloneError');
        return;
      }
      codes.add(reply.ok ? 'ok' : reply.code);
      if (!reply.ok) expect(['refusal', 'fault']).toContain(reply.kind);
    }), { numRuns: runs });
    return codes;
  }

  test('thousands of random calls from a page nobody signed in at end in an answer or a coded refusal, and gain no role [E43]', async () => {
    const codes = await fuzz(6_000);
    expect(codes).toContain('no-such-call');
    expect(codes).toContain('sign-in-first');
    expect(codes).not.toContain('internal');
    expect(await till.api().call('day.read', {})).toMatchObject({ ok: false, code: 'sign-in-first' });
    expect(({} as { role?: unknown }).role).toBeUndefined();
  });

  test('a cashier\'s page that goes mad harms nothing and stays a cashier\'s [E44]', async () => {
    const call = (name: string, input: unknown) => till.api().call(name, input);
    await call('session.signIn', { operatorId: 'mei', pin: '1111' });
    await call('shift.open', { floatMinor: 10_000 });
    const codes = await fuzz(4_000);
    expect(codes).toContain('bad-request');
    expect(codes).not.toContain('internal');
    await call('session.signIn', { operatorId: 'mei', pin: '1111' });
    expect(await call('day.read', {})).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await call('technician.read', {})).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await call('till.state', {})).toMatchObject({ ok: true, value: { operator: { id: 'mei', role: 'cashier' } } });
  });
});
