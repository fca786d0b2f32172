/** A code keyed in by hand, when it cannot be scanned; longer codes, which may be a customer's, are shown as a count only. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '#core/limits.ts';
import { sendScan } from '../../state/scan.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keypad } from '../../ui/Keypad.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';

/** The longest goods number, GTIN-14. */
const SHOWN_DIGITS_MAX = 14;

function Entry({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [digits, setDigits] = useState('');
  const send = () => {
    if (digits === '') return;
    onClose();
    void sendScan(digits, 'typed');
  };
  // Enter only adds goods: a customer's code typed in starts a charge, which no Enter may do.
  useShortcut(digits.length > SHOWN_DIGITS_MAX ? null : 'Enter', null, send);
  return (
    <>
      <p className="codebox num" aria-label={t('goods.codeLabel')}>{digits.length > SHOWN_DIGITS_MAX ? t('goods.hidden', { count: digits.length }) : digits}</p>
      <Keypad layout="amount" onDigits={(more) => setDigits((before) => `${before}${more}`.slice(0, LIMITS.scanCharsMax))} onDelete={() => setDigits((before) => before.slice(0, -1))} onClear={() => setDigits('')} />
      <Button tone="primary" size="money" money={digits.length > SHOWN_DIGITS_MAX} disabled={digits === ''} onClick={send}>{t('goods.codeGo')}</Button>
    </>
  );
}

export function CodeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return <Dialog title={t('goods.codeTitle')} hint={t('goods.codeHint')} onClose={onClose}><Entry onClose={onClose} /></Dialog>;
}
