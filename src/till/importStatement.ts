/** A file comes in whole or not at all: read, checked against its own totals, kept once, journalled with its fees. */
import { Refusal } from '#core/refusal.ts';
import { CARD_SOURCE, STATEMENT_SOURCES } from '#core/statement.ts';
import type { Statement } from '#core/statement.ts';
import { isMethod, type PaymentMethod } from '#core/wallets.ts';
import type { ImportedView, FileFacts } from '#contract/views.ts';
import { base64Decode } from './base64.ts';
import { asCardFile, cardSums, CARDS, otherBatch } from './cardFile.ts';
import { keptMappings } from './mappings.ts';
import type { ReadingWatch } from './ports.ts';
import type { StatementFileRow } from './storage.ts';
import { errorLines } from './errorFlow.ts';
import { afterBank, afterImport, rerun } from './reconcile.ts';
import { fileView } from './statementFile.ts';
import { partsOf, type StatementPart } from './statementParts.ts';
import { businessDayOf, operatorOf, type Seat, type Till } from './till.ts';

/** How a file is read: of a zip one content alone, watched by whoever may cancel it. */
type Reading = { readonly only?: string | null; readonly watch?: ReadingWatch };

/** @throws Refusal with file, line and reason; then nothing was imported. The same file again changes nothing. */
export async function importStatement(till: Till, seat: Seat, bytes: Uint8Array, given: string, { only = null, watch = () => true }: Reading = {}): Promise<ImportedView> {
  const operator = operatorOf(seat).id;
  const found = asCardFile(till.shop, dated(await till.ports.statements.read(bytes, given, keptMappings(till), only, watch)));
  const errors = found.source === 'unionpay-zme' ? errorLines(till, found.lines) : null;
  const read = errors === null ? found : { ...found, lines: errors.lines };
  const name = only ?? given;
  const facts = { ...factsOf(read), facts: factsOf(read) };
  const known = knownFile(till, read);
  if (known !== null) return { file: fileView(known), repeated: true, ...facts };
  checkFits(till, read, name);
  if (!watch(read.lineCount, 1)) throw new Refusal('work-cancelled', `${name}: the import was cancelled. Nothing was taken from it; give it again when you like.`, { file: name });
  const now = till.ports.clock.now();
  const parts = partsOf(read).map((part) => ({ part, file: fileRow(till, read, part, name, now) }));
  const last = parts.at(-1)?.file;
  if (last === undefined) throw new Refusal('statement-empty', `${name}: the file holds no line and no day. Nothing is booked.`, { file: name });
  const meanwhile = await keptInTurn(till, operator, read, parts);
  if (meanwhile !== null) return { file: fileView(meanwhile), repeated: true, ...facts };
  if (isTrades(read) && read.wallet !== null) for (const day of new Set(parts.map(({ file }) => file.day))) await afterImport(till, day, read.wallet);
  if (errors !== null) for (const day of new Set([...read.days, ...errors.days])) await rerun(till, day, 'unionpay');
  afterBank(till);
  till.ports.changed();
  return { file: fileView(last), repeated: false, ...facts };
}

/** Empty files of two days may be the same to the byte, and are two files all the same. */
function dated(read: Statement): Statement {
  return read.lineCount > 0 || read.day === null ? read : { ...read, contentHash: `${read.contentHash}.${read.day}` };
}

/** A file of one part has its content for its key, of several the first part stands for it. */
function knownFile(till: Till, { contentHash }: Statement): StatementFileRow | null {
  return till.storage.statementFile(contentHash) ?? till.storage.statementFile(`${contentHash}.1`);
}

type FilePart = { readonly part: StatementPart; readonly file: StatementFileRow };

/** One file after the other, so that lines without a file are always those of an import that ended. @returns what came of the same file while this one waited; null when this one was kept */
async function keptInTurn(till: Till, operator: string, read: Statement, parts: readonly FilePart[]): Promise<StatementFileRow | null> {
  const before = turns.get(till);
  const turn = (async () => {
    await before?.catch(() => undefined);
    const known = knownFile(till, read);
    if (known !== null) return known;
    checkBatches(till, read, parts);
    try {
      await stage(till, parts);
      keep(till, operator, read, parts);
    } catch (error) {
      // Where even this is not possible, the next import does it; nobody sees such lines.
      try { till.storage.dropStaged(); } catch { /* what went wrong first is what is said */ }
      throw error;
    }
    return null;
  })();
  turns.set(till, turn);
  return turn;
}

const turns = new WeakMap<Till, Promise<unknown>>();
/** Some 4 ms of the till's thread. */
const SLICE_LINES = 250;

