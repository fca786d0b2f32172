/** A coupon by its code, typed or scanned; what is refused is said where it was typed. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '#core/limits.ts';
import { call, type Trouble } from '../../state/act.ts';
import { onScanned } from '../../state/scan.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';

/** A longer row of digits may be somebody's payment code, which no text field may show. */
const DIGITS_MAX = 14;

export function CouponDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  const [code, setCode] = useState('');
  const [secret, setSecret] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => onScanned((result) => { if (result.outcome === 'coupon' || result.outcome === 'charging') onClose(); }), [onClose]);
  const type = (typed: string) => {
    const isSecret = typed.replaceAll(/\D/g, '').length > DIGITS_MAX;
    setSecret(isSecret);
    setCode(isSecret ? '' : typed.toUpperCase());
    setTrouble(null);
  };
  const send = async () => {
    if (code.trim() === '' || busy) return;
    setBusy(true);
    const reply = await call('basket.coupon', { code });
    setBusy(false);
    if (reply.ok) onClose();
    else setTrouble(reply);
  };
  return (
    <Dialog title={t('coupon.dialog')} hint={t('coupon.hint')} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Field touch autoFocus label={t('coupon.code')} value={code} maxLength={LIMITS.couponCodeCharsMax} error={secret ? t('coupon.notOne') : trouble === null ? null : text(trouble)} onChange={(event) => type(event.target.value)} />
        <Button tone="primary" size="money" type="submit" disabled={code.trim() === '' || busy}>{t('coupon.go')}</Button>
      </form>
    </Dialog>
  );
}
