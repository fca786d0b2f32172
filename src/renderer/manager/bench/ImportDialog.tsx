/** A drop of bill files, file by file: recognised as what, of which days, how much, whether its own totals agree, and what became of it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileFacts } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Lamp, type LampState } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { Progress } from '../../ui/states.tsx';
import { MappingDialog, type MappedFile } from './MappingDialog.tsx';
import type { FileRow, Imports } from './useImport.ts';

const LAMPS: Readonly<Record<FileRow['state'], LampState>> = { waiting: 'off', running: 'wait', imported: 'yes', repeated: 'off', refused: 'no', 'too-large': 'no', cancelled: 'off' };
/** Refusals that a mapping may mend. */
const MAPPABLE: ReadonlySet<string> = new Set(['statement-unknown-format', 'statement-mapping', 'statement-ambiguous-date']);
const WAITING: ReadonlySet<FileRow['state']> = new Set(['waiting', 'running']);

/** Its name, and below it what it is, of which days, and the zip that it lay in. */
function Name({ row }: { readonly row: FileRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, facts } = row;
  const inZip = name.indexOf('/');
  const [first, last] = [facts?.days[0], facts?.days.at(-1)];
  const days = first === undefined || last === undefined ? null : first === last ? format.day(first) : t('imports.fromTo', { from: format.day(first), to: format.day(last) });
  const about = [facts === null ? null : t(`imports.source.${facts.source}`), days, inZip < 0 ? null : t('imports.inZip', { zip: name.slice(0, inZip) })].filter((part) => part !== null);
  return (
    <span className="outcome__file">
      <span className="cut" title={name}>{inZip < 0 ? name : name.slice(inZip + 1)}</span>
      {about.length > 0 && <small className="cut">{about.join(' · ')}</small>}
    </span>
  );
}

/** The sum with its currency where it is not the shop's own. */
function Totals({ facts }: { readonly facts: FileFacts }) {
  const format = useFormat();
  return <>{facts.totals.map((sum) => <span key={sum.currency} className="block">{sum.currency === format.currency ? <Money minor={sum.amountMinor} /> : `${sum.currency} ${format.amountIn(sum.amountMinor, sum.currency)}`}</span>)}</>;
}

function Proof({ facts }: { readonly facts: FileFacts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { controls, proof } = facts;
  const only = facts.totals.length === 1 ? facts.totals[0]?.currency : undefined;
  const said = controls.map(({ name, unit, own }) => `${name} ${unit === 'rows' || only === undefined ? format.count(own) : format.amountIn(own, only)}`).join(' · ');
  if (proof === 'complete') return <span title={said}>{t('imports.agree', { count: Math.max(1, controls.length) })}</span>;
  return <span className="text-ink-2" title={said}>{t(`imports.proof.${proof}`)}</span>;
}

function State({ row }: { readonly row: FileRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (row.state !== 'running') return <>{t(`imports.state.${row.state}`)}</>;
  if (row.lines === null || row.lines === 0) return <>{t('imports.state.running')}</>;
  return (
    <span className="outcome__far">
      <span>{t('imports.linesSoFar', { count: row.lines, lines: format.count(row.lines) })}</span>
      {row.share !== null && <span className="progress__bar" role="progressbar" aria-label={row.name} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(row.share * 100)}><i style={{ width: `${Math.round(row.share * 100)}%` }} /></span>}
    </span>
  );
}

function Outcome({ row, onMap }: { readonly row: FileRow; readonly onMap: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useTroubleText();
  const { facts, trouble } = row;
  const sentence = row.state === 'too-large' ? t('manager.import.tooLarge') : row.state === 'refused' && trouble !== null ? text(trouble) : null;
  return (
    <>
      <tr data-state={row.state}>
        <th scope="row"><Lamp state={LAMPS[row.state]} /><Name row={row} /></th>
        <td className="num">{facts !== null && format.count(facts.lines)}</td>
        <td className="num">{facts !== null && <Totals facts={facts} />}</td>
        <td>{facts !== null && <Proof facts={facts} />}</td>
        <td><State row={row} /></td>
      </tr>
      {sentence !== null && <tr className="outcome__why"><td colSpan={5}><p>{sentence}</p>{onMap !== null && <Button className="small-btn" onClick={onMap}>{t('books.mapping.open')}</Button>}</td></tr>}
    </>
  );
}

function useMapping(imports: Imports) {
  const [mapping, setMapping] = useState<{ readonly row: FileRow; readonly file: MappedFile } | null>(null);
  const open = async (row: FileRow, file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCodePoint(...bytes.subarray(at, at + 0x8000));
    setMapping({ row, file: { name: row.name, base64: btoa(text) } });
  };
  const opener = (row: FileRow) => {
    const file = row.state === 'refused' && MAPPABLE.has(row.trouble?.code ?? '') ? imports.fileOf(row) : null;
    return file === null || imports.running ? null : () => void open(row, file);
  };
  return { mapping, setMapping, opener };
}

/** How many came in, were there before, and were refused, in one sentence. */
function Summary({ rows }: { readonly rows: readonly FileRow[] }) {
  const { t } = useTranslation();
  const count = (...states: FileRow['state'][]) => rows.filter(({ state }) => states.includes(state)).length;
  const parts = [['imported', count('imported')], ['repeated', count('repeated')], ['refused', count('refused', 'too-large')], ['cancelled', count('cancelled')]] as const;
  return <p role="status" className="outcome__sum">{parts.filter(([, many]) => many > 0).map(([state, many]) => <span key={state}>{t(`imports.sum.${state}`, { count: many })}</span>)}</p>;
}

export function ImportDialog({ imports }: { readonly imports: Imports }) {
  const { t } = useTranslation();
  const { rows, running, cancelling } = imports;
  const { mapping, setMapping, opener } = useMapping(imports);
  if (mapping !== null) return <MappingDialog file={mapping.file} onClose={() => setMapping(null)} onKept={() => { imports.again(mapping.row); setMapping(null); }} />;
  const current = rows.find((row) => row.state === 'running');
  const ended = new Set(rows.filter((row) => WAITING.has(row.state)).map((row) => row.given));
  const given = new Set(rows.map((row) => row.given));
  const done = [...given].filter((one) => !ended.has(one)).length;
  // While it runs, closing would hide the count: it can only be cancelled.
  const close = running ? imports.cancel : imports.close;
  return (
    <Dialog title={t(running ? 'manager.import.title' : 'manager.import.doneTitle')} hint={t('manager.import.hint')} size="full" onClose={close} foot={running ? undefined : <Button tone="primary" onClick={imports.close}>{t('ui.done')}</Button>}>
      {running ? <Progress label={cancelling ? t('imports.cancelling') : current === undefined ? t('imports.sending') : t('manager.import.progress', { name: current.name })} done={done + (current?.share ?? 0)} total={given.size} onCancel={imports.cancel} /> : <Summary rows={rows} />}
      <div className="scroll-x outcomes" tabIndex={0} role="region" aria-label={t('imports.files')}>
        <table className="grid-table">
          <thead><tr><th scope="col">{t('imports.column.file')}</th>{(['lines', 'total'] as const).map((column) => <th key={column} scope="col" className="num">{t(`imports.column.${column}`)}</th>)}{(['proof', 'state'] as const).map((column) => <th key={column} scope="col">{t(`imports.column.${column}`)}</th>)}</tr></thead>
          <tbody>{rows.map((row) => <Outcome key={`${row.given} ${row.name}`} row={row} onMap={opener(row)} />)}</tbody>
        </table>
      </div>
    </Dialog>
  );
}
