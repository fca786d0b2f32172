/** The two keys of a running charge: both are safe to press at any moment. */
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useShortcut } from '../../ui/shortcut.tsx';

export function useChargeKeys(payment: PaymentView): { readonly ask: () => void; readonly cancel: () => void } {
  const { t } = useTranslation();
  const ask = () => void act('pay.ask', { orderId: payment.orderId });
  const cancel = () => void act('pay.cancel', { orderId: payment.orderId });
  useShortcut('a', t('pay.ask'), ask);
  useShortcut(payment.cancelling ? null : 'c', t('pay.cancel'), cancel);
  return { ask, cancel };
}
