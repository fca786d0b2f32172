/** Why a break is there and what to do: the cause in a sentence, the facts, one suggested action, the others below it. */
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakView } from '#contract/views.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { useRead } from '../../state/read.ts';
import { tillNow, useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button, KeyCap } from '../../ui/Button.tsx';
import { alternatives, canReopen, isDecided, suggestedAction, type Action, type Beside } from './breakList.ts';
import { useBreakWords, useDecided } from './breakWords.ts';

const NOTE_CHARS_MAX = 200;

function Facts({ entry, busy, onAction }: Pick<WhyProps, 'entry' | 'busy' | 'onAction'>) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const rule = entry.rule === null || !i18n.exists(`books.bench.ruleName.${entry.rule}`) ? t('books.bench.noRule') : t(`books.bench.ruleName.${entry.rule}`);
  const goods = entry.goodsHandedOver === null ? 'goodsUnknown' : entry.goodsHandedOver ? 'handedOver' : 'notHandedOver';
  return (
    <dl className="facts why__facts">
      <dt>{t('manager.bench.atStake')}</dt><dd className="font-strong">{format.signed(entry.amountMinor)}</dd>
      <dt>{t('manager.bench.goods')}</dt><dd>{t(`manager.bench.${goods}`)}</dd>
      <dt>{t('manager.bench.owner')}</dt><dd><Owner entry={entry} busy={busy} onAction={onAction} /></dd>
      <dt>{t('books.bench.rule')}</dt><dd>{rule}{(entry.solutions ?? 0) > 1 && <small className="block text-ink-3">{t('books.bench.solutions', { count: entry.solutions ?? 0 })}</small>}</dd>
      {(entry.rows.ledger > 1 || entry.rows.statement > 1 || entry.rows.bank > 1) && <><dt>{t('books.bench.rowsName')}</dt><dd>{t('books.bench.rows', entry.rows)}</dd></>}
      {entry.until !== null && <><dt>{t('books.bench.until')}</dt><dd>{format.weekday(entry.until)}</dd></>}
    </dl>
  );
}

function Decision({ entry, busy, onAction }: { readonly entry: BreakView; readonly busy: boolean; readonly onAction: (action: Action) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const decided = useDecided();
  const { resolution } = entry;
  if (resolution === null) return null;
  return (
    <div className="do do--done">
      <h3>{t('manager.bench.decisionTitle')}</h3>
      <p className="text-ink"><b className="font-strong">{decided(resolution.action)}</b></p>
      <p>{resolution.by}, {format.dateTime(resolution.at)}</p>
      {resolution.note !== '' && <p className="cut" title={resolution.note}>{resolution.note}</p>}
      {canReopen(entry) && <Button keycap="U" disabled={busy} onClick={() => onAction('reopen')}>{t('breaks.action.reopen.button')}</Button>}
    </div>
  );
}

export type WhyProps = { readonly entry: BreakView; readonly busy: boolean; readonly note: string; readonly onNote: (note: string) => void; readonly noteField: RefObject<HTMLInputElement | null>; readonly onAction: (action: Action, beside?: Beside) => void };

/** Whose it is; another manager is chosen here. */
function Owner({ entry, busy, onAction }: Pick<WhyProps, 'entry' | 'busy' | 'onAction'>) {
  const { t } = useTranslation();
  const people = useRead('session.people', {});
  const managers = (people.value ?? []).filter((person) => person.role === 'manager');
  const own = managers.find((person) => person.name === entry.owner);
  if (entry.state !== 'open' || managers.length === 0) return entry.owner ?? t('manager.bench.unowned');
  return (
    <select className="owner" aria-label={t('books.bench.giveTo')} value={own?.id ?? ''} disabled={busy} onChange={(event) => { if (event.target.value !== '') onAction('assign', { owner: event.target.value }); }}>
      {own === undefined && <option value="">{entry.owner ?? t('manager.bench.unowned')}</option>}
      {managers.map((person) => <option key={person.id} value={person.id}>{person.name}</option>)}
    </select>
  );
}

/** Until when to wait, where tomorrow is too soon. */
function WaitUntil({ busy, onAction }: Pick<WhyProps, 'busy' | 'onAction'>) {
  const { t } = useTranslation();
  const today = dayIn(tillNow(), useTill((state) => state.shop.timeZone));
  return <input type="date" className="until" aria-label={t('books.bench.waitUntil')} title={t('books.bench.waitUntil')} disabled={busy} min={nextDay(today)} max={nextDay(today, 60)} onChange={(event) => { if (event.target.value > today) onAction('wait', { until: event.target.value }); }} />;
}

function Deciding({ entry, busy, note, onNote, noteField, onAction }: WhyProps) {
  const { t } = useTranslation();
  const words = useBreakWords()(entry);
  const suggested = suggestedAction(entry);
  return (
    <div className="do">
      <h3>{t('manager.bench.suggested')}</h3>
      <p>{words.suggestion}</p>
      {suggested !== null && <Button tone="primary" money keycap="A" disabled={busy} onClick={() => onAction(suggested)}><span className="cut">{words.button}</span></Button>}
      <div className="field__box"><input ref={noteField} aria-label={t('manager.bench.note')} placeholder={t('manager.bench.note')} title={t('manager.bench.noteHint')} autoComplete="off" maxLength={NOTE_CHARS_MAX} value={note} onChange={(event) => onNote(event.target.value)} /><KeyCap>N</KeyCap></div>
      <div className="alts">{alternatives(entry).filter(({ action }) => action !== 'assign' || entry.state !== 'open').map(({ action, key }) => <Button key={action} money keycap={key.toUpperCase()} disabled={busy} onClick={() => onAction(action)}><span className="cut">{t(`breaks.action.${action}.button`)}</span></Button>)}{entry.state === 'open' && <WaitUntil key={entry.key} busy={busy} onAction={onAction} />}</div>
    </div>
  );
}

export function Why(props: WhyProps) {
  const { t } = useTranslation();
  const { entry } = props;
  const words = useBreakWords()(entry);
  return (
    <aside className="why" aria-label={t('manager.bench.why')}>
      <div><h2>{t('manager.bench.why')}</h2><p className="why__cause">{words.text}</p></div>
      <p>{words.more}</p>
      {entry.reopened && <p className="stale" role="status">{t('books.bench.reopened')}</p>}
      <Facts entry={entry} busy={props.busy} onAction={props.onAction} />
      <div className="why__do">
        {isDecided(entry) ? <Decision entry={entry} busy={props.busy} onAction={props.onAction} /> : <Deciding {...props} />}
      </div>
    </aside>
  );
}
