/** The basket's coupons: what each takes off, or what is missing until it does; each can be taken out again. */
import { useTranslation } from 'react-i18next';
import { Ticket, X } from 'lucide-react';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { IconButton } from '../ui/Button.tsx';

export function Coupons({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const coupons = useTill((state) => state.basket.coupons);
  const partPaid = useTill((state) => state.basket.tenders.length > 0);
  if (coupons === undefined) return null;
  return (
    <ul className="returns" aria-label={t('coupon.title')}>
      {coupons.map(({ code, name, amountMinor, missingMinor }) => (
        <li key={code} className="returns__row">
          <Ticket aria-hidden="true" />
          <span className="min-w-0"><b className="block cut">{format.name(name)}</b><small className="block">{missingMinor > 0 ? t('coupon.missing', { amount: format.money(missingMinor) }) : code}</small></span>
          <span className={`num ${missingMinor > 0 ? 'text-ink-3' : 'font-strong'}`}>{format.amount(-amountMinor)}</span>
          {!locked && !partPaid && <IconButton label={t('coupon.drop', { name: format.name(name) })} icon={X} onClick={() => void act('basket.dropCoupon', { code })} />}
        </li>
      ))}
    </ul>
  );
}
