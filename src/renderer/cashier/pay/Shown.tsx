/** A code the customer is to scan, on the cashier's screen beside its evidence; without a line with a manager's way out. */
import { useTranslation } from 'react-i18next';
import { HandCoins, Hourglass, LoaderCircle, RefreshCw, Undo2 } from 'lucide-react';
import type { PaymentView, ShownCodeView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useNow } from '../../state/clock.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { showVirtualScanner } from '../counter.ts';
import { useChargeKeys } from './chargeKeys.ts';
import { Evidence } from './Evidence.tsx';

function Code({ shown, until }: { readonly shown: ShownCodeView; readonly until: number | null }) {
  const { t } = useTranslation();
  const left = until === null ? null : Math.max(0, Math.ceil((until - useNow(1_000)) / 1_000));
  if (shown.content === null) return <div className="shown__code shown__code--none" role="status"><LoaderCircle className="spin" />{t('show.making')}</div>;
  return (
    <figure className="shown__code">
      <QrCode text={shown.content} label={t('show.scan')} />
      {left !== null && shown.by !== 'own' && <figcaption className="num">{t('show.expires', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}</figcaption>}
    </figure>
  );
}

export function Shown({ payment, shown }: { readonly payment: PaymentView; readonly shown: ShownCodeView }) {
  const { t } = useTranslation();
  const { ask, cancel } = useChargeKeys(payment);
  const offline = useTill((state) => state.channels.some((channel) => channel.name === 'backend' && channel.health === 'down'));
  const pretend = useTill((state) => state.shop.demo || state.shop.practice);
  useShortcut(pretend ? 'v' : null, t('show.practice'), () => showVirtualScanner(true));
  const risk = () => void act('pay.acceptAtRisk', { orderId: payment.orderId });
  useShortcut(offline ? 'h' : null, t('show.risk'), risk);
  return (
    <>
      <div className="notyet-bar" role="status"><Hourglass />{t('light.not-yet')}<span>{t('pay.keep')}</span></div>
      <div className="run">
        <div className="run__main">
          <div className="who"><WalletMark tender={shown.by === 'any' ? 'split' : payment.wallet} size="lg" /><div className="grow"><b>{shown.by === 'any' ? t('show.any') : t(`tender.${payment.wallet}`)}</b></div><Money minor={payment.amountMinor} big className="amount" /></div>
          <div className="shown">
            <Code shown={shown} until={payment.finalAskAt} />
            <div className="state"><h2>{offline ? t('show.ownTitle') : t('show.scan')}</h2><p>{offline ? t('show.ownHint') : t('show.wait')}</p></div>
          </div>
          <div className="acts">
            {offline ? <Button size="money" money icon={HandCoins} keycap="H" title={t('show.riskHint')} onClick={risk}>{t('show.risk')}</Button> : <Button size="money" icon={RefreshCw} keycap="A" onClick={ask}>{t('show.ask')}</Button>}
            <Button size="money" tone="danger" money icon={Undo2} keycap="C" onClick={cancel}>{t('show.cancel')}</Button>
          </div>
          <p className="fine">{t('pay.cancelHint')}</p>
        </div>
        <Evidence payment={payment} />
      </div>
    </>
  );
}
