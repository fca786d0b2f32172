/** The catalogue: every product with its price and tax, found as it is typed; a product's own dialog, categories, files in and out. */
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronLeft, ChevronRight, Download, PackageOpen, Plus, Search, SearchX, Star, Tags, Ticket, Upload } from 'lucide-react';
import { printedGtin, type Product } from '#core/catalogue.ts';
import type { CategoryView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { saveText } from '../../state/download.ts';
import { useRead } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Field } from '../../ui/Field.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { CouponsDialog } from '../coupons/CouponsDialog.tsx';
import { BringDialog } from './BringDialog.tsx';
import { CategoriesDialog } from './CategoriesDialog.tsx';
import { ProductDialog } from './ProductDialog.tsx';
import { useTaxRate } from './taxRate.ts';
import './goods.css';

const ROWS = 50;
type Open = { readonly dialog: 'product'; readonly product: Product | null } | { readonly dialog: 'bring' } | { readonly dialog: 'categories' } | { readonly dialog: 'coupons' } | null;

function Row({ product, category, onOpen }: { readonly product: Product; readonly category: string; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tax = useTaxRate();
  const name = format.name(product.name);
  return (
    <tr>
      <th scope="row"><button type="button" className="goodslist__name" onClick={onOpen}><i style={{ '--h': product.hue } as React.CSSProperties} aria-hidden="true">{Array.from(name)[0]?.toUpperCase()}</i><span className="cut">{name}</span>{product.favourite && <Star className="goodslist__star" aria-label={t('shop.favourite')} />}</button></th>
      <td className="mono text-ink-2">{product.sku}</td><td className="mono text-ink-2">{printedGtin(product.gtin)}</td><td>{category}</td>
      <td className="num font-strong"><Money bare minor={product.priceMinor} />{product.unit === 'kg' && <small className="text-ink-3"> {t('shop.perKg')}</small>}</td><td className="num">{tax(product.taxRateBp)}</td>
    </tr>
  );
}

function List({ products, categories, onOpen }: { readonly products: readonly Product[]; readonly categories: readonly CategoryView[]; readonly onOpen: (product: Product) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = new Map(categories.map(({ id, name }) => [id, format.name(name)]));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t('shop.goods')}>
      <table className="grid-table">
        <thead><tr><th scope="col">{t('shop.name')}</th><th scope="col">{t('shop.sku')}</th><th scope="col">{t('shop.barcode')}</th><th scope="col">{t('shop.category')}</th><th scope="col" className="num">{t('shop.price')}</th><th scope="col" className="num">{t('shop.tax')}</th></tr></thead>
        <tbody>{products.map((product) => <Row key={product.sku} product={product} category={names.get(product.category) ?? product.category} onOpen={() => onOpen(product)} />)}</tbody>
      </table>
    </div>
  );
}

function Pages({ page, pages, onPage }: { readonly page: number; readonly pages: number; readonly onPage: (page: number) => void }) {
  const { t } = useTranslation();
  useShortcut(page > 1 ? 'PageUp' : null, t('goods.previous'), () => onPage(page - 1));
  useShortcut(page < pages ? 'PageDown' : null, t('goods.next'), () => onPage(page + 1));
  if (pages <= 1) return null;
  return <div className="row gap-2"><IconButton size="desk" label={t('goods.previous')} icon={ChevronLeft} disabled={page <= 1} onClick={() => onPage(page - 1)} /><span className="num" aria-live="polite">{t('goods.page', { page, pages })}</span><IconButton size="desk" label={t('goods.next')} icon={ChevronRight} disabled={page >= pages} onClick={() => onPage(page + 1)} /></div>;
}

export function GoodsPage() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<Open>(null);
  const query = useDeferredValue(typed.trim());
  const list = useRead('goods.list', { query, page, size: ROWS });
  const categories = useRead('catalogue.categories', {});
  useShortcut('n', t('shop.add'), () => setOpen({ dialog: 'product', product: null }));
  const take = async () => {
    const file = await act('goods.file', {});
    if (file !== null) saveText(file.name, file.text);
  };
  const done = () => { setOpen(null); list.reload(); categories.reload(); };
  const view = list.value;
  return (
    <>
      <DeskBar>
        <h1>{t('shop.goods')}</h1>
        <Field bare label={t('shop.search')} type="search" className="goodslist__find" placeholder={t('shop.search')} value={typed} maxLength={80} lead={<Search />} onChange={(event) => { setTyped(event.target.value); setPage(1); }} />
        <span className="grow" />
        <Button icon={Tags} title={t('shop.categories')} onClick={() => setOpen({ dialog: 'categories' })}><span className="goodslist__word">{t('shop.categories')}</span></Button>
        <Button icon={Upload} title={t('shop.bring')} onClick={() => setOpen({ dialog: 'bring' })}><span className="goodslist__word">{t('shop.bring')}</span></Button>
        <Button icon={Download} title={t('shop.take')} onClick={() => void take()}><span className="goodslist__word">{t('shop.take')}</span></Button>
        <Button icon={Ticket} title={t('coupons.title')} onClick={() => setOpen({ dialog: 'coupons' })}><span className="goodslist__word">{t('coupons.title')}</span></Button>
        <Button tone="primary" icon={Plus} onClick={() => setOpen({ dialog: 'product', product: null })}>{t('shop.add')}</Button>
      </DeskBar>
      {list.trouble !== null ? <Failed trouble={list.trouble} onRetry={list.reload} /> : view === null || categories.value === null ? <div className="page"><Loading rows={10} /></div> : (
        <div className="page">
          <section className="card goodslist">
            <div className="card__head"><h2>{t(query === '' ? 'shop.all' : 'shop.found', { count: view.count })}</h2><span className="grow" /><Pages page={page} pages={view.pages} onPage={setPage} /></div>
            {view.products.length > 0 ? <List products={view.products} categories={categories.value} onOpen={(product) => setOpen({ dialog: 'product', product })} />
              : query === '' ? <Empty icon={PackageOpen} title={t('shop.none')}>{t('shop.noneHint')}</Empty> : <Empty icon={SearchX} title={t('goods.none', { query })}>{t('shop.notFoundHint')}</Empty>}
          </section>
        </div>
      )}
      {open?.dialog === 'product' && categories.value !== null && <ProductDialog product={open.product} categories={categories.value} onClose={() => setOpen(null)} onDone={done} />}
      {open?.dialog === 'coupons' && <CouponsDialog onClose={() => setOpen(null)} />}
      {open?.dialog === 'bring' && <BringDialog onClose={() => setOpen(null)} onDone={() => { list.reload(); categories.reload(); }} />}
      {open?.dialog === 'categories' && categories.value !== null && <CategoriesDialog categories={categories.value} onClose={() => setOpen(null)} onDone={done} />}
    </>
  );
}
