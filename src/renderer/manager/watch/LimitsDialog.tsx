/** How much the shop lets go without the wallet's or the acquirer's word: a sale, the till, the hours without a line. */
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
const hoursOf = (text: string, most: number): number | null => (/^\d{1,2}$/.test(text.trim()) && Number(text) <= most ? Number(text) : null);

type Entered = { readonly sale: string; readonly till: string; readonly hours: string };
type Form = { readonly entered: Entered; readonly change: (over: Partial<Entered>) => void; readonly fits: boolean; readonly hoursMax: number | null; readonly most: number; /** Null while something does not fit. */ readonly limits: RiskLimits | null };

function useLimits(given: RiskLimits, most: number): Form {
  const currency = useTill((state) => state.shop.currency);
  const [entered, setEntered] = useState<Entered>({ sale: formatMinor(given.saleMinorMax, currency), till: formatMinor(given.tillMinorMax, currency), hours: String(given.hoursMax) });
  const [saleMinorMax, tillMinorMax, hoursMax] = [minorOf(entered.sale, currency), minorOf(entered.till, currency), hoursOf(entered.hours, most)];
  const fits = saleMinorMax !== null && tillMinorMax !== null && saleMinorMax <= tillMinorMax;
  return { entered, change: (over) => setEntered((before) => ({ ...before, ...over })), fits, hoursMax, most, limits: fits && hoursMax !== null ? { saleMinorMax, tillMinorMax, hoursMax } : null };
}

function Fields({ form: { entered, change, fits, hoursMax, most } }: { readonly form: Form }) {
  const { t } = useTranslation();
  return (
    <div className="fields">
      <Field label={t('watch.sale')} inputMode="decimal" value={entered.sale} error={fits ? null : t('watch.badSale')} onChange={(event) => change({ sale: event.target.value })} />
      <Field label={t('watch.till')} inputMode="decimal" value={entered.till} onChange={(event) => change({ till: event.target.value })} />
      <Field label={t('watch.hours')} inputMode="numeric" value={entered.hours} error={hoursMax === null ? t('watch.badHours', { most }) : null} onChange={(event) => change({ hours: event.target.value })} />
    </div>
  );
}

/** @param cards absent where the shop keeps no cards without a line. */
export function LimitsDialog({ limits, cards, onClose, onSaved }: { readonly limits: RiskLimits; readonly cards: RiskLimits | null; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const risk = useLimits(limits, LIMITS.atRiskHoursMax);
  const card = useLimits(cards ?? limits, LIMITS.storedCardHoursMax);
  const [busy, setBusy] = useState(false);
  const ready = risk.limits !== null && (cards === null || card.limits !== null);
  const save = async () => {
    if (risk.limits === null) return;
    setBusy(true);
    const saved = await act('payments.limits', risk.limits);
    const both = saved === null || cards === null || card.limits === null ? saved : await act('payments.cardLimits', card.limits);
    setBusy(false);
    if (both !== null) onSaved();
  };
  return (
    <Dialog title={t('watch.limits')} hint={t('watch.limitsHint')} size={cards === null ? 'small' : 'wide'} onClose={onClose} foot={<Button tone="primary" disabled={!ready || busy} onClick={() => void save()}>{t('watch.save')}</Button>}>
      {cards === null ? <Fields form={risk} /> : (
        <div className="watch__limits">
          <section><h3>{t('watch.limitsGoods')}</h3><Fields form={risk} /></section>
          <section><h3>{t('watch.limitsCards')}</h3><Fields form={card} /></section>
        </div>
      )}
    </Dialog>
  );
}
