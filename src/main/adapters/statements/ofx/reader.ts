/** Reads OFX statements: a line for each STMTTRN, signed; there is no opening balance, so nothing in the file vouches for all of them. */
import type { StatementControl, StatementKind } from '#core/statement.ts';
import { clockOf, dayOf, momentOf } from '../calendar.ts';
import { currencyOf, emitter, minorOf } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { referencesIn } from '../references.ts';
import type { LineSink, TextScanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';
import { tagStream } from './tags.ts';

type State = {
  readonly file: string; readonly emit: Emit; currency: string; account: string; entry: Map<string, string> | null; entryLine: number; readonly open: string[]; readonly ids: Set<string>; ended: boolean; root: boolean;
  statements: number; readonly controls: StatementControl[];
};

/** Aggregates that are looked into; every other tag's nesting is left alone, as 1.x leaves end tags out. */
const AGGREGATES = new Set(['OFX', 'STMTRS', 'CCSTMTRS', 'BANKTRANLIST', 'STMTTRN', 'LEDGERBAL', 'BANKACCTFROM', 'CCACCTFROM']);
const ENTRY_FIELDS = new Set(['TRNTYPE', 'DTPOSTED', 'TRNAMT', 'FITID', 'NAME', 'MEMO', 'REFNUM', 'CHECKNUM', 'CURRENCY', 'CURSYM', 'PAYEE', 'EXTDNAME']);
const IDS_MAX = 1_000_000;

export function ofxScanner(file: string, sink: LineSink): TextScanner {
  const state: State = { file, emit: emitter(file, sink), currency: '', account: '', entry: null, entryLine: 1, open: [], ids: new Set(), ended: false, root: false, statements: 0, controls: [] };
  const tags = tagStream(file, { open: (name, text) => takeOpen(state, name, text, tags.line()), close: (name) => takeClose(state, name, tags.line()) });
  return {
    chunk: (text) => tags.write(text),
    line: () => tags.line(),
    end() {
      tags.end();
      if (!state.ended) throw truncated(file, tags.line(), 'the tag </OFX>');
      if (state.statements === 0) throw brokenLine(file, tags.line(), 'a statement of a bank account or card (STMTRS, CCSTMTRS)', 'none');
      return { day: null, controls: state.controls, proof: 'none' };
    },
  };
}

function takeOpen(state: State, name: string, text: string, line: number): void {
  const { file } = state;
  if (state.ended) throw brokenLine(file, line, 'nothing after </OFX>', `<${name}>`, 'statement-extra-line');
  if (AGGREGATES.has(name)) {
    if (state.entry !== null) throw brokenLine(file, line, '</STMTTRN>', `<${name}>`);
    state.open.push(name);
    if (name === 'OFX') state.root = true;
    if (name === 'STMTTRN') {
      if (!state.open.includes('BANKTRANLIST')) throw brokenLine(file, line, 'a transaction within a BANKTRANLIST', 'one outside');
      state.entry = new Map();
      state.entryLine = line;
    }
    if (name === 'STMTRS' || name === 'CCSTMTRS') {
      state.statements += 1;
      state.currency = '';
      state.account = '';
      state.ids.clear();
    }
    if (state.open.length > 32) throw brokenLine(file, line, 'at most 32 levels', 'more');
    return;
  }
  if (name === 'CURDEF') state.currency = currencyOf(file, line, text);
  else if (name === 'ACCTID' && state.entry === null) state.account = text.slice(0, 34);
  else if (state.entry !== null && ENTRY_FIELDS.has(name) && (text !== '' || name === 'CURRENCY')) {
    if (state.entry.has(name) && name !== 'NAME') throw brokenLine(file, line, `one ${name} in a transaction`, 'two');
    state.entry.set(name, text);
  } else if (name === 'BALAMT' && state.open.at(-1) === 'LEDGERBAL') takeBalance(state, text, line);
}

function takeClose(state: State, name: string, line: number): void {
  const { file } = state;
  if (!AGGREGATES.has(name)) return;
  const open = state.open.pop();
  if (open !== name) throw brokenLine(file, line, open === undefined ? 'no end tag' : `</${open}>`, `</${name}>`);
  if (name === 'OFX') state.ended = true;
  if (name === 'STMTTRN') takeEntry(state, line);
}

/** It says where the account stands, but not from where it came: kept for the person, compared with nothing. */
function takeBalance(state: State, text: string, line: number): void {
  const minor = ofxMinor(text, state.currency);
  if (minor === null) throw brokenLine(state.file, line, 'an amount in BALAMT', quoted(text));
  state.controls.push({ name: `ledger balance ...${state.account.slice(-4)}`, unit: 'minor', own: minor, read: minor });
}

const KINDS: Readonly<Record<string, StatementKind>> = { FEE: 'fee', SRVCHG: 'fee' };

function takeEntry(state: State, endLine: number): void {
  const { file, entry, entryLine: line, ids, account, emit } = state;
  state.entry = null;
  if (entry === null) return;
  const field = (name: string) => entry.get(name) ?? '';
  if (state.currency === '') throw brokenLine(file, line, 'a CURDEF before the first transaction', 'none');
  const currency = entry.has('CURSYM') && entry.has('CURRENCY') ? currencyOf(file, line, field('CURSYM')) : state.currency;
  const amount = ofxMinor(field('TRNAMT'), currency);
  if (amount === null) throw brokenLine(file, line, 'an amount in TRNAMT', quoted(field('TRNAMT')));
  const id = field('FITID');
  if (id === '') throw brokenLine(file, endLine, 'a FITID', 'nothing');
  if (ids.has(id)) throw brokenLine(file, line, 'a FITID that no other transaction of the account has', quoted(id));
  if (ids.size < IDS_MAX) ids.add(id);
  const when = ofxTime(field('DTPOSTED'));
  if (when === null) throw brokenLine(file, line, 'a day that exists in DTPOSTED', quoted(field('DTPOSTED')));
  emit({
    line, kind: KINDS[field('TRNTYPE')] ?? (amount >= 0 ? 'payout' : 'transfer'), amountMinor: amount, currency, day: when.day, at: when.at, tradeId: id, account,
    reference: referencesIn(`${field('NAME')} ${field('MEMO')} ${field('REFNUM')} ${field('EXTDNAME')}`),
  });
}

/** Signed, plus allowed, decimal point or comma; grouping is not in the format. */
function ofxMinor(text: string, currency: string): number | null {
  const plain = text.replace(/^\+/, '');
  return plain.includes(',') && !plain.includes('.') ? minorOf(plain, currency, ',') : minorOf(plain, currency, '.');
}

/** `YYYYMMDD[HHMM[SS[.XXX]]][[offset[:name]]]`; without a time only the day is known, without an offset the time is GMT. */
function ofxTime(text: string): { day: string; at: number } | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{4}|\d{6})(?:\.\d{1,3})?)?(?:\[([+-]?\d{1,2}(?:\.\d{1,2})?)(?::\w{1,6})?\])?$/.exec(text);
  const day = match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (match === null || day === null) return null;
  if (match[4] === undefined) return { day, at: Number.NaN };
  const clock = clockOf(match[4]);
  return clock === null ? null : { day, at: momentOf(day, clock, Math.round(Number(match[5] ?? 0) * 60)) };
}
