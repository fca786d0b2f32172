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
