/** NOT YET as a full-panel light: the wallet said nothing definite; what happens next and in how many seconds. */
import { useTranslation } from 'react-i18next';
import { HandCoins, Lock, RefreshCw, Undo2 } from 'lucide-react';
import type { PaymentView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useNow } from '../../state/clock.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { ProofButton } from '../../ui/ProofButton.tsx';
import { useChargeKeys } from './chargeKeys.ts';
import { Light, type Fact } from './Light.tsx';

function useFacts(payment: PaymentView): Fact[] {
  const { t } = useTranslation();
  const now = useNow(1_000);
  const { state, nextAskAt, finalAskAt, evidence } = payment;
  const asked = evidence.filter((entry) => entry.what === 'asked').length;
  const final = finalAskAt !== null && (nextAskAt === null || nextAskAt >= finalAskAt);
  const next = state === 'stuck' ? t('pay.fact.nextManager') : final ? t('pay.fact.nextFinal') : t('pay.fact.nextAsk');
  const at = final ? finalAskAt : nextAskAt;
  return [
    { label: t('pay.fact.next'), value: next },
    ...(at === null ? [] : [{ label: t('pay.fact.in'), value: t('pay.seconds', { seconds: Math.max(0, Math.ceil((at - now) / 1_000)) }) }]),
    { label: t('pay.fact.asked'), value: t('pay.fact.times', { count: asked }) },
  ];
}

export function NotYet({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const facts = useFacts(payment);
  const { ask, cancel } = useChargeKeys(payment);
  const saleId = useTill((state) => state.basket.saleId);
  const offline = useTill((state) => state.channels.some((channel) => channel.name === 'backend' && channel.health === 'down'));
  return (
    <Light light="not-yet" tender={payment.wallet} saleId={saleId} amountMinor={payment.amountMinor} reason={payment.reason} facts={facts}>
      <Button className="btn--main" icon={RefreshCw} keycap="A" onClick={ask}>{t('pay.ask')}</Button>
      <Button icon={Undo2} keycap="C" money disabled={payment.cancelling} onClick={cancel}>{t('pay.cancel')}</Button>
      {offline && payment.state === 'unknown' && !payment.cancelling && <Button icon={HandCoins} money title={t('show.riskHint')} onClick={() => void act('pay.acceptAtRisk', { orderId: payment.orderId })}>{t('show.risk')}</Button>}
      <ProofButton orderId={payment.orderId} size="key" />
      <Button icon={Lock} money title={t('pay.setAsideHint')} onClick={() => void act('pay.setAside', { orderId: payment.orderId })}>{t('pay.setAside')}</Button>
    </Light>
  );
}
