/** PINs one after the other, each as dots on a number pad: none is ever in a text field, where a scan could end up. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Keypad, PinDots } from './Keypad.tsx';
import { useShortcut } from './shortcut.tsx';

const DIGITS_MAX = 12;

export type PinStepsProps = {
  /** Also asks for the present PIN first. */
  readonly present?: boolean;
  /** Of the new PIN. */
  readonly least: number;
  readonly busy: boolean;
  readonly label: string;
  /** @returns whether it was taken; else all is asked for again. */
  readonly onDone: (pins: { readonly present: string; readonly next: string }) => Promise<boolean>;
};

export function PinSteps({ present = false, least, busy, label, onDone }: PinStepsProps) {
  const { t } = useTranslation();
  const steps = present ? (['present', 'next', 'again'] as const) : (['next', 'again'] as const);
  const [given, setGiven] = useState<readonly string[]>([]);
  const [pin, setPin] = useState('');
  const [differs, setDiffers] = useState(false);
  const step = steps[given.length] ?? 'again';
  const enough = pin.length >= (step === 'present' ? 4 : least);
  const start = (told: boolean) => { setGiven([]); setPin(''); setDiffers(told); };
  const go = async () => {
    if (!enough || busy) return;
    if (given.length + 1 < steps.length) {
      setGiven([...given, pin]);
      setPin('');
      setDiffers(false);
      return;
    }
    const next = given.at(-1) ?? '';
    if (next !== pin) start(true);
    else if (!(await onDone({ present: present ? (given[0] ?? '') : '', next }))) start(false);
  };
  useShortcut(pin === '' ? null : 'Enter', null, () => void go());
  return (
    <div className="pinsteps">
      <p className="pinsteps__ask"><b>{t(`pins.${step}`)}</b><small>{differs ? t('pins.differ') : t('pins.least', { count: step === 'present' ? 4 : least })}</small></p>
      <PinDots count={pin.length} label={t('signIn.dots', { count: pin.length })} />
      <Keypad layout="pin" disabled={busy} onDigits={(digit) => setPin((before) => `${before}${digit}`.slice(0, DIGITS_MAX))} onDelete={() => setPin((before) => before.slice(0, -1))} onClear={() => setPin('')} />
      <Button tone="primary" size="key" disabled={busy || !enough} onClick={() => void go()}>{given.length + 1 < steps.length ? t('pins.on') : label}</Button>
    </div>
  );
}
