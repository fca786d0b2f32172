/** Printing a receipt that is open: in which language, and what came of it; the virtual printer shows its paper. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Printer } from 'lucide-react';
import type { PaperView } from '#contract/printer.ts';
import { act, call } from '../../state/act.ts';
import { usePreferences, type Language } from '../../state/preferences.ts';
import { useTill } from '../../state/till.ts';
import { Button } from '../../ui/Button.tsx';
import { Seg } from '../../ui/Field.tsx';
import { LANGUAGE_CHOICES } from '../../ui/FrameKeys.tsx';
import { PrintState } from './PrintState.tsx';

/** The paper that the virtual printer holds once this receipt's print has ended. */
function usePaper(receipt: number): PaperView | null {
  const ended = useTill((state) => (state.print?.receipt === receipt && state.print.state !== 'printing' ? state.print.at : null));
  const [paper, setPaper] = useState<PaperView | null>(null);
  useEffect(() => {
    if (ended === null) return;
    void call('printer.paper', {}).then((reply) => setPaper(reply.ok ? reply.value : null));
  }, [ended]);
  return ended === null ? null : paper;
}

export function PrintKeys({ receipt, copies }: { readonly receipt: number; readonly copies: number }) {
  const { t } = useTranslation();
  const shown = usePreferences((preferences) => preferences.language);
  const [language, setLanguage] = useState<Language>(shown === 'en-XA' ? 'en' : shown);
  const busy = useTill((state) => state.print?.receipt === receipt && state.print.state === 'printing');
  const paper = usePaper(receipt);
  return (
    <>
      <Seg touch label={t('print.language')} value={language} choices={LANGUAGE_CHOICES} onChoose={setLanguage} />
      <Button size="key" icon={Printer} disabled={busy} onClick={() => void act('receipt.print', { receipt, language })}>{t(copies > 0 ? 'print.again' : 'print.do')}</Button>
      <PrintState receipt={receipt} />
      {paper !== null && <figure className="slip"><img src={`data:image/png;base64,${paper.png}`} alt={t('print.paperAlt')} /><figcaption>{t('print.paper')}</figcaption></figure>}
    </>
  );
}
