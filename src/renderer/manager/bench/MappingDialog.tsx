/** A file of an unknown form: its columns are pointed at, its lines are shown as they would be read, and the mapping is kept. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPreview } from '#contract/mapping.ts';
import type { TillInput } from '#contract/till.ts';
import { MAPPED_COLUMNS, type MappedColumn } from '#core/statementMapping.ts';
import { METHODS } from '#core/wallets.ts';
import { act, call, type Trouble } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Seg } from '../../ui/Field.tsx';
import { Money } from '../../ui/Money.tsx';
import { Loading } from '../../ui/states.tsx';
import { guessedColumns } from './guessColumns.ts';

export type MappedFile = { readonly name: string; readonly base64: string };
type Mapping = TillInput<'mapping.save'>['mapping'];
type Settings = Pick<Mapping, 'name' | 'wallet' | 'columns' | 'decimal' | 'dateOrder' | 'sign'>;

const ROWS_SHOWN = 5;
const LINES_SHOWN = 4;
const NAME_CHARS_MAX = 60;

function mappingOf(preview: MappingPreview, settings: Settings, currency: string, zoneMinutes: number): Mapping {
  return {
    version: 1, ...settings, name: settings.name.trim(), fingerprint: preview.fingerprint, delimiter: preview.delimiter, headerLine: preview.headerLine, currency: settings.columns.currency === undefined ? currency : null,
    zoneMinutes, feeSign: 'cost-positive', kinds: {}, kindElse: 'by-sign', statuses: {}, skip: [],
  };
}

function Pointing({ preview, columns, onPoint }: { readonly preview: MappingPreview; readonly columns: Settings['columns']; readonly onPoint: (title: string, column: MappedColumn | null) => void }) {
  const { t } = useTranslation();
  const usedAs = (title: string) => MAPPED_COLUMNS.find((column) => columns[column] === title) ?? '';
  return (
    <div className="maptable" tabIndex={0} role="region" aria-label={t('books.mapping.rows')}>
      <table>
        <thead>
          <tr>{preview.titles.map((title, index) => (
            <th key={index} scope="col" data-used={usedAs(title) !== ''}>{title}
              <select aria-label={t('books.mapping.is', { title })} value={usedAs(title)} onChange={(event) => onPoint(title, MAPPED_COLUMNS.find((column) => column === event.target.value) ?? null)}>
                <option value="">{t('books.mapping.ignore')}</option>
                {MAPPED_COLUMNS.map((column) => <option key={column} value={column}>{t(`books.mapping.column.${column}`)}</option>)}
              </select>
            </th>
          ))}</tr>
        </thead>
        <tbody>{preview.rows.slice(0, ROWS_SHOWN).map((row, index) => <tr key={index}>{preview.titles.map((title, at) => <td key={at} data-used={usedAs(title) !== ''}>{row[at] ?? ''}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function ReadSo({ preview }: { readonly preview: MappingPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useTroubleText();
  if (preview.refusal !== null) return <p className="stale" role="status">{text({ code: preview.refusal.code, message: preview.refusal.message, detail: { line: preview.refusal.line ?? 0, expected: '', found: '' } })}<small className="block">{preview.refusal.message}</small></p>;
  if (preview.lines.length === 0) return <p className="text-ink-2">{t('books.mapping.nothing')}</p>;
  return (
    <>
      <p>{preview.totals.map((total) => <b key={total.currency} className="font-strong">{t('books.mapping.lines', { count: total.lineCount, amount: format.money(total.amountMinor) })}</b>)}</p>
      <div className="maptable" tabIndex={0} role="region" aria-label={t('books.mapping.preview')}>
        <table>
          <thead><tr>{(['date', 'kind', 'orderId', 'tradeId', 'amount', 'fee', 'net'] as const).map((column) => <th key={column} scope="col">{t(`books.mapping.column.${column}`)}</th>)}</tr></thead>
          <tbody>{preview.lines.slice(0, LINES_SHOWN).map((line) => <tr key={line.line}><td>{line.at === null ? line.day : format.dateTime(line.at)}</td><td>{line.kind}</td><td>{line.orderId ?? ''}</td><td>{line.tradeId ?? ''}</td><td className="num"><Money bare minor={line.amountMinor} /></td><td className="num"><Money bare minor={line.feeMinor} /></td><td className="num"><Money bare minor={line.netMinor} /></td></tr>)}</tbody>
        </table>
      </div>
    </>
  );
}

/** Asks the till anew after each change; an older answer never replaces a newer one. */
function usePreview(file: MappedFile, mapping: Mapping | null): { readonly preview: MappingPreview | null; readonly trouble: Trouble | null } {
  const [answer, setAnswer] = useState<{ readonly preview: MappingPreview | null; readonly trouble: Trouble | null }>({ preview: null, trouble: null });
  const text = JSON.stringify(mapping);
  useEffect(() => {
    let current = true;
    void call('mapping.preview', { ...file, mapping: JSON.parse(text) as Mapping | null }).then((reply) => {
      if (current) setAnswer((before) => (reply.ok ? { preview: reply.value, trouble: null } : { preview: before.preview, trouble: reply }));
    });
    return () => { current = false; };
  }, [file, text]);
  return answer;
}

