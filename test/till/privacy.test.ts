/** The register of what is held and what leaves: it speaks of every journal kind, table, port and verb there is; and the log of who looked. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { HOLDING_IDS, KIND_HOLDS, RECIPIENT_IDS, TABLE_HOLDS, type HoldingId } from '#core/personalData.ts';
import { MIGRATIONS } from '#main/adapters/sqlite/schema.ts';
import { privacy as en } from '#renderer/text/en/privacy.ts';
import { BACKEND_GIVES, EXPORT_HOLDS, PORT_GIVES } from '#till/privacy.ts';
import { MORNING, openDesk, type Desk } from '#test/kit/tillOnFile.ts';

const source = (path: string) => readFileSync(join(resolve(import.meta.dirname, '../../src'), path), 'utf8');
/** What stands between the braces of an exported type. */
function bodyOf(text: string, name: string): string {
  const start = text.indexOf(`export type ${name} = {`);
  return text.slice(start, text.indexOf('\n};', start));
}
const membersOf = (body: string) => [...body.matchAll(/^ {2}(?:readonly )?'?([a-zA-Z][\w.-]*)'?\??[:(]/gm)].map((match) => match[1] ?? '').sort();

/** Words of a field that say what it holds of a person. Reasons that are codes of the till's own, never typed, are named here. */
const CODED_REASONS = new Set(['print.ended', 'personal-data.read']);
const SIGNS: readonly (readonly [RegExp, HoldingId])[] = [[/\b(?:reason|note): string/, 'typed-words'], [/\bapprover\??: string/, 'staff-approvals'], [/\blastFour\b/, 'payment-ends'], [/\borderId: string;|\btradeId\b|\brefundId\b/, 'payment-numbers']];

describe('the register', () => {
  test('speaks of every kind of journal entry, and of what its fields hold [T275]', () => {
    const text = source('core/journal.ts');
    const kinds = bodyOf(text, 'Payloads');
    expect(membersOf(kinds)).toEqual(Object.keys(KIND_HOLDS).sort());
    expect(membersOf(kinds).length).toBeGreaterThan(30);
    const refund = bodyOf(text, 'RefundCompleted').replace('readonly refundId: string;', '').replace('readonly orderId', '');
    for (const line of kinds.split('\n')) {
      const kind = /^ {2}'([\w.-]+)': /.exec(line)?.[1] as keyof typeof KIND_HOLDS | undefined;
      if (kind === undefined || CODED_REASONS.has(kind)) continue;
      const fields = kind === 'refund.completed' ? refund : line;
      for (const [sign, holding] of SIGNS) if (sign.test(fields)) expect(KIND_HOLDS[kind], `${kind} holds ${holding}`).toContain(holding);
    }
  });

  test('speaks of every port of the till, every verb of the backend, every export and every table, and has a sentence for each of its rows [T276]', () => {
    expect(membersOf(bodyOf(source('till/till.ts'), 'Ports'))).toEqual(Object.keys(PORT_GIVES).sort());
    expect(membersOf(bodyOf(source('till/ports.ts'), 'PaymentBackend'))).toEqual(Object.keys(BACKEND_GIVES).sort());
    const kinds = /readonly what: ((?:'\w+'(?: \| )?)+);/.exec(bodyOf(source('till/ports.ts'), 'ExportOrder'))?.[1] ?? '';
    expect([...kinds.matchAll(/'(\w+)'/g)].map((match) => match[1]).sort()).toEqual(Object.keys(EXPORT_HOLDS).sort());
    expect([...MIGRATIONS.join('\n').matchAll(/create (?:virtual )?table (\w+)/g)].map((match) => match[1] ?? '').sort()).toEqual(Object.keys(TABLE_HOLDS).sort());

    const given = new Set([...Object.values(PORT_GIVES), ...Object.values(BACKEND_GIVES)].flat());
    expect([...given].sort()).toEqual([...RECIPIENT_IDS].sort());
    const held = new Set([...Object.values(KIND_HOLDS), ...Object.values(TABLE_HOLDS), ...Object.values(EXPORT_HOLDS), ['held-cards', 'log', 'copies'] as const].flatMap((ids) => ids ?? []));
    expect([...held].sort()).toEqual([...HOLDING_IDS].sort());
    expect(Object.keys(en.held).sort()).toEqual([...HOLDING_IDS].sort());
    expect(Object.keys(en.leaves).sort()).toEqual([...RECIPIENT_IDS].sort());
  });
});

describe('the page of personal data', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  test('counts what there is now, and goes on counting from there [T277]', async () => {
    desk = openDesk({ enrolled: true });
    const [boss, cashier] = [desk.seat('manager'), desk.seat('cashier')];
    const count = async (id: HoldingId) => (await boss.ask('privacy.read', {})).holds.find((one) => one.id === id)?.count;
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    expect([await count('staff-record'), await count('purchases'), await count('typed-words'), await count('payment-ends')]).toEqual([5, 0, 0, 0]);
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
    await cashier.ask('cash.move', { direction: 'in', amountMinor: 1, reason: 'coins' });
    const view = await boss.ask('privacy.read', {});
    expect(await count('purchases')).toBe(1);
    expect(await count('staff-acts')).toBe(desk.storage.head().seq);
    const typed = desk.storage.entriesAfter(0, 100).filter(({ payload }) => 'reason' in payload).length;
    expect(await count('typed-words')).toBe(typed);
    expect(view.leaves.find(({ id }) => id === 'backend-journal')).toMatchObject({ used: true, place: 'double' });
    await boss.ask('export.make', { what: 'drawer', format: 'csv', language: 'en', bom: false, from: '2026-03-02', to: '2026-03-02', z: null });
    expect((await boss.ask('privacy.read', {})).leaves.find(({ id }) => id === 'exports')).toMatchObject({ used: true, count: 1, lastAt: MORNING });
  });

  test('who looked, exported or changed is shown newest first in pages, with how far back was looked; a look needs a reason once, and is on record itself [T278]', async () => {
    desk = openDesk({ enrolled: true });
    const boss = desk.seat('manager');
    const read = (before: number | null, reason: 'routine' | null = null) => boss.ask('privacy.access', { before, reason });
    for (let n = 0; n < 60; n += 1) desk.storage.commit({ at: MORNING + n, businessDay: '2026-03-02', operator: 'man', drafts: [{ kind: 'person.changed', payload: { person: n === 59 ? 'cas' : 'p-gone', what: 'pin', role: 'cashier' } }, { kind: 'operator.signed-in', payload: { role: 'cashier' } }] });
    expect(await boss.code('privacy.access', { before: null, reason: null })).toBe('look-reason-needed');
    const first = await read(null, 'routine');
    expect(first.rows[0]).toMatchObject({ kind: 'personal-data.read', by: 'MAN', detail: 'routine' });
    expect(first.rows[1]).toMatchObject({ kind: 'person.changed', what: 'pin', about: 'CAS' });
    expect(first.rows[2]).toMatchObject({ about: 'p-gone' });
    expect(first.rows).toHaveLength(50);
    expect(first.more).toBe(true);
    const { seq } = desk.storage.head();
    const second = await read(first.lookedTo);
    expect(second.rows).toHaveLength(11);
    expect(second).toMatchObject({ more: false, lookedTo: 1, lookedAt: MORNING });
    const all = [...first.rows, ...second.rows].map((row) => row.seq);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    expect(new Set(all).size).toBe(61);
    // Reading on, and again, wrote nothing more.
    await read(null);
    expect(desk.storage.head().seq).toBe(seq);
    desk.clock.at += 16 * 60_000;
    expect(await boss.code('privacy.access', { before: null, reason: null })).toBe('look-reason-needed');
    desk.clock.at -= 3_600_000;
    expect(await boss.code('privacy.access', { before: null, reason: null })).toBe('look-reason-needed');
  });
});
