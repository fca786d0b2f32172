/** Lines under the top bar that concern the whole till: practice, a sale recovered after a crash. */
import { useTranslation } from 'react-i18next';
import { History, OctagonX, Play } from 'lucide-react';
import { act } from '../state/act.ts';
import { showReceipt } from '../state/receipt.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';

export function Banners() {
  const { t } = useTranslation();
  const format = useFormat();
  const recovered = useTill((state) => state.recovered);
  const forked = useTill((state) => state.stopped?.code === 'ledger-forked');
  const practice = useTill((state) => state.shop.practice);
  return (
    <div className="banners">
      {forked && <p className="banner banner--no" role="alert"><OctagonX />{t('stopped.ledger-forked')}</p>}
      {practice && <p className="banner banner--wait"><Play />{t('frame.practice')}</p>}
      {recovered !== null && (
        <div className="banner banner--wait" role="alert">
          <History />
          <span className="grow">{t('recovered.text', { receipt: recovered.receipt, amount: format.money(recovered.amountMinor) })}</span>
          <Button size="touch" onClick={() => showReceipt(recovered.receipt)}>{t('recovered.see')}</Button>
          <Button size="touch" onClick={() => void act('pay.dismiss', {})}>{t('recovered.ok')}</Button>
        </div>
      )}
    </div>
  );
}
