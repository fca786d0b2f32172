/** A part of what is due: how much, and whether the next code or cash pays it. */
import { useTranslation } from 'react-i18next';
import { Banknote, ScanLine } from 'lucide-react';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Keypad, useAmount } from '../../ui/Keypad.tsx';
import { WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { showCash, showPay } from '../counter.ts';
import { PayHead } from './PayHead.tsx';

function PaidParts() {
  const { t } = useTranslation();
  const tenders = useTill((state) => state.basket.tenders);
  if (tenders.length === 0) return null;
  return (
    <div className="pairs">
      {tenders.map((tender, index) => (
        <div key={tender.orderId ?? index} className="pair">
          <span className="row gap-2"><WalletMark tender={tender.wallet ?? 'cash'} size="sm" />{t(`tender.${tender.wallet ?? 'cash'}`)}</span><Money minor={tender.amountMinor} bare />
        </div>
      ))}
    </div>
  );
}

export function Split() {
  const { t } = useTranslation();
  const format = useFormat();
  const due = useTill((state) => state.basket.dueMinor);
  const entry = useAmount(null, due);
  const part = entry.minor;
  const ready = part !== null && part > 0 && part < due;
  const byCode = async () => {
    if (ready && (await act('pay.part', { amountMinor: part })) !== null) showPay('due');
  };
  const inCash = () => { if (ready) showCash(null, part); };
  return (
    <>
      <PayHead title={t('pay.splitTitle')} lead={<WalletMark tender="split" />} backLabel={t('ui.back')} onBack={() => showPay('due')} />
      <div className="cash">
        <div className="cash__left">
          <PaidParts />
          <div className="pairs"><div className="pair"><span>{t('pay.rest')}</span><Money minor={due} bare /></div></div>
          <div className="change">
            <span className="change__label">{t('pay.splitAmount')}</span>
            <Money minor={part ?? 0} big className={`amount ${part === null ? 'text-ink-3' : ''}`} />
            <span className="change__label">{ready ? t('pay.remains', { amount: format.money(due - part) }) : t('pay.splitLead')}</span>
          </div>
          <div className="quick quick--two">
            {/* Proposals only: whole units of the smallest coin, any rest stays due. */}
            <button type="button" className="btn" onClick={() => entry.set(Math.floor(due / 2))}>{t('pay.half')}</button>
            <button type="button" className="btn" onClick={() => entry.set(Math.floor(due / 3))}>{t('pay.third')}</button>
          </div>
        </div>
        <Keypad layout="amount" fill onDigits={entry.digits} onDelete={entry.remove} onClear={entry.clear} />
        <div className="cash__foot">
          <Button size="money" tone="primary" money icon={ScanLine} disabled={!ready} onClick={() => void byCode()}>{t('pay.splitCode')}</Button>
          <Button size="money" icon={Banknote} disabled={!ready} onClick={inCash}>{t('pay.splitCash')}</Button>
        </div>
      </div>
    </>
  );
}
