/** One's own PIN is changed: the present one first, then the new one twice. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { LIMITS } from '#core/limits.ts';
import { act, showNotice } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { Dialog } from './Dialog.tsx';
import { PinSteps } from './PinSteps.tsx';

const useOpen = create<{ readonly open: boolean }>()(() => ({ open: false }));
export const openOwnPin = (): void => useOpen.setState({ open: true });

export function OwnPinDialog() {
  const { t } = useTranslation();
  const open = useOpen((state) => state.open);
  const role = useTill((state) => state.operator?.role ?? null);
  const locked = useTill((state) => state.locked);
  const [busy, setBusy] = useState(false);
  const close = () => useOpen.setState({ open: false });
  if (!open || role === null || locked) return null;
  const change = async ({ present, next }: { readonly present: string; readonly next: string }) => {
    setBusy(true);
    const done = await act('staff.ownPin', { pin: present, next });
    setBusy(false);
    if (done === null) return false;
    close();
    showNotice({ key: 'pins.changed', values: {} });
    return true;
  };
  return <Dialog title={t('pins.own')} hint={t('pins.ownHint')} onClose={close}><PinSteps present least={role === 'cashier' ? LIMITS.pinCharsMin : LIMITS.longPinCharsMin} busy={busy} label={t('pins.change')} onDone={change} /></Dialog>;
}
