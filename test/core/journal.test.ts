/** The journal's text, hash and postings, checked by a second verifier written from the sentence in the documents. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { GENESIS, hashedText, hashedTextOf, type Draft, type Entry } from '#core/journal.ts';
import { post, unbalanced } from '#core/posting.ts';
import { priceBasket } from '#core/sale.ts';
import { verifyEntries } from '#core/verify.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { coupons } from '#test/kit/coupons.ts';
import { basketLines } from '#test/kit/goods.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

describe('canonical JSON', () => {
  test('the samples of RFC 8785 come out byte for byte [L1]', () => {
    // RFC 8785, sections 3.2.2, 3.2.3 and appendix B.
    const sample = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
    expect(canonicalJson(sample)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    const keys = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(JSON.parse(canonicalJson(keys)) as Record<string, string>)).toHaveLength(7);
    expect([...canonicalJson(keys).matchAll(/":"([^"]+)"/g)].map((match) => match[1])).toEqual(['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
    const doubles: [string, string][] = [
      ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'], ['7fefffffffffffff', '1.7976931348623157e+308'], ['4340000000000000', '9007199254740992'],
      ['4430000000000000', '295147905179352830000'], ['44b52d02c7e14af5', '9.999999999999997e+22'], ['44b52d02c7e14af6', '1e+23'], ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4f', '999999999999999900000'],
      ['444b1ae4d6e2ef50', '1e+21'], ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'], ['3eb0c6f7a0b5ed8d', '0.000001'], ['41b3de4355555553', '333333333.3333332'], ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
    ];
    for (const [hex, text] of doubles) expect(canonicalJson(Buffer.from(hex, 'hex').readDoubleBE())).toBe(text);
    expect(() => canonicalJson(Number.NaN)).toThrow();
    expect(() => canonicalJson(Number.POSITIVE_INFINITY)).toThrow();
  });

  test('one value has one text, whatever order its members came in, and it reads back as the same value [L2]', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), json), (record) => {
      const turned = Object.fromEntries(Object.entries(record).toReversed());
      const text = canonicalJson(record as Json);
      expect(canonicalJson(turned as Json)).toBe(text);
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
    }), { numRuns: 500 });
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"role":"manager"},"a":1}') as Json)).toBe('{"__proto__":{"role":"manager"},"a":1}');
  });
});

/** A chain of small entries. */
function chain(length: number): Entry[] {
  const entries: Entry[] = [];
  let prev = GENESIS.hash;
  for (let seq = 1; seq <= length; seq += 1) {
    const drafts: Draft[] = [
      { kind: 'cash.moved', payload: { shift: 1, direction: seq % 2 === 0 ? 'in' : 'out', amountMinor: seq * 7, currency: 'CNY', reason: `moved ${seq} 元` } },
      { kind: 'sale.completed', payload: { saleId: `s${seq}`, receipt: Math.ceil(seq / 2), shift: 1, currency: 'CNY', taxMode: 'inclusive', lines: [], discountMinor: 0, taxes: [{ rateBp: 1300, netMinor: 100, taxMinor: 13 }], totalMinor: 113, roundingMinor: -3, tenders: [{ kind: 'cash', amountMinor: 113, givenMinor: 200, changeMinor: 90 }] } },
    ];
    const rest = { seq, id: `id-${seq}`, till: 'T1', at: 1_800_000_000_000 + seq, businessDay: '2026-03-02', operator: 'cas', version: 1, ...drafts[seq % 2]! };
    const hash = sha256(hashedText(prev, rest as Entry));
    entries.push({ ...rest, prevHash: prev, hash } as Entry);
    prev = hash;
  }
  return entries;
}

/** Written from the documents' sentence alone: 64 zeros first, then SHA-256 of prevHash, a line feed, and sorted JSON without both hashes. */
function secondVerifier(entries: readonly Entry[]): boolean {
  const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)])) : value);
  let prev = '0'.repeat(64);
  return entries.every(({ prevHash, hash, ...rest }) => {
    const fits = prevHash === prev && createHash('sha256').update(`${prev}\n${JSON.stringify(sorted(rest))}`).digest('hex') === hash;
    prev = hash;
    return fits;
  });
}

const faultOf = (entries: readonly Entry[]) => {
  const run = verifyEntries(verifierCrypto);
  for (const entry of entries) run.next(entry);
  return run.fault();
};

