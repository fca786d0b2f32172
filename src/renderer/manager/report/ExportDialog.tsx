/** Taking the books out: what, of which days, in which form; on record before it is handed over. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDown } from 'lucide-react';
import type { TillInput } from '#contract/till.ts';
import { act } from '../../state/act.ts';
import { download } from '../../state/download.ts';
import { usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Seg } from '../../ui/Field.tsx';
import { PeriodFields, usePeriod } from '../period.tsx';
import type { OpenReport } from './openReport.ts';

type What = TillInput<'export.make'>['what'];
type Format = TillInput<'export.make'>['format'];

const WHAT: readonly What[] = ['report', 'sales', 'goods', 'payments', 'drawer', 'statement', 'breaks', 'audit'];
const FORMATS: readonly Format[] = ['xlsx', 'csv', 'pdf', 'json'];

export function ExportDialog({ report, onClose }: { readonly report: OpenReport; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const [what, setWhat] = useState<What>('report');
  const [chosen, setFormat] = useState<Format>('xlsx');
  const [bom, setBom] = useState(true);
  const [busy, setBusy] = useState(false);
  const [period, setPeriod] = usePeriod(1);
  const audit = what === 'audit';
  const make = async () => {
    setBusy(true);
    const made = await act('export.make', { what, format: audit ? 'jsonl' : chosen, ...period, z: what === 'report' ? (report === 'x' ? 0 : report) : null, language: language === 'en-XA' ? 'en' : language, bom: bom && chosen === 'csv' });
    setBusy(false);
    if (made === null) return;
    download(made);
    onClose();
  };
  return (
    <Dialog title={t('books.export.title')} hint={t('books.export.hint')} size="wide" onClose={onClose} foot={<Button tone="primary" icon={FileDown} disabled={busy} onClick={() => void make()}>{t(busy ? 'books.export.making' : 'books.export.make')}</Button>}>
      <fieldset className="choices">
        <legend className="field__label">{t('books.export.whatLabel')}</legend>
        {WHAT.map((value) => (
          <label key={value} className="choice" data-on={value === what}>
            <input type="radio" name="what" checked={value === what} onChange={() => setWhat(value)} />
            <span><b>{value === 'report' ? t(report === 'x' ? 'books.export.what.x' : 'books.export.what.z', { number: String(report).padStart(4, '0') }) : t(`books.export.what.${value}`)}</b><small>{t(`books.export.about.${value}`)}</small></span>
          </label>
        ))}
      </fieldset>
      {what !== 'report' && !audit && <div className="field"><span className="field__label">{t('books.period')}</span><PeriodFields period={period} onPeriod={setPeriod} /></div>}
      {audit ? <p className="text-ink-2">{t('books.export.auditForm')}</p> : (
        <div className="field"><span className="field__label">{t('books.export.form')}</span><Seg label={t('books.export.form')} value={chosen} choices={FORMATS.map((value) => ({ value, label: t(`books.export.format.${value}`) }))} onChoose={setFormat} /></div>
      )}
      {!audit && chosen === 'csv' && <label className="check"><input type="checkbox" checked={bom} onChange={(event) => setBom(event.target.checked)} />{t('books.export.bom')}</label>}
    </Dialog>
  );
}
