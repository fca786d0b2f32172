/** Closes the shift by a blind count: pieces by denomination first, what was expected only afterwards. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Minus, Plus } from 'lucide-react';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Keypad } from '../../ui/Keypad.tsx';
import { Money } from '../../ui/Money.tsx';
import { ShortcutLayer, useShortcut } from '../../ui/shortcut.tsx';
import { showCloseShift } from '../counter.ts';
import { denominationsOf } from '../pay/denominations.ts';
import { Closed, type ClosedShift } from './Closed.tsx';

const PIECES_MAX = 100_000;
type Pieces = Readonly<Record<number, number>>;

type RowProps = { readonly value: number; readonly coin: boolean; readonly pieces: number; readonly chosen: boolean; readonly onChoose: () => void; readonly onPieces: (pieces: number) => void };

function CountRow({ value, coin, pieces, chosen, onChoose, onPieces }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = format.short(value);
  return (
    <div className="count" aria-current={chosen}>
      <span className={`note ${coin ? 'note--coin' : ''}`}>{name}</span>
      <IconButton label={t('shift.fewer', { value: name })} icon={Minus} disabled={pieces === 0} onClick={() => { onChoose(); onPieces(pieces - 1); }} />
      <button type="button" className="count__pieces" aria-label={t('shift.piecesOf', { value: name, count: pieces })} aria-pressed={chosen} onClick={onChoose}>{format.count(pieces)}</button>
      <IconButton label={t('shift.more', { value: name })} icon={Plus} onClick={() => { onChoose(); onPieces(pieces + 1); }} />
      <Money minor={value * pieces} bare className={pieces === 0 ? 'text-ink-3' : ''} />
    </div>
  );
}

function useCount(currency: string) {
  const { pieces: values, coinsFrom } = denominationsOf(currency);
  const [pieces, setPieces] = useState<Pieces>({});
  const [chosen, setChosen] = useState(values[0] ?? 1);
  const [fresh, setFresh] = useState(true);
  const at = (value: number) => pieces[value] ?? 0;
  const set = (value: number, count: number) => setPieces({ ...pieces, [value]: Math.min(PIECES_MAX, Math.max(0, count)) });
  const move = (by: number) => {
    const next = values[values.indexOf(chosen) + by];
    if (next !== undefined) { setChosen(next); setFresh(true); }
  };
  return {
    values, coinsFrom, chosen, at, set, move,
    choose: (value: number) => { setChosen(value); setFresh(true); },
    digits: (digits: string) => { set(chosen, Number(`${fresh ? '' : at(chosen)}${digits}`)); setFresh(false); },
    remove: () => { set(chosen, Math.trunc(at(chosen) / 10)); setFresh(false); },
    clear: () => set(chosen, 0),
    totalMinor: values.reduce((sum, value) => sum + value * at(value), 0),
    counts: values.filter((value) => at(value) > 0).map((value) => ({ denominationMinor: value, pieces: at(value) })),
  };
}

function Count({ onClosed }: { readonly onClosed: (closed: ClosedShift) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = useTill((state) => state.shift?.number ?? 0);
  const count = useCount(format.currency);
  const leave = () => showCloseShift(false);
  const close = async () => {
    const closed = await act('shift.close', { counts: count.counts });
    if (closed !== null) onClosed({ number, ...closed });
  };
  useShortcut('Escape', t('pay.back'), leave);
  useShortcut('F9', t('shift.countIn'), () => void close());
  useShortcut('ArrowUp', null, () => count.move(-1));
  useShortcut('ArrowDown', null, () => count.move(1));
  return (
    <>
      <header className="panel__head"><h2>{t('shift.closeTitle', { number })}</h2><span className="grow" /><Button tone="quiet" size="touch" keycap="Esc" onClick={leave}>{t('pay.back')}</Button></header>
      <div className="cash">
        <div className="cash__left">
          <p className="text-14 text-ink-2">{t('shift.closeHint')}</p>
          <div className="counts">{count.values.map((value) => <CountRow key={value} value={value} coin={value <= count.coinsFrom} pieces={count.at(value)} chosen={value === count.chosen} onChoose={() => count.choose(value)} onPieces={(pieces) => count.set(value, pieces)} />)}</div>
          <div className="counted"><span>{t('shift.counted')}</span><Money minor={count.totalMinor} big className="text-40 font-heavy" /></div>
        </div>
        <Keypad layout="amount" fill onDigits={count.digits} onDelete={count.remove} onClear={count.clear} />
        <div className="cash__foot cash__foot--one"><Button tone="primary" size="money" money keycap="F9" onClick={() => void close()}>{t('shift.countIn')}</Button></div>
      </div>
    </>
  );
}

export function CloseShift() {
  const { t } = useTranslation();
  const [closed, setClosed] = useState<ClosedShift | null>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section ref={panel} tabIndex={-1} className="panel h-full" aria-label={t('shift.close')}>
      <ShortcutLayer>{closed === null ? <Count onClosed={setClosed} /> : <Closed closed={closed} />}</ShortcutLayer>
    </section>
  );
}