describe('the chain', () => {
  const good = chain(24);

  test('a second verifier, written from the documents\' sentence, accepts the chain [L3]', () => {
    expect(secondVerifier(good)).toBe(true);
    expect(faultOf(good)).toBeNull();
    expect(secondVerifier(good.map((entry) => (entry.seq === 9 ? { ...entry, operator: 'other' } : entry)))).toBe(false);
  });

  test('the quick text that is hashed on every sale is the canonical one, for any payload and any names [L4]', () => {
    const word = fc.string({ unit: 'binary' });
    fc.assert(fc.property(fc.dictionary(word, json), word, word, fc.nat(), fc.maxSafeInteger(), (payload, operator, till, seq, at) => {
      const rest = { seq, id: 'id', till, at, businessDay: '2026-03-02', operator, kind: 'config.changed' as const, version: 1 };
      const entry = { ...rest, payload: payload as never };
      expect(hashedTextOf(GENESIS.hash, rest, canonicalJson(payload as Json))).toBe(hashedText(GENESIS.hash, entry));
    }), { numRuns: 1_000 });
  });

  test('any changed member of any entry is found at that entry [S6a]', () => {
    for (const [index, entry] of good.entries()) {
      const changed: Partial<Record<keyof Entry, unknown>>[] = [{ id: 'x' }, { till: 'T9' }, { at: entry.at + 1 }, { businessDay: '2026-03-03' }, { operator: 'x' }, { version: 2 }, { kind: 'drawer.opened' }, { hash: sha256('x') }, { payload: { ...entry.payload, shift: 2 } }, { payload: null }];
      for (const change of changed) expect(faultOf(good.with(index, { ...entry, ...change } as Entry))?.seq, JSON.stringify(change)).toBe(index + 1);
    }
  });

  test('a deleted, inserted, doubled or swapped entry is found where it happened [S6b]', () => {
    for (let index = 0; index < good.length - 1; index += 1) {
      expect(faultOf(good.toSpliced(index, 1))?.seq).toBe(index + 1);
      expect(faultOf(good.toSpliced(index, 0, good[index]!))?.seq).toBe(index + 2);
      expect(faultOf(good.with(index, good[index + 1]!).with(index + 1, good[index]!))?.seq).toBe(index + 1);
    }
  });

  test('a cut-off tail and a chain that was recomputed whole show in the head alone, which an outside anchor has [S6c]', () => {
    const run = verifyEntries(verifierCrypto);
    for (const entry of good.slice(0, 20)) run.next(entry);
    expect(run.fault()).toBeNull();
    expect(run.head()).toEqual({ seq: 20, hash: good[19]!.hash });
    expect(run.head().hash).not.toBe(good.at(-1)!.hash);
  });

  test('entries that do not balance, skip a receipt or cannot be booked at all are faults even in a chain that fits [L5]', () => {
    const forge = (payload: unknown, kind = 'sale.completed') => {
      const { hash: _, ...rest } = { ...good[0]!, kind, payload } as Entry;
      return [{ ...rest, hash: sha256(hashedText(GENESIS.hash, rest as Entry)) } as Entry];
    };
    const sale = good[0]!.payload as Record<string, unknown>;
    expect(faultOf(forge(sale))).toBeNull();
    expect(faultOf(forge({ ...sale, roundingMinor: 0 }))?.message).toMatch(/do not sum to zero/);
    expect(faultOf(forge({ ...sale, receipt: 2 }))?.message).toMatch(/skipped or used twice/);
    expect(faultOf(forge({}))?.message).toMatch(/no form/);
  });
});

