/** Makes the next card that is swiped somebody's badge; a payment card never becomes one. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IdCard } from 'lucide-react';
import { call, showTrouble } from '../../state/act.ts';
import { onWord } from '../../state/events.ts';
import { useRead } from '../../state/read.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';

/** As long as the till waits for the card. */
const WAIT_MS = 30_000;
type Told = { readonly key: 'waiting' | 'done' | 'late'; readonly person: string; readonly id: string };

export function Badges() {
  const { t } = useTranslation();
  const people = useRead('session.people', {});
  const [told, setTold] = useState<Told | null>(null);
  const waiting = told?.key === 'waiting' ? told : null;
  useEffect(() => {
    if (waiting === null) return undefined;
    const stop = onWord((word) => { if (word.kind === 'badge' && word.operatorId === waiting.id) setTold({ ...waiting, key: 'done' }); });
    const late = window.setTimeout(() => setTold({ ...waiting, key: 'late' }), WAIT_MS);
    return () => { stop(); window.clearTimeout(late); };
  }, [waiting]);
  const learn = async (id: string, person: string) => {
    showTrouble(null);
    // Not `act`: this call answers null when it is done, which `act` gives for refused too.
    const reply = await call('devices.badge.learn', { operatorId: id });
    if (reply.ok) setTold({ key: 'waiting', person, id });
    else showTrouble(reply);
  };
  return (
    <section className="card vbench">
      <div className="card__head"><IdCard aria-hidden="true" /><h2>{t('technician.bench.badges')}</h2></div>
      <p className="text-13 text-ink-2">{t('technician.bench.badgesHint')}</p>
      <div><Menu trigger={<Button>{t('technician.bench.badgeFor')}</Button>}>{(people.value ?? []).map((person) => <MenuItem key={person.id} onSelect={() => void learn(person.id, person.name)}>{person.name}</MenuItem>)}</Menu></div>
      {told !== null && <p className="text-13" role="status">{t(`technician.bench.badge.${told.key}`, { person: told.person })}</p>}
    </section>
  );
}
