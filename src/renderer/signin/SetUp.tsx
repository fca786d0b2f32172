/** A new shop has nobody yet: its first manager gives a name and a PIN. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '#core/limits.ts';
import { act } from '../state/act.ts';
import { Field } from '../ui/Field.tsx';
import { PinSteps } from '../ui/PinSteps.tsx';

export function SetUp({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const begin = async ({ next }: { readonly next: string }) => {
    setBusy(true);
    const people = await act('staff.first', { name: name.trim(), pin: next });
    setBusy(false);
    if (people !== null) onDone();
    return people !== null;
  };
  return (
    <section className="pinpanel" aria-label={t('setUp.title')}>
      <h1>{t('setUp.title')}</h1>
      <p>{t('setUp.hint')}</p>
      <Field touch label={t('setUp.name')} value={name} maxLength={LIMITS.personNameCharsMax} onChange={(event) => setName(event.target.value)} />
      <PinSteps least={LIMITS.longPinCharsMin} busy={busy || name.trim() === ''} label={t('setUp.begin')} onDone={begin} />
    </section>
  );
}
