/** Printing receipts and opening the drawer: always after the commit, beside the sale, and with what became of it on record. */
import { Refusal } from '#core/refusal.ts';
import type { Entry } from '#core/journal.ts';
import { NO_PRINTER, type PrinterSettings, type PrintOutcome, type PrinterView } from '#contract/printer.ts';
import { PrinterSettings as SettingsSchema } from '#contract/printerCalls.ts';
import { channelTurned, channelOf } from './channels.ts';
import { readReceipt } from './readReceipt.ts';
import { commit, operatorOf, SYSTEM, type Seat, type Till } from './till.ts';

type Language = PrinterSettings['language'];
type Running = { readonly receipt: number; readonly copy: number };

const SETTINGS = 'printer';
/** Prints that were begun and whose end is not on record: after a crash they are unknown. */
const RUNNING = 'print.running';
/** What a technician's test of the drawer is on record as. */
const TEST_KICK = 'printer-test';
const DEMO: PrinterSettings = { ...NO_PRINTER, kind: 'virtual' };

export function printerSettings(till: Till): PrinterSettings {
  const { memory } = till;
  memory.printing.settings ??= read(till);
  return memory.printing.settings;
}

function read(till: Till): PrinterSettings {
  const kept = SettingsSchema.safeParse(JSON.parse(till.storage.setting(SETTINGS) ?? 'null'));
  // Practice rings thousands of sales: no drawer clicks for them.
  return kept.success ? kept.data : till.shop.demo || till.shop.practice ? { ...DEMO, drawer: !till.shop.practice } : NO_PRINTER;
}

/** @throws Refusal `printer-needs-address` */
export async function setPrinter(till: Till, seat: Seat, settings: PrinterSettings): Promise<PrinterView> {
  if ((settings.kind === 'tcp' || settings.kind === 'file') && settings.address.trim() === '') throw new Refusal('printer-needs-address', 'A printer on the network or on a device file needs its address. Nothing was changed; enter the address.');
  const to = [settings.kind, settings.address, `${settings.widthMm} mm`, settings.codePage, settings.answers ? 'answers' : 'no answers', settings.drawer ? 'drawer' : 'no drawer', settings.auto ? `each sale, ${settings.language}` : 'on request'].filter((part) => part !== '').join(', ');
  commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: 'printer', to } }], { settings: { [SETTINGS]: JSON.stringify(settings) } });
  till.memory.printing.settings = settings;
  till.memory.printing.status = null;
  till.memory.printing.last = null;
  return askPrinter(till);
}

export function readPrinter(till: Till): PrinterView {
  const { status, last } = till.memory.printing;
  return { settings: printerSettings(till), status, last, paper: till.ports.printer.paper('test'), pretence: till.ports.printer.pretence() };
}

/** Asks the printer how it is; its light follows. */
export async function askPrinter(till: Till): Promise<PrinterView> {
  const { printing } = till.memory;
  const settings = printerSettings(till);
  printing.askNotBefore = till.ports.clock.now() + (settings.kind === 'none' ? 3_600_000 : ASK_EVERY_MS);
  if (settings.kind === 'none') {
    channelTurned(till, 'printer', 'unused', null, null);
    till.ports.changed();
    return readPrinter(till);
  }
  const status = await till.ports.printer.status(settings);
  printing.status = status;
  const { trouble } = status;
  if (trouble === null || trouble === 'cannot-tell') channelTurned(till, 'printer', status.paper === 'low' ? 'slow' : 'ok', status.answerMs, status.paper === 'low' ? 'paper-low' : null);
  else turnedDown(till, trouble);
  till.ports.changed();
  return readPrinter(till);
}

const ASK_EVERY_MS = 60_000;
const ASK_AGAIN_MS = 15_000;

function turnedDown(till: Till, reason: string): void {
  channelTurned(till, 'printer', 'down', null, reason);
  till.memory.printing.askNotBefore = till.ports.clock.now() + ASK_AGAIN_MS;
}

function printerAskDue(till: Till, now: number): boolean {
  return now >= till.memory.printing.askNotBefore && till.memory.printing.jobs.size === 0;
}

/** Work with the printer, apart from that with the backend: a dead printer takes no place there. */
function track(till: Till, work: Promise<unknown>): void {
  const { jobs } = till.memory.printing;
  const job = work.then(() => undefined, (error: unknown) => { till.ports.log('error', 'work-failed', { work: 'print', message: String((error as Error).message) }); }).finally(() => jobs.delete(job));
  jobs.add(job);
}

export function lookAfterPrinter(till: Till, now: number): void {
  if (printerAskDue(till, now)) track(till, askPrinter(till));
}

/** The printer's word on a job is its light too. */
function heard(till: Till, what: 'receipt' | 'test' | 'kick', outcome: PrintOutcome): void {
  const at = till.ports.clock.now();
  till.memory.printing.last = { what, at, outcome };
  const { reason } = outcome;
  if (reason === null || reason === 'cannot-tell') channelTurned(till, 'printer', 'ok', channelOf(till, 'printer').answerMs, null);
  else if (reason !== 'no-printer' && reason !== 'not-made') turnedDown(till, reason);
  if (outcome.outcome !== 'printed') till.ports.log('warn', 'printer', { what, outcome: outcome.outcome, reason: reason ?? '' });
}

