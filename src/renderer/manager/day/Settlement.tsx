/** What the wallets should pay out tonight: gross, fee and net of each, by the contract's rates. */
import { useTranslation } from 'react-i18next';
import type { DayView } from '#contract/views.ts';
import { Money } from '../../ui/Money.tsx';
import { WalletMark } from '../../ui/marks.tsx';

export function Settlement({ day }: { readonly day: DayView }) {
  const { t } = useTranslation();
  const { settlement } = day;
  const sum = (field: 'grossMinor' | 'feeMinor' | 'netMinor') => settlement.reduce((total, row) => total + row[field], 0);
  return (
    <section className="card">
      <div className="card__head"><h2>{t('manager.today.settle')}</h2><span className="grow" /><span className="cut text-13 text-ink-3">{t('manager.today.settleHint')}</span></div>
      {settlement.length === 0 ? <p className="px-4 pb-4 text-ink-2">{t('manager.today.noSettle')}</p> : (
        <table className="grid-table sums">
          <thead><tr><th scope="col">{t('manager.today.wallet')}</th><th scope="col" className="num">{t('manager.today.gross')}</th><th scope="col" className="num">{t('manager.today.fee')}</th><th scope="col" className="num">{t('manager.today.net')}</th></tr></thead>
          <tbody>
            {settlement.map((row) => (
              <tr key={row.wallet}>
                <th scope="row"><span className="row gap-2"><WalletMark tender={row.wallet} size="sm" />{t(`tender.${row.wallet}`)}</span></th>
                <td className="num text-ink-2"><Money bare minor={row.grossMinor} /></td><td className="num text-ink-2"><Money bare minor={-row.feeMinor} /></td><td className="num"><Money bare minor={row.netMinor} /></td>
              </tr>
            ))}
            <tr className="sums__total"><th scope="row">{t('manager.today.tonight')}</th><td className="num"><Money bare minor={sum('grossMinor')} /></td><td className="num"><Money bare minor={-sum('feeMinor')} /></td><td className="num"><Money bare rule minor={sum('netMinor')} /></td></tr>
          </tbody>
        </table>
      )}
    </section>
  );
}