describe('postings', () => {
  const minor = fc.integer({ min: 0, max: 99_999_999 });
  const currency = fc.constantFrom('CNY', 'KRW', 'KWD');
  const wallet = fc.constantFrom('wechatpay' as const, 'alipay' as const, 'unionpay' as const);
  const sale = fc.tuple(basketLines, coupons, fc.integer({ min: 0, max: 9_999 }), fc.constantFrom('inclusive' as const, 'exclusive' as const), currency, fc.integer({ min: -4, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), wallet).map(([lines, given, discountBp, taxMode, code, rounding, share, name]): Draft => {
    const priced = priceBasket({ lines, discountBp, tenders: [], coupons: given }, taxMode);
    const byWallet = Math.floor(priced.totalMinor * share);
    const cash = priced.totalMinor - byWallet;
    return { kind: 'sale.completed', payload: {
      saleId: 's', receipt: 1, shift: 1, currency: code, taxMode, lines: [], discountMinor: priced.discountMinor, taxes: priced.taxes, totalMinor: priced.totalMinor, roundingMinor: rounding,
      tenders: [{ kind: 'wallet', wallet: name, amountMinor: byWallet, orderId: 'o', tradeId: null, lastFour: '' }, { kind: 'cash', amountMinor: cash, givenMinor: cash + rounding + 77, changeMinor: 77 }],
    } };
  });
  const plain = fc.tuple(minor, currency, wallet, fc.integer({ min: -500, max: 500 })).chain(([amountMinor, code, name, difference]) => fc.constantFrom<Draft>(
    { kind: 'shift.opened', payload: { shift: 1, floatMinor: amountMinor, currency: code } },
    { kind: 'shift.closed', payload: { shift: 1, expectedMinor: amountMinor, countedMinor: amountMinor + difference, differenceMinor: difference, currency: code } },
    { kind: 'cash.moved', payload: { shift: 1, direction: 'in', amountMinor, currency: code, reason: '' } },
    { kind: 'cash.moved', payload: { shift: 1, direction: 'out', amountMinor, currency: code, reason: '' } },
    { kind: 'refund.resolved', payload: { refundId: 'r', orderId: 'o', wallet: name, outcome: 'refunded', amountMinor, currency: code, owed: 'customer-funds' } },
    { kind: 'refund.resolved', payload: { refundId: 'r', orderId: 'o', wallet: name, outcome: 'failed', amountMinor, currency: code, owed: 'refunds-due' } },
    { kind: 'payment.resolved', payload: { orderId: 'o', saleId: 's', wallet: name, outcome: 'paid', amountMinor, currency: code, tradeId: null } },
    { kind: 'payment.resolved', payload: { orderId: 'o', saleId: 's', wallet: name, outcome: 'reversed', amountMinor, currency: code, tradeId: null } },
    { kind: 'statement.imported', payload: { file: '', name: '', source: '', wallet: name, day: '', lines: 1, amountMinor, feeMinor: difference, feeBookedMinor: difference, currency: code, supersedes: null } },
    { kind: 'break.resolved', payload: { key: '', day: '', kind: '', wallet: name, action: 'write-off', amountMinor: difference, currency: code, note: '', approver: null } },
    { kind: 'entry.adjusted', payload: { debit: 'bank', credit: `clearing:${name}`, amountMinor, currency: code, reason: '', approver: null } },
    { kind: 'refund.completed', payload: { refundId: 'r', saleId: 's', receipt: 1, shift: 1, currency: code, lines: [], taxes: [{ rateBp: 900, netMinor: amountMinor, taxMinor: difference }], amountMinor: amountMinor + difference, roundingMinor: difference % 6, to: 'cash', orderId: null, reason: '' } },
    { kind: 'refund.completed', payload: { refundId: 'r', saleId: 's', receipt: 1, shift: 1, currency: code, lines: [], taxes: [{ rateBp: 900, netMinor: amountMinor, taxMinor: difference }], amountMinor: amountMinor + difference, roundingMinor: 0, to: name, orderId: 'o', reason: '' } },
  ));

  test('every kind of entry that moves money sums to zero, in every currency, and books whole units only [S5b]', () => {
    fc.assert(fc.property(fc.oneof(sale, plain), (draft) => {
      const rows = post(draft as Entry);
      expect(unbalanced(rows)).toEqual([]);
      for (const row of rows) expect(Number.isSafeInteger(row.amountMinor) && row.amountMinor !== 0 || row.account === 'revenue').toBe(true);
    }), { numRuns: 3_000 });
  });

  test('a sale books drawer and customer funds against revenue and tax, and rounding where coins need it [L6]', () => {
    expect(post(chain(1)[0]!)).toEqual([
      { account: 'drawer', amountMinor: 110, currency: 'CNY' }, { account: 'revenue', amountMinor: -100, currency: 'CNY' }, { account: 'tax:1300', amountMinor: -13, currency: 'CNY' }, { account: 'rounding', amountMinor: 3, currency: 'CNY' },
    ]);
  });

  test('facts that move no money have no postings, and an imbalance is named by its currency [L7]', () => {
    expect(post({ kind: 'drawer.opened', payload: { shift: 1, reason: '' } })).toEqual([]);
    expect(unbalanced([{ account: 'a', amountMinor: 1, currency: 'CNY' }, { account: 'b', amountMinor: -1, currency: 'KRW' }])).toEqual(['CNY', 'KRW']);
  });
});
