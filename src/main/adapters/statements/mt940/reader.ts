/** Reads MT940 bank statements: a line for each :61:, from the opening balance of each page to its closing one, to the unit. */
import type { StatementControl } from '#core/statement.ts';
import { checked } from '../controls.ts';
import { currencyOf, emitter } from '../emit.ts';
import type { Emit, PlainLine } from '../emit.ts';
import { eachLine } from '../lines.ts';
import { referenceId, referencesIn } from '../references.ts';
import { onceEach } from '../repeats.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';
import { balanceOf, entryOf } from './fields.ts';

/** A field that runs on over lines: its tag, text, and the line that it began on. */
type Field = { tag: string; text: string; line: number };

type State = {
  readonly file: string; readonly emit: Emit; field: Field | null; account: string; opening: { minor: number; currency: string } | null; sum: number; waiting: PlainLine | null; /** Where each account stood at the end of its last page. */ readonly closings: Map<string, number>; unbroken: boolean; /** The line of a :20: that no closing balance has followed yet. */ begun: number | null; /** Accounts whose last page says that another follows. */ readonly pages: Set<string>; number: string; readonly once: (id: string, line: number) => void; statements: number; readonly controls: StatementControl[];
};

const TEXT_MAX = 16_384;

export function mt940Scanner(file: string, sink: LineSink): Scanner {
  const state: State = { file, emit: emitter(file, sink), field: null, account: '', opening: null, sum: 0, waiting: null, closings: new Map(), unbroken: true, begun: null, pages: new Set(), number: '', once: onceEach(file, 'statement'), statements: 0, controls: [] };
  const lines = eachLine(file, (text, line) => takeLine(state, text, line), 'latin1');
  return {
    window: lines.window,
    line: lines.line,
    end() {
      endField(state);
      giveWaiting(state);
      if (state.opening !== null || state.begun !== null) throw truncated(file, lines.line() + 1, 'a closing balance (:62F:)');
      if (state.pages.size > 0) throw truncated(file, lines.line() + 1, 'the next page after an intermediate balance (:62M:)');
      if (state.statements === 0) throw truncated(file, lines.line() + 1, 'a statement with an opening (:60F:) and a closing balance (:62F:)');
      return { day: null, controls: state.controls, proof: state.unbroken ? 'complete' : 'lines' };
    },
  };
}

function takeLine(state: State, raw: string, line: number): void {
  // An envelope stands around the text block; some banks indent, and some put a byte order mark before it all.
  const text = raw.replace(/^\u00ef\u00bb\u00bf/, '').replace(/^(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*\{4:/, '');
  const tag = /^\s{0,4}:(\d{2}[A-Z]?):(.*)$/.exec(text);
  if (tag !== null) {
    endField(state);
    state.field = { tag: tag[1] ?? '', text: tag[2] ?? '', line };
  } else if (/^-\}?/.test(text)) {
    endField(state);
    giveWaiting(state);
  } else if (state.field !== null) {
    // What follows a tag without being one belongs to it: :61: has a second line, :86: many.
    if (state.field.text.length + text.length > TEXT_MAX) throw brokenLine(state.file, line, `a field of at most ${TEXT_MAX} characters`, 'a longer one');
    state.field.text += `\n${text}`;
  } else if (text.trim() !== '') {
    throw brokenLine(state.file, line, 'a field like :20:', quoted(text));
  }
}

function endField(state: State): void {
  const { field, file } = state;
  if (field === null) return;
  state.field = null;
  const { tag, text, line } = field;
  const first = (text.split('\n', 1)[0] ?? '').trimEnd();
  if (tag === '20') {
    giveWaiting(state);
    if (state.opening !== null || state.begun !== null) throw brokenLine(file, line, 'a closing balance (:62F:) before the next statement', 'a further :20:');
    state.begun = line;
  } else if (tag === '28C' || tag === '28') state.number = first.trim().slice(0, 20);
  else if (tag === '25') state.account = first.trim().slice(0, 40);
  else if (tag === '60F' || tag === '60M') {
    giveWaiting(state);
    if (state.opening !== null) throw brokenLine(file, line, 'one opening balance', 'two');
    state.opening = balance(state, first, line);
    state.pages.delete(state.account);
    state.once(`${state.account} ${state.number} ${first}`, line);
    // A page that does not begin where the last one of its account ended: one between them is not here.
    if ((state.closings.get(state.account) ?? state.opening.minor) !== state.opening.minor) state.unbroken = false;
    state.sum = 0;
  } else if (tag === '61') takeEntry(state, first, line);
  else if (tag === '86') takeText(state, text);
  else if (tag === '62F' || tag === '62M') {
    takeClosing(state, first, line);
    if (tag === '62M') state.pages.add(state.account);
  }
}

function balance({ file }: State, text: string, line: number): { minor: number; currency: string } {
  const found = balanceOf(text);
  if (found === null) throw brokenLine(file, line, 'a balance like C170718EUR1234,56', quoted(text));
  return { minor: found.minor, currency: currencyOf(file, line, found.currency) };
}

function takeEntry(state: State, text: string, line: number): void {
  const { file, opening, account } = state;
  giveWaiting(state);
  if (opening === null) throw brokenLine(file, line, 'an opening balance (:60F:) before the first :61:', 'none');
  const entry = entryOf(text, opening.currency);
  if (entry === null) throw brokenLine(file, line, 'an entry like 1707180718C123,45NTRFREFERENCE, on a day that exists, with decimals of its currency', quoted(text));
  state.sum += entry.amountMinor;
  state.waiting = {
    line, kind: entry.reversal ? 'reversal' : /^N?(?:CHG|COM|DIV)$/.test(entry.type) && entry.amountMinor < 0 ? 'fee' : entry.amountMinor >= 0 ? 'payout' : 'transfer', amountMinor: entry.amountMinor, currency: opening.currency, day: entry.day,
    tradeId: entry.bankRef, reference: referenceId(entry.ownRef), account,
  };
}

/** The text of an entry goes with it for the references in it alone. */
function takeText(state: State, text: string): void {
  if (state.waiting === null) return;
  const structured = [...text.replaceAll('\n', '').matchAll(/\b(?:EREF|KREF)\+([\w./-]{4,35})/g)].map((match) => referenceId(match[1] ?? ''));
  const found = [state.waiting.reference ?? '', ...structured, referencesIn(text.replaceAll('\n', '').replaceAll(/\?\d\d/g, ' '))].filter((each, index, all) => each !== '' && all.indexOf(each) === index);
  state.waiting = { ...state.waiting, reference: found.join(' ').slice(0, 400) };
  giveWaiting(state);
}

function giveWaiting(state: State): void {
  if (state.waiting !== null) state.emit(state.waiting);
  state.waiting = null;
}

function takeClosing(state: State, text: string, line: number): void {
  const { file, opening, account } = state;
  giveWaiting(state);
  if (opening === null) throw brokenLine(file, line, 'an opening balance (:60F:) before the closing one', 'none');
  const closing = balance(state, text, line);
  if (closing.currency !== opening.currency) throw brokenLine(file, line, `the currency ${opening.currency} of the opening balance`, closing.currency);
  state.controls.push(checked(file, line, { name: `closing balance ...${account.slice(-4)}`, unit: 'minor', own: closing.minor, read: opening.minor + state.sum }, opening.currency));
  state.statements += 1;
  state.begun = null;
  state.closings.set(account, closing.minor);
  state.opening = null;
}
