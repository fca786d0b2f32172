/** One product: names, bar code, price, tax, category; what it was before; taken out of sale. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hueOf, printedGtin, type Product } from '#core/catalogue.ts';
import { gtinOf, taxBpOf } from '#core/catalogueCsv.ts';
import { LIMITS } from '#core/limits.ts';
import { formatMinor, parseMinor } from '#core/money.ts';
import type { CategoryView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useRead } from '../../state/read.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Seg } from '../../ui/Field.tsx';
import { useTaxRate } from './taxRate.ts';

type Draft = { readonly sku: string; readonly barcode: string; readonly en: string; readonly zh: string; readonly ko: string; readonly unit: Product['unit']; readonly price: string; readonly tax: string; readonly category: string; readonly favourite: boolean };

function draftOf(product: Product | null, first: string, currency: string): Draft {
  if (product === null) return { sku: '', barcode: '', en: '', zh: '', ko: '', unit: 'piece', price: '', tax: '', category: first, favourite: false };
  const { sku, gtin, name, unit, priceMinor, taxRateBp, category, favourite } = product;
  return { sku, barcode: printedGtin(gtin), en: name.en, zh: name.zh ?? '', ko: name.ko ?? '', unit, price: formatMinor(priceMinor, currency), tax: String(taxRateBp / 100), category, favourite };
}

/** Null while a field is missing or cannot be read. */
function productOf(draft: Draft, was: Product | null, currency: string): Product | null {
  const priceMinor = parseMinor(draft.price.trim(), currency);
  const taxRateBp = draft.tax.trim() === '' ? 0 : taxBpOf(draft.tax.trim());
  const gtin = draft.barcode.trim() === '' ? null : gtinOf(draft.barcode.trim());
  const [sku, en, zh, ko] = [draft.sku.trim(), draft.en.trim(), draft.zh.trim(), draft.ko.trim()];
  if (priceMinor === null || priceMinor < 0 || priceMinor > LIMITS.amountMinorMax || taxRateBp === null || (draft.barcode.trim() !== '' && gtin === null) || sku === '' || en === '' || draft.category === '') return null;
  return { sku, gtin, name: { en, ...(zh === '' ? {} : { zh }), ...(ko === '' ? {} : { ko }) }, unit: draft.unit, priceMinor, taxRateBp, category: draft.category, favourite: draft.favourite, hue: was?.hue ?? hueOf(sku), glyph: was?.glyph ?? '' };
}

function History({ sku }: { readonly sku: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tax = useTaxRate();
  const steps = useRead('goods.history', { sku });
  if (steps.value === null || steps.value.length === 0) return null;
  return (
    <section className="goodssteps" aria-label={t('shop.history')}>
      <h3>{t('shop.history')}</h3>
      <ol>{steps.value.map((step, index) => <li key={index}><span className="text-ink-3">{format.dateTime(step.at)}</span><span className="grow">{step.to === null ? t('shop.retired') : t('shop.step', { name: format.name(step.to.name), price: format.money(step.to.priceMinor), tax: tax(step.to.taxRateBp) })}</span><span className="text-ink-3">{step.from === null ? step.by : t('shop.byFile', { who: step.by, file: step.from })}</span></li>)}</ol>
    </section>
  );
}

export function ProductDialog({ product, categories, onClose, onDone }: { readonly product: Product | null; readonly categories: readonly CategoryView[]; readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useTill((state) => state.shop);
  const [draft, setDraft] = useState(() => draftOf(product, categories[0]?.id ?? '', currency));
  const [busy, setBusy] = useState(false);
  const made = productOf(draft, product, currency);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const after = async (work: Promise<unknown>) => {
    setBusy(true);
    const done = await work;
    setBusy(false);
    if (done !== null) onDone();
  };
  const save = () => { if (made !== null) void after(act('goods.save', { product: made, isNew: product === null })); };
  const retire = () => { if (product !== null) void after(act('goods.retire', { sku: product.sku })); };
  const text = (key: 'sku' | 'barcode' | 'en' | 'zh' | 'ko' | 'price' | 'tax', label: string, more: Partial<React.ComponentProps<typeof Field>> = {}) => <Field label={label} value={draft[key]} maxLength={LIMITS.productNameCharsMax} onChange={(event) => set({ [key]: event.target.value })} {...more} />;
  return (
    <Dialog
      title={product === null ? t('shop.newProduct') : format.name(product.name)} hint={t('shop.productHint')} size="wide" onClose={onClose}
      foot={<>{product !== null && <Button tone="danger" disabled={busy} onClick={retire}>{t('shop.retire')}</Button>}<span className="grow" /><Button tone="primary" disabled={made === null || busy} onClick={save}>{t('books.save')}</Button></>}
    >
      <div className="fields">
        {text('en', t('shop.nameEn'))}{text('zh', t('shop.nameZh'), { lang: 'zh' })}{text('ko', t('shop.nameKo'), { lang: 'ko' })}
        {text('sku', t('shop.sku'), { readOnly: product !== null, maxLength: LIMITS.skuCharsMax, hint: t('shop.skuHint') })}
        {text('barcode', t('shop.barcode'), { inputMode: 'numeric', maxLength: 14, error: draft.barcode.trim() !== '' && gtinOf(draft.barcode.trim()) === null ? t('shop.badBarcode') : null })}
        {text('price', t(draft.unit === 'kg' ? 'shop.priceKg' : 'shop.priceIn', { currency }), { inputMode: 'decimal', maxLength: 16, error: draft.price.trim() !== '' && (parseMinor(draft.price.trim(), currency) ?? -1) < 0 ? t('shop.badPrice') : null })}
        {text('tax', t('shop.taxPercent'), { inputMode: 'decimal', maxLength: 6, error: draft.tax.trim() !== '' && taxBpOf(draft.tax.trim()) === null ? t('shop.badTax') : null })}
        <label className="field"><span className="field__label">{t('shop.category')}</span><span className="field__box"><select value={draft.category} onChange={(event) => set({ category: event.target.value })}>{categories.map(({ id, name }) => <option key={id} value={id}>{format.name(name)}</option>)}</select></span></label>
        <div className="field"><span className="field__label">{t('shop.soldBy')}</span><Seg label={t('shop.soldBy')} value={draft.unit} choices={(['piece', 'kg'] as const).map((value) => ({ value, label: t(`shop.unit.${value}`) }))} onChoose={(unit) => set({ unit })} /></div>
      </div>
      <label className="checkline"><input type="checkbox" checked={draft.favourite} onChange={(event) => set({ favourite: event.target.checked })} />{t('shop.favouriteHint')}</label>
      {product !== null && <History sku={product.sku} />}
    </Dialog>
  );
}
