/** The last three payments: "did the last one go through?" in one glance. */
import { useTranslation } from 'react-i18next';
import { Check, Hourglass, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { LastPaymentView, Light } from '#contract/views.ts';
import { showReceipt } from '../state/receipt.ts';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { openDialog } from './counter.ts';
import { lampOf, WalletMark } from '../ui/marks.tsx';

const ICONS: Readonly<Record<Light, LucideIcon>> = { yes: Check, 'not-yet': Hourglass, no: X };
const SHOWN = 3;

function open(payment: LastPaymentView): void {
  if (payment.receipt !== null) showReceipt(payment.receipt);
  else if (payment.orderId !== null && payment.light === 'not-yet') void act('pay.ask', { orderId: payment.orderId });
}

function Last({ payment }: { readonly payment: LastPaymentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = ICONS[payment.light];
  const lamp = lampOf(payment.light);
  return (
    <button type="button" onClick={() => open(payment)}>
      <span className={`last3__lamp last3__lamp--${lamp}`}><Icon /></span>
      <span className="min-w-0">
        <span className="last3__amt"><span className="num">{format.money(payment.amountMinor)}</span><WalletMark tender={payment.tender} size="sm" named /></span>
        <span className={`last3__res last3__res--${lamp} cut`}>{payment.light === 'not-yet' ? t(`payment.${payment.state}`) : t('last.at', { state: t(`payment.${payment.state}`), time: format.time(payment.at) })}</span>
      </span>
    </button>
  );
}

export function LastPayments() {
  const { t } = useTranslation();
  const payments = useTill((state) => state.lastPayments);
  const waiting = useTill((state) => state.waiting.length);
  const failed = useTill((state) => state.waiting.some((one) => one.kind === 'refund-failed'));
  return (
    <section className="last3" aria-label={t('last.title')}>
      <h2 className={waiting > 0 ? 'sr-only' : ''}>{t('last.title')}</h2>
      {waiting > 0 && <button type="button" className={`last3__waiting ${failed ? 'last3__waiting--no' : ''}`} onClick={() => openDialog('waiting')}>{failed ? <TriangleAlert /> : <Hourglass />}{t('waiting.list', { count: waiting })}</button>}
      {payments.length === 0 ? <p className="last3__none"><b>{t('last.none')}</b> <span>{t('last.noneHint')}</span></p> : payments.slice(0, SHOWN).map((payment) => <Last key={`${payment.at}${payment.orderId ?? payment.receipt ?? ''}`} payment={payment} />)}
    </section>
  );
}
