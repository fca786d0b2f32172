/** The whole till with its backend and misbehaving wallets, killed again and again in the middle of selling; then the books are held against everything that was confirmed. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Entry } from '#core/journal.ts';
import { newRandom } from '#main/practice/random.ts';

const cli = resolve(import.meta.dirname, '../../src/main/tillbook.js');
const folder = mkdtempSync(join(tmpdir(), 'tillbook-soak-'));
const full = process.env['TILLBOOK_SOAK'] === 'full';
const kills = Number(process.env['TILLBOOK_SOAK_KILLS'] ?? (full ? 60 : 3));
const seed = Number(process.env['TILLBOOK_SOAK_SEED'] ?? Date.now() % 1_000_000);

type Confirmed = { readonly sale: string; readonly receipt: number };
type Totals = { readonly sales: number; readonly open: number; readonly ledgerMinor: Record<string, number>; readonly walletMinor: Record<string, number>; readonly doubleCharged: readonly unknown[]; readonly unshipped: number };

const tillbook = (...args: string[]) => execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sells until `killAfter` sales are confirmed and a moment more, then kills; null lets it end by itself. */
async function sell(sales: number, customers: number, kill: { readonly after: number; readonly delayMs: number; readonly backendToo: boolean } | null): Promise<{ confirmed: Confirmed[]; totals: Totals | null; code: number | null; words: string }> {
  const child = spawn(process.execPath, [cli, 'practice', '--data', folder, '--sales', String(sales), '--seed', String(customers)], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const confirmed: Confirmed[] = [];
  let totals: Totals | null = null;
  let words = '';
  let due = false;
  child.stderr.on('data', (data: Buffer) => { words = (words + data.toString('utf8')).slice(-4_000); });
  createInterface({ input: child.stdout }).on('line', (text) => {
    const told = JSON.parse(text) as Confirmed | { totals: Totals };
    if ('totals' in told) totals = told.totals;
    else confirmed.push(told);
    if (kill === null || due || confirmed.length < kill.after) return;
    due = true;
    void sleep(kill.delayMs).then(() => {
      // The group has the backend in it: both at once is a power cut, the till alone is a crash.
      try { process.kill(kill.backendToo ? -(child.pid ?? 0) : (child.pid ?? 0), 'SIGKILL'); } catch { /* it had ended */ }
    });
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { confirmed, totals, code, words };
}

test('killed again and again while it sells, no confirmed sale is lost, nobody is charged twice, and ledger and wallets agree [N1]', async () => {
  const random = newRandom(seed);
  const confirmed: Confirmed[] = [];
  for (let round = 0; round < kills; round += 1) {
    const kill = { after: 1 + random.below(12), delayMs: random.below(400), backendToo: round % 2 === 0 };
    confirmed.push(...(await sell(500, seed + round, kill)).confirmed);
  }
  const last = await sell(5, seed + kills, null);
  confirmed.push(...last.confirmed);
  expect(last.code, `seed ${seed}: ${last.words}`).toBe(0);

  const { totals } = last;
  expect(totals, `seed ${seed}`).toMatchObject({ open: 0, doubleCharged: [], unshipped: 0 });
  expect(totals?.ledgerMinor, `seed ${seed}`).toEqual(totals?.walletMinor);
  expect(JSON.parse(tillbook('verify', folder)), `seed ${seed}`).toMatchObject({ ok: true });
  const entries = tillbook('journal', '--data', folder).trim().split('\n').map((text) => JSON.parse(text) as Entry);
  const sold = new Map(entries.flatMap((entry) => (entry.kind === 'sale.completed' ? [[entry.payload.saleId, entry.payload.receipt] as const] : [])));
  expect(confirmed.length).toBeGreaterThanOrEqual(kills);
  expect(confirmed.filter(({ sale, receipt }) => sold.get(sale) !== receipt), `seed ${seed}: confirmed, not in the ledger`).toEqual([]);
  expect([...sold.values()].sort((a, b) => a - b), `seed ${seed}: receipts without a gap`).toEqual(Array.from({ length: sold.size }, (_, index) => index + 1));
});
