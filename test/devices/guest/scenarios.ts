/** What happens on the real kernel, scenario by scenario; each returns plain facts for the test outside to judge. */
import { magtekReport } from '#test/kit/cardReports.ts';
import type { Profile } from '#core/hid/profile.ts';
import { profileText } from '#core/hid/profileText.ts';
import { plain, withAim } from './reports.ts';
import { NO_SETTINGS, rig, sleep, until, type Counter } from './rig.ts';

type Facts = Readonly<Record<string, unknown>>;
type Step = (counter: Counter) => Promise<Facts>;
const LONG = `https://example.com/p/${'abcdefghij'.repeat(4)}`.slice(0, 56);
const GOODS = '4006381333931';

async function twoParts({ devices, inState, heard, words }: Counter, id: string, product: string, first: Uint8Array, second: Uint8Array): Promise<Facts> {
  await rig.plug(id);
  const device = await inState(product, 'ready');
  await rig.report(id, first);
  await rig.report(id, second);
  const scans = await heard(1);
  const page = await devices.page(device.id);
  return { scans, symbology: words.flatMap((word) => (word.kind === 'scan' ? [word.symbology] : [])), claimedBy: device.claimedBy, descriptor: page.descriptor?.source, errors: page.device.counts.errors };
}

/** Pulled in the middle of a code, twenty times; each time the next code must be heard, and no half one. */
const replug: Step = async ({ devices, inState, heard, all, notices, scans }) => {
  const before = devices.process().restarts;
  for (let round = 1; round <= 20; round += 1) {
    await rig.plug('aim');
    await inState('Scanner A', 'ready');
    await until('opened', () => rig.isOpen('aim'));
    await rig.report('aim', withAim(']Q1', LONG, true));
    await sleep(100);
    await rig.unplug('aim');
    await until('seen to be gone', () => all('Scanner A')[0]?.state === 'unplugged');
    await rig.plug('aim');
    await inState('Scanner A', 'ready');
    await rig.report('aim', withAim(']E0', String(1_000 + round)));
    await heard(round);
    await rig.unplug('aim');
    await until('seen to be gone again', () => all('Scanner A')[0]?.state === 'unplugged');
  }
  return { scans: scans(), halves: notices('half-scan'), unplugged: notices('unplugged'), listed: all('Scanner A').length, restarts: devices.process().restarts - before };
};

const magtek: Step = async ({ devices, inState, words, scans }) => {
  await rig.plug('magtek');
  const device = await inState('Card reader', 'ready');
  await rig.report('magtek', magtekReport(['%B4111111111111111^DOE/JANE^29121010000000000000?', ';4111111111111111=29121010000000000000?']));
  const card = await until('the card', () => words.find((word) => word.kind === 'card'));
  const page = await devices.page(device.id);
  return { card, role: device.role, report: { bytes: page.reports[0]?.bytes, scrubbed: page.reports[0]?.scrubbed, hex: page.reports[0]?.hex.replaceAll(' ', '').slice(0, 120) }, leaked: /4111111111111111|DOE|31{8}|444f45/.test(JSON.stringify([words, page]).replaceAll(' ', '')), scans: scans() };
};

/** A shop's profile has a feature report sent on opening; the device never answers it. */
const ignoresSetReport: Step = async ({ devices, inState, heard, words }) => {
  const profile: Profile = {
    id: 'mute', name: 'Mute scanner', role: 'scanner', mode: 'hid-pos', match: [{ vendorId: 0x1111, productId: 0x0003, usagePage: 0x8c, usage: 2 }], layout: 'by-descriptor', quirks: {}, commands: { open: { report: 'feature', hex: 'fe01' } },
    switching: [], descriptor: null, sources: ['this test'], evidence: 'generic', notes: '',
  };
  devices.use({ ...NO_SETTINGS, profiles: { mute: profileText(profile) } });
  const before = devices.process().restarts;
  await rig.plug('aim');
  await inState('Scanner A', 'ready');
  const pid = devices.process().pid;
  // The kernel hands the command to the device: from here on the call hangs.
  const asked = rig.event('mute', 'set_report', 60_000).then(() => Date.now());
  await rig.plug('mute');
  const askedAt = await asked;
  await until('the hang to be found', () => devices.process().state === 'hung');
  const foundMs = Date.now() - askedAt;
  const trouble = devices.process().lastTrouble;
  const mute = await inState('Mute scanner', 'ready');
  await inState('Scanner A', 'ready');
  const backMs = Date.now() - askedAt;
  await rig.report('aim', withAim(']E0', GOODS));
  await rig.report('mute', withAim(']E0', '96385074'));
  const scans = (await heard(2)).toSorted();
  devices.use(NO_SETTINGS);
  return { trouble: trouble?.code, foundMs, backMs, replaced: devices.process().pid !== pid, restarts: devices.process().restarts - before, scans, said: mute.trouble, notices: words.flatMap((word) => (word.kind === 'notice' ? [word.notice.what] : [])) };
};

