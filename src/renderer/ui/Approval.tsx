/** Asks for a manager's PIN for one action; shown whenever a call was refused for want of an approval. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../state/act.ts';
import { useRead } from '../state/read.ts';
import { useTillStore } from '../state/till.ts';
import { useTroubleText } from '../text/trouble.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Keypad, PinDots } from './Keypad.tsx';
import { Avatar } from './marks.tsx';
import { useShortcut } from './shortcut.tsx';

type Person = { readonly id: string; readonly name: string; readonly initials: string };

function Managers({ people, chosen, onChoose }: { readonly people: readonly Person[]; readonly chosen: string | null; readonly onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-2" role="group" aria-label={t('approval.who')}>
      {people.map((person) => (
        <button key={person.id} type="button" className="btn btn--touch grow" aria-pressed={person.id === chosen} onClick={() => onChoose(person.id)}>
          <Avatar id={person.id} initials={person.initials} /><span className="cut">{person.name}</span>
        </button>
      ))}
    </div>
  );
}

function PinEntry({ label, onGive }: { readonly label: string; readonly onGive: ((pin: string) => void) | null }) {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const ready = onGive !== null && pin.length >= 4;
  const give = () => { if (ready) onGive(pin); };
  useShortcut(pin === '' ? null : 'Enter', null, give);
  return (
    <>
      <PinDots count={pin.length} label={t('signIn.dots', { count: pin.length })} />
      <Keypad layout="pin" onDigits={(digit) => setPin((before) => `${before}${digit}`.slice(0, 64))} onDelete={() => setPin((before) => before.slice(0, -1))} onClear={() => setPin('')} />
      <Button tone="primary" size="money" disabled={!ready} onClick={give}>{label}</Button>
    </>
  );
}

/** Mount once in the frame. */
export function Approval() {
  const { t } = useTranslation();
  const text = useTroubleText();
  const question = useAsked((asked) => asked.question);
  const operatorId = useTillStore((heard) => heard.state?.operator?.id ?? null);
  const people = useRead('session.people', {});
  const [picked, setPicked] = useState<string | null>(null);
  if (question === null) return null;
  // Nobody approves their own act.
  const managers = (people.value ?? []).filter((person) => person.role === 'manager' && person.id !== operatorId);
  const chosen = picked ?? managers[0]?.id ?? null;
  const cash = question.trouble.detail['permission'] === 'cash-difference';
  const hint = question.trouble.code === 'approval-needed' ? t(cash ? 'approval.cashHint' : 'approval.hint') : text(question.trouble);
  return (
    <Dialog title={t('approval.title')} hint={hint} onClose={() => question.answer(null)}>
      {managers.length === 0 && people.value !== null ? <p>{t('approval.none')}</p> : <Managers people={managers} chosen={chosen} onChoose={setPicked} />}
      <PinEntry key={`${chosen}${question.trouble.code}`} label={t('approval.give')} onGive={chosen === null ? null : (pin) => question.answer({ operatorId: chosen, pin })} />
    </Dialog>
  );
}
