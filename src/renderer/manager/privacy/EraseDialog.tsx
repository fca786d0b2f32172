/** Erasing somebody from this page: who, surely, and the proof. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useRead } from '../../state/read.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Avatar } from '../../ui/marks.tsx';
import { Loading } from '../../ui/states.tsx';
import { ErasureProof } from './ErasureProof.tsx';

/** The proof in a dialog of its own; also for who was erased before. */
export function ProofDialog({ person, onClose }: { readonly person: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return <Dialog size="wide" title={t('privacy.proof.title')} hint={t('privacy.proof.hint', { person })} onClose={onClose} foot={<Button tone="primary" onClick={onClose}>{t('ui.close')}</Button>}><div className="proof"><ErasureProof person={person} /></div></Dialog>;
}

export function EraseDialog({ onClose, onErased }: { readonly onClose: () => void; readonly onErased: (person: string) => void }) {
  const { t } = useTranslation();
  const people = useRead('session.people', {});
  const own = useTill((state) => state.operator?.id ?? null);
  const [chosen, setChosen] = useState<PersonView | null>(null);
  const [busy, setBusy] = useState(false);
  const erase = async ({ id }: PersonView) => {
    setBusy(true);
    const done = await act('staff.leave', { operatorId: id });
    setBusy(false);
    if (done !== null) onErased(id);
  };
  if (chosen !== null) {
    return <Dialog title={t('shop.people.leaveTitle', { name: chosen.name })} hint={t('shop.people.leaveHint')} onClose={onClose} foot={<><Button onClick={() => setChosen(null)}>{t('ui.back')}</Button><span className="grow" /><Button tone="danger" disabled={busy} onClick={() => void erase(chosen)}>{t('shop.people.leave')}</Button></>} />;
  }
  const others = people.value?.filter(({ id }) => id !== own) ?? null;
  return (
    <Dialog title={t('privacy.choose.title')} hint={t('privacy.choose.hint')} onClose={onClose}>
      {others === null ? <Loading rows={4} /> : others.length === 0 ? <p>{t('privacy.choose.none')}</p> : (
        <ul className="peoplelist privacy__people">{others.map((person) => (
          <li key={person.id}><Avatar id={person.id} initials={person.initials} /><span className="min-w-0"><b className="cut">{person.name}</b><small>{t(`role.${person.role}`)}</small></span><span /><Button aria-label={t('privacy.choose.button', { name: person.name })} onClick={() => setChosen(person)}>{t('shop.people.leave')}</Button></li>
        ))}</ul>
      )}
    </Dialog>
  );
}
