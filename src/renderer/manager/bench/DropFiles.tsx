/** The place where files are dropped: the whole window while the workbench is open, so that none falls beside it and opens in the window instead. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDown } from 'lucide-react';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

export function DropFiles({ onFiles, children }: { readonly onFiles: (files: readonly File[]) => void; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  useEffect(() => { take.current = onFiles; });
  useEffect(() => {
    const hover = (event: DragEvent) => { if (carriesFiles(event)) { event.preventDefault(); setOver(true); } };
    // Leaving the window has no element to go to.
    const leave = (event: DragEvent) => { if (event.relatedTarget === null) setOver(false); };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return (
    <div className="dropzone">
      {children}
      {over && <div className="dropzone__over"><FileDown aria-hidden="true" /><b>{t('manager.import.drop')}</b><span>{t('manager.import.dropHint')}</span></div>}
    </div>
  );
}
