/** The cashier's dialogs, one at a time. */
import { useTranslation } from 'react-i18next';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { CodeDialog } from './dialogs/CodeDialog.tsx';
import { CouponDialog } from './dialogs/CouponDialog.tsx';
import { DiscountDialog } from './dialogs/DiscountDialog.tsx';
import { PriceDialog } from './dialogs/PriceDialog.tsx';
import { QuantityDialog } from './dialogs/QuantityDialog.tsx';
import { ReasonDialog } from './dialogs/ReasonDialog.tsx';
import { RecallDialog } from './dialogs/RecallDialog.tsx';
import { WaitingDialog } from '../ui/WaitingDialog.tsx';
import { useChosenLine } from './chosenLine.ts';
import { openDialog, useCounter } from './counter.ts';

const close = (): void => openDialog(null);

function VoidDialog() {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useTill((state) => state.basket.itemCount);
  const total = useTill((state) => state.basket.totalMinor);
  const paid = useTill((state) => state.basket.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0));
  return <ReasonDialog title={t('basket.voidTitle')} hint={t(paid === 0 ? 'basket.voidHint' : 'basket.voidPaidHint', { items: t('basket.items', { count }), amount: format.money(total), paid: format.money(paid) })} go={t('basket.voidGo')} usual={[t('basket.reasons.mistake'), t('basket.reasons.left'), t('basket.reasons.other')]} onClose={close} onGo={(reason) => act('basket.void', { reason })} />;
}

function DrawerDialog() {
  const { t } = useTranslation();
  return <ReasonDialog title={t('shift.drawerTitle')} hint={t('shift.drawerHint')} go={t('shift.drawer')} usual={[t('shift.reasons.help'), t('shift.reasons.check')]} onClose={close} onGo={(reason) => act('drawer.open', { reason })} />;
}

function CashDialog({ direction }: { readonly direction: 'in' | 'out' }) {
  const { t } = useTranslation();
  const usual = direction === 'in' ? [t('shift.reasons.change')] : [t('shift.reasons.bank'), t('shift.reasons.supplier')];
  return <ReasonDialog withAmount title={t(direction === 'in' ? 'shift.inTitle' : 'shift.outTitle')} hint={t('shift.moveHint')} go={t(direction === 'in' ? 'shift.cashIn' : 'shift.cashOut')} usual={usual} onClose={close} onGo={(reason, amountMinor) => act('cash.move', { direction, amountMinor, reason })} />;
}

export function CounterDialogs() {
  const dialog = useCounter((counter) => counter.dialog);
  const line = useChosenLine();
  if (dialog === null) return null;
  if (dialog === 'waiting') return <WaitingDialog onClose={close} />;
  if (dialog === 'recall') return <RecallDialog onClose={close} />;
  if (dialog === 'code') return <CodeDialog onClose={close} />;
  if (dialog === 'coupon') return <CouponDialog onClose={close} />;
  if (dialog === 'void') return <VoidDialog />;
  if (dialog === 'drawer') return <DrawerDialog />;
  if (dialog === 'cash-in' || dialog === 'cash-out') return <CashDialog direction={dialog === 'cash-in' ? 'in' : 'out'} />;
  if (dialog === 'discount-all') return <DiscountDialog line={null} onClose={close} />;
  if (line === null) return null;
  if (dialog === 'quantity') return <QuantityDialog line={line} onClose={close} />;
  return dialog === 'price' ? <PriceDialog line={line} onClose={close} /> : <DiscountDialog line={line} onClose={close} />;
}
