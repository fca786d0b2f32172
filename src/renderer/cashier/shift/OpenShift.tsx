/** Opens the shift with the float that is in the drawer. */
import { useTranslation } from 'react-i18next';
import { act } from '../../state/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Keypad, useAmount } from '../../ui/Keypad.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';

export function OpenShift() {
  const { t } = useTranslation();
  const entry = useAmount();
  const open = () => void act('shift.open', { floatMinor: entry.minor ?? 0 });
  useShortcut('F9', t('shift.open'), open);
  return (
    <section className="panel h-full" aria-label={t('shift.openTitle')}>
      <header className="panel__head"><h2>{t('shift.openTitle')}</h2></header>
      <div className="cash">
        <div className="cash__left">
          <p className="text-ink-2">{t('shift.openHint')}</p>
          <div className="change"><span className="change__label">{t('shift.float')}</span><Money minor={entry.minor ?? 0} big className={`amount ${entry.minor === null ? 'text-ink-3' : ''}`} /></div>
        </div>
        <Keypad layout="amount" fill onDigits={entry.digits} onDelete={entry.remove} onClear={entry.clear} />
        <div className="cash__foot cash__foot--one"><Button tone="primary" size="money" money keycap="F9" onClick={open}>{t('shift.open')}</Button></div>
      </div>
    </section>
  );
}
