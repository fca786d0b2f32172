/** What stands behind two items of the close list: payments that are not certain yet, and baskets on hold. */
import { useTranslation } from 'react-i18next';
import type { TillState } from '#contract/views.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Lamp, WalletMark, type Tender } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { WaitingDialog } from '../../ui/WaitingDialog.tsx';

type OpenPayment = { readonly id: string; readonly tender: Tender; readonly amountMinor: number; readonly at: number; readonly state: string };

/** The payment on the till's screen and the last ones that are amber; each order once. */
export function openPaymentsOf({ payment, lastPayments }: Pick<TillState, 'payment' | 'lastPayments'>): OpenPayment[] {
  const current = payment !== null && payment.light === 'not-yet' ? [{ id: payment.orderId, tender: payment.wallet, amountMinor: payment.amountMinor, at: payment.startedAt, state: payment.state }] : [];
  const last = lastPayments.filter((entry) => entry.light === 'not-yet' && entry.orderId !== null && entry.orderId !== payment?.orderId);
  return [...current, ...last.map((entry) => ({ id: entry.orderId ?? '', tender: entry.tender, amountMinor: entry.amountMinor, at: entry.at, state: entry.state }))];
}

/** All that is not decided, with goods handed over at risk and refunds under way; where the till tells none by one, what the counter last saw. */
export function OpenPayments({ onClose }: { readonly onClose: () => void }) {
  const listed = useTill((state) => state.waiting.length > 0);
  return listed ? <WaitingDialog onClose={onClose} /> : <SeenAtCounter onClose={onClose} />;
}

function SeenAtCounter({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const payment = useTill((state) => state.payment);
  const lastPayments = useTill((state) => state.lastPayments);
  const count = useTill((state) => state.openPayments);
  const known = openPaymentsOf({ payment, lastPayments });
  const more = Math.max(0, count - known.length);
  return (
    <Dialog title={t('manager.close.unknownTitle')} hint={t('manager.close.unknownHint')} size="wide" onClose={onClose}>
      {known.length === 0 && more === 0 && <p>{t('manager.close.unknownNone')}</p>}
      {known.length > 0 && (
        <table className="grid-table text-14">
          <tbody>{known.map((row) => <tr key={row.id}><td className="w-10"><WalletMark tender={row.tender} size="sm" named /></td><td className="mono">{row.id}</td><td className="text-ink-2">{format.timeSeconds(row.at)}</td><td><span className="row gap-2"><Lamp state="wait" />{t(`payment.${row.state}`)}</span></td><td className="num font-strong"><Money minor={row.amountMinor} /></td></tr>)}</tbody>
        </table>
      )}
      {more > 0 && <p className="text-14 text-ink-2">{t('manager.close.unknownMore', { count: more })}</p>}
    </Dialog>
  );
}

export function HeldBaskets({ count, onTill, onClose }: { readonly count: number; readonly onTill: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const held = useTill((state) => state.held);
  const others = Math.max(0, count - held.length);
  return (
    <Dialog title={t('manager.close.heldTitle')} hint={t('manager.close.heldHint')} size="wide" onClose={onClose} foot={<Button onClick={onTill}>{t('manager.close.toTill')}</Button>}>
      {held.length > 0 && (
        <table className="grid-table text-14">
          <tbody>{held.map((row) => <tr key={row.id}><td>{row.operator}</td><td className="text-ink-2">{format.time(row.at)}</td><td className="text-ink-2">{t('manager.close.heldItems', { count: row.itemCount })}</td><td className="num font-strong"><Money minor={row.totalMinor} /></td></tr>)}</tbody>
        </table>
      )}
      {others > 0 && <p className="text-14 text-ink-2">{t('manager.close.current', { count: others })}</p>}
    </Dialog>
  );
}
