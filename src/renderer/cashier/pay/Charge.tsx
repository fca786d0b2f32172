/** A running charge: the customer confirming with a countdown and the evidence, or NOT YET when the wallet says nothing definite. */
import { useTranslation } from 'react-i18next';
import { Hourglass, RefreshCw, Undo2 } from 'lucide-react';
import { maskedCard } from '#core/cardBrand.ts';
import type { PaymentView } from '#contract/views.ts';
import { useNow } from '../../state/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { useChargeKeys } from './chargeKeys.ts';
import { Evidence } from './Evidence.tsx';
import { NotYet } from './NotYet.tsx';
import { PlainLight } from './Ending.tsx';
import { Shown } from './Shown.tsx';

const RING = 2 * Math.PI * 70;

function Countdown({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const now = useNow(1_000);
  const { finalAskAt, startedAt } = payment;
  if (finalAskAt === null) return null;
  const left = Math.max(0, finalAskAt - now);
  const share = Math.min(1, left / Math.max(1, finalAskAt - startedAt));
  return (
    <div className="countdown" role="timer">
      <svg viewBox="0 0 152 152" aria-hidden="true"><circle cx="76" cy="76" r="70" fill="none" stroke="var(--line)" strokeWidth="9" /><circle cx="76" cy="76" r="70" fill="none" stroke="var(--accent)" strokeWidth="9" strokeLinecap="round" strokeDasharray={`${RING * share} ${RING}`} /></svg>
      <span><b>{t('pay.seconds', { seconds: Math.ceil(left / 1_000) })}</b><small>{left > 0 ? t('pay.untilFinal') : t('pay.finalNow')}</small></span>
    </div>
  );
}

const CARD_STATES: Readonly<Partial<Record<PaymentView['state'], string>>> = { sent: 'card.asking', 'payer-acting': 'card.working' };
const stateKey = ({ wallet, state }: PaymentView, reversing: boolean): string => (wallet === 'card' && !reversing ? CARD_STATES[state] : undefined) ?? `pay.state.${reversing ? 'reversing' : state}`;

function Confirming({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const { ask, cancel } = useChargeKeys(payment);
  const reversing = payment.state === 'reversing' || payment.cancelling;
  return (
    <>
      <div className="notyet-bar" role="status"><Hourglass />{t('light.not-yet')}<span>{t('pay.keep')}</span></div>
      <div className="run">
        <div className="run__main">
          <div className="who"><WalletMark tender={payment.wallet} size="lg" /><div className="grow"><b>{t(`tender.${payment.wallet}`)}</b>{payment.lastFour !== '' && <span className="text-ink-3">{payment.wallet === 'card' ? maskedCard(payment.brand, payment.lastFour) : t('pay.ending', { digits: payment.lastFour })}</span>}</div><Money minor={payment.amountMinor} big className="amount" /></div>
          <div className="ringrow"><Countdown payment={payment} /><div className="state"><h2>{t(stateKey(payment, reversing))}</h2><p>{t(reversing ? 'pay.stateHint.reversing' : 'pay.stateHint.wait')}</p></div></div>
          <div className="acts">
            <Button size="money" icon={RefreshCw} keycap="A" onClick={ask}>{t('pay.ask')}</Button>
            <Button size="money" tone="danger" money icon={Undo2} keycap="C" disabled={payment.cancelling} onClick={cancel}>{t('pay.cancel')}</Button>
          </div>
          <p className="fine">{t('pay.cancelHint')}</p>
        </div>
        <Evidence payment={payment} />
      </div>
    </>
  );
}

export function Charge({ payment }: { readonly payment: PaymentView }) {
  if (payment.light !== 'not-yet') return <PlainLight payment={payment} />;
  if (payment.shown !== undefined && payment.state !== 'stuck' && payment.state !== 'reversing' && !payment.cancelling) return <Shown payment={payment} shown={payment.shown} />;
  return payment.state === 'unknown' || payment.state === 'stuck' ? <NotYet payment={payment} /> : <Confirming payment={payment} />;
}