const twins: Step = async ({ inState, all, heard, scans }) => {
  await rig.plug('twin1');
  await inState('Twin', 'ready');
  await rig.plug('twin2');
  const both = await until('both', () => all('Twin').filter((one) => one.state === 'ready').length === 2 && all('Twin'));
  await rig.report('twin1', withAim(']E0', '11111111'));
  await rig.report('twin2', withAim(']E0', '22222222'));
  await heard(2);
  await rig.unplug('twin1');
  const stayed = await until('one gone', () => all('Twin').filter((one) => one.state === 'ready').length === 1 && all('Twin').find((one) => one.state === 'ready'));
  await rig.report('twin2', withAim(']E0', '33333333'));
  await heard(3);
  await rig.plug('twin1');
  const again = await until('both again', () => all('Twin').filter((one) => one.state === 'ready').length === 2 && all('Twin'));
  await rig.report('twin1', withAim(']E0', '44444444'));
  await heard(4);
  return { ids: new Set(both.map((one) => one.id)).size, kept: stayed.id === both[1]?.id, same: JSON.stringify(again.map((one) => one.id).toSorted()) === JSON.stringify(both.map((one) => one.id).toSorted()), scans: scans().toSorted() };
};

/** The rig's own plan sends the flood as soon as the device is open; behind it one code that must be heard. */
const flood: Step = async ({ devices, inState, scans }) => {
  const before = devices.process().restarts;
  await rig.plug('flood');
  const { id } = await inState('Flooding scanner', 'ready');
  const page = await until('the flood', async () => {
    const now = await devices.page(id).catch(() => null);
    return now !== null && now.device.counts.reports > 200 && now;
  });
  const fromAt = Date.now();
  let last = page.device.counts.reports;
  let quiet = 0;
  while (quiet < 3) {
    await sleep(200);
    const reports = await devices.page(id).then((now) => now.device.counts.reports, () => last - 1);
    quiet = reports === last ? quiet + 1 : 0;
    last = Math.max(last, reports);
  }
  const ms = Date.now() - fromAt - 600;
  await rig.report('flood', withAim(']E0', GOODS));
  await until('the code behind the flood', () => scans().includes(GOODS));
  const end = await devices.page(id);
  return { reports: last, ms, scans: scans().length, restarts: devices.process().restarts - before, errors: [...new Set(end.errors.map((one) => one.code))], shown: end.reports.length, process: devices.process().state };
};

const permission: Step = async ({ devices, inState, heard, notices }) => {
  const locked = await inState('Locked scanner', 'no-permission');
  await inState('Open scanner', 'ready');
  await rig.report('open', withAim(']E0', GOODS));
  return { scans: await heard(1), permission: locked.permission, trouble: locked.trouble?.code, notices: notices('no-permission'), process: devices.process().state, restarts: devices.process().restarts };
};

const composite: Step = async ({ devices, words, heard, all, notices }) => {
  const scanner = await until('the scanner', () => devices.list().find((one) => one.role === 'scanner' && one.state === 'ready'));
  const keyboard = await until('the keyboard', () => devices.list().find((one) => one.mode === 'keyboard'));
  await rig.report('scanner', withAim(']E0', GOODS));
  await heard(1);
  await rig.unplug('scanner');
  await until('gone', () => all(scanner.product).some((one) => one.state === 'unplugged'));
  await rig.plug('scanner');
  const again = await until('back', () => devices.list().find((one) => one.role === 'scanner' && one.state === 'ready'));
  await until('the keyboard asks', () => devices.list().some((one) => one.mode === 'keyboard' && one.state === 'asks'));
  await rig.report('scanner', withAim(']E0', '96385074'));
  const scans = await heard(2);
  // What the first look told is known from now on.
  const seen = words.flatMap((word) => (word.kind === 'first-look' ? word.keyboards : []));
  const asks = notices('asks');
  devices.use({ ...NO_SETTINGS, seen });
  await rig.unplug('scanner');
  await until('gone again', () => !devices.list().some((one) => one.mode === 'keyboard'));
  await rig.plug('scanner');
  const known = await until('the keyboard is back', () => devices.list().find((one) => one.mode === 'keyboard'));
  return { scans, seenFirst: seen.includes(keyboard.id), known: known.state, before: keyboard.state, sameId: again.id === scanner.id, interfaceNumber: scanner.interfaceNumber, manufacturer: scanner.manufacturer, asks, restarts: devices.process().restarts };
};

export const SCENARIOS: Readonly<Record<string, Step>> = {
  'aim-two-parts': (counter) => twoParts(counter, 'aim', 'Scanner A', withAim(']Q1', LONG, true), withAim(']Q1', 'the end')),
  'plain-two-parts': (counter) => twoParts(counter, 'plain', 'Scanner P', plain(LONG, true), plain('the end')),
  replug, magtek, 'ignores-set-report': ignoresSetReport, twins, flood, permission, composite,
};
