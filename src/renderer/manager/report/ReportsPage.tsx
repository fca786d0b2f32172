/** Reports: the day so far (X) and every sealed day (Z), readable on screen and printable. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDown, FileText, Printer } from 'lucide-react';
import { withProof } from '#core/tenderProof.ts';
import type { ZReportView } from '#contract/views.ts';
import { useRead, type Reading } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { zName } from '../day/CloseList.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import type { OpenReport } from './openReport.ts';
import { ReportSheet } from './ReportSheet.tsx';

function Shown({ reading, isX }: { readonly reading: Reading<ZReportView>; readonly isX: boolean }) {
  const report = reading.loading ? null : reading.value;
  // The report stands at once; what the wallets' files prove of it is read beside the till and follows.
  const proofs = useRead('day.proof', report === null ? null : { day: report.businessDay });
  if (report !== null) return <ReportSheet report={{ ...report, tenders: withProof(report.tenders, proofs.value ?? []) }} isX={isX} />;
  return reading.trouble === null ? <div className="sheet"><Loading rows={12} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />;
}

const ShownX = () => <Shown reading={useRead('day.x', {})} isX />;
const ShownZ = ({ number }: { readonly number: number }) => <Shown reading={useRead('day.z', { number })} isX={false} />;

export function ReportsPage({ open, onOpen }: { readonly open: OpenReport; readonly onOpen: (report: OpenReport) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useRead('day.zReports', {});
  const [exporting, setExporting] = useState(false);
  const print = () => window.print();
  useShortcut('e', t('books.export.open'), () => setExporting(true));
  useShortcut('p', t('manager.report.print'), print);
  const sealed = (list.value ?? []).toSorted((a, b) => b.number - a.number);
  return (
    <>
      <DeskBar><h1>{t('manager.reports')}</h1><span className="grow" /><Button icon={FileDown} keycap="E" onClick={() => setExporting(true)}>{t('books.export.open')}</Button><Button icon={Printer} keycap="P" onClick={print}>{t('manager.report.print')}</Button></DeskBar>
      <div className="reports">
        <nav className="reports__list no-print" aria-label={t('manager.report.list')}>
          <button type="button" className="reports__row" aria-current={open === 'x' ? 'true' : undefined} onClick={() => onOpen('x')}><b>{t('manager.report.x')}</b><small>{t('manager.report.xNow')}</small></button>
          {sealed.map((row) => (
            <button key={row.number} type="button" className="reports__row" aria-current={open === row.number ? 'true' : undefined} onClick={() => onOpen(row.number)}>
              <b>{t('manager.report.z', { number: zName(row.number) })}</b><Money minor={row.totalMinor} /><small>{format.weekday(row.businessDay)}</small><small className="num">{format.time(row.at)}</small>
            </button>
          ))}
          {list.value !== null && sealed.length === 0 && <Empty icon={FileText} title={t('manager.report.none')}>{t('manager.report.noneHint')}</Empty>}
          {list.value === null && list.trouble !== null && <Failed trouble={list.trouble} onRetry={list.reload} />}
        </nav>
        {exporting && <ExportDialog report={open} onClose={() => setExporting(false)} />}
        <div className="reports__sheet">{open === 'x' ? <ShownX /> : <ShownZ key={open} number={open} />}</div>
      </div>
    </>
  );
}
