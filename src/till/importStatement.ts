/** A wallet's file comes in whole or not at all: read, checked against its own totals, kept once, journalled with its fees. */
import { Refusal } from '#core/refusal.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { StatementFileView } from '#contract/views.ts';
import { base64Decode } from './base64.ts';
import type { StatementFileRow } from './storage.ts';
import { afterBank, afterImport } from './reconcile.ts';
import { fileView } from './statementFile.ts';
import { businessDayOf, operatorOf, type Seat, type Till } from './till.ts';

/** @throws Refusal with file, line and reason; then nothing was imported. The same file again changes nothing. */
export async function importStatement(till: Till, seat: Seat, bytes: Uint8Array, name: string): Promise<{ file: StatementFileView; repeated: boolean }> {
  const operator = operatorOf(seat).id;
  const read = await till.ports.statements.read(bytes, name);
  const known = till.storage.statementFile(read.contentHash);
  if (known !== null) return { file: fileView(known), repeated: true };
  if (read.currency !== null && read.currency !== till.shop.currency) throw new Refusal('statement-other-currency', `This file is in ${read.currency}, the shop keeps ${till.shop.currency}. Nothing was imported; choose the file of this shop.`, { file: name });
  const before = till.storage.statementFiles(read.day).find((file) => file.wallet === read.book && file.supersededBy === null);
  const now = till.ports.clock.now();
  const row: StatementFileRow = {
    file: read.contentHash, name, source: read.source, wallet: read.book, day: read.day, lines: read.lines.length, amountMinor: read.amountMinor, feeMinor: read.feeMinor, importedAt: now, supersededBy: null,
  };
  // Of the other books no fee is booked: their lines show what the trades' files have told already.
  const feeBookedMinor = read.wallet === null ? 0 : row.feeMinor - (before?.feeMinor ?? 0);
  till.storage.putStatement({
    at: now, businessDay: businessDayOf(till), operator,
    drafts: [{ kind: 'statement.imported', payload: {
      file: row.file, name: name.slice(0, 120), source: row.source, wallet: read.book, day: row.day, lines: row.lines, amountMinor: row.amountMinor, feeMinor: row.feeMinor,
      feeBookedMinor, currency: till.shop.currency, supersedes: before?.file ?? null,
    } }],
  }, row, read.lines);
  if (read.wallet === null) afterBank(till);
  else await afterImport(till, row.day, read.wallet);
  till.ports.changed();
  return { file: fileView(row), repeated: false };
}

/** The wallet's own file of a day, by way of the backend; null when the wallet has none yet. */
export async function fetchStatement(till: Till, seat: Seat, wallet: ChargeableWallet, day: string): Promise<{ file: StatementFileView; repeated: boolean } | null> {
  const file = await till.ports.backend.statement(wallet, day);
  return file === null ? null : importStatement(till, seat, base64Decode(file.base64), file.name);
}
