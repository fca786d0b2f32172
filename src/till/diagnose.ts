/** The diagnostic bundle: what a helper elsewhere needs to know of this till, with every secret and every person taken out. */
import { readTechnician } from './maintain.ts';
import { readPrinter } from './print.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const LINES_MAX = 2_000;
const LINE_CHARS_MAX = 2_000;

/** Runs of digits that could be a card, a code, a phone or an order. */
const DIGITS = /\d[\d -]{4,}\d/g;
/** Keys, hashes, verifiers, tokens. */
const KEYS = /[A-Za-z0-9+/_=-]{24,}/g;
const ADDRESSES = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const HOMES = /(\/(?:home|Users)\/|\\Users\\)[^/\\\s"]+/g;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Takes out people the shop knows, then all that looks like a number or a key of somebody's. */
function cleaner(till: Till): (text: string) => string {
  const people = till.storage.people().flatMap((person) => [person.name, ...person.name.split(/\s+/), person.id]).filter((word) => word.length > 1);
  const escaped = people.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).sort((a, b) => b.length - a.length);
  const names = escaped.length === 0 ? null : new RegExp(escaped.join('|'), 'giu');
  return (text) => {
    const flat = text.replaceAll(ADDRESSES, '[address]').replaceAll(HOMES, '$1[user]').replaceAll(KEYS, '[key]').replaceAll(DIGITS, '[digits]');
    return names === null ? flat : flat.replaceAll(names, '[person]');
  };
}

/** Numbers stay: they are counts and times of ours, never typed by anybody. */
function cleaned(value: unknown, clean: (text: string) => string): Json {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => cleaned(one, clean));
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one, clean)]));
  return null;
}

export async function diagnosticBundle(till: Till, seat: Seat): Promise<{ name: string; text: string }> {
  const at = till.ports.clock.now();
  const stamp = new Date(at).toISOString();
  const name = `tillbook-diagnosis-${stamp.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.json`;
  const operator = operatorOf(seat);
  const { journal, backups, lastEntries, ...technician } = await readTechnician(till);
  const devices = till.ports.devices.list();
  const { settings, status, last } = readPrinter(till);
  const { shop, memory, ports } = till;
  const clean = cleaner(till);
  const facts = {
    // The shop is named by its till alone: a name on a bundle is a name.
    made: stamp, program: { version: ports.place.version, runtime: ports.place.runtime },
    shop: { till: shop.till, currency: shop.currency, timeZone: shop.timeZone, taxMode: shop.taxMode, wallets: shop.wallets, demo: shop.demo, practice: shop.practice, labelRules: shop.labelRules },
    stopped: memory.stopped, channels: Object.fromEntries(memory.channels), inFlight: [...memory.inFlight.keys()].map((key) => key.split(' ')[0] ?? ''),
    technician, journal: { ...journal, headHash: null }, backups: { made: backups.list.map(({ at: madeAt, seq, bytes }) => ({ at: madeAt, seq, bytes })), lastTried: backups.lastTried },
    lastKinds: lastEntries.map(({ seq, at: writtenAt, kind }) => ({ seq, at: writtenAt, kind })),
    printer: { settings, status, last },
    devices: devices.map((device) => ({ ...device, serial: null, lastEvent: null })),
  };
  const log = (ports.logTail?.() ?? []).slice(-LINES_MAX).map((line) => clean(line.slice(0, LINE_CHARS_MAX)));
  const text = `${JSON.stringify({ ...(cleaned(facts, clean) as Record<string, Json>), log }, null, 1)}\n`;
  commit(till, operator.id, [{ kind: 'data.exported', payload: { what: 'diagnosis', format: 'json', from: '', to: '', rows: 1, sha256: ports.crypto.sha256(text) } }]);
  return { name, text };
}
