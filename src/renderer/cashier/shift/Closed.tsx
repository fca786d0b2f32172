/** What the blind count came to: expected, counted, difference. */
import { useTranslation } from 'react-i18next';
import { act } from '../../state/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { showCloseShift } from '../counter.ts';

export type ClosedShift = { readonly number: number; readonly expectedMinor: number; readonly countedMinor: number; readonly differenceMinor: number; readonly approver: string | null; readonly tenders: readonly { readonly tender: string; readonly expectedMinor: number }[] };

export function Closed({ closed }: { readonly closed: ClosedShift }) {
  const { t } = useTranslation();
  const { expectedMinor, countedMinor, differenceMinor, approver, tenders } = closed;
  const out = () => { showCloseShift(false); void act('session.signOut', {}); };
  useShortcut('F9', t('shift.after'), out);
  useShortcut('Escape', null, () => showCloseShift(false));
  return (
    <>
      <header className="panel__head"><h2>{t('shift.doneTitle')}</h2></header>
      <div className="panel__body">
        <div className="pairs">
          <div className="pair"><span>{t('shift.expected')}</span><Money minor={expectedMinor} bare /></div>
          <div className="pair"><span>{t('shift.counted')}</span><Money minor={countedMinor} bare /></div>
        </div>
        <div className="change"><span className="change__label">{t('shift.difference')}</span><Money minor={differenceMinor} big rule className="amount" /><p className="mt-4 text-ink-2">{t(differenceMinor === 0 ? 'shift.even' : differenceMinor > 0 ? 'shift.over' : 'shift.short')}{approver !== null && ` ${t('shift.signedBy', { name: approver })}`}</p></div>
        {tenders.length > 0 && <div className="pairs"><h3 className="text-13 text-ink-2">{t('shift.tenders')}</h3>{tenders.map((one) => <div key={one.tender} className="pair"><span>{t(`tender.${one.tender}`)}</span><Money minor={one.expectedMinor} bare /></div>)}</div>}
        <div className="grid grid-cols-2 gap-3">
          <Button size="money" tone="primary" keycap="F9" onClick={out}>{t('shift.after')}</Button>
          <Button size="money" onClick={() => showCloseShift(false)}>{t('ui.done')}</Button>
        </div>
      </div>
    </>
  );
}
