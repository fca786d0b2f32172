/** The shop's people: who may sign in and as what; a person's own dialog. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LockOpen, UserPlus } from 'lucide-react';
import type { PersonView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useRead } from '../../state/read.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Avatar, Chip } from '../../ui/marks.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ProofDialog } from '../privacy/EraseDialog.tsx';
import { PersonDialog } from './PersonDialog.tsx';

type Open = { readonly person: PersonView | null } | null;

export function PeoplePage() {
  const { t } = useTranslation();
  const people = useRead('session.people', {});
  const own = useTill((state) => state.operator?.id ?? null);
  const [open, setOpen] = useState<Open>(null);
  const [erased, setErased] = useState<string | null>(null);
  const add = () => setOpen({ person: null });
  useShortcut('n', t('shop.people.add'), add);
  const unlock = async (operatorId: string) => {
    await act('session.unlock', { operatorId });
    people.reload();
  };
  return (
    <>
      <DeskBar><h1>{t('shop.people.page')}</h1><span className="grow" /><Button tone="primary" icon={UserPlus} onClick={add}>{t('shop.people.add')}</Button></DeskBar>
      {people.trouble !== null ? <Failed trouble={people.trouble} onRetry={people.reload} /> : people.value === null ? <div className="page"><Loading rows={6} /></div> : (
        <div className="page">
          <section className="card">
            <div className="card__head"><h2>{t('shop.people.may', { count: people.value.length })}</h2></div>
            <ul className="peoplelist">
              {people.value.map((person) => (
                <li key={person.id}>
                  <Avatar id={person.id} initials={person.initials} />
                  <span className="min-w-0"><b className="cut">{person.name}</b><small>{t(`role.${person.role}`)}{person.id === own ? ` · ${t('shop.people.you')}` : ''}</small></span>
                  {person.locked ? <span className="row gap-3"><Chip tone="wait">{t('shop.people.locked')}</Chip>{person.id !== own && <Button icon={LockOpen} onClick={() => void unlock(person.id)}>{t('shop.people.unlock')}</Button>}</span> : <span />}
                  <Button aria-label={t('shop.people.editLabel', { name: person.name })} onClick={() => setOpen({ person })}>{t('books.fees.edit')}</Button>
                </li>
              ))}
            </ul>
          </section>
          <p className="text-13 text-ink-2 px-4">{t('shop.people.hint')}</p>
        </div>
      )}
      {open !== null && <PersonDialog person={open.person} self={open.person !== null && open.person.id === own} onClose={() => setOpen(null)} onDone={() => { setOpen(null); people.reload(); }} onErased={setErased} />}
      {erased !== null && <ProofDialog person={erased} onClose={() => setErased(null)} />}
    </>
  );
}
