/** Every call through the dispatch: judged by the role that this process knows, answered in an envelope, whatever was sent. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dispatcher } from '#contract/dispatch.ts';
import { TILL_CALLS, type TillCallName } from '#contract/till.ts';
import type { Role } from '#core/roles.ts';
import { handlers } from '#till/handlers.ts';
import { openDesk, type Desk } from '#test/kit/tillOnFile.ts';

let desk: Desk;
beforeAll(() => { desk = openDesk(); });
afterAll(() => desk.close());

/** Who may make which call: n nobody, c cashier, m manager, t technician. Written here a second time on purpose. */
const MAY = `
  till.state           n c m t    session.people      n c m t    session.signIn     n c m t    session.signOut   n c m t    session.lock     n c m t
  shift.open           . c m .    shift.close         . c m .    cash.move          . c m .    drawer.open       . c m .
  catalogue.categories . c m .    catalogue.page      . c m .    catalogue.search   . c m .    basket.add        . c m .    scan             . c m .
  basket.quantity      . c m .    basket.discountLine . c m .    basket.discountAll . c m .    basket.price      . c m .    basket.remove    . c m .
  basket.hold          . c m .    basket.recall       . c m .    basket.void        . c m .    basket.coupon . c m .    basket.dropCoupon . c m .    coupons.list . . m .    coupons.put . . m .    coupons.withdraw . . m .
  pay.cash             . c m .    pay.part            . c m .    pay.ask            . c m .    pay.cancel        . c m .    pay.setAside     . c m .    pay.dismiss . c m .
  exchange.bring . c m .    exchange.drop . c m .    exchange.finish . c m .    payments.watch . . m .    payments.limits . . m .
  pay.proof            . c m .
  pay.show             . c m .    pay.acceptAtRisk    . c m .    refund.again       . c m .    sandbox.scan      . c m .    session.unlock   . . m .    sandbox.line . . . t    technician.rotateKey . . . t
  exchange.bring . c m .    exchange.drop . c m .    exchange.finish . c m .    payments.watch . . m .    payments.limits . . m .
  pay.proof            . c m .    receipt.read         . c m .    receipt.pdf         . c m .    refund.start       . c m .
  day.read             . . m .    day.verify          . . m .    day.close           . . m .    day.zReports       . . m .    day.z             . . m .    day.x            . . m .
  statement.import     . . m .    statement.fetch     . . m .    reconcile.read     . . m .    reconcile.act     . . m .
  reconcile.run     . . m .    reconcile.progress    . . m .    reconcile.cancel    . . m .    reconcile.rules    . . m .    reconcile.saveRules    . . m .
  reconcile.tryRules . . m .    cash.limits . . m .    cash.saveLimits . . m .    rules.history . . m .    day.proof . . m .
  statement.importAll    . . m .    fees.contracts    . . m .    fees.save    . . m .    fees.audit    . . m .    settlement.read    . . m .    books.adjust    . . m .
  mapping.list    . . m .    mapping.save    . . m .    mapping.preview    . . m .
  export.make     . . m .    chain.read     . . m .    chain.till     . . m .    figures.read     . . m .
  technician.read      . . . t    technician.verify  . . . t    technician.backup . . . t    sandbox.behaviours . . . t   sandbox.behave   . . . t    sandbox.bills . . . t
  devices.list . . . t    devices.page . . . t    devices.bind . . . t    devices.unbind . . . t    devices.allow . . . t    devices.deny . . . t    devices.profiles . . . t    devices.profile.import . . . t
  devices.profile.export . . . t    devices.profile.undo . . . t    devices.test . . . t    devices.test.stop . . . t    devices.trace.start . . . t    devices.trace.stop . . . t    devices.trace.replay . . . t    devices.drill . . . t    devices.badge.learn . . . t
  devices.virtual.models . c m t    devices.virtual.plug . c m t    devices.virtual.unplug . c m t    devices.virtual.scan . c m t    devices.virtual.swipe . c m t    devices.virtual.weigh . c m t    devices.virtual.report . c m t
  payments.cardLimits . . m .    enrolment.read . . . t    enrolment.enrol . . . t    wallets.read . . . t    wallets.set . . . t    wallets.test . . . t
  goods.list . . m .    goods.save . . m .    goods.retire . . m .    goods.history . . m .    goods.categories . . m .    goods.bring . . m .    goods.file . . m .
  staff.first n c m t    staff.add . . m .    staff.change . . m .    staff.pin . . m .    staff.leave . . m .    staff.ownPin . c m t
  privacy.read . . m .    privacy.erasures . . m .    privacy.access . . m .    privacy.dropCopies . . m .    privacy.search . . m .
  technician.bundle . . . t    receipt.print . c m .    printer.paper . c m .    display.language n c m t    printer.read . . . t    printer.set . . . t    printer.ask . . . t    printer.test . . . t    printer.kick . . . t    printer.pretend . . . t
`;
const may = new Map([...MAY.matchAll(/([a-z]+(?:\.[a-zA-Z]+)*) +([n.]) ([c.]) ([m.]) ([t.])/g)].map((match) => [match[1] ?? '', match.slice(2, 6)]));
const ROLES: readonly (Role | null)[] = [null, 'cashier', 'manager', 'technician'];
const names = Object.keys(TILL_CALLS) as TillCallName[];

