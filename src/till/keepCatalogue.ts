/** The catalogue as the cashier browses it. */
import type { Product } from '#core/catalogue.ts';
import type { CataloguePage, CategoryView, ProductView } from '#contract/views.ts';
import type { Till } from './till.ts';

const view = (product: Product): ProductView => ({
  sku: product.sku, name: product.name, unit: product.unit, priceMinor: product.priceMinor, category: product.category, hue: product.hue, glyph: product.glyph, gtin: product.gtin,
});

const paged = (found: { products: Product[]; count: number }, page: number, size: number): CataloguePage => ({ products: found.products.map(view), page, pages: Math.max(1, Math.ceil(found.count / size)) });

export function listCategories(till: Till): CategoryView[] {
  return till.storage.categories().map((category) => ({ id: category.id, name: category.name }));
}

export function cataloguePage(till: Till, category: string | null, page: number, size: number): CataloguePage {
  return paged(till.storage.productPage(category, page, size), page, size);
}

export function searchCatalogue(till: Till, query: string, page: number, size: number): CataloguePage {
  return paged(till.storage.searchProducts(query, page, size), page, size);
}
