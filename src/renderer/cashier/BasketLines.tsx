/** The basket's lines: only those in sight are drawn, a scan changes its own row in place and brings it into sight. */
import { memo, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { ScanBarcode } from 'lucide-react';
import type { BasketLineView } from '#contract/views.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { useShortcut } from '../ui/shortcut.tsx';
import { Empty } from '../ui/states.tsx';
import { useChosenLine } from './chosenLine.ts';
import { chooseLine } from './counter.ts';

/** Height of a row in rem; rows of one height need no measuring. */
const ROW_REM = 3.625;

function Sub({ line, just }: { readonly line: BasketLineView; readonly just: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { discount } = line;
  const price = line.unit === 'kg' ? t('basket.perKg', { price: format.money(line.unitMinor) }) : line.quantityMilli === 1_000 ? null : t('basket.each', { price: format.money(line.unitMinor) });
  if (price === null && discount === null && !line.priceOverridden && !just) return null;
  return (
    <span className="line__sub">
      {price !== null && <span className="cut">{price}</span>}
      {line.priceOverridden && <span className="line__off">{t('basket.changed')}</span>}
      {discount !== null && <span className="line__off">{discount.kind === 'percent' ? t('basket.off', { percent: format.percent(discount.bp) }) : t('basket.offAmount', { amount: format.money(discount.minor) })}</span>}
      {just && <span className="line__scan"><ScanBarcode />{t('basket.just')}</span>}
    </span>
  );
}

type RowProps = { readonly line: BasketLineView; readonly chosen: boolean; readonly just: boolean; readonly locked: boolean; readonly top: number };

const Row = memo(function Row({ line, chosen, just, locked, top }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = format.name(line.name);
  const quantity = format.quantity(line.quantityMilli);
  // Coupons stand below by themselves.
  const shownMinor = line.totalMinor + (line.couponMinor ?? 0);
  return (
    <li className="line__place" style={{ transform: `translateY(${top}px)` }}>
      <button type="button" className={`line ${chosen ? 'line--last' : ''}`} aria-current={chosen ? 'true' : undefined} disabled={locked} onClick={() => chooseLine(line.line)}>
        <span className="line__qty num">{quantity}{line.unit === 'kg' && <><br /><small>{t('basket.kg')}</small></>}</span>
        <span className="min-w-0"><span className="line__name cut">{name}</span><Sub line={line} just={just} /></span>
        <span className="num">{shownMinor !== line.grossMinor && <s className="line__was">{format.amount(line.grossMinor)}</s>}<span className="line__amt">{format.amount(shownMinor)}</span></span>
      </button>
    </li>
  );
});

const rowPixels = (): number => ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Asked once and when the window changes: to ask for each row would have the page's style worked out again at every scan. */
function useRowPixels(): number {
  const [pixels, setPixels] = useState(rowPixels);
  useEffect(() => {
    const again = () => setPixels(rowPixels());
    window.addEventListener('resize', again);
    return () => window.removeEventListener('resize', again);
  }, []);
  return pixels;
}

/** Brings a row into sight before the frame is painted, by what is known already: to ask the box for its sizes would lay the page out once more. */
function useInSight(rows: Virtualizer<HTMLDivElement, Element>, box: RefObject<HTMLDivElement | null>, index: number, count: number, pixels: number): void {
  useLayoutEffect(() => rows.measure(), [rows, pixels]);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || index < 0) return;
    const from = rows.scrollOffset ?? element.scrollTop;
    const seen = rows.scrollRect?.height ?? element.clientHeight;
    const top = index * pixels;
    const to = top < from ? top : Math.max(from, top + pixels - seen);
    if (to !== from) element.scrollTo(0, to);
  }, [rows, box, index, count, pixels]);
}

export function BasketLines({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const lines = useTill((state) => state.basket.lines);
  const lastLine = useTill((state) => state.basket.lastLine);
  const scanned = useTill((state) => state.basket.lastCause === 'scan');
  const chosen = useChosenLine();
  const box = useRef<HTMLDivElement>(null);
  const pixels = useRowPixels();
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled; rows are memoised by hand
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => pixels, overscan: 6, getItemKey: (index) => lines[index]?.line ?? index });
  const index = lines.findIndex((line) => line.line === chosen?.line);
  const step = (by: number) => {
    const next = lines[index + by];
    if (next !== undefined) chooseLine(next.line);
  };
  useShortcut(locked ? null : 'ArrowUp', t('basket.up'), () => step(-1));
  useShortcut(locked ? null : 'ArrowDown', t('basket.down'), () => step(1));
  useInSight(rows, box, index, lines.length, pixels);
  if (lines.length === 0) return <div className="lines"><Empty icon={ScanBarcode} title={t('basket.emptyTitle')}>{t('basket.emptyHint')}</Empty></div>;
  return (
    <div className="lines" ref={box}>
      <ol className="lines__all" aria-label={t('basket.lines')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line !== undefined && <Row key={item.key} line={line} top={item.start} locked={locked} chosen={!locked && line.line === chosen?.line} just={!locked && scanned && line.line === lastLine} />;
        })}
      </ol>
    </div>
  );
}
