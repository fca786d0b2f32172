/** `shop.json`, by which a shop is set up: its shape, and what is wrong with one in words. */
import { z } from 'zod';
import { CHARGEABLE } from '#core/wallets.ts';

const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40');

const ShopFile = z.strictObject({
  name: z.string().trim().min(1).max(60),
  store: Slug,
  till: z.string().regex(/^[A-Z0-9]{1,6}$/, 'one to six capital letters or digits'),
  currency: z.string().refine((text) => Intl.supportedValuesOf('currency').includes(text), 'an ISO 4217 code such as CNY'),
  timeZone: z.string().refine(isZone, 'an IANA zone such as Asia/Shanghai'),
  taxMode: z.enum(['inclusive', 'exclusive']),
  wallets: z.array(z.enum(CHARGEABLE)),
  cards: z.enum(['online', 'store-and-forward']),
  labelRules: z.array(z.strictObject({ pattern: z.string().min(1).max(40), measure: z.enum(['weight', 'price', 'units', 'discount']) })).max(20),
  couponPrefixes: z.array(z.string().min(2).max(20)).max(20),
  backendUrl: z.url({ protocol: /^https?$/ }).nullable(),
  backupDir: z.string().min(1).max(1_000),
  demo: z.boolean(),
  practice: z.boolean(),
}).partial();

export type ShopFile = z.output<typeof ShopFile>;

function isZone(text: string): boolean {
  try { return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''; } catch { return false; }
}

/** The settings, or where and why they cannot be taken: the first thing that is wrong, as `currency: an ISO 4217 code such as CNY`. */
export function readShopFile(parsed: unknown): { readonly shop: ShopFile } | { readonly wrong: string } {
  const read = ShopFile.safeParse(parsed);
  if (read.success) return { shop: read.data };
  const [issue] = read.error.issues;
  return { wrong: `${issue === undefined || issue.path.length === 0 ? 'the file' : issue.path.join('.')}: ${issue?.message ?? 'not as it must be'}` };
}
