/** One fee contract: rate, fee of each item, minimum, cap, rounding, refunds, dates. All contracts are saved together. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeeContractView } from '#contract/views.ts';
import { formatMinor, parseMinor } from '#core/money.ts';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Seg } from '../../ui/Field.tsx';

type Draft = { readonly wallet: string; readonly rate: string; readonly perItem: string; readonly min: string; readonly cap: string; readonly rounding: FeeContractView['rounding']; readonly refunds: FeeContractView['refunds']; readonly from: string; readonly to: string };

const ROUNDINGS: readonly FeeContractView['rounding'][] = ['half-up', 'half-even', 'up', 'down'];

function draftOf(contract: FeeContractView | undefined, wallet: string, currency: string): Draft {
  const minor = (value: number | null) => (value === null || value === 0 ? '' : formatMinor(value, currency));
  return {
    wallet: contract?.wallet ?? wallet, rate: contract === undefined ? '' : String(contract.ratePpm / 10_000), perItem: minor(contract?.perItemMinor ?? null), min: minor(contract?.minMinor ?? null), cap: minor(contract?.capMinor ?? null),
    rounding: contract?.rounding ?? 'half-up', refunds: contract?.refunds ?? 'returned', from: contract?.from ?? '', to: contract?.to ?? '',
  };
}

/** Null while a field cannot be read. A rate is a percentage with at most four digits behind the point. */
export function contractOf(draft: Draft, currency: string): FeeContractView | null {
  const rate = /^\d{1,3}(?:\.\d{1,4})?$/.test(draft.rate.trim()) ? Math.round(Number(draft.rate) * 10_000) : null;
  const minor = (text: string) => (text.trim() === '' ? 0 : parseMinor(text.trim(), currency));
  const [perItemMinor, minMinor, cap] = [minor(draft.perItem), minor(draft.min), draft.cap.trim() === '' ? null : parseMinor(draft.cap.trim(), currency)];
  if (rate === null || rate > 1_000_000 || perItemMinor === null || minMinor === null || perItemMinor < 0 || minMinor < 0 || (draft.cap.trim() !== '' && (cap === null || cap < 0))) return null;
  return { wallet: draft.wallet, currency, ratePpm: rate, perItemMinor, minMinor, capMinor: cap, rounding: draft.rounding, refunds: draft.refunds, from: draft.from === '' ? null : draft.from, to: draft.to === '' ? null : draft.to };
}

export function ContractDialog({ contracts, index, onClose, onSaved }: { readonly contracts: readonly FeeContractView[]; readonly index: number; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const { currency, wallets, cards } = useTill((state) => state.shop);
  const old = contracts[index];
  const [draft, setDraft] = useState(draftOf(old, wallets[0] ?? 'wechatpay', currency));
  const [busy, setBusy] = useState(false);
  const made = contractOf(draft, old?.currency ?? currency);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = async (next: FeeContractView[]) => {
    setBusy(true);
    const saved = await act('fees.save', { contracts: next });
    setBusy(false);
    if (saved !== null) onSaved();
  };
  return (
    <Dialog
      title={t(old === undefined ? 'books.fees.newContract' : 'books.fees.contract')} hint={t('books.fees.contractHint')} size="wide" onClose={onClose}
      foot={<>{old !== undefined && <Button disabled={busy} onClick={() => void save(contracts.filter((_, at) => at !== index))}>{t('books.fees.remove')}</Button>}<Button tone="primary" disabled={made === null || busy} onClick={() => { if (made !== null) void save(old === undefined ? [...contracts, made] : contracts.map((one, at) => (at === index ? made : one))); }}>{t('books.save')}</Button></>}
    >
      <div className="fields">
        <label className="field"><span className="field__label">{t('books.wallet')}</span><span className="field__box"><select value={draft.wallet} onChange={(event) => set({ wallet: event.target.value })}>{[...wallets, ...(cards === true ? ['card' as const] : [])].map((wallet) => <option key={wallet} value={wallet}>{t(`tender.${wallet}`)}</option>)}</select></span></label>
        <Field label={t('books.fees.ratePercent')} inputMode="decimal" value={draft.rate} error={draft.rate !== '' && contractOf({ ...draft, perItem: '', min: '', cap: '' }, currency) === null ? t('books.fees.badRate') : null} onChange={(event) => set({ rate: event.target.value })} />
        <Field label={t('books.fees.perItem')} inputMode="decimal" value={draft.perItem} onChange={(event) => set({ perItem: event.target.value })} />
        <Field label={t('books.fees.min')} inputMode="decimal" value={draft.min} onChange={(event) => set({ min: event.target.value })} />
        <Field label={t('books.fees.cap')} inputMode="decimal" value={draft.cap} onChange={(event) => set({ cap: event.target.value })} />
        <label className="field"><span className="field__label">{t('books.fees.rounding')}</span><span className="field__box"><select value={draft.rounding} onChange={(event) => set({ rounding: ROUNDINGS.find((one) => one === event.target.value) ?? 'half-up' })}>{ROUNDINGS.map((one) => <option key={one} value={one}>{t(`books.fees.round.${one}`)}</option>)}</select></span></label>
        <Field label={t('books.fees.firstDay')} type="date" value={draft.from} onChange={(event) => set({ from: event.target.value })} />
        <Field label={t('books.fees.lastDay')} type="date" value={draft.to} onChange={(event) => set({ to: event.target.value })} />
      </div>
      <div className="field"><span className="field__label">{t('books.fees.refunds')}</span><Seg label={t('books.fees.refunds')} value={draft.refunds} choices={(['returned', 'kept'] as const).map((value) => ({ value, label: t(`books.fees.refund.${value}`) }))} onChoose={(refunds) => set({ refunds })} /></div>
    </Dialog>
  );
}
