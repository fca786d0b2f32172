/** The chain as the backend knows it: each store's days, each till's state, and one till's days on a click. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Building2, ChevronLeft, ChevronRight } from 'lucide-react';
import type { ChainTillDays, ChainView } from '#contract/cloud.ts';
import { useRead } from '../../state/read.ts';
import { formatFor, useFormat, type Format } from '../../text/format.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Chip, Lamp } from '../../ui/marks.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { zName } from '../day/CloseList.tsx';
import { PeriodFields, usePeriod, type Period } from '../period.tsx';

type Store = ChainView['stores'][number];
type Till = Store['tills'][number];
type Chosen = { readonly store: string; readonly till: string };

/** A day's own currency: stores of a chain may differ. */
function useMoney(): (currency: string, minor: number) => string {
  const { language } = useFormat();
  const own = useTill((state) => state.shop);
  return (currency, minor) => formatFor(language, currency === '' ? own.currency : currency, own.timeZone).money(minor);
}

function TillState({ till, format }: { readonly till: Till; readonly format: Format }) {
  const { t } = useTranslation();
  if (till.headAt === null) return <><Lamp state="off" />{t('books.stores.nothing')}</>;
  if (till.businessDay === null) return <><Lamp state="off" />{till.lastZ === 0 ? t('books.stores.notOpened') : t('books.stores.closed', { number: zName(till.lastZ), day: till.lastZDay === null ? '' : format.weekday(till.lastZDay) })}</>;
  return <><Lamp state="yes" />{till.shift === null ? t('books.stores.openNoShift', { day: format.weekday(till.businessDay) }) : t('books.stores.openShift', { day: format.weekday(till.businessDay), operator: till.operator ?? '' })}</>;
}

function StoreCard({ store, onTill }: { readonly store: Store; readonly onTill: (chosen: Chosen) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = useMoney();
  return (
    <section className="card store">
      <div className="card__head"><Building2 className="store__icon" aria-hidden="true" /><h2>{store.store}</h2><span className="grow" /><span className="text-13 text-ink-3">{t('books.stores.tills', { count: store.tills.length })}</span></div>
      <div className="store__two">
        <table className="grid-table">
          <thead><tr><th scope="col">{t('books.stores.till')}</th><th scope="col">{t('books.stores.stands')}</th><th scope="col" className="num">{t('books.stores.breaks')}</th><th scope="col">{t('books.stores.heard')}</th><td /></tr></thead>
          <tbody>
            {store.tills.map((till) => (
              <tr key={till.till}>
                <th scope="row">{till.till}</th><td><span className="row gap-2"><TillState till={till} format={format} /></span></td>
                <td className="num">{till.openBreaks === 0 ? <span className="text-ink-3">{format.count(0)}</span> : <Chip tone="wait">{format.count(till.openBreaks)}</Chip>}</td>
                <td className="text-ink-2">{till.headAt === null ? '' : format.dateTime(till.headAt)}<small className="block text-ink-3">{t('books.stores.entry', { seq: till.head.seq })}</small></td>
                <td className="num"><Button className="small-btn" icon={ChevronRight} aria-label={t('books.stores.daysOf', { till: till.till, store: store.store })} onClick={() => onTill({ store: store.store, till: till.till })}>{t('books.stores.days')}</Button></td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="grid-table">
          <thead><tr><th scope="col">{t('books.day')}</th><th scope="col">{t('books.stores.closedTills')}</th><th scope="col" className="num">{t('books.stores.sales')}</th><th scope="col" className="num">{t('books.sum')}</th></tr></thead>
          <tbody>{store.days.slice(0, 5).map((day) => <tr key={day.day}><th scope="row">{format.weekday(day.day)}</th><td>{t('books.stores.closedOf', { closed: day.closed, tills: day.tills })}</td><td className="num">{format.count(day.sales)}</td><td className="num font-strong">{money(day.currency, day.totalMinor - day.refundMinor)}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Days({ days }: { readonly days: ChainTillDays['days'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = useMoney();
  return (
    <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('books.stores.days')}>
      <table className="grid-table">
        <thead><tr><th scope="col">{t('books.day')}</th><th scope="col">{t('books.stores.stands')}</th><th scope="col" className="num">{t('books.stores.sales')}</th><th scope="col" className="num">{t('books.stores.taken')}</th><th scope="col" className="num">{t('books.stores.refunded')}</th><th scope="col">{t('books.stores.tenders')}</th><th scope="col" className="num">{t('books.stores.breaks')}</th></tr></thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{format.weekday(day.day)}</th><td>{day.z === null ? <Chip tone="plain">{t('books.stores.dayOpen')}</Chip> : <>{t('books.stores.z', { number: zName(day.z) })}{day.closedAt !== null && <small className="block text-ink-3">{format.dateTime(day.closedAt)}</small>}</>}</td>
              <td className="num">{format.count(day.sales)}</td><td className="num">{money(day.currency, day.totalMinor)}</td><td className="num">{day.refundMinor === 0 ? '' : money(day.currency, -day.refundMinor)}</td>
              <td>{day.tenders.map((row) => <span key={row.tender} className="store__tender">{t(`tender.${row.tender}`, { defaultValue: row.tender })} <span className="num">{money(day.currency, row.amountMinor - row.refundMinor)}</span></span>)}</td>
              <td className="num">{day.openBreaks === 0 ? '' : `${format.count(day.openBreaks)} · ${money(day.currency, day.openBreaksMinor)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TillDays({ chosen, period }: { readonly chosen: Chosen; readonly period: Period }) {
  const { t } = useTranslation();
  const reading = useRead('chain.till', { ...chosen, ...period });
  if (reading.value === null || reading.loading) return reading.trouble === null ? <Loading rows={8} /> : <Failed trouble={reading.trouble} onRetry={reading.reload} />;
  return reading.value.days.length === 0 ? <Empty icon={Building2} title={t('books.stores.noDays')}>{t('books.stores.noDaysHint')}</Empty> : <Days days={reading.value.days} />;
}

export function StoresPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [period, setPeriod] = usePeriod(14);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const reading = useRead('chain.read', period);
  return (
    <>
      <DeskBar>
        {chosen !== null && <Button icon={ChevronLeft} onClick={() => setChosen(null)}>{t('books.stores.back')}</Button>}
        <h1>{chosen === null ? t('books.stores.page') : t('books.stores.tillOf', { till: chosen.till, store: chosen.store })}</h1><PeriodFields period={period} onPeriod={setPeriod} />
        <span className="grow" />{reading.value !== null && <span className="cut text-ink-3">{t('books.stores.asOf', { time: format.time(reading.value.at) })}</span>}
      </DeskBar>
      <div className="page">
        {chosen !== null ? <TillDays chosen={chosen} period={period} /> : reading.value === null ? (reading.trouble === null ? <Loading rows={8} /> : <Failed trouble={reading.trouble} onRetry={reading.reload} />) : (
          <>{reading.trouble !== null && <Failed trouble={reading.trouble} onRetry={reading.reload} />}{reading.value.stores.map((store) => <StoreCard key={store.store} store={store} onTill={setChosen} />)}</>
        )}
      </div>
    </>
  );
}
