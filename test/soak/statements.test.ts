/** Statement files broken in a thousand ways each: refused, or read to totals that are true, or said not to be proved; never wrong in silence. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#core/refusal.ts';
import type { Statement } from '#core/statement.ts';
import { readStatement } from '#main/adapters/statements/registry.ts';
import { GOOD } from '#test/fixtures/statements/good.ts';
import { mutated, seeded } from '#test/fixtures/statements/mutate.ts';

const WAYS = process.env['TILLBOOK_SOAK'] === 'full' ? 1000 : 40;
const SEED = Number(process.env['TILLBOOK_SOAK_SEED'] ?? 20_260_314);
const samples = join(process.env['TILLBOOK_SHARED'] ?? resolve(import.meta.dirname, '../../../shared'), 'samples');
const there = existsSync(samples);
if (!there) console.warn(`samples not found, so statements of others are NOT mutated: ${samples}`);

const FOLDERS = ['adyen', 'alipay-bill', 'camt053', 'mt940/ASNB', 'mt940/betterplace', 'ofx', 'paypal', 'stripe', 'unionpay-zm', 'wechat-bill'];
const others = there ? FOLDERS.flatMap((folder) => readdirSync(join(samples, folder)).filter((name) => !/\.(?:json|yml)$|LICENSE/.test(name)).map((name): [string, Buffer] => [name, readFileSync(join(samples, folder, name))])) : [];

async function outcome(bytes: Buffer, name: string): Promise<Statement | Refusal> {
  try {
    return await readStatement({ bytes, name });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const moneyOf = (read: Statement) => read.lines.map(({ amountMinor, feeMinor, netMinor }) => `${amountMinor} ${feeMinor} ${netMinor}`);
/** Of fees an Alipay detail says no total: what its footer proves are the amounts. */
const sumsOf = (read: Statement) => read.totals.map(({ currency, amountMinor, feeMinor, netMinor, lineCount }) => `${currency} ${lineCount} ${amountMinor} ${read.source === 'alipay-trade' ? '' : `${feeMinor} ${netMinor}`}`).join();

/** Whether every line of the one is a line of the other, none more often. */
function isPart(part: readonly string[], whole: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const each of whole) left.set(each, (left.get(each) ?? 0) + 1);
  return part.every((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count > 0;
  });
}

/** A bank's file of many statements that ends between two is a shorter file: each day of an account is as it was. */
function hasWholeDays(read: Statement, whole: Statement): boolean {
  const key = ({ day, account = '' }: Statement['lines'][number]) => `${day} ${account}`;
  const of = ({ lines }: Statement, wanted: string) => lines.filter((line) => key(line) === wanted).map(({ amountMinor }) => amountMinor).join();
  return read.source === 'mt940' && read.lines.every((line) => of(read, key(line)) === of(whole, key(line)));
}

describe(`each file broken in ${WAYS} ways`, () => {
  const files = [...GOOD.map(({ name, bytes }): [string, Buffer] => [name, bytes]), ...others];
  test.each(files)('%s is refused, or read true, or not proved [F230]', { timeout: 600_000 }, async (name, bytes) => {
    const random = seeded(SEED + name.length * 7919);
    const whole = await outcome(bytes, name);
    for (let way = 0; way < WAYS; way += 1) {
      const broken = mutated(bytes, random);
      const read = await outcome(broken, name);
      if (read instanceof Refusal || read.proof === 'none') continue;
      if (read.lineCount === 0) continue;
      const about = `${name}, way ${way}`;
      // What the unbroken file is refused for, a broken one can't have; but a bank's file may be cut before its bad statement.
      expect(whole instanceof Refusal && read.source !== 'mt940', about).toBe(false);
      if (whole instanceof Refusal) continue;
      if (read.proof === 'complete') expect(sumsOf(read) === sumsOf(whole) || hasWholeDays(read, whole), `${about}\n${sumsOf(read)}\n${sumsOf(whole)}`).toBe(true);
      else expect(isPart(moneyOf(read), moneyOf(whole)), about).toBe(true);
    }
  });
});
