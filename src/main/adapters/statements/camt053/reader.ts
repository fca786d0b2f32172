/** Reads camt.053 bank statements (ISO 20022, every version from 02): a line for each entry, opening and entries against closing. */
import type { StatementControl } from '#core/statement.ts';
import { emitter } from '../emit.ts';
import type { Emit } from '../emit.ts';
import type { LineSink, ScanEnd, TextScanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';
import { xmlStream } from '../xml.ts';
import { emptyEntry, entryText, lineOfEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import { addEntry, balanceText, emptyBalance, emptySums, statementControls } from './balances.ts';
import type { Balance, EntrySums } from './balances.ts';

type State = {
  readonly file: string; readonly emit: Emit; readonly path: string[]; text: string; attributes: Readonly<Record<string, string>>; account: string; currency: string; balance: Balance; entry: Entry; balances: Balance[]; sums: EntrySums;
  statements: number; line: number; readonly controls: StatementControl[]; whole: boolean; root: boolean;
};

export function camt053Scanner(file: string, sink: LineSink): TextScanner {
  const state: State = {
    file, emit: emitter(file, sink), path: [], text: '', attributes: {}, account: '', currency: '', balance: emptyBalance(), entry: emptyEntry(), balances: [], sums: emptySums(), statements: 0, line: 1,
    controls: [], whole: true, root: false,
  };
  const xml = xmlStream(file, {
    open(name, attributes) {
      state.line = xml.line();
      state.text = '';
      state.attributes = attributes;
      state.path.push(name);
      openElement(state, name);
    },
    text(text) { state.text += text; },
    close(name) {
      state.line = xml.line();
      closeElement(state, name);
      state.path.pop();
      state.text = '';
    },
  });
  return {
    chunk: (text) => xml.write(text),
    line: () => xml.line(),
    end(): ScanEnd {
      xml.end();
      if (!state.root) throw brokenLine(file, 1, 'a Document with a BkToCstmrStmt', 'none');
      if (state.statements === 0) throw truncated(file, xml.line(), 'a statement (Stmt) after the group header');
      return { day: null, controls: state.controls, proof: state.whole ? 'complete' : 'none' };
    },
  };
}

function openElement(state: State, name: string): void {
  if (name === 'BkToCstmrStmt') state.root = true;
  else if (name === 'Stmt') {
    state.account = '';
    state.currency = '';
    state.balances = [];
    state.sums = emptySums();
  } else if (name === 'Bal') state.balance = emptyBalance(state.line);
  else if (name === 'Ntry') state.entry = emptyEntry(state.line);
}

function closeElement(state: State, name: string): void {
  const { path, file } = state;
  const text = state.text.trim();
  const at = path.indexOf('Stmt');
  if (at < 0) return;
  const below = path.slice(at + 1);
  if (below[0] === 'Acct') takeAccount(state, below.join('/'), text);
  else if (below[0] === 'Bal') {
    if (name === 'Bal') state.balances.push(state.balance);
    else balanceText(state.balance, below.slice(1).join('/'), text, state.attributes, file, state.line);
  } else if (below[0] === 'TxsSummry') state.sums.summary[below.slice(1).join('/')] = text;
  else if (below[0] === 'Ntry') {
    if (name !== 'Ntry') entryText(state.entry, below.slice(1).join('/'), text, state.attributes, file, state.line);
    else takeEntry(state);
  } else if (name === 'Stmt') {
    const checked = statementControls(file, state.line, state.balances, state.sums, state.account, state.currency);
    state.controls.push(...checked.controls);
    state.whole &&= checked.whole;
    state.statements += 1;
  }
}

function takeAccount(state: State, path: string, text: string): void {
  if (path === 'Acct/Id/IBAN' || path === 'Acct/Id/Othr/Id') state.account = text.slice(0, 34);
  if (path === 'Acct/Ccy') state.currency = text;
}

function takeEntry(state: State): void {
  const { file, entry, account, emit } = state;
  if (!/^(?:BOOK|PDNG|INFO|FUTR)$/.test(entry.status)) throw brokenLine(file, entry.line, 'BOOK, PDNG, INFO or FUTR in Sts', quoted(entry.status));
  const line = lineOfEntry(file, entry, account);
  addEntry(state.sums, line.currency, line.amountMinor, entry.status === 'BOOK');
  if (entry.status !== 'INFO') emit(line);
}
