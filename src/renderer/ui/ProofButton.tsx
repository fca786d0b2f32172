/** Saves the proof of one payment as a PDF, in the screen's language. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileCheck2 } from 'lucide-react';
import { act } from '../state/act.ts';
import { download } from '../state/download.ts';
import { usePreferences } from '../state/preferences.ts';
import { Button } from './Button.tsx';

export function ProofButton({ orderId, label, size = 'touch' }: { readonly orderId: string; /** What it says besides, where several stand together. */ readonly label?: string; readonly size?: 'touch' | 'key' }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const file = await act('pay.proof', { orderId, language: language === 'en-XA' ? 'en' : language });
    setBusy(false);
    if (file !== null) download(file);
  };
  return <Button size={size} icon={FileCheck2} disabled={busy} title={t('evidence.proofHint')} onClick={() => void save()}>{label ?? t('evidence.proof')}</Button>;
}
