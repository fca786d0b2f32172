/** The workbench's keys, and the line at the foot that names the ones used most. */
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../ui/Button.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import type { BreakView } from '#contract/views.ts';
import { alternatives, canReopen, FILTERS, suggestedAction, type Action, type Filter } from './breakList.ts';

export type BenchKeys = {
  readonly entry: BreakView | null;
  readonly filter: Filter;
  readonly onMove: (by: 1 | -1) => void;
  readonly onAction: (action: Action) => void;
  readonly onFilter: (filter: Filter) => void;
  readonly onNote: () => void;
  readonly onImport: () => void;
};

function useAlternativeKey(entry: BreakView | null, action: Action, label: string, onAction: (action: Action) => void): void {
  const found = entry === null ? undefined : alternatives(entry).find((other) => other.action === action);
  useShortcut(found?.key ?? null, label, () => onAction(action));
}

export function useBenchKeys({ entry, filter, onMove, onAction, onFilter, onNote, onImport }: BenchKeys): void {
  const { t } = useTranslation();
  const suggested = entry === null ? null : suggestedAction(entry);
  useShortcut('j', t('manager.bench.keyNext'), () => onMove(1));
  useShortcut('k', t('manager.bench.keyPrevious'), () => onMove(-1));
  useShortcut('ArrowDown', null, () => onMove(1));
  useShortcut('ArrowUp', null, () => onMove(-1));
  useShortcut(suggested === null ? null : 'a', t('manager.bench.keySuggested'), () => { if (suggested !== null) onAction(suggested); });
  useAlternativeKey(entry, 'wait', t('breaks.action.wait.key'), onAction);
  useAlternativeKey(entry, 'ask-wallet', t('breaks.action.ask-wallet.key'), onAction);
  useAlternativeKey(entry, 'write-off', t('breaks.action.write-off.key'), onAction);
  useAlternativeKey(entry, 'adjust', t('breaks.action.adjust.key'), onAction);
  useAlternativeKey(entry, 'assign', t('breaks.action.assign.key'), onAction);
  useShortcut(entry !== null && canReopen(entry) ? 'u' : null, t('breaks.action.reopen.key'), () => onAction('reopen'));
  useShortcut('n', t('manager.bench.keyNote'), onNote);
  useShortcut('/', t('manager.bench.keyFilter'), () => onFilter(FILTERS[(FILTERS.indexOf(filter) + 1) % FILTERS.length] ?? 'open'));
  useShortcut('i', t('manager.bench.import'), onImport);
}

export function KeyLine({ onRun }: { readonly onRun: () => void }) {
  const { t } = useTranslation();
  return (
    <footer className="keyline">
      <span><KeyCap>J</KeyCap><KeyCap>K</KeyCap>{t('manager.bench.keys.move')}</span>
      <span><KeyCap>A</KeyCap>{t('manager.bench.keys.suggested')}</span>
      <span><KeyCap>N</KeyCap>{t('manager.bench.keys.note')}</span>
      <span><KeyCap>/</KeyCap>{t('manager.bench.keys.filter')}</span>
      <span><KeyCap>I</KeyCap>{t('manager.bench.keys.import')}</span>
      <span><KeyCap>?</KeyCap>{t('manager.bench.keys.help')}</span>
      <span className="grow" />
      <button type="button" className="keyline__run" onClick={onRun}><KeyCap>R</KeyCap>{t('books.run.open')}</button>
    </footer>
  );
}
