/** Goods from a file: what it would change is shown first, every fault by its line; kept all or not at all. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileUp } from 'lucide-react';
import type { GoodsBroughtView } from '#contract/shopCalls.ts';
import { act } from '../../state/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

type File1 = { readonly name: string; readonly text: string };

function Problems({ view }: { readonly view: GoodsBroughtView }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <p className="goodsbring__no"><b>{t('shop.file.refused', { count: view.problems.length })}</b></p>
      <ul className="goodsbring__list">{view.problems.map(({ line, column, problem }, index) => <li key={index}><b>{t('shop.file.line', { line })}</b> {t(`shop.file.problem.${problem}`, { column })}</li>)}</ul>
    </div>
  );
}

export function BringDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File1 | null>(null);
  const [view, setView] = useState<GoodsBroughtView | null>(null);
  const [busy, setBusy] = useState(false);
  const bring = async (from: File1, keep: boolean) => {
    setBusy(true);
    const reply = await act('goods.bring', { ...from, keep });
    setBusy(false);
    setFile(from);
    setView(reply);
    if (reply?.kept === true) onDone();
  };
  const choose = async (chosen: File | undefined) => {
    if (chosen !== undefined) await bring({ name: chosen.name, text: await chosen.text() }, false);
  };
  const ready = view !== null && !view.kept && view.problems.length === 0 && view.added + view.changed > 0;
  return (
    <Dialog
      title={t('shop.file.title')} hint={t('shop.file.hint')} size="wide" onClose={onClose}
      foot={<><Button icon={FileUp} disabled={busy} onClick={() => input.current?.click()}>{t(file === null ? 'shop.file.choose' : 'shop.file.another')}</Button><span className="grow" />{view?.kept === true ? <Button tone="primary" onClick={onClose}>{t('ui.close')}</Button> : <Button tone="primary" disabled={!ready || busy} onClick={() => { if (file !== null) void bring(file, true); }}>{t('shop.file.keep')}</Button>}</>}
    >
      <input ref={input} type="file" accept=".csv,text/csv" className="sr" tabIndex={-1} aria-label={t('shop.file.choose')} onChange={(event) => { void choose(event.target.files?.[0]); event.target.value = ''; }} />
      {view === null && <p className="mono goodsbring__head">sku,barcode,name_en,name_zh,name_ko,unit,price,tax_percent,category,favourite</p>}
      {view !== null && view.problems.length > 0 && <Problems view={view} />}
      {view !== null && view.problems.length === 0 && (
        <div role="status">
          <p><b>{file?.name}</b></p>
          <ul className="goodsbring__sums">
            <li><b>{view.added}</b> {t('shop.file.added')}</li><li><b>{view.changed}</b> {t('shop.file.changed')}</li><li><b>{view.same}</b> {t('shop.file.same')}</li><li><b>{view.categoriesAdded}</b> {t('shop.file.categories')}</li>
          </ul>
          <p className="text-ink-2">{t(view.kept ? 'shop.file.kept' : ready ? 'shop.file.ready' : 'shop.file.nothing')}</p>
        </div>
      )}
    </Dialog>
  );
}
