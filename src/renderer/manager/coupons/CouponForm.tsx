/** One coupon: code, names, what it takes off, from which spend, on which days; kept or withdrawn. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Coupon } from '#core/coupon.ts';
import { readCouponCode } from '#core/couponCode.ts';
import { LIMITS } from '#core/limits.ts';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Seg } from '../../ui/Field.tsx';
import { couponDraft, couponOf, daysContradict, leastOf, takesOf, type CouponDraft } from './couponDraft.ts';

/** Null: a new one. */
export function CouponForm({ coupon, onBack, onClose }: { readonly coupon: Coupon | null; readonly onBack: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { currency } = useTill((state) => state.shop);
  const [draft, setDraft] = useState(() => couponDraft(coupon, currency));
  const [busy, setBusy] = useState(false);
  const made = couponOf(draft, currency);
  const set = (part: Partial<CouponDraft>) => setDraft((before) => ({ ...before, ...part }));
  const after = async (work: Promise<unknown>) => {
    setBusy(true);
    const done = await work;
    setBusy(false);
    if (done !== null) onBack();
  };
  const save = () => { if (made !== null) void after(act('coupons.put', { coupon: { ...made, name: { ...made.name } }, isNew: coupon === null })); };
  const text = (key: 'code' | 'en' | 'zh' | 'ko' | 'value' | 'least' | 'from' | 'to', label: string, more: Partial<React.ComponentProps<typeof Field>> = {}) => <Field label={label} value={draft[key]} maxLength={LIMITS.productNameCharsMax} onChange={(event) => set({ [key]: event.target.value })} {...more} />;
  const wrong = (key: 'value' | 'least', fits: boolean, words: string) => ({ inputMode: 'decimal' as const, maxLength: 16, error: draft[key].trim() !== '' && !fits ? words : null });
  return (
    <Dialog
      title={coupon === null ? t('coupons.new') : t('coupons.edit', { code: coupon.code })} hint={t('coupons.hint')} size="wide" onClose={onClose}
      foot={<><Button disabled={busy} onClick={onBack}>{t('coupons.back')}</Button>{coupon !== null && <Button tone="danger" disabled={busy} onClick={() => void after(act('coupons.withdraw', { code: coupon.code }))}>{t('coupons.withdraw')}</Button>}<span className="grow" /><Button tone="primary" disabled={made === null || busy} onClick={save}>{t('books.save')}</Button></>}
    >
      <div className="fields">
        {text('en', t('shop.nameEn'))}{text('zh', t('shop.nameZh'), { lang: 'zh' })}{text('ko', t('shop.nameKo'), { lang: 'ko' })}
        {text('code', t('coupons.code'), { readOnly: coupon !== null, maxLength: LIMITS.couponCodeCharsMax, hint: t('coupons.codeHint'), className: 'couponcode', error: draft.code.trim().length >= LIMITS.couponCodeCharsMin && readCouponCode(draft.code) === null ? t('coupons.badCode') : null })}
        <div className="field"><span className="field__label">{t('coupons.takes')}</span><Seg label={t('coupons.takes')} value={draft.kind} choices={(['percent', 'amount'] as const).map((value) => ({ value, label: t(`coupons.${value}`) }))} onChoose={(kind) => set({ kind, value: '' })} /></div>
        {draft.kind === 'percent' ? text('value', t('coupons.percentIn'), wrong('value', takesOf(draft, currency) !== null, t('coupons.badPercent'))) : text('value', t('coupons.amountIn', { currency }), wrong('value', takesOf(draft, currency) !== null, t('shop.badPrice')))}
        {text('least', t('coupons.least', { currency }), { hint: t('coupons.leastHint'), ...wrong('least', leastOf(draft.least, currency) !== null, t('shop.badPrice')) })}
        {text('from', t('coupons.first'), { type: 'date', hint: t('coupons.dayHint') })}
        {text('to', t('coupons.last'), { type: 'date', hint: t('coupons.dayHint'), error: daysContradict(draft) ? t('coupons.badDays') : null })}
      </div>
    </Dialog>
  );
}
