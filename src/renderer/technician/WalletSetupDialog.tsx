/** Sets up one wallet or replaces its keys: what is entered goes to the backend and is forgotten here when the dialog closes. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileKey, Send } from 'lucide-react';
import { CONNECTORS_OF, SETUP_FIELDS, type SetupField } from '#contract/setupFields.ts';
import type { SetupConnector, WalletSetup, WalletSetups } from '#contract/walletSetup.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { act } from '../state/act.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field, Seg } from '../ui/Field.tsx';
import { chooseText } from './devices/files.ts';

type Change = (name: string, value: string) => void;
type InputProps = { readonly field: SetupField; readonly value: string; readonly hint: string; readonly change: Change };

/** A key or certificate: chosen as a file, or pasted. */
function PemInput({ field, value, hint, change }: InputProps) {
  const { t } = useTranslation();
  const id = useId();
  const label = t(`technician.setup.field.${field.name}`);
  return (
    <div className="field setup__pem">
      <label htmlFor={id} className="field__label">{label}</label>
      <div className="setup__pemrow">
        <textarea id={id} rows={2} autoComplete="off" spellCheck={false} value={value} placeholder="-----BEGIN …" onChange={(event) => change(field.name, event.target.value)} />
        <Button icon={FileKey} aria-label={t('technician.setup.fileOf', { name: label })} onClick={() => chooseText('.pem,.crt,.cer,.key,.txt', (text) => change(field.name, text))}>{t('technician.setup.file')}</Button>
      </div>
      {hint !== '' && <span className="field__hint">{hint}</span>}
    </div>
  );
}

function Inputs({ fields, form, setup, change }: { readonly fields: readonly SetupField[]; readonly form: Readonly<Record<string, string>>; readonly setup: WalletSetup; readonly change: Change }) {
  const { t } = useTranslation();
  const hintOf = ({ name, optional }: SetupField): string => {
    const now = setup.shown.find((one) => one.name === name)?.value;
    if (now !== undefined) return t('technician.setup.now', { value: now });
    return setup.kept.includes(name) ? t('technician.setup.keptNow') : optional === true ? t('technician.setup.optional') : '';
  };
  return (
    <div className="setup__form">
      {fields.map((field) => {
        const value = form[field.name] ?? '';
        const hint = hintOf(field);
        if (field.kind === 'pem' || field.name === 'privateKey') return <PemInput key={field.name} field={field} value={value} hint={hint} change={change} />;
        return <Field key={field.name} label={t(`technician.setup.field.${field.name}`)} {...(hint === '' ? {} : { hint })} type={field.kind === 'secret' ? 'password' : 'text'} autoComplete={field.kind === 'secret' ? 'new-password' : 'off'} value={value} onChange={(event) => change(field.name, event.target.value)} />;
      })}
    </div>
  );
}

export function WalletSetupDialog({ setup, view, onClose, onDone }: { readonly setup: WalletSetup; readonly view: WalletSetups; readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const wallet = setup.wallet as ChargeableWallet;
  const real = CONNECTORS_OF[wallet];
  const choices: readonly SetupConnector[] = [...real, ...(view.sandbox ? ['sandbox' as const] : []), 'none'];
  const [connector, setConnector] = useState<SetupConnector>(choices.find((one) => one === setup.connector && one !== 'sandbox' && one !== 'none') ?? real[0]);
  const [form, setForm] = useState<Readonly<Record<string, string>>>({});
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const fields: readonly SetupField[] = connector === 'sandbox' || connector === 'none' ? [] : SETUP_FIELDS[connector];
  const filled = Object.fromEntries(Object.entries(form).filter(([name, value]) => value.trim() !== '' && fields.some((field) => field.name === name)));
  const ready = (fields.length === 0 || Object.keys(filled).length > 0) && (!view.needsCode || code.trim().length >= 4);
  const same = setup.connector === connector;
  const send = async () => {
    setBusy(true);
    const done = await act('wallets.set', { wallet, connector, form: filled, code: view.needsCode ? code.trim() : null });
    setBusy(false);
    if (done !== null) onDone();
  };
  const name = t(`tender.${wallet}`);
  return (
    <Dialog
      title={t('technician.setup.dialog', { wallet: name })} {...(fields.length === 0 ? {} : { hint: t(same ? 'technician.setup.replaceHint' : 'technician.setup.newHint') })} size="wide" onClose={onClose}
      foot={<><span className="grow text-13 text-ink-3">{t('technician.setup.oneWay')}</span><Button onClick={onClose}>{t('ui.cancel')}</Button><Button tone="primary" icon={Send} disabled={!ready || busy} onClick={() => void send()}>{t(busy ? 'technician.setup.sending' : 'technician.setup.send')}</Button></>}
    >
      <Seg label={t('technician.setup.way')} value={connector} choices={choices.map((value) => ({ value, label: t(`technician.setup.connector.${value}`) }))} onChoose={setConnector} />
      {fields.length === 0 ? <p className="text-ink-2">{t(`technician.setup.choose.${connector === 'none' ? 'none' : 'sandbox'}`)}</p> : <Inputs fields={fields} form={form} setup={same ? setup : { ...setup, shown: [], kept: [] }} change={(field, value) => setForm((before) => ({ ...before, [field]: value }))} />}
      {view.needsCode && <Field label={t('technician.setup.code')} hint={t('technician.setup.codeHint')} value={code} onChange={(event) => setCode(event.target.value)} />}
    </Dialog>
  );
}
