/** Goods that come back in exchange: what stands against the basket's total, receipt by receipt. */
import { useTranslation } from 'react-i18next';
import { Undo2, X } from 'lucide-react';
import type { BasketView, ReturnView } from '#contract/views.ts';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { IconButton } from '../ui/Button.tsx';

/** Worth of all that comes back. */
export const returnedOf = (basket: Pick<BasketView, 'returns'>): number => (basket.returns ?? []).reduce((sum, one) => sum + one.amountMinor, 0);

function Receipt({ back, locked }: { readonly back: ReturnView; readonly locked: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const goods = back.lines.map((line) => (line.quantityMilli === 1_000 ? format.name(line.name) : t('exchange.times', { quantity: format.quantity(line.quantityMilli), name: format.name(line.name) }))).join(', ');
  return (
    <li className="returns__row">
      <Undo2 aria-hidden="true" />
      <span className="min-w-0"><b className="block cut">{goods}</b><small>{t('exchange.from', { receipt: back.receipt })}</small></span>
      <span className="num font-strong">{format.amount(-back.amountMinor)}</span>
      {!locked && <IconButton label={t('exchange.drop', { receipt: back.receipt })} icon={X} onClick={() => void act('exchange.drop', { receipt: back.receipt })} />}
    </li>
  );
}

export function Returns({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const returns = useTill((state) => state.basket.returns);
  const partPaid = useTill((state) => state.basket.tenders.length > 0);
  if (returns === undefined || returns.length === 0) return null;
  return <ul className="returns" aria-label={t('exchange.title')}>{returns.map((back) => <Receipt key={back.receipt} back={back} locked={locked || partPaid} />)}</ul>;
}
