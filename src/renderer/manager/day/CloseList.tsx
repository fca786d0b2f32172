/** The close checklist that fills itself: each item with its state and its action; what may wait is carried forward by name. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrowRight, Check, Hourglass, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { DayView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { carriedNow, closeState, isCarryable, settledCount, type CloseItem } from './closing.ts';
import { OpenPayments, HeldBaskets } from './OpenItems.tsx';

type Words = { readonly title: string; readonly hint: string };

function useWords(): (item: CloseItem) => Words {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ item, state, count, amountMinor }) => {
    const key = `manager.close.${item}`;
    const values = { count, amount: format.money(amountMinor) };
    if (item === 'verified') return { title: t(`${key}.${state === 'done' || state === 'blocked' ? state : 'todo'}`), hint: t(`${key}.${state === 'done' ? 'hintDone' : state === 'blocked' ? 'hintBlocked' : 'hintTodo'}`, values) };
    return state === 'done' ? { title: t(`${key}.done`), hint: t(`${key}.hintDone`, values) } : { title: t(`${key}.open`, values), hint: t(`${key}.hintOpen`, values) };
  };
}

type Sign = { readonly tone: 'yes' | 'wait' | 'no' | 'off'; readonly icon: LucideIcon | null };

function signOf(item: CloseItem, carried: boolean): Sign {
  if (item.state === 'done') return { tone: 'yes', icon: Check };
  if (carried) return { tone: 'off', icon: ArrowRight };
  // A shift that is still open is not a fault: it is what is done last.
  if (item.state === 'blocked' && item.item !== 'shifts') return { tone: 'no', icon: X };
  // A basket on hold is no money in doubt.
  if (item.state === 'attention' && item.item !== 'held') return { tone: 'wait', icon: item.item === 'unknown' ? Hourglass : TriangleAlert };
  return { tone: 'off', icon: null };
}

type Actions = { readonly onTill: () => void; readonly onWork: () => void; readonly onChanged: () => void; readonly onShow: (item: 'unknown' | 'held') => void };

function ItemAction({ item, actions }: { readonly item: CloseItem; readonly actions: Actions }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  if (item.state === 'done') return null;
  const verify = async () => {
    setBusy(true);
    await act('day.verify', {});
    setBusy(false);
    actions.onChanged();
  };
  switch (item.item) {
    case 'files': return <Button className="small-btn" onClick={actions.onWork}>{t('manager.close.import')}</Button>;
    case 'breaks': return <Button className="small-btn" onClick={actions.onWork}>{t('manager.close.work')}</Button>;
    case 'unknown': return <Button className="small-btn" onClick={() => actions.onShow('unknown')}>{t('manager.close.show')}</Button>;
    case 'held': return <Button className="small-btn" onClick={() => actions.onShow('held')}>{t('manager.close.show')}</Button>;
    case 'verified': return <Button className="small-btn" disabled={busy} onClick={() => void verify()}>{t(busy ? 'manager.close.verifying' : 'manager.close.verify')}</Button>;
    case 'shifts': return <Button className="small-btn" onClick={actions.onTill}>{t('manager.close.toTill')}</Button>;
    case 'count': return null;
  }
}

function Item({ item, marked, onMark, actions }: { readonly item: CloseItem; readonly marked: boolean; readonly onMark: (on: boolean) => void; readonly actions: Actions }) {
  const { t } = useTranslation();
  const words = useWords()(item);
  const id = useId();
  const carryable = isCarryable(item);
  const sign = signOf(item, carryable && marked);
  const Icon = sign.icon;
  return (
    <li className={`${item.state === 'done' ? 'done' : ''} ${carryable ? '' : 'todo--single'}`}>
      <span className={`st st--${sign.tone}`}>{Icon !== null && <Icon aria-hidden="true" />}</span>
      <b id={id}>{words.title}</b>
      <ItemAction item={item} actions={actions} />
      <small>{words.hint}</small>
      {carryable && <label className="todo__carry" title={t('manager.close.carryHint')}><input type="checkbox" checked={marked} aria-describedby={id} onChange={(event) => onMark(event.target.checked)} />{t('manager.close.carry')}</label>}
    </li>
  );
}

function CloseBox({ day, marked, onClosed, onChanged }: { readonly day: DayView; readonly marked: ReadonlySet<string>; readonly onClosed: (z: number) => void; readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const state = closeState(day, marked);
  const close = async () => {
    setBusy(true);
    const report = await act('day.close', { carry: carriedNow(day.checklist, marked) });
    setBusy(false);
    if (report === null) onChanged();
    else onClosed(report.number);
  };
  const words = { 'not-open': t('manager.close.notOpen'), blocked: t('manager.close.blocked'), waits: t('manager.close.waits'), ready: t('manager.close.ready') };
  return (
    <div className="closebox">
      <p>{words[state]}</p>
      <Button tone={state === 'ready' ? 'primary' : 'plain'} money disabled={state !== 'ready' || busy} onClick={() => void close()}>{t('manager.close.button', { number: zName(day.nextZ) })}</Button>
    </div>
  );
}

/** Z reports are numbered in four digits, as they are printed. */
export const zName = (number: number): string => String(number).padStart(4, '0');

export function CloseList({ day, onTill, onWork, onChanged, onClosed }: { readonly day: DayView; readonly onTill: () => void; readonly onWork: () => void; readonly onChanged: () => void; readonly onClosed: (z: number) => void }) {
  const { t } = useTranslation();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<'unknown' | 'held' | null>(null);
  const list = day.checklist;
  const isMarked = (item: CloseItem) => isCarryable(item) && marked.has(item.item);
  const mark = (item: CloseItem, on: boolean) => setMarked((before) => new Set(on ? [...before, item.item] : [...before].filter((name) => name !== item.item)));
  return (
    <aside className="card close" aria-label={t('manager.close.title')}>
      <div className="card__head"><h2>{t('manager.close.title')}</h2><span className="grow" /><span className="text-13 text-ink-3">{t('manager.close.done', { done: settledCount(list, marked), total: list.length })}</span></div>
      <div className="prog" aria-hidden="true">{list.map((item) => <i key={item.item} className={`prog--${signOf(item, isMarked(item)).tone}`} />)}</div>
      <ul className="todo">
        {list.map((item) => <Item key={item.item} item={item} marked={isMarked(item)} onMark={(on) => mark(item, on)} actions={{ onTill, onWork, onChanged, onShow: setShown }} />)}
      </ul>
      <CloseBox day={day} marked={marked} onClosed={(z) => { setMarked(new Set()); onClosed(z); }} onChanged={onChanged} />
      {shown === 'unknown' && <OpenPayments onClose={() => setShown(null)} />}
      {shown === 'held' && <HeldBaskets count={list.find((item) => item.item === 'held')?.count ?? 0} onTill={onTill} onClose={() => setShown(null)} />}
    </aside>
  );
}
