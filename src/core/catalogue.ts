/** What the shop sells: a product with its names, price and tax. */

/** A name in the shop's languages; English is always there. */
export type LocalName = { readonly en: string; readonly zh?: string | undefined; readonly ko?: string | undefined };

export type Unit = 'piece' | 'kg';

export type Product = {
  readonly sku: string;
  /** GTIN as 14 digits, or null for goods without a bar code. */
  readonly gtin: string | null;
  readonly name: LocalName;
  readonly unit: Unit;
  /** Price of one piece or one kilogram, in minor units of the shop's currency. */
  readonly priceMinor: number;
  readonly taxRateBp: number;
  readonly category: string;
  readonly favourite: boolean;
  /** Tile colour (hue 0 to 359) and picture name. */
  readonly hue: number;
  readonly glyph: string;
};

/** What became of a product; null: it is sold no more. */
export type ProductChange = { readonly sku: string; readonly to: Product | null };

export type Category = { readonly id: string; readonly name: LocalName };

/** A tile without a picture of its own: a colour that is always the same for the same number. */
export const hueOf = (sku: string): number => Array.from(sku).reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 360, 7);

/** A new category's id: the Latin letters of its name where it has any, numbered where that is taken. */
export function categoryIdOf(name: string, taken: ReadonlySet<string>): string {
  const stem = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 24) || 'goods';
  let id = stem;
  for (let n = 2; taken.has(id); n += 1) id = `${stem}-${n}`;
  return id;
}

/** A GTIN as it is printed under the bars: without the zeros that make it 14 digits long. */
export const printedGtin = (gtin: string | null): string => gtin?.replace(/^0{1,6}(?=\d{8,13}$)/, '') ?? '';
