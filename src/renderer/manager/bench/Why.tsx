/** Why a break is there and what to do: the cause in a sentence, the facts, one suggested action, the others below it. */
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakView } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';
import { Button, KeyCap } from '../../ui/Button.tsx';
import { alternatives, canReopen, isDecided, suggestedAction, type Action } from './breakList.ts';
import { useBreakWords, useDecided } from './breakWords.ts';

const NOTE_CHARS_MAX = 200;

function Facts({ entry }: { readonly entry: BreakView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const goods = entry.goodsHandedOver === null ? 'goodsUnknown' : entry.goodsHandedOver ? 'handedOver' : 'notHandedOver';
  return (
    <dl className="facts why__facts">
      <dt>{t('manager.bench.atStake')}</dt><dd className="font-strong">{format.signed(entry.amountMinor)}</dd>
      <dt>{t('manager.bench.goods')}</dt><dd>{t(`manager.bench.${goods}`)}</dd>
      <dt>{t('manager.bench.owner')}</dt><dd>{entry.owner ?? t('manager.bench.unowned')}</dd>
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

export type WhyProps = { readonly entry: BreakView; readonly busy: boolean; readonly note: string; readonly onNote: (note: string) => void; readonly noteField: RefObject<HTMLInputElement | null>; readonly onAction: (action: Action) => void };

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
      <div className="alts">{alternatives(entry).map(({ action, key }) => <Button key={action} money keycap={key.toUpperCase()} disabled={busy} onClick={() => onAction(action)}><span className="cut">{t(`breaks.action.${action}.button`)}</span></Button>)}</div>
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
      <Facts entry={entry} />
      <div className="why__do">
        {isDecided(entry) ? <Decision entry={entry} busy={props.busy} onAction={props.onAction} /> : <Deciding {...props} />}
      </div>
    </aside>
  );
}