describe('dispatch', () => {
  test('every call and every role: let in or refused as the table says, before the input is even read [S8a]', async () => {
    expect([...may.keys()].sort()).toEqual([...names].sort());
    for (const name of names) {
      for (const [index, role] of ROLES.entries()) {
        const reply = await desk.seat(role).raw(name, { not: 'an input', role: 'manager' });
        const allowed = may.get(name)?.[index] !== '.';
        expect(`${name} ${role}: ${reply.ok ? 'ok' : reply.code}`).toBe(`${name} ${role}: ${allowed ? 'bad-request' : role === null ? 'sign-in-first' : 'not-allowed'}`);
      }
    }
  });

  test('a role, an operator or a prototype in the caller\'s words raises nobody [S8b]', async () => {
    const cashier = desk.seat('cashier');
    const payloads = ['{"__proto__":{"role":"manager"}}', '{"constructor":{"prototype":{"role":"manager"}}}', '{"role":"manager"}', '{"operator":{"role":"manager"}}', '[]', 'null', '"manager"', '{"approval":{"__proto__":{"role":"manager"},"operatorId":"man","pin":"2222"}}'];
    for (const text of payloads) {
      const input = JSON.parse(text) as unknown;
      for (const name of names) {
        const reply = await cashier.raw(name, input);
        if (reply.ok) expect(['{"__proto__":{"role":"manager"}}'], `${name} ${text}`).toContain(text);
        if (may.get(name)?.[1] === '.') expect(reply, `${name} ${text}`).toMatchObject({ ok: false, code: 'not-allowed' });
      }
    }
    expect(Object.hasOwn(Object.prototype, 'role')).toBe(false);
    expect(({} as { role?: unknown }).role).toBeUndefined();
  });

  test('calls that do not exist, also those that every object has, are refused [S8c]', async () => {
    for (const name of ['', 'nothing', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'till', 'till.state ', 'TILL.STATE']) {
      expect(await desk.seat('manager').raw(name, {})).toMatchObject({ ok: false, kind: 'refusal', code: 'no-such-call' });
    }
  });

  test('whatever is sent, to any call, by any role, comes back as an envelope and leaves no bug behind [S11]', async () => {
    const values = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, maxDepth: 3 });
    const near = fc.record({ operatorId: fc.string(), pin: fc.string(), line: fc.integer(), sku: fc.string(), quantityMilli: fc.double(), text: fc.string({ unit: 'binary', maxLength: 50 }), symbology: fc.option(fc.string({ maxLength: 4 })), source: fc.constantFrom('wedge', 'x'), amountMinor: fc.maxSafeInteger(), givenMinor: fc.maxSafeInteger(), reason: fc.string(), receipt: fc.integer(), page: fc.integer(), size: fc.integer(), query: fc.string(), category: fc.option(fc.string()), floatMinor: fc.integer() }, { requiredKeys: [] });
    const exact = fc.oneof(
      fc.record({ name: fc.constant('scan'), input: fc.record({ text: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), symbology: fc.option(fc.constantFrom(']E0', ']C1', ']Q3', ']d2', 'x')), source: fc.constant('wedge') }) }),
      fc.record({ name: fc.constant('catalogue.search'), input: fc.record({ query: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), page: fc.integer({ min: 1, max: 10_000 }), size: fc.integer({ min: 1, max: 60 }) }) }),
    );
    await fc.assert(fc.asyncProperty(fc.constantFrom(...ROLES), fc.oneof(exact, fc.record({ name: fc.oneof(fc.constantFrom(...names), fc.string()), input: fc.oneof(values, near) })), async (role, { name, input }) => {
      const reply = await desk.seat(role).raw(name, input);
      expect(typeof reply.ok).toBe('boolean');
      if (!reply.ok) expect(['refusal', 'fault']).toContain(reply.kind);
    }), { numRuns: Number(process.env['TILLBOOK_FUZZ'] ?? 2_000) });
    expect(desk.bugs).toEqual([]);
  });

  test('a bug is told as one, goes to the log and not to the screen, and a fault keeps its code [H1]', async () => {
    const seen: string[] = [];
    const broken = { ...handlers, 'till.state': () => { throw new TypeError('secret detail'); } };
    const call = dispatcher(broken as typeof handlers, { till: desk.till, seat: desk.seat(null).seat }, () => null, (name, error) => seen.push(`${name}: ${String(error)}`));
    const reply = await call('till.state', {});
    expect(reply).toMatchObject({ ok: false, kind: 'bug', code: 'internal' });
    expect(JSON.stringify(reply)).not.toContain('secret detail');
    expect(seen).toEqual(['till.state: TypeError: secret detail']);
  });
});
