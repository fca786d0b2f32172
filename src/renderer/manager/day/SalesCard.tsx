/** Sales by hour and tender: as a chart, as the table behind it, and each tender's share. */
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartColumn } from 'lucide-react';
import type { DayView } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';
import { Seg } from '../../ui/Field.tsx';
import { Money } from '../../ui/Money.tsx';
import { Empty, Loading } from '../../ui/states.tsx';
import { highestHour, hourName, hoursOf, TENDER_COLOUR, tendersOf, type DayTender, type HourRow } from './tenders.ts';

const SalesChart = lazy(async () => ({ default: (await import('./SalesChart.tsx')).SalesChart }));

function HourTable({ rows, tenders }: { readonly rows: readonly HourRow[]; readonly tenders: readonly DayTender[] }) {
  const { t } = useTranslation();
  return (
    <div className="hours" tabIndex={0} role="region" aria-label={t('manager.today.chart')}>
      <table className="grid-table">
        <thead><tr><th scope="col">{t('manager.today.hour')}</th>{tenders.map((tender) => <th key={tender} scope="col" className="num">{t(`tender.${tender}`)}</th>)}<th scope="col" className="num">{t('manager.today.all')}</th></tr></thead>
        <tbody>
          {rows.filter((row) => row.totalMinor !== 0).map((row) => (
            <tr key={row.hour}><th scope="row">{hourName(row.hour)}:00</th>{tenders.map((tender) => <td key={tender} className="num">{(row.tenders[tender] ?? 0) !== 0 && <Money bare minor={row.tenders[tender] ?? 0} />}</td>)}<td className="num font-strong"><Money bare minor={row.totalMinor} /></td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Shares({ day, tenders }: { readonly day: DayView; readonly tenders: readonly DayTender[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = tenders.map((tender) => ({ tender, amountMinor: day.tenders.find((row) => row.tender === tender)?.amountMinor ?? 0 }));
  const total = rows.reduce((sum, row) => sum + row.amountMinor, 0);
  const highest = Math.max(1, ...rows.map((row) => row.amountMinor));
  return (
    <ul className="tend">
      {rows.map(({ tender, amountMinor }) => (
        <li key={tender}>
          <i style={{ background: TENDER_COLOUR[tender] }} />
          <span>{t(`tender.${tender}`)}<em>{total > 0 && format.percent(Math.round((amountMinor * 100) / total) * 100)}</em></span>
          <b className="num">{format.amount(amountMinor)}</b>
          <span className="share"><span style={{ width: `${(amountMinor / highest) * 100}%`, background: TENDER_COLOUR[tender] }} /></span>
        </li>
      ))}
    </ul>
  );
}

export function SalesCard({ day }: { readonly day: DayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const rows = hoursOf(day);
  const tenders = tendersOf(day);
  const highest = highestHour(rows);
  return (
    <section className="card chartcard">
      <div className="card__head">
        <h2>{t('manager.today.chart')}</h2><span className="grow" />
        {highest !== null && <Seg label={t('manager.today.chart')} value={shape} choices={[{ value: 'chart', label: t('manager.today.asChart') }, { value: 'table', label: t('manager.today.asTable') }]} onChoose={setShape} />}
      </div>
      {highest === null ? <Empty icon={ChartColumn} title={t('manager.today.noSales')}>{t('manager.today.noSalesHint')}</Empty> : (
        <div className="chartwrap">
          {shape === 'table' ? <HourTable rows={rows} tenders={tenders} /> : (
            <div className="plot" role="img" aria-label={t('manager.today.chartLabel', { hour: hourName(highest.hour), amount: format.money(highest.totalMinor) })}>
              <Suspense fallback={<Loading rows={4} />}><SalesChart rows={rows} tenders={tenders} highest={highest} /></Suspense>
            </div>
          )}
          <Shares day={day} tenders={tenders} />
        </div>
      )}
    </section>
  );
}
