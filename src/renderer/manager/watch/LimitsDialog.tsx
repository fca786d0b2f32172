/** How much the shop lets go without the wallet's word: a sale, the till, the hours without a line. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskLimits } from '#contract/views.ts';
import { LIMITS } from '#core/limits.ts';
import { formatMinor, parseMinor } from '#core/money.ts';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';

/** Null for what is no amount. */
const minorOf = (text: string, currency: string): number | null => {
  const minor = parseMinor(text.trim(), currency);
  return minor === null || minor < 0 || minor > LIMITS.amountMinorMax ? null : minor;
};
const hoursOf = (text: string): number | null => (/^\d{1,2}$/.test(text.trim()) && Number(text) <= LIMITS.atRiskHoursMax ? Number(text) : null);

export function LimitsDialog({ limits, onClose, onSaved }: { readonly limits: RiskLimits; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const currency = useTill((state) => state.shop.currency);
  const [sale, setSale] = useState(formatMinor(limits.saleMinorMax, currency));
  const [till, setTill] = useState(formatMinor(limits.tillMinorMax, currency));
  const [hours, setHours] = useState(String(limits.hoursMax));
  const [busy, setBusy] = useState(false);
  const [saleMinorMax, tillMinorMax, hoursMax] = [minorOf(sale, currency), minorOf(till, currency), hoursOf(hours)];
  const fits = saleMinorMax !== null && tillMinorMax !== null && saleMinorMax <= tillMinorMax;
  const save = async () => {
    if (!fits || hoursMax === null) return;
    setBusy(true);
    const saved = await act('payments.limits', { saleMinorMax, tillMinorMax, hoursMax });
    setBusy(false);
    if (saved !== null) onSaved();
  };
  return (
    <Dialog title={t('watch.limits')} hint={t('watch.limitsHint')} onClose={onClose} foot={<Button tone="primary" disabled={!fits || hoursMax === null || busy} onClick={() => void save()}>{t('watch.save')}</Button>}>
      <div className="fields">
        <Field label={t('watch.sale')} inputMode="decimal" value={sale} error={fits ? null : t('watch.badSale')} onChange={(event) => setSale(event.target.value)} />
        <Field label={t('watch.till')} inputMode="decimal" value={till} onChange={(event) => setTill(event.target.value)} />
        <Field label={t('watch.hours')} inputMode="numeric" value={hours} error={hoursMax === null ? t('watch.badHours', { most: LIMITS.atRiskHoursMax }) : null} onChange={(event) => setHours(event.target.value)} />
      </div>
    </Dialog>
  );
}
