/** The shop's coupons: what each takes off, when it holds, what it came to so far; one is added, changed or withdrawn in its own form. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Plus, Ticket } from 'lucide-react';
import type { CouponView } from '#contract/shopCalls.ts';
import { couponDay } from '#core/coupon.ts';
import { LIMITS } from '#core/limits.ts';
import { dayIn } from '#core/time.ts';
import { useRead } from '../../state/read.ts';
import { tillNow, useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { CouponForm } from './CouponForm.tsx';

function Days({ coupon, today }: { readonly coupon: CouponView; readonly today: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to } = coupon;
  const held = couponDay(coupon, today);
  const days = from !== null && to !== null ? t('coupons.between', { from: format.day(from), to: format.day(to) }) : from !== null ? t('coupons.from', { from: format.day(from) }) : to !== null ? t('coupons.to', { to: format.day(to) }) : t('coupons.always');
  return <>{days}{held !== 'holds' && <Chip tone={held === 'not-yet' ? 'wait' : 'plain'}>{t(held === 'not-yet' ? 'coupons.notYet' : 'coupons.ended')}</Chip>}</>;
}

function Row({ coupon, today, onOpen }: { readonly coupon: CouponView; readonly today: string; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { takes, leastMinor } = coupon;
  return (
    <tr>
      <th scope="row"><button type="button" className="couponlist__name" onClick={onOpen}><span>{format.name(coupon.name)}</span><small className="mono">{coupon.code}</small></button></th>
      <td className="num font-strong">{takes.kind === 'percent' ? format.percent(takes.bp) : format.money(takes.minor)}{leastMinor > 0 && <small className="couponlist__least">{t('coupons.from0', { amount: format.money(leastMinor) })}</small>}</td>
      <td><Days coupon={coupon} today={today} /></td>
      <td className="num">{coupon.sales === 0 ? <span className="text-ink-3">{t('coupons.never')}</span> : t('coupons.sales', { count: coupon.sales, shown: format.count(coupon.sales) })}</td>
      <td className="num">{coupon.sales > 0 && <Money bare minor={coupon.amountMinor} />}</td>
    </tr>
  );
}

export function CouponsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const list = useRead('coupons.list', {});
  const [editing, setEditing] = useState<CouponView | 'new' | null>(null);
  const today = useTill((state) => state.businessDay ?? dayIn(tillNow(), state.shop.timeZone));
  if (editing !== null) return <CouponForm coupon={editing === 'new' ? null : editing} onBack={() => { setEditing(null); list.reload(); }} onClose={onClose} />;
  const coupons = list.value ?? [];
  return (
    <Dialog title={t('coupons.title')} hint={t('coupons.hint')} size="full" onClose={onClose} foot={<><span className="grow" /><Button tone="primary" icon={Plus} disabled={list.value === null || coupons.length >= LIMITS.couponsMax} onClick={() => setEditing('new')}>{t('coupons.add')}</Button></>}>
      {list.trouble !== null ? <Failed trouble={list.trouble} onRetry={list.reload} /> : list.value === null ? <Loading rows={4} /> : coupons.length === 0 ? <Empty icon={Ticket} title={t('coupons.none')}>{t('coupons.noneHint')}</Empty> : (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('coupons.title')}>
          <table className="grid-table couponlist">
            <thead><tr><th scope="col">{t('shop.name')}</th><th scope="col" className="num">{t('coupons.takes')}</th><th scope="col">{t('coupons.holds')}</th><th scope="col" className="num">{t('coupons.used')}</th><th scope="col" className="num">{t('coupons.taken')}</th></tr></thead>
            <tbody>{coupons.map((coupon) => <Row key={coupon.code} coupon={coupon} today={today} onOpen={() => setEditing(coupon)} />)}</tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}
