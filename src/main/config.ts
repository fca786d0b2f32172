/** Where a till keeps its things and how its shop is set up; the demo shop when nothing is configured. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from '#core/refusal.ts';
import { CHARGEABLE, isChargeable } from '#core/wallets.ts';
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

/** Reads `shop.json` in the data folder when there is one; otherwise it is the demo shop. Throws `Refusal` `bad-config`. */
export function loadConfig(dataDir: string, over: Partial<Shop> = {}): Config {
  const file = join(dataDir, 'shop.json');
  let shop: Shop = DEMO;
  let backendUrl: string | null = null;
  let backupDir: string | null = null;
  if (existsSync(file)) {
    let parsed: Partial<Shop> & { backendUrl?: string; backupDir?: string };
    try { parsed = JSON.parse(readFileSync(file, 'utf8')) as typeof parsed; } catch { throw new Refusal('bad-config', `The settings in ${file} are not JSON. Nothing was started; mend the file, or remove it to start the demo shop.`); }
    const wallets = (parsed.wallets ?? DEMO.wallets).filter(isChargeable);
    const { cards: _demoCards, ...plain } = DEMO;
    const { cards, ...rest } = parsed;
    shop = { ...plain, demo: false, ...rest, wallets, ...(cards === 'online' || cards === 'store-and-forward' ? { cards } : {}) };
    backendUrl = parsed.backendUrl ?? null;
    backupDir = parsed.backupDir === undefined ? null : resolve(dataDir, parsed.backupDir);
  }
  return { dataDir, shop: { ...shop, ...over }, backendUrl, backupDir, resources: join(ROOT, 'resources') };
}
