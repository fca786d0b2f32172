/** The PIN of the chosen person; nothing is shown of it but dots. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '#contract/views.ts';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { Button } from '../ui/Button.tsx';
import { Keypad, PinDots } from '../ui/Keypad.tsx';
import { useShortcut } from '../ui/shortcut.tsx';

const PIN_DIGITS_MIN = 4;
const PIN_DIGITS_MAX = 64;

function useShiftLine(): string {
  const { t } = useTranslation();
  const shift = useTill((state) => state.shift);
  const held = useTill((state) => state.held.length);
  if (shift === null) return t('signIn.noShift');
  return held === 0 ? t('signIn.shiftOpen', { number: shift.number }) : t('signIn.held', { number: shift.number, count: held });
}

export function PinPanel({ person, unlocking }: { readonly person: PersonView; readonly unlocking: boolean }) {
  const { t } = useTranslation();
  const line = useShiftLine();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (secret: string) => {
    if (secret.length < PIN_DIGITS_MIN || busy) return;
    setBusy(true);
    const state = await act('session.signIn', { operatorId: person.id, pin: secret });
    setBusy(false);
    if (state === null) setPin('');
  };
  const add = (digit: string) => {
    const next = `${pin}${digit}`.slice(0, PIN_DIGITS_MAX);
    setPin(next);
    // Only in the demo shop is the length known.
    if (next.length === person.demoPin?.length) void send(next);
  };
  // Before the first digit Enter belongs to the button that has the focus, such as another person's.
  useShortcut(pin === '' ? null : 'Enter', null, () => void send(pin));
  return (
    <section className="pinpanel" aria-label={t('signIn.pin', { name: person.name })}>
      <h1>{t('signIn.pin', { name: person.name })}</h1>
      <p>{unlocking ? t('signIn.locked', { name: person.name }) : line}</p>
      <PinDots count={pin.length} label={t('signIn.dots', { count: pin.length })} />
      <Keypad layout="pin" disabled={busy} onDigits={add} onDelete={() => setPin((before) => before.slice(0, -1))} onClear={() => setPin('')} />
      <Button tone="primary" size="key" disabled={busy || pin.length < PIN_DIGITS_MIN} onClick={() => void send(pin)}>{unlocking ? t('signIn.unlock') : t('signIn.go')}</Button>
    </section>
  );
}
