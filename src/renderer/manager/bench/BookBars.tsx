/** How much of the day agrees: matched, explained and open, by amount and by lines. */
import { useTranslation } from 'react-i18next';
import type { WorkbenchView } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';

const PARTS = ['matched', 'explained', 'stillOpen'] as const;

function StackedBar({ label, spoken, shares }: { readonly label: string; readonly spoken: string; readonly shares: readonly number[] }) {
  const empty = shares.every((share) => share === 0);
  return (
    <div className="barrow">
      <span>{label}</span>
      <div className="bar" role="img" aria-label={spoken}>{empty ? <i className="bar__none" /> : PARTS.map((part, index) => (shares[index] ?? 0) > 0 && <i key={part} className={`bar__${part}`} style={{ flexGrow: shares[index] ?? 0 }} />)}</div>
    </div>
  );
}

/** `unread`: no file of the day yet, so that nothing agrees and nothing differs. */
export function BookBars({ totals, unread }: { readonly totals: WorkbenchView['totals']; readonly unread: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amounts = [totals.matchedMinor, totals.explainedMinor, totals.openMinor];
  const counts = [totals.matchedCount, totals.explainedCount, totals.openCount];
  const [matched = '', explained = '', open = ''] = amounts.map(format.money);
  const all = amounts.reduce((sum, minor) => sum + minor, 0);
  return (
    <section className="book">
      <div className="book__open">
        <b>{unread ? t('manager.bench.notCompared') : totals.openCount === 0 ? t('manager.bench.nothingOpen') : t('manager.bench.open', { count: totals.openCount })}</b>
        <span>{unread ? t('manager.bench.notComparedHint') : t('manager.bench.openOf', { open, all: format.money(all) })}</span>
      </div>
      <div className="bookbars">
        <StackedBar label={t('manager.bench.byAmount')} spoken={t('manager.bench.barAmount', { matched, explained, open })} shares={amounts} />
        <StackedBar label={t('manager.bench.byCount')} spoken={t('manager.bench.barCount', { matched: counts[0], explained: counts[1], open: counts[2] })} shares={counts} />
        <div className="legend">{PARTS.map((part, index) => <span key={part}><i className={`bar__${part}`} />{t(`manager.bench.${part}`)}<b>{format.money(amounts[index] ?? 0)}</b>{format.count(counts[index] ?? 0)}</span>)}</div>
      </div>
    </section>
  );
}
