/** One person: name, role, a new PIN, and leaving. A new person gets name and role first, then the PIN. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '#core/limits.ts';
import type { PersonView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Seg } from '../../ui/Field.tsx';
import { PinSteps } from '../../ui/PinSteps.tsx';

const ROLES = ['cashier', 'manager', 'technician'] as const;
type Step = 'who' | 'pin' | 'leave';

export function PersonDialog({ person, self, onClose, onDone, onErased }: { readonly person: PersonView | null; readonly self: boolean; readonly onClose: () => void; readonly onDone: () => void; readonly onErased: (person: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<PersonView['role']>(person?.role ?? 'cashier');
  const [step, setStep] = useState<Step>('who');
  const [busy, setBusy] = useState(false);
  const after = async (work: Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    const done = await work;
    setBusy(false);
    if (done !== null) onDone();
    return done !== null;
  };
  const leave = async (operatorId: string) => { if (await after(act('staff.leave', { operatorId }))) onErased(operatorId); };
  const ready = name.trim() !== '' && !busy;
  const title = person === null ? t('shop.people.new') : person.name;
  if (step === 'pin') {
    const least = role === 'cashier' ? LIMITS.pinCharsMin : LIMITS.longPinCharsMin;
    const keep = ({ next }: { readonly next: string }) => after(person === null ? act('staff.add', { name: name.trim(), role, pin: next }) : act('staff.pin', { operatorId: person.id, pin: next }));
    return <Dialog title={title} hint={t('shop.people.pinHint', { name: name.trim() })} onClose={onClose}><PinSteps least={least} busy={busy} label={t(person === null ? 'shop.people.add' : 'pins.change')} onDone={keep} /></Dialog>;
  }
  if (step === 'leave' && person !== null) {
    return <Dialog title={t('shop.people.leaveTitle', { name: person.name })} hint={t('shop.people.leaveHint')} onClose={onClose} foot={<><Button onClick={() => setStep('who')}>{t('ui.back')}</Button><span className="grow" /><Button tone="danger" disabled={busy} onClick={() => void leave(person.id)}>{t('shop.people.leave')}</Button></>} />;
  }
  const foot = person === null ? <Button tone="primary" disabled={!ready} onClick={() => setStep('pin')}>{t('pins.on')}</Button> : (
    <>
      {!self && <Button tone="danger" disabled={busy} onClick={() => setStep('leave')}>{t('shop.people.leave')}</Button>}
      {!self && <Button disabled={busy} onClick={() => setStep('pin')}>{t('shop.people.newPin')}</Button>}
      <span className="grow" />
      <Button tone="primary" disabled={!ready} onClick={() => void after(act('staff.change', { operatorId: person.id, name: name.trim(), role }))}>{t('books.save')}</Button>
    </>
  );
  return (
    <Dialog title={title} hint={t('shop.people.dialogHint')} onClose={onClose} foot={foot}>
      <Field label={t('shop.name')} value={name} maxLength={LIMITS.personNameCharsMax} onChange={(event) => setName(event.target.value)} />
      <div className="field mt-4"><span className="field__label">{t('shop.people.role')}</span>{self ? <p>{t(`role.${role}`)}</p> : <Seg label={t('shop.people.role')} value={role} choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} onChoose={setRole} />}<span className="field__hint">{t(`shop.people.can.${role}`)}</span></div>
    </Dialog>
  );
}
