/** Makes the next card that is no payment card the badge of one person. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IdCard } from 'lucide-react';
import type { DeviceView } from '#contract/deviceViews.ts';
import { call, showTrouble } from '../../state/act.ts';
import { onWord } from '../../state/events.ts';
import { useRead } from '../../state/read.ts';
import { Button } from '../../ui/Button.tsx';
import { Lamp } from '../../ui/marks.tsx';

/** The till waits as long (`devices.badge.learn`). */
const WITHIN_MS = 30_000;

type Waited = { readonly state: 'waiting' | 'learnt' | 'late'; readonly operatorId: string };

/** What became of the wait: the till says so by a `badge` word, or nothing comes. */
function useWaited(waited: Waited | null, end: (state: 'learnt' | 'late') => void): void {
  const operatorId = waited?.state === 'waiting' ? waited.operatorId : null;
  useEffect(() => {
    if (operatorId === null) return undefined;
    const late = window.setTimeout(() => end('late'), WITHIN_MS);
    const stop = onWord((word) => { if (word.kind === 'badge' && word.operatorId === operatorId) end('learnt'); });
    return () => { window.clearTimeout(late); stop(); };
    // Only a new wait starts the clock anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [operatorId]);
}

export function BadgeLesson({ device }: { readonly device: DeviceView }) {
  const { t } = useTranslation();
  const people = useRead('session.people', {}).value ?? [];
  const [wanted, setWanted] = useState<string | null>(null);
  const [waited, setWaited] = useState<Waited | null>(null);
  useWaited(waited, (state) => setWaited((before) => (before === null ? null : { ...before, state })));
  const person = people.find((one) => one.id === wanted) ?? people[0];
  if (device.state !== 'ready' || person === undefined) return null;
  const learn = async () => {
    showTrouble(null);
    // Not `act`: this call answers null when it is done, which `act` gives for refused too.
    const reply = await call('devices.badge.learn', { operatorId: person.id });
    if (reply.ok) setWaited({ state: 'waiting', operatorId: person.id });
    else showTrouble(reply);
  };
  const waiting = waited?.state === 'waiting';
  const name = people.find((one) => one.id === waited?.operatorId)?.name ?? '';
  return (
    <section className="card vbench">
      <div className="card__head"><IdCard aria-hidden="true" /><h2>{t('technician.badge.title')}</h2></div>
      <p className="text-13 text-ink-2">{t('technician.badge.text')}</p>
      <div className="vbench__row vbench__row--wide">
        <label className="field"><span className="sr">{t('technician.badge.person')}</span><span className="field__box"><select value={person.id} disabled={waiting} onChange={(event) => setWanted(event.target.value)}>{people.map((one) => <option key={one.id} value={one.id}>{one.name} · {t(`role.${one.role}`)}</option>)}</select></span></label>
        <Button disabled={waiting} onClick={() => void learn()}>{t(waited === null || waiting ? 'technician.badge.learn' : 'technician.badge.again')}</Button>
      </div>
      {waited !== null && <p className="device__state" role="status"><Lamp state={waited.state === 'learnt' ? 'yes' : waited.state === 'late' ? 'off' : 'wait'} /><span>{t(`technician.badge.${waited.state}`, { seconds: WITHIN_MS / 1_000, name })}</span></p>}
    </section>
  );
}
