/** Reconciliation as a workbench: what agrees as a bar, what does not as a queue worked with one key, the sides next to each other. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakView, WorkbenchView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useRead } from '../../state/read.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { AskWallet } from './AskWallet.tsx';
import { BenchBar } from './BenchBar.tsx';
import { BookBars } from './BookBars.tsx';
import { inFilter, selectedIn, type Action, type Beside, type Filter } from './breakList.ts';
import { Compare } from './Compare.tsx';
import { NoFiles, NothingOpen } from './BenchStates.tsx';
import { DropFiles } from './DropFiles.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { KeyLine, useBenchKeys } from './benchKeys.tsx';
import { Queue } from './Queue.tsx';
import { RunDialog } from './RunDialog.tsx';
import { useImport } from './useImport.ts';
import { Why } from './Why.tsx';
import { isBankRead } from './readable.ts';

type Picked = { readonly key: string | null; readonly index: number };
const START: Picked = { key: null, index: 0 };

/** No file of the day has been read, so there is nothing to compare. */
const isUnread = (view: WorkbenchView): boolean => view.breaks.length === 0 && view.wallets.every((entry) => entry.lines === null);

type BenchProps = { readonly view: WorkbenchView; readonly onActed: () => void; readonly onImport: () => void; readonly onFetched: () => void };

/** Which break is in hand, and what is done about it. */
function useBench(view: WorkbenchView, onActed: () => void) {
  const [filter, setFilter] = useState<Filter>('open');
  const [picked, setPicked] = useState<Picked>(START);
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState<BreakView | null>(null);
  const [busy, setBusy] = useState(false);
  const list = inFilter(view.breaks, filter);
  const selected = selectedIn(list, picked.key, picked.index);
  const pick = (index: number) => { setPicked({ key: list[index]?.key ?? null, index }); setNote(''); };
  const decide = async (entry: BreakView, action: Action, words: string, beside: Beside = {}) => {
    setBusy(true);
    if (selected !== null) setPicked({ key: selected.entry.key, index: selected.index });
    const done = await act('reconcile.act', { day: view.day, key: entry.key, action, note: words, ...beside });
    setBusy(false);
    if (done !== null) { setNote(''); setAsking(null); }
    // Refused too: newer evidence may have changed the list.
    onActed();
  };
  const run = (action: Action, beside: Beside = {}) => {
    if (selected === null || busy) return;
    if (action === 'ask-wallet') setAsking(selected.entry);
    else void decide(selected.entry, action, note, beside);
  };
  return { filter, setFilter: (next: Filter) => { setFilter(next); setPicked(START); }, list, selected, pick, note, setNote, run, asking, setAsking, busy, decide };
}

function Bench({ view, onActed, onImport, onFetched }: BenchProps) {
  const bench = useBench(view, onActed);
  const noteField = useRef<HTMLInputElement>(null);
  const { list, selected, filter } = bench;
  useBenchKeys({ entry: selected?.entry ?? null, filter, onMove: (by) => { if (selected !== null) bench.pick(Math.min(list.length - 1, Math.max(0, selected.index + by))); }, onAction: bench.run, onFilter: bench.setFilter, onNote: () => noteField.current?.focus(), onImport });
  if (isUnread(view)) return <NoFiles view={view} onImport={onImport} onFetched={onFetched} />;
  return (
    <section className="bench">
      <Queue breaks={view.breaks} list={list} filter={filter} selected={selected?.index ?? -1} onFilter={bench.setFilter} onPick={bench.pick} />
      {selected === null ? <NothingOpen view={view} filter={filter} /> : (
        <>
          <Compare key={selected.entry.key} entry={selected.entry} bankRead={isBankRead(view)} />
          <Why key={`${selected.entry.key} why`} entry={selected.entry} busy={bench.busy} note={bench.note} onNote={bench.setNote} noteField={noteField} onAction={bench.run} />
        </>
      )}
      {bench.asking !== null && <AskWallet entry={bench.asking} day={view.day} busy={bench.busy} onClose={() => bench.setAsking(null)} onAsked={() => { if (bench.asking !== null) void bench.decide(bench.asking, 'ask-wallet', bench.note); }} />}
    </section>
  );
}

export function Workbench({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  const [day, setDay] = useState<string | null>(null);
  const reading = useRead('reconcile.read', { day });
  const [running, setRunning] = useState(false);
  useShortcut('r', t('books.run.open'), () => setRunning(true));
  const chooser = useRef<HTMLInputElement>(null);
  const changed = (to: string | null) => { if (to !== null && to !== day) setDay(to); else reading.reload(); onChanged(); };
  const imports = useImport((days) => changed(days.at(-1) ?? null));
  const choose = () => chooser.current?.click();
  const view = reading.value;
  return (
    <DropFiles onFiles={imports.start}>
      <input ref={chooser} type="file" multiple hidden aria-label={t('manager.bench.import')} onChange={(event) => { imports.start([...(event.target.files ?? [])]); event.target.value = ''; }} />
      <BenchBar view={view} onDay={setDay} onImport={choose} onFetched={() => changed(view?.day ?? null)} />
      {view === null ? (reading.trouble === null ? <div className="page"><Loading rows={8} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />) : (
        <div className="bench-page">
          {reading.trouble !== null && <p className="stale" role="status">{t('manager.stale', { trouble: text(reading.trouble) })}</p>}
          <BookBars totals={view.totals} unread={isUnread(view)} />
          <Bench key={view.day} view={view} onActed={() => { reading.reload(); onChanged(); }} onImport={choose} onFetched={() => changed(view.day)} />
          <KeyLine onRun={() => setRunning(true)} />
        </div>
      )}
      {running && <RunDialog onClose={() => setRunning(false)} onDone={() => changed(view?.day ?? null)} />}
      {imports.rows.length > 0 && <ImportDialog imports={imports} />}
    </DropFiles>
  );
}
