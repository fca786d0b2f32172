/** A free adjusting entry: from one account to another, for a reason; above the limit a second person signs. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseMinor } from '#core/money.ts';
import { act, showNotice } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';

const PLAIN = ['bank', 'safe', 'over-short', 'rounding', 'write-offs', 'customer-funds', 'refunds-due'] as const;
const OF_WALLET = ['clearing', 'fees', 'fees-withheld'] as const;

function useAccounts(): { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation();
  const { wallets, cards } = useTill((state) => state.shop);
  const methods = [...wallets, ...(cards === true ? ['card' as const] : [])];
  return [...OF_WALLET.flatMap((account) => methods.map((wallet) => ({ value: `${account}:${wallet}`, label: t(`books.account.${account}`, { wallet: t(`tender.${wallet}`) }) }))), ...PLAIN.map((value) => ({ value, label: t(`books.account.${value}`) }))];
}

function Account({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const accounts = useAccounts();
  return <label className="field"><span className="field__label">{label}</span><span className="field__box"><select value={value} onChange={(event) => onChange(event.target.value)}>{accounts.map((account) => <option key={account.value} value={account.value}>{account.label}</option>)}</select></span></label>;
}

export function AdjustDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency, wallets } = useTill((state) => state.shop);
  const [debit, setDebit] = useState('write-offs');
  const [credit, setCredit] = useState(`clearing:${wallets[0] ?? 'wechatpay'}`);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const amountMinor = parseMinor(amount.replaceAll(',', '').trim(), currency) ?? 0;
  const ready = amountMinor > 0 && reason.trim() !== '' && debit !== credit;
  const book = async () => {
    setBusy(true);
    const booked = await act('books.adjust', { debit, credit, amountMinor, reason: reason.trim() });
    setBusy(false);
    if (booked === null) return;
    showNotice({ key: 'books.adjust.done', values: { amount: format.money(amountMinor) } });
    onClose();
  };
  return (
    <Dialog title={t('books.adjust.title')} hint={t('books.adjust.hint')} onClose={onClose} foot={<Button tone="primary" money disabled={!ready || busy} onClick={() => void book()}>{t('books.adjust.book', { amount: format.money(amountMinor) })}</Button>}>
      <Account label={t('books.adjust.debit')} value={debit} onChange={setDebit} />
      <Account label={t('books.adjust.credit')} value={credit} onChange={setCredit} />
      <Field label={t('ui.amount')} inputMode="decimal" value={amount} error={amount !== '' && amountMinor <= 0 ? t('books.adjust.badAmount') : null} onChange={(event) => setAmount(event.target.value)} />
      <Field label={t('ui.reason')} maxLength={200} value={reason} hint={t('books.adjust.reasonHint')} onChange={(event) => setReason(event.target.value)} />
    </Dialog>
  );
}
