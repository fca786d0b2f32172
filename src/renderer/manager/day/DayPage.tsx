/** The manager's day: figures, sales by hour and tender, drawer, predicted settlement, and the close list beside them. */
import { useTranslation } from 'react-i18next';
import { Printer, Store } from 'lucide-react';
import type { DayView } from '#contract/views.ts';
import type { Reading } from '../../state/read.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import type { OpenReport } from '../report/openReport.ts';
import { CloseList } from './CloseList.tsx';
import { Drawer } from './Drawer.tsx';
import { Figures } from './Figures.tsx';
import { LockedPeople } from './LockedPeople.tsx';
import { SalesCard } from './SalesCard.tsx';
import { Settlement } from './Settlement.tsx';

function Bar({ day, onTill, onReport }: { readonly day: DayView | null; readonly onTill: () => void; readonly onReport: (report: OpenReport) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shop = useTill((state) => state.shop);
  return (
    <DeskBar>
      <h1>{day === null ? t('manager.day') : format.weekday(day.businessDay)}</h1>
      {day !== null && <span className="cut text-ink-3">{day.openSince === null ? t('manager.today.notOpen', { shop: shop.name }) : t('manager.today.openSince', { shop: shop.name, time: format.time(day.openSince) })}</span>}
      <span className="grow" />
      <Button icon={Store} onClick={onTill}>{t('manager.close.toTill')}</Button>
      <Button icon={Printer} onClick={() => onReport('x')}>{t('manager.today.x')}</Button>
    </DeskBar>
  );
}

export function DayPage({ reading, onTill, onWork, onReport }: { readonly reading: Reading<DayView>; readonly onTill: () => void; readonly onWork: () => void; readonly onReport: (report: OpenReport) => void }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  const day = reading.value;
  if (day === null) return <><Bar day={null} onTill={onTill} onReport={onReport} />{reading.trouble === null ? <div className="page"><Loading rows={7} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />}</>;
  return (
    <>
      <Bar day={day} onTill={onTill} onReport={onReport} />
      <div className="day-page">
        {reading.trouble !== null && <p className="stale" role="status">{t('manager.stale', { trouble: text(reading.trouble) })}</p>}
        <LockedPeople />
        <div className="day">
          <Figures day={day} onWork={onWork} />
          <SalesCard day={day} />
          <div className="day__lower"><Drawer day={day} /><Settlement day={day} /></div>
          <CloseList day={day} onTill={onTill} onWork={onWork} onChanged={reading.reload} onClosed={(number) => { reading.reload(); onReport(number); }} />
        </div>
      </div>
    </>
  );
}
