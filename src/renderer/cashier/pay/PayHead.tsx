/** Head of the pay panel's views: title, sale, and the way back. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';

export function PayHead({ title, lead, onBack, backLabel }: { readonly title: string; readonly lead?: ReactNode; readonly onBack: () => void; readonly backLabel: string }) {
  const { t } = useTranslation();
  const saleId = useTill((state) => state.basket.saleId);
  useShortcut('Escape', backLabel, onBack);
  return (
    <header className="panel__head">
      {lead}<h2>{title}</h2><span className="cut text-ink-3">{t('pay.sale', { sale: saleId.slice(-6).toUpperCase() })}</span><span className="grow" />
      <Button tone="quiet" size="touch" keycap="Esc" onClick={onBack}>{backLabel}</Button>
    </header>
  );
}
