/** The goods: search, categories, tiles that turn page by page, and the last payments. */
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronLeft, ChevronRight, Grid3x3, PackageOpen, ScanLine, Search, SearchX, Star, X } from 'lucide-react';
import type { CataloguePage } from '#contract/views.ts';
import { useRead, type Reading } from '../state/read.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button, IconButton, KeyCap } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { openDialog, showVirtualScanner, useCounter } from './counter.ts';
import { LastPayments } from './LastPayments.tsx';
import { tileCount, Tiles, useTileGrid } from './Tiles.tsx';

function Find({ query, onQuery }: { readonly query: string; readonly onQuery: (query: string) => void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const pretend = useTill((state) => state.shop.demo || state.shop.practice);
  const open = useCounter((counter) => counter.virtualScanner);
  useShortcut('F2', t('goods.search'), () => box.current?.querySelector('input')?.focus());
  useShortcut('k', t('goods.keypad'), () => openDialog('code'));
  useShortcut(pretend ? 'v' : null, t('frame.scanPanel'), () => showVirtualScanner(!open));
  const leave = () => { onQuery(''); box.current?.querySelector('input')?.blur(); };
  return (
    <div className="find" ref={box}>
      <Field
        label={t('goods.search')} bare touch className="grow" type="search" placeholder={t('goods.placeholder')} value={query} maxLength={80}
        onChange={(event) => onQuery(event.target.value)} onKeyDown={(event) => { if (event.key === 'Escape') leave(); }}
        lead={<Search />} trail={query === '' ? <KeyCap>F2</KeyCap> : <IconButton label={t('goods.clear')} icon={X} size="desk" onClick={leave} />}
      />
      <Button size="key" icon={Grid3x3} title={t('goods.keypad')} onClick={() => openDialog('code')}><span className="find__word">{t('goods.keypad')}</span></Button>
      {pretend && <IconButton label={t('frame.scanPanel')} icon={ScanLine} tone="plain" className="find__scan" aria-pressed={open} onClick={() => showVirtualScanner(!open)} />}
    </div>
  );
}

function Pager({ page, pages, onPage }: { readonly page: number; readonly pages: number; readonly onPage: (page: number) => void }) {
  const { t } = useTranslation();
  useShortcut(page > 1 ? 'PageUp' : null, t('goods.previous'), () => onPage(page - 1));
  useShortcut(page < pages ? 'PageDown' : null, t('goods.next'), () => onPage(page + 1));
  return (
    <div className="pager">
      <IconButton label={t('goods.previous')} icon={ChevronLeft} disabled={page <= 1} onClick={() => onPage(page - 1)} />
      <span className="num" aria-live="polite">{t('goods.page', { page, pages })}</span>
      <IconButton label={t('goods.next')} icon={ChevronRight} disabled={page >= pages} onClick={() => onPage(page + 1)} />
    </div>
  );
}

function Categories({ chosen, onChoose }: { readonly chosen: string | null; readonly onChoose: (id: string | null) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const categories = useRead('catalogue.categories', {});
  return (
    <div className="cats__tabs" role="group" aria-label={t('goods.categories')}>
      <button type="button" className="tab tab--first" aria-pressed={chosen === null} title={t('goods.favourites')} onClick={() => onChoose(null)}><Star /><span>{t('goods.favourites')}</span></button>
      {(categories.value ?? []).map((category) => <button key={category.id} type="button" className="tab" aria-pressed={chosen === category.id} onClick={() => onChoose(category.id)}>{format.name(category.name)}</button>)}
    </div>
  );
}

function Found({ reading, query, columns, rows }: { readonly reading: Reading<CataloguePage>; readonly query: string; readonly columns: number; readonly rows: number }) {
  const { t } = useTranslation();
  if (reading.trouble !== null && reading.value === null) return <Failed trouble={reading.trouble} onRetry={reading.reload} />;
  const products = reading.value?.products ?? null;
  if (products !== null && products.length === 0 && !reading.loading) return query === '' ? <Empty icon={PackageOpen} title={t('goods.empty')}>{t('goods.emptyHint')}</Empty> : <Empty icon={SearchX} title={t('goods.none', { query })}>{t('goods.noneHint')}</Empty>;
  return <Tiles products={products} columns={columns} rows={rows} />;
}

/** A search while there is a query, else a category or the favourites. */
function usePage(query: string, category: string | null, page: number, size: number): Reading<CataloguePage> {
  const searching = query !== '';
  const browse = useRead('catalogue.page', searching ? null : { category, page, size });
  const search = useRead('catalogue.search', searching ? { query, page, size } : null);
  return searching ? search : browse;
}

export function Goods() {
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const [category, setCategory] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const grid = useTileGrid();
  const reading = usePage(query, category, page, tileCount(grid));
  const pages = reading.value?.pages ?? 1;
  return (
    <div className="goods">
      <Find query={typed} onQuery={(next) => { setTyped(next); setPage(1); }} />
      <div className="cats">
        <Categories chosen={typed === '' ? category : ''} onChoose={(id) => { setTyped(''); setCategory(id); setPage(1); }} />
        <Pager page={Math.min(page, pages)} pages={pages} onPage={setPage} />
      </div>
      <div className="goods__found"><Found reading={reading} query={query} columns={grid.columns} rows={grid.rows} /></div>
      <LastPayments />
    </div>
  );
}
