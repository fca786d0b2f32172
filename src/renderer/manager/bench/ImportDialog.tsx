/** Dropping bill files on the page, and what became of each: read, read before, refused with the reason. */
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDown } from 'lucide-react';
import { useFormat } from '../../text/format.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Lamp, type LampState } from '../../ui/marks.tsx';
import { Progress } from '../../ui/states.tsx';
import { MappingDialog } from './MappingDialog.tsx';
import type { FileOutcome, Imports } from './useImport.ts';

const carriesFiles = (event: React.DragEvent) => event.dataTransfer.types.includes('Files');

export function DropFiles({ onFiles, children }: { readonly onFiles: (files: readonly File[]) => void; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  return (
    <div
      className="dropzone"
      onDragOver={(event) => { if (carriesFiles(event)) { event.preventDefault(); setOver(true); } }}
      onDragLeave={(event) => { if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false); }}
      onDrop={(event) => { event.preventDefault(); setOver(false); onFiles([...event.dataTransfer.files]); }}
    >
      {children}
      {over && <div className="dropzone__over"><FileDown aria-hidden="true" /><b>{t('manager.import.drop')}</b><span>{t('manager.import.dropHint')}</span></div>}
    </div>
  );
}

const LAMPS: Readonly<Record<FileOutcome['state'], LampState>> = { waiting: 'off', running: 'wait', read: 'yes', repeated: 'yes', refused: 'no', 'too-large': 'no', cancelled: 'off' };

function useOutcomeText(): (outcome: FileOutcome) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const troubleText = useTroubleText();
  return ({ state, file, trouble }) => {
    if (state === 'read' && file !== null) return t('manager.import.read', { count: file.lines, day: format.weekday(file.day), amount: format.money(file.amountMinor) });
    if (state === 'refused') return trouble === null ? '' : troubleText(trouble);
    return t(`manager.import.${state === 'too-large' ? 'tooLarge' : state}`);
  };
}

export function ImportDialog({ imports }: { readonly imports: Imports }) {
  const { t } = useTranslation();
  const text = useOutcomeText();
  const { outcomes, running } = imports;
  const [mapping, setMapping] = useState<number | null>(null);
  const file = mapping === null ? undefined : outcomes[mapping];
  const mapped = useMemo(() => (file === undefined || file.unknown === null ? null : { name: file.name, base64: file.unknown }), [file]);
  if (mapping !== null && mapped !== null) return <MappingDialog file={mapped} onClose={() => setMapping(null)} onKept={() => { setMapping(null); imports.again(mapping); }} />;
  const current = outcomes.find((outcome) => outcome.state === 'running');
  const done = outcomes.filter((outcome) => outcome.state !== 'waiting' && outcome.state !== 'running').length;
  // While it runs, closing would hide the count: it can only be cancelled.
  const close = running ? imports.cancel : imports.close;
  return (
    <Dialog title={t(running ? 'manager.import.title' : 'manager.import.doneTitle')} hint={t('manager.import.hint')} size="wide" onClose={close} foot={running ? undefined : <Button tone="primary" onClick={imports.close}>{t('ui.done')}</Button>}>
      {running && <Progress label={t('manager.import.progress', { name: current?.name ?? '' })} done={done} total={outcomes.length} onCancel={imports.cancel} />}
      <ul className="outcomes">
        {outcomes.map((outcome, index) => (
          <li key={index}><Lamp state={LAMPS[outcome.state]} /><span className="min-w-0"><b className="cut" title={outcome.name}>{outcome.name}</b><small>{text(outcome)}</small></span>{outcome.unknown !== null && <Button className="small-btn" onClick={() => setMapping(index)}>{t('books.mapping.open')}</Button>}</li>
        ))}
      </ul>
    </Dialog>
  );
}