/** A sale at the till comes in between. */
async function stage(till: Till, parts: readonly FilePart[]): Promise<void> {
  till.storage.dropStaged();
  for (const { part, file } of parts) {
    for (let at = 0; at < part.lines.length; at += SLICE_LINES) {
      till.storage.stageLines(file.file, part.lines.slice(at, at + SLICE_LINES));
      await till.ports.pause();
    }
  }
}

function checkBatches(till: Till, read: Statement, parts: readonly FilePart[]): void {
  if (read.source !== CARD_SOURCE || read.wallet !== CARDS) return;
  for (const { part, file } of parts) {
    const batch = file.wallet === CARDS ? otherBatch(till.storage, file.day, part.lines) : null;
    if (batch !== null) throw new Refusal('statement-other-batch', `${file.name}: the cards of ${file.day} have been read from another settlement batch, ${batch}. Nothing was imported and nothing was booked; ask the acquirer for batches that end with the day.`, { file: file.name, day: file.day, batch });
  }
}

function keep(till: Till, operator: string, read: Statement, parts: readonly FilePart[]): void {
  till.storage.putStatement({
    at: till.ports.clock.now(), businessDay: businessDayOf(till), operator,
    drafts: parts.map(({ file }) => {
      const before = till.storage.statementFiles(file.day).find((each) => each.wallet === file.wallet && each.supersededBy === null);
      return { kind: 'statement.imported' as const, payload: {
        file: file.file, name: file.name.slice(0, 120), source: file.source, wallet: file.wallet, day: file.day, lines: file.lines, amountMinor: file.amountMinor, feeMinor: file.feeMinor,
        feeBookedMinor: isTrades(read) && (read.source !== CARD_SOURCE || file.wallet === CARDS) ? file.feeMinor - (before?.feeMinor ?? 0) : 0, currency: till.shop.currency, supersedes: before?.file ?? null,
      } };
    }),
  }, parts.map(({ file }) => file));
}

function factsOf({ source, wallet, days, lineCount, proof, totals, controls }: Statement): FileFacts {
  return { source, wallet, days: [...days], lines: lineCount, proof, totals: totals.map((sum) => ({ currency: sum.currency, lines: sum.lineCount, amountMinor: sum.amountMinor, feeMinor: sum.feeMinor })), controls: controls.map((control) => ({ ...control })) };
}

/** Lines that are matched with this till's own charges and refunds. */
function isTrades({ source, wallet }: Statement): boolean {
  return wallet !== null && (STATEMENT_SOURCES[source].role === 'trades' || source === 'mapped' || wallet === CARDS);
}

function checkFits(till: Till, read: Statement, name: string): void {
  if (STATEMENT_SOURCES[read.source].role === 'summary') throw new Refusal('statement-summary', `${name}: this is a summary, which has no lines to compare. Nothing was imported; give the detail, alone or with the summary in its zip.`, { file: name });
  if (!isTrades(read)) return;
  if (read.currency !== null && read.currency !== till.shop.currency) throw new Refusal('statement-other-currency', `This file is in ${read.currency}, the shop keeps ${till.shop.currency}. Nothing was imported; choose the file of this shop.`, { file: name });
  if (read.wallet === null || !isMethod(read.wallet)) throw new Refusal('statement-other-wallet', 'This shop does not take that wallet. Nothing was imported.', { file: name });
}

/** Sums are of the shop's own currency; lines in others keep theirs. */
function fileRow(till: Till, read: Statement, part: StatementPart, name: string, importedAt: number): StatementFileRow {
  const own = part.lines.filter(({ currency }) => currency === till.shop.currency);
  const sum = (of: 'amountMinor' | 'feeMinor') => own.reduce((total, line) => total + (part.book === CARDS ? cardSums(line) : line)[of], 0);
  return { file: part.key, name, source: read.source, wallet: part.book, day: part.day, lines: part.lines.length, amountMinor: sum('amountMinor'), feeMinor: sum('feeMinor'), importedAt, supersededBy: null };
}

/** The wallet's own file of a day, or the acquirer's, by way of the backend; null when the wallet has none yet. */
export async function fetchStatement(till: Till, seat: Seat, wallet: PaymentMethod, day: string): Promise<ImportedView | null> {
  const file = await till.ports.backend.statement(wallet, day);
  if (file === null) return null;
  const bytes = base64Decode(file.base64);
  // UnionPay hands out the corrections of earlier days in one zip with the day's own file.
  const [first = null, ...others] = await till.ports.statements.contents(bytes, file.name, keptMappings(till));
  const imported = await importStatement(till, seat, bytes, file.name, { only: first });
  for (const only of others) await importStatement(till, seat, bytes, file.name, { only });
  return imported;
}
