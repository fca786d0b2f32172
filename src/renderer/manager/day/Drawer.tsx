/** What should be in the open shift's drawer. */
import { useTranslation } from 'react-i18next';
import type { DayView } from '#contract/views.ts';
import { useTill } from '../../state/till.ts';
import { Money } from '../../ui/Money.tsx';

export function Drawer({ day }: { readonly day: DayView }) {
  const { t } = useTranslation();
  const till = useTill((state) => state.shop.till);
  const { rows, expectedMinor, shift } = day.drawer;
  return (
    <section className="card">
      <div className="card__head"><h2 className="cut">{t('manager.today.drawer', { till })}</h2><span className="grow" />{shift !== null && <span className="text-13 text-ink-3">{t('manager.today.drawerShift', { number: shift })}</span>}</div>
      {expectedMinor === null ? <p className="px-4 pb-4 text-ink-2">{t('manager.today.noShift')}</p> : (
        <table className="grid-table sums">
          <tbody>
            {rows.map((row) => <tr key={row.what}><th scope="row">{t(`manager.today.row.${row.what}`)}</th><td className="num"><Money bare minor={row.amountMinor} /></td></tr>)}
            <tr className="sums__total"><th scope="row">{t('manager.today.expected')}</th><td className="num"><Money bare rule minor={expectedMinor} /></td></tr>
          </tbody>
        </table>
      )}
    </section>
  );
}
