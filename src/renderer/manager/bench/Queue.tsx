/** The queue of breaks: what it is, what is suggested, the amount, the age. One is always in hand. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CircleHelp, Clock4, ListChecks } from 'lucide-react';
import type { BreakView } from '#contract/views.ts';
import { LIMITS } from '#core/limits.ts';
import { isMethod } from '#core/wallets.ts';
import { useFormat } from '../../text/format.ts';
import { Seg } from '../../ui/Field.tsx';
import { WalletMark } from '../../ui/marks.tsx';
import { Empty } from '../../ui/states.tsx';
import { FILTERS, inFilter, type Filter } from './breakList.ts';
import { useBreakWords, useDecided } from './breakWords.ts';

function Mark({ entry }: { readonly entry: BreakView }) {
  if (entry.state === 'carried') return <span className="mark mark--cash"><Clock4 aria-hidden="true" /></span>;
  return isMethod(entry.wallet) ? <WalletMark tender={entry.wallet} named /> : <span className="mark mark--cash"><CircleHelp aria-hidden="true" /></span>;
}

function Row({ entry, selected, onPick }: { readonly entry: BreakView; readonly selected: boolean; readonly onPick: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useBreakWords()(entry);
  const decided = useDecided();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!selected) return;
    row.current?.scrollIntoView({ block: 'nearest' });
    // The focus goes along only where it was in the list already.
    if (row.current?.parentElement?.contains(document.activeElement) === true) row.current.focus();
  }, [selected]);
  const below = entry.state === 'resolved' && entry.resolution !== null ? decided(entry.resolution.action) : words.next;
  const state = entry.state === 'open' ? t('manager.bench.age', { count: entry.ageDays }) : t(`manager.bench.${entry.state}`);
  return (
    <div ref={row} role="option" aria-selected={selected} tabIndex={selected ? 0 : -1} className={`q q--${entry.state}`} onClick={onPick}>
      <Mark entry={entry} />
      <span className="q__t cut">{words.title}</span><span className="q__a num">{format.amount(entry.amountMinor)}</span>
      <span className="q__s cut">{below}</span>
      <span className="q__o">{entry.owner !== null && <span className="cut">{entry.owner}</span>}<span>{state}</span></span>
    </div>
  );
}

export type QueueProps = { readonly breaks: readonly BreakView[]; readonly list: readonly BreakView[]; readonly filter: Filter; readonly selected: number; readonly onFilter: (filter: Filter) => void; readonly onPick: (index: number) => void };

export function Queue({ breaks, list, filter, selected, onFilter, onPick }: QueueProps) {
  const { t } = useTranslation();
  const names = { open: 'filterOpen', carried: 'filterCarried', resolved: 'filterResolved' } as const;
  const choices = FILTERS.map((value) => ({ value, label: t(`manager.bench.${names[value]}`, { count: inFilter(breaks, value).length }) }));
  return (
    <div className="queue">
      <div className="filters"><Seg label={t('manager.bench.filter')} value={filter} choices={choices} onChoose={onFilter} /></div>
      {list.length === 0 ? (filter === 'open' ? null : <Empty icon={ListChecks} title={t(filter === 'carried' ? 'manager.bench.emptyCarried' : 'manager.bench.emptyResolved')}>{t('manager.bench.emptyFilterHint')}</Empty>) : (
        <div className="qlist" role="listbox" aria-label={t('manager.bench.queue')}>
          {list.map((entry, index) => <Row key={entry.key} entry={entry} selected={index === selected} onPick={() => onPick(index)} />)}
        </div>
      )}
      {breaks.length >= LIMITS.breaksShownMax && <p className="queue__note">{t('manager.bench.truncated', { count: LIMITS.breaksShownMax })}</p>}
    </div>
  );
}
