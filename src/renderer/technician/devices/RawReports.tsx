/** Reports as they come: the newest byte by byte, coloured by the descriptor's fields, and a list of those before. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DevicePageView, RawReportView } from '#contract/deviceViews.ts';
import { useFormat } from '../../text/format.ts';
import { Chip } from '../../ui/marks.tsx';

const ROW = 16;
const SHOWN = 8;
const BYTES_SHOWN = 512;
const COLOURS = 6;

type Named = { readonly from: number; readonly bytes: number; readonly name: string };

/** The fields of that report in bytes: its number first, then what the descriptor names. */
function fieldsOf(page: DevicePageView, report: RawReportView): Named[] {
  const found = page.descriptor?.explained.reports.find((one) => one.report === (report.direction === 'in' ? 'input' : report.direction === 'out' ? 'output' : 'feature') && one.id === report.reportId);
  return (found?.fields ?? []).flatMap((field) => {
    const at = /^byte (\d+)$/.exec(field.at);
    const size = /^(?:(\d+) x )?(\d+) bits$/.exec(field.size);
    if (at === null || size === null || field.kind === 'padding') return [];
    const bytes = (Number(size[1] ?? 1) * Number(size[2])) / 8;
    return Number.isInteger(bytes) ? [{ from: Number(at[1]), bytes, name: field.usages.join(', ') }] : [];
  });
}

const printed = (hex: string) => {
  const code = Number.parseInt(hex, 16);
  return code > 31 && code < 127 ? String.fromCharCode(code) : '·';
};

function Dump({ report, fields }: { readonly report: RawReportView; readonly fields: readonly Named[] }) {
  const bytes = report.hex.split(/\s+/).filter((hex) => hex !== '').slice(0, BYTES_SHOWN);
  const look = (at: number) => {
    if (report.reportId !== null && at === 0) return 'byte byte--id';
    const index = fields.findIndex((field) => at >= field.from && at < field.from + field.bytes);
    return index === -1 ? 'byte' : `byte byte--${index % COLOURS}`;
  };
  const rows = Array.from({ length: Math.ceil(bytes.length / ROW) }, (_, row) => bytes.slice(row * ROW, (row + 1) * ROW));
  return (
    <div className={`dump ${report.scrubbed ? 'dump--scrubbed' : ''}`}>
      {rows.map((row, index) => (
        <div key={index} className="contents">
          <span className="dump__at">{(index * ROW).toString(16).padStart(4, '0')}</span>
          <span className="dump__bytes">{row.map((hex, column) => <span key={column} className={look(index * ROW + column)}>{hex.toUpperCase()}</span>)}</span>
          <span className="dump__at" aria-hidden="true">{row.map(printed).join('')}</span>
        </div>
      ))}
    </div>
  );
}

export function RawReports({ page }: { readonly page: DevicePageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [held, setHeld] = useState<RawReportView | null>(null);
  const latest = page.reports.slice(-SHOWN).toReversed();
  const report = held ?? latest[0] ?? null;
  const fields = report === null ? [] : fieldsOf(page, report);
  return (
    <section className="card raw">
      <div className="card__head">
        <h2>{t('technician.page.raw')}</h2>
        {report !== null && <span className="text-13 text-ink-3">{format.timeMillis(report.at)}, {report.reportId === null ? t('technician.page.rawBytes', { bytes: report.bytes }) : t('technician.page.rawHint', { id: report.reportId.toString(16).padStart(2, '0').toUpperCase(), bytes: report.bytes })}</span>}
        <span className="grow" />
        {report?.scrubbed === true && <Chip tone="wait">{t('technician.page.scrubbed')}</Chip>}
        {held === null && page.device.state === 'ready' && <Chip tone="yes">{t('technician.page.live')}</Chip>}
      </div>
      {report === null ? <p className="raw__none">{t('technician.page.noReports')}</p> : (
        <>
          <div className="raw__scroll" tabIndex={0} role="region" aria-label={t('technician.page.raw')}><Dump report={report} fields={fields} /></div>
          {report.scrubbed && <p className="raw__note">{t('technician.page.scrubbedHint')}</p>}
          {fields.length > 0 && <ul className="bytelegend">{fields.slice(0, COLOURS).map((field, index) => <li key={field.from}><i className={`byte--${index % COLOURS}`} />{field.name}</li>)}</ul>}
          <ol className="devstream">
            {latest.map((one, index) => (
              <li key={`${one.at} ${index}`}>
                <button type="button" aria-pressed={one === report} onClick={() => setHeld(held === one || index === 0 ? null : one)}>
                  <time>{format.timeMillis(one.at)}</time><span>{t(`technician.page.direction.${one.direction}`)}</span><span className="cut mono">{one.hex.slice(0, 60)}</span><span>{t(`technician.page.outcome.${one.outcome}`)}</span>
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