/** Minutes east of UTC of the shop's zone today: where a table says no zone, its clock is taken for the shop's. */
function zoneMinutesOf(timeZone: string): number {
  const now = new Date();
  const local = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(now);
  const of = (type: string) => local.find((part) => part.type === type)?.value ?? '00';
  return Math.round((Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:00Z`) - Math.floor(now.getTime() / 60_000) * 60_000) / 60_000);
}

export function MappingDialog({ file, onClose, onKept }: { readonly file: MappedFile; readonly onClose: () => void; readonly onKept: () => void }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  const shop = useTill((state) => state.shop);
  const [settings, setSettings] = useState<Settings | null>(null);
  const first = usePreview(file, null);
  const chosen = settings ?? { name: file.name.replace(/\.[^.]*$/, '').slice(0, NAME_CHARS_MAX), wallet: null, columns: { ...guessedColumns(first.preview?.titles ?? []) }, decimal: '.' as const, dateOrder: 'ymd' as const, sign: 'as-printed' as const };
  const { columns } = chosen;
  const complete = columns.date !== undefined && (columns.amount !== undefined || columns.credit !== undefined || columns.debit !== undefined) && chosen.name.trim() !== '';
  const mapping = first.preview === null || !complete ? null : mappingOf(first.preview, chosen, shop.currency, zoneMinutesOf(shop.timeZone));
  const { preview, trouble } = usePreview(file, mapping);
  const set = (part: Partial<Settings>) => setSettings({ ...chosen, ...part });
  const point = (title: string, column: MappedColumn | null) => set({ columns: Object.fromEntries([...Object.entries(columns).filter(([name, used]) => used !== title && name !== column), ...(column === null ? [] : [[column, title]])]) as Settings['columns'] });
  const keep = async () => { if (mapping !== null && (await act('mapping.save', { mapping })) !== null) onKept(); };
  const wrong = first.trouble ?? trouble;
  return (
    <Dialog title={t('books.mapping.title', { name: file.name })} hint={t('books.mapping.hint')} size="full" onClose={onClose} foot={<Button tone="primary" disabled={mapping === null || preview?.refusal !== null || preview.lines.length === 0} onClick={() => void keep()}>{t('books.mapping.keep')}</Button>}>
      {wrong !== null && <p className="stale" role="alert">{text(wrong)}</p>}
      {first.preview === null ? (first.trouble === null && <Loading rows={6} />) : (
        <>
          <Pointing preview={first.preview} columns={columns} onPoint={point} />
          <div className="fields fields--wide">
            <Field label={t('books.mapping.name')} maxLength={NAME_CHARS_MAX} value={chosen.name} onChange={(event) => set({ name: event.target.value })} />
            <label className="field"><span className="field__label">{t('books.mapping.ofWallet')}</span><span className="field__box"><select value={chosen.wallet ?? ''} onChange={(event) => set({ wallet: METHODS.find((wallet) => wallet === event.target.value) ?? null })}><option value="">{t('books.mapping.bankOrOther')}</option>{METHODS.map((wallet) => <option key={wallet} value={wallet}>{t(`tender.${wallet}`)}</option>)}</select></span></label>
            <div className="field"><span className="field__label">{t('books.mapping.decimal')}</span><Seg label={t('books.mapping.decimal')} value={chosen.decimal} choices={[{ value: '.', label: t('books.mapping.point') }, { value: ',', label: t('books.mapping.comma') }]} onChoose={(decimal) => set({ decimal })} /></div>
            <div className="field"><span className="field__label">{t('books.mapping.dates')}</span><Seg label={t('books.mapping.dates')} value={chosen.dateOrder} choices={(['ymd', 'dmy', 'mdy'] as const).map((value) => ({ value, label: t(`books.mapping.order.${value}`) }))} onChoose={(dateOrder) => set({ dateOrder })} /></div>
            <div className="field"><span className="field__label">{t('books.mapping.sign')}</span><Seg label={t('books.mapping.sign')} value={chosen.sign} choices={(['as-printed', 'inverted', 'by-kind'] as const).map((value) => ({ value, label: t(`books.mapping.signs.${value}`) }))} onChoose={(sign) => set({ sign })} /></div>
          </div>
          <div><h3 className="field__label">{t('books.mapping.preview')}</h3>{mapping === null || preview === null ? <p className="text-ink-2">{t('books.mapping.nothing')}</p> : <ReadSo preview={preview} />}</div>
        </>
      )}
    </Dialog>
  );
}
