/** Where a till keeps its things and how its shop is set up; the demo shop when nothing is configured. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from '#core/refusal.ts';
import { CHARGEABLE } from '#core/wallets.ts';
import { readShopFile, type ShopFile } from '#contract/shopFile.ts';
import type { Shop } from '#till/till.ts';

export type Config = {
  readonly dataDir: string;
  readonly shop: Shop;
  /** Null runs the backend beside the till. */
  readonly backendUrl: string | null;
  /** Where backups go: better another disk. Null keeps them in the data folder. */
  readonly backupDir: string | null;
  readonly resources: string;
};

export const VERSION = '0.1.0';
/** The folder that holds `resources/`: the repository when run from source, two above when built. */
export const ROOT = resolve(import.meta.dirname, import.meta.url.endsWith('.ts') ? '../..' : '../..');

const DEMO: Shop = {
  name: 'Corner Pantry', store: 'demo', till: 'T2', currency: 'CNY', timeZone: 'Asia/Shanghai', taxMode: 'inclusive', wallets: [...CHARGEABLE], cards: 'store-and-forward', demo: true, practice: false,
  labelRules: [{ pattern: '21.....{NNDDD}.', measure: 'weight' }, { pattern: '22.....{NNNDD}.', measure: 'price' }],
};

export function defaultDataDir(): string {
  const base = process.env['TILLBOOK_DATA'] ?? (process.platform === 'win32' ? join(process.env['APPDATA'] ?? homedir(), 'Tillbook') : process.platform === 'darwin' ? join(homedir(), 'Library', 'Application Support', 'Tillbook') : join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'tillbook'));
  return resolve(base);
}

/** What the file leaves out is as in the demo shop, but for the demo itself and cards. */
function shopOf({ name, store, till, currency, timeZone, taxMode, wallets, cards, labelRules, couponPrefixes, demo, practice }: ShopFile): Shop {
  return {
    name: name ?? DEMO.name, store: store ?? DEMO.store, till: till ?? DEMO.till, currency: currency ?? DEMO.currency, timeZone: timeZone ?? DEMO.timeZone, taxMode: taxMode ?? DEMO.taxMode, wallets: wallets ?? DEMO.wallets,
    labelRules: labelRules ?? DEMO.labelRules, demo: demo ?? false, practice: practice ?? false, ...(cards === undefined ? {} : { cards }), ...(couponPrefixes === undefined ? {} : { couponPrefixes }),
  };
}

/** Reads `shop.json` in the data folder when there is one; otherwise it is the demo shop. Throws `Refusal` `bad-config`. */
export function loadConfig(dataDir: string, over: Partial<Shop> = {}): Config {
  const file = join(dataDir, 'shop.json');
  let shop: Shop = DEMO;
  let backendUrl: string | null = null;
  let backupDir: string | null = null;
  if (existsSync(file)) {
    let parsed: unknown;
    try { parsed = JSON.parse(readFileSync(file, 'utf8')); } catch { throw new Refusal('bad-config', `The settings in ${file} are not JSON. Nothing was started; mend the file, or remove it to start the demo shop.`); }
    const read = readShopFile(parsed);
    if ('wrong' in read) throw new Refusal('bad-config', `The settings in ${file} cannot be taken: ${read.wrong}. Nothing was started; mend the file, or remove it to start the demo shop.`);
    shop = shopOf(read.shop);
    backendUrl = read.shop.backendUrl ?? null;
    backupDir = read.shop.backupDir === undefined ? null : resolve(dataDir, read.shop.backupDir);
  }
  return { dataDir, shop: { ...shop, ...over }, backendUrl, backupDir, resources: join(ROOT, 'resources') };
}
