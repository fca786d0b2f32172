/** Calls by which a manager keeps the catalogue and the people of a shop, and what they show. */
import { z } from 'zod';
import type { CatalogueProblem } from '#core/catalogueCsv.ts';
import type { Coupon } from '#core/coupon.ts';
import type { Product } from '#core/catalogue.ts';
import { LIMITS } from '#core/limits.ts';
import { call } from './define.ts';
import type { CategoryView, PersonView } from './views.ts';

const Name = z.string().trim().min(1).max(LIMITS.productNameCharsMax);
const LocalName = z.strictObject({ en: Name, zh: Name.optional(), ko: Name.optional() });
const CategoryId = z.string().regex(/^[a-z0-9-]{1,32}$/);

const ProductInput = z.strictObject({
  sku: z.string().trim().min(1).max(LIMITS.skuCharsMax), gtin: z.string().regex(/^\d{14}$/).nullable(), name: LocalName, unit: z.enum(['piece', 'kg']),
  priceMinor: z.int().min(0).max(LIMITS.amountMinorMax), taxRateBp: z.int().min(0).max(9_999), category: CategoryId, favourite: z.boolean(), hue: z.int().min(0).max(359), glyph: z.string().regex(/^[a-z]{0,20}$/),
});
const CategoryInput = z.strictObject({ id: CategoryId, name: LocalName });

const Day = z.iso.date();
const CouponInput = z.strictObject({
  code: z.string().trim().min(LIMITS.couponCodeCharsMin).max(LIMITS.couponCodeCharsMax), name: LocalName,
  takes: z.union([z.strictObject({ kind: z.literal('percent'), bp: z.int().min(1).max(10_000) }), z.strictObject({ kind: z.literal('amount'), minor: z.int().min(1).max(LIMITS.amountMinorMax) })]),
  leastMinor: z.int().min(0).max(LIMITS.amountMinorMax), from: Day.nullable(), to: Day.nullable(),
});

/** A coupon that is kept, and what it came to so far: sales, and minor units taken off in them. */
export type CouponView = Coupon & { sales: number; amountMinor: number };

export type GoodsPage = { products: Product[]; page: number; pages: number; /** At most 1,000 are counted while searching. */ count: number };
/** One change of a product; `to` null: retired. `from` names the file that brought it. */
export type GoodsStep = { at: number; by: string; from: string | null; to: Product | null };
/** What a file of goods changes, or did when `kept`; with problems nothing is. */
export type GoodsBroughtView = { rows: number; added: number; changed: number; same: number; categoriesAdded: number; problems: CatalogueProblem[]; kept: boolean };

const nothing = z.strictObject({});
const Id = z.string().min(1).max(64);
const PersonName = z.string().trim().min(1).max(LIMITS.personNameCharsMax);
const StaffRole = z.enum(['cashier', 'manager', 'technician']);
/** A new PIN: the keypad has no letters. */
const Digits = z.string().regex(/^\d{4,12}$/);

export const SHOP_CALLS = {
  'goods.list': call<GoodsPage>()('manager', z.strictObject({ query: z.string().max(80), page: z.int().min(1).max(10_000), size: z.int().min(1).max(60) })),
  /** Refused: `goods-sku-taken` (a new one), `goods-gone`, `goods-barcode-taken`, `goods-category-unknown`, `goods-too-many`. */
  'goods.save': call<Product>()('manager', z.strictObject({ product: ProductInput, isNew: z.boolean() })),
  /** Sold no more; receipts keep what they say. */
  'goods.retire': call<{ sku: string }>()('manager', z.strictObject({ sku: Id })),
  'goods.history': call<GoodsStep[]>()('manager', z.strictObject({ sku: Id })),
  /** All categories in their order. Refused: `goods-category-in-use`, `goods-category-twice`. */
  'goods.categories': call<CategoryView[]>()('manager', z.strictObject({ categories: z.array(CategoryInput).max(LIMITS.categoriesMax) })),
  /** Goods from a CSV in UTF-8: what it would change, or with `keep` the change, all or nothing. Refused: `goods-encoding`. */
  'goods.bring': call<GoodsBroughtView>()('manager', z.strictObject({ name: z.string().min(1).max(255), text: z.string().max(40_000_000), keep: z.boolean() })),
  /** All goods as a CSV, which `goods.bring` reads back. */
  'goods.file': call<{ name: string; text: string; rows: number }>()('manager', nothing),
  'coupons.list': call<CouponView[]>()('manager', nothing),
  /** Refused: `coupon-code-unfit`, `coupon-code-taken` (a new one), `coupon-gone`, `coupon-days`, `coupons-too-many`. */
  'coupons.put': call<CouponView[]>()('manager', z.strictObject({ coupon: CouponInput, isNew: z.boolean() })),
  /** Taken no more; baskets and receipts keep what they have. Refused: `coupon-gone`. */
  'coupons.withdraw': call<CouponView[]>()('manager', z.strictObject({ code: Id })),
  /** The first manager of a new shop. Refused: `already-set-up`, `pin-too-short`, `pin-too-easy`. */
  'staff.first': call<PersonView[]>()('anyone', z.strictObject({ name: PersonName, pin: Digits })),
  /** Refused: `staff-name-taken`, `staff-too-many`, `pin-too-short` (4 digits, 6 of who may do more), `pin-too-easy`. */
  'staff.add': call<PersonView[]>()('manager', z.strictObject({ name: PersonName, role: StaffRole, pin: Digits })),
  /** Refused: `staff-yourself`, `staff-last-manager`, `staff-name-taken`, `unknown-operator`. */
  'staff.change': call<PersonView[]>()('manager', z.strictObject({ operatorId: Id, name: PersonName, role: StaffRole })),
  'staff.pin': call<PersonView[]>()('manager', z.strictObject({ operatorId: Id, pin: Digits })),
  'staff.leave': call<PersonView[]>()('manager', z.strictObject({ operatorId: Id })),
  /** One's own PIN, by who knows the present one. Refused like a sign-in, and `pin-too-short`, `pin-too-easy`. */
  'staff.ownPin': call<PersonView[]>()('signed-in', z.strictObject({ pin: z.string().min(4).max(64), next: Digits })),
} as const;