/**
 * Starts printing and returns; the state says how it goes. A print that may be on paper already makes the next one a copy.
 * @throws Refusal `no-printer`, `print-under-way`, `no-such-receipt`
 */
export function printReceipt(till: Till, operator: string, receipt: number, language: Language): void {
  const settings = printerSettings(till);
  if (settings.kind === 'none') throw new Refusal('no-printer', 'This till has no receipt printer. The sale is on record; save the receipt as a PDF, or let a technician set up a printer.');
  const { printing } = till.memory;
  if (printing.under.has(receipt)) throw new Refusal('print-under-way', 'This receipt is being printed right now. Nothing more was sent; wait for its end.');
  const view = readReceipt(till, receipt);
  const copy = view.copies + 1;
  printing.under.set(receipt, copy);
  try {
    till.storage.setSetting(RUNNING, running(till));
  } catch (error) {
    printing.under.delete(receipt);
    throw error;
  }
  printing.print = { receipt, copy, state: 'printing', reason: null, at: till.ports.clock.now() };
  track(till, till.ports.printer.print({ kind: 'receipt', receipt: view, language, copy }, settings).then((outcome) => ended(till, operator, { receipt, copy }, outcome)));
}

function running(till: Till): string {
  return JSON.stringify([...till.memory.printing.under].map(([receipt, copy]): Running => ({ receipt, copy })));
}

function ended(till: Till, operator: string, { receipt, copy }: Running, outcome: PrintOutcome): void {
  const { printing } = till.memory;
  printing.under.delete(receipt);
  printing.print = { receipt, copy, state: outcome.outcome, reason: outcome.reason, at: till.ports.clock.now() };
  heard(till, 'receipt', outcome);
  try {
    commit(till, operator, [{ kind: 'print.ended', payload: { receipt, copy, ...outcome } }], { settings: { [RUNNING]: running(till) } });
  } finally {
    till.ports.changed();
  }
}

/** At start: what was being printed when the till ended may be on paper. */
export function recoverPrints(till: Till): void {
  const kept = JSON.parse(till.storage.setting(RUNNING) ?? '[]') as Running[];
  if (kept.length === 0) return;
  commit(till, SYSTEM, kept.map(({ receipt, copy }) => ({ kind: 'print.ended', payload: { receipt, copy, outcome: 'unknown', reason: 'till-restarted' } })), { settings: { [RUNNING]: '[]' } });
  const last = kept.at(-1);
  if (last !== undefined) till.memory.printing.print = { ...last, state: 'unknown', reason: 'till-restarted', at: till.ports.clock.now() };
}

/** After a commit: the drawer that was opened is kicked, and a completed sale printed where the shop wants that. Never holds up who committed. */
export function printAfter(till: Till, entries: readonly Entry[]): void {
  for (const entry of entries) if (entry.kind === 'drawer.opened' && entry.payload.reason !== TEST_KICK) kickDrawer(till);
  for (const entry of entries) {
    if (entry.kind !== 'sale.completed') continue;
    const settings = printerSettings(till);
    if (settings.auto && settings.kind !== 'none') printReceipt(till, entry.operator, entry.payload.receipt, till.memory.displayLanguage ?? settings.language);
  }
}

function kickDrawer(till: Till): void {
  const settings = printerSettings(till);
  if (!settings.drawer || settings.kind === 'none') return;
  track(till, till.ports.printer.kick(settings).then((outcome) => {
    heard(till, 'kick', outcome);
    till.memory.printing.drawer = outcome.outcome === 'printed' || outcome.reason === 'cannot-tell' ? null : { reason: outcome.reason, at: till.ports.clock.now() };
    till.ports.changed();
  }));
}

/** A technician opens the drawer: on record before it opens, whatever shift is open or none. */
export async function testKick(till: Till, seat: Seat): Promise<PrinterView> {
  const settings = printerSettings(till);
  if (settings.kind === 'none' || !settings.drawer) throw new Refusal('no-drawer', 'No drawer is set up behind the printer. Nothing was opened; switch the drawer on in the printer’s settings first.');
  commit(till, operatorOf(seat).id, [{ kind: 'drawer.opened', payload: { shift: till.storage.status().shift?.number ?? 0, reason: TEST_KICK } }]);
  heard(till, 'kick', await till.ports.printer.kick(settings));
  till.ports.changed();
  return readPrinter(till);
}

export async function testPrint(till: Till): Promise<PrinterView> {
  const settings = printerSettings(till);
  if (settings.kind === 'none') throw new Refusal('no-printer', 'This till has no receipt printer. Nothing was printed; choose one first.');
  heard(till, 'test', await till.ports.printer.print({ kind: 'test', language: settings.language, shop: till.shop.name, till: till.shop.till, at: till.ports.clock.now() }, settings));
  till.ports.changed();
  return readPrinter(till);
}
