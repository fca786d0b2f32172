/** A question, its answer as bars from one base line, and the table behind them. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartColumn } from 'lucide-react';
import { Seg } from '../../ui/Field.tsx';
import { Empty } from '../../ui/states.tsx';

export type BarPart = { readonly name: string; readonly minor: number; readonly fill: string };
export type BarRow = { readonly key: string; readonly label: string; readonly value: string; readonly note?: string; readonly parts: readonly BarPart[]; /** A line across, for what is held against. */ readonly mark?: number };

/** Where each part begins: what is below zero goes left from the base line, the rest right, one after the other. */
function placed(parts: readonly BarPart[]): { readonly part: BarPart; readonly from: number }[] {
  return parts.map((part, index) => {
    const before = parts.slice(0, index).filter((other) => (other.minor < 0) === (part.minor < 0)).reduce((sum, other) => sum + other.minor, 0);
    return { part, from: Math.min(before, before + part.minor) };
  });
}

function Bar({ row, least, span }: { readonly row: BarRow; readonly least: number; readonly span: number }) {
  const at = (minor: number) => ((minor - least) / span) * 100;
  return (
    <span className="barlist__bar" aria-hidden="true">
      {least < 0 && <i className="barlist__zero" style={{ left: `${at(0)}%` }} />}
      {placed(row.parts.filter((part) => part.minor !== 0)).map(({ part, from }) => <i key={part.name} className="barlist__part" style={{ left: `${at(from)}%`, width: `${(Math.abs(part.minor) / span) * 100}%`, background: part.fill }} />)}
      {row.mark !== undefined && <i className="barlist__mark" style={{ left: `${at(row.mark)}%` }} />}
    </span>
  );
}

export type FigureCardProps = { readonly title: string; readonly answer: string | null; readonly rows: readonly BarRow[]; readonly legend: readonly { readonly name: string; readonly fill: string | null }[]; readonly table: ReactNode; readonly empty: string; readonly emptyHint: string };

export function FigureCard({ title, answer, rows, legend, table, empty, emptyHint }: FigureCardProps) {
  const { t } = useTranslation();
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const sums = rows.map((row) => ({ low: row.parts.reduce((sum, part) => sum + Math.min(0, part.minor), 0), high: row.parts.reduce((sum, part) => sum + Math.max(0, part.minor), 0) }));
  const least = Math.min(0, ...sums.map((sum) => sum.low));
  const most = Math.max(0, ...sums.map((sum) => sum.high), ...rows.map((row) => row.mark ?? 0));
  const span = Math.max(1, most - least);
  return (
    <section className="card figcard">
      <div className="card__head"><h2>{title}</h2><span className="grow" />{rows.length > 0 && <Seg label={title} value={shape} choices={[{ value: 'chart', label: t('manager.today.asChart') }, { value: 'table', label: t('manager.today.asTable') }]} onChoose={setShape} />}</div>
      {rows.length === 0 ? <Empty icon={ChartColumn} title={empty}>{emptyHint}</Empty> : (
        <>
          {answer !== null && <p className="figcard__answer">{answer}</p>}
          {shape === 'table' ? <div className="figcard__table" tabIndex={0} role="region" aria-label={title}>{table}</div> : (
            <>
              <ul className="barlist">
                {rows.map((row) => <li key={row.key}><span className="cut" title={row.label}>{row.label}</span><b className="num">{row.value}</b><Bar row={row} least={least} span={span} />{row.note !== undefined && <small>{row.note}</small>}</li>)}
              </ul>
              {legend.length > 0 && <p className="barlist__legend">{legend.map((one) => <span key={one.name}><i className={one.fill === null ? 'barlist__tick' : ''} style={one.fill === null ? {} : { background: one.fill }} />{one.name}</span>)}</p>}
            </>
          )}
        </>
      )}
    </section>
  );
}
