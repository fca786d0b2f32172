/** What is not decided, one by one: payments, refunds under way, and refunds that a wallet refused, each with what can be done. */
import { useTranslation } from 'react-i18next';
import { Banknote, RefreshCw } from 'lucide-react';
import type { WaitingView } from '#contract/views.ts';
import { act } from '../state/act.ts';
import { useNow } from '../state/clock.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ProofButton } from './ProofButton.tsx';
import { WalletMark } from './marks.tsx';
import { Money } from './Money.tsx';

function Row({ one }: { readonly one: WaitingView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(1_000);
  const wallet = t(`tender.${one.wallet}`);
  const failed = one.kind === 'refund-failed';
  const next = failed || one.nextAt === null ? null : one.nextAt <= now ? t('waiting.soon') : t('waiting.next', { time: format.timeSeconds(one.nextAt) });
  return (
    <li className={`waiting__row ${failed ? 'waiting__row--no' : ''}`}>
      <WalletMark tender={one.wallet} />
      <div className="grow">
        <b>{t(`waiting.${one.kind}`)} · {wallet}</b>
        <p>{[t('waiting.asked', { time: format.time(one.startedAt) }), ...(one.atRisk ? [t('waiting.atRisk')] : []), ...(next === null ? [] : [next]), ...(one.code === null ? [] : [one.code])].join(' · ')}</p>
        {failed && <p className="waiting__hint">{t('waiting.failedHint', { wallet })}</p>}
      </div>
      <Money minor={one.amountMinor} />
      <ProofButton orderId={one.orderId} />
      {one.kind === 'charge' && <Button size="touch" icon={RefreshCw} onClick={() => void act('pay.ask', { orderId: one.orderId })}>{t('waiting.askNow')}</Button>}
      {failed && <Button size="touch" money icon={RefreshCw} onClick={() => void act('refund.again', { refundId: one.id, by: 'wallet' })}>{t('waiting.again', { wallet })}</Button>}
      {failed && <Button size="touch" money icon={Banknote} onClick={() => void act('refund.again', { refundId: one.id, by: 'cash' })}>{t('waiting.cash')}</Button>}
    </li>
  );
}

export function WaitingDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const waiting = useTill((state) => state.waiting);
  return (
    <Dialog title={t('waiting.title')} size="wide" onClose={onClose}>
      {waiting.length === 0 ? <p>{t('waiting.none')}</p> : <ul className="waiting">{waiting.map((one) => <Row key={`${one.kind}${one.id}`} one={one} />)}</ul>}
    </Dialog>
  );
}
