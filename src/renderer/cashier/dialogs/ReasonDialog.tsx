/** An act that needs its reason, and sometimes an amount of cash. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keypad, useAmount } from '../../ui/Keypad.tsx';
import { Money } from '../../ui/Money.tsx';
import { ReasonPicker } from '../../ui/ReasonPicker.tsx';

type Props = {
  readonly title: string;
  readonly hint: string;
  /** Label of the key that does it. */
  readonly go: string;
  readonly usual: readonly string[];
  readonly withAmount?: boolean;
  readonly onClose: () => void;
  /** Resolves to null when the till refused. */
  readonly onGo: (reason: string, amountMinor: number) => Promise<unknown>;
};

export function ReasonDialog({ title, hint, go, usual, withAmount = false, onClose, onGo }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const entry = useAmount();
  const amount = entry.minor ?? 0;
  const ready = reason.trim() !== '' && (!withAmount || amount > 0) && !busy;
  const send = async () => {
    setBusy(true);
    const done = await onGo(reason.trim(), amount);
    setBusy(false);
    if (done !== null) onClose();
  };
  return (
    <Dialog title={title} hint={hint} size={withAmount ? 'wide' : 'small'} onClose={onClose} foot={<Button tone="primary" size="money" money disabled={!ready} onClick={() => void send()}>{go}</Button>}>
      <div className={withAmount ? 'grid grid-cols-2 gap-6' : ''}>
        <div className="grid content-start gap-4">
          {withAmount && <div><span className="text-14 text-ink-2">{t('ui.amount')}</span><Money minor={amount} big className={`block text-40 font-heavy ${amount === 0 ? 'text-ink-3' : ''}`} /></div>}
          <ReasonPicker usual={usual} value={reason} onChange={setReason} />
        </div>
        {withAmount && <Keypad layout="amount" onDigits={entry.digits} onDelete={entry.remove} onClear={entry.clear} />}
      </div>
    </Dialog>
  );
}
