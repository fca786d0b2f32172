/** People whose PIN was tried too often, and the key that lets them try again. */
import { useTranslation } from 'react-i18next';
import { LockOpen } from 'lucide-react';
import { act } from '../../state/act.ts';
import { useRead } from '../../state/read.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';

export function LockedPeople() {
  const { t } = useTranslation();
  const self = useTill((state) => state.operator?.id ?? null);
  const people = useRead('session.people', {});
  const locked = (people.value ?? []).filter((person) => person.locked && person.id !== self);
  if (locked.length === 0) return null;
  const unlock = async (operatorId: string) => {
    await act('session.unlock', { operatorId });
    people.reload();
  };
  return (
    <ul className="stale" role="status">
      {locked.map((person) => <li key={person.id} className="row gap-3">{t('waiting.pinLocked', { name: person.name })}<Button icon={LockOpen} onClick={() => void unlock(person.id)}>{t('waiting.unlock')}</Button></li>)}
    </ul>
  );
}
