/** Catalogue tiles: picture or colour with an initial, name, price, and how many are in the basket. */
import { memo, useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '#contract/views.ts';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Glyph } from './Glyph.tsx';

export type TileGrid = { readonly columns: number; readonly rows: number };
export const tileCount = ({ columns, rows }: TileGrid): number => columns * rows;

function gridOfWindow(): string {
  const columns = window.innerWidth < 1_200 ? 4 : window.innerWidth >= 1_700 ? 6 : 5;
  const rows = window.innerHeight > 1_000 ? 4 : window.innerHeight < 640 ? 2 : 3;
  return `${columns} ${rows}`;
}

/** Columns and rows by the size of the window: pages turn, nothing scrolls. */
export function useTileGrid(): TileGrid {
  const subscribe = useCallback((onChange: () => void) => {
    window.addEventListener('resize', onChange);
    return () => window.removeEventListener('resize', onChange);
  }, []);
  const [columns = 5, rows = 3] = useSyncExternalStore(subscribe, gridOfWindow).split(' ').map(Number);
  return { columns, rows };
}

const Tile = memo(function Tile({ product }: { readonly product: ProductView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const milli = useTill((state) => state.basket.lines.reduce((sum, line) => (line.sku === product.sku ? sum + line.quantityMilli : sum), 0));
  const lines = useTill((state) => state.basket.lines.filter((line) => line.sku === product.sku).length);
  const count = product.unit === 'kg' ? lines : Math.round(milli / 1_000);
  const name = format.name(product.name);
  const price = format.money(product.priceMinor);
  return (
    <button type="button" className="tile" style={{ '--h': product.hue } as React.CSSProperties} onClick={() => void act('basket.add', { sku: product.sku })}>
      {count > 0 && <span className="tile__in" aria-label={t('goods.inBasket', { count })} role="img">{count}</span>}
      <span className="tile__pic"><Glyph name={product.glyph} initial={name} /></span>
      <span className="tile__text"><span className="tile__name cut">{name}</span><span className="tile__price">{product.unit === 'kg' ? <PerKg price={price} /> : price}</span></span>
    </button>
  );
});

/** The unit in small after the price, in the language's own order. */
function PerKg({ price }: { readonly price: string }) {
  const { t } = useTranslation();
  return <>{price}<small>{t('basket.perKg', { price: '' })}</small></>;
}

export function Tiles({ products, columns, rows }: { readonly products: readonly ProductView[] | null } & TileGrid) {
  const style = { '--cols': columns, '--rows': rows } as React.CSSProperties;
  return (
    <div className="tiles" style={style}>
      {products === null ? Array.from({ length: columns * rows }, (_, index) => <span key={index} className="tile tile--blank" />) : products.map((product) => <Tile key={product.sku} product={product} />)}
    </div>
  );
}
