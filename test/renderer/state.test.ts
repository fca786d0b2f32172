/** The screens' copy of the till's state: shared parts, order of arrival; and the example codes of the virtual scanner. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleCode, SCRIPT_NAMES, SCRIPTS } from '#renderer/cashier/virtualCodes.ts';
import { chosenLine } from '#renderer/cashier/chosenLine.ts';
import { share } from '#renderer/state/share.ts';
import { applyState, restartState, useTillStore } from '#renderer/state/till.ts';
import { base, busyBasket, line, NOW } from './fixture/states.ts';

describe('state of the screens', () => {
  test('a new state equals the one sent and keeps every unchanged part [V50]', () => {
    const next = structuredClone({ ...busyBasket, lines: [...busyBasket.lines, line(7, 'tart', 1_000, 800)] });
    const shared = share(busyBasket, next);
    expect(shared).toEqual(next);
    expect(shared.lines[0]).toBe(busyBasket.lines[0]);
    expect(share(busyBasket, structuredClone(busyBasket))).toBe(busyBasket);
  });

  test('sharing never changes a value [V51]', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => { expect(share(before, after)).toEqual(after); }));
  });

  test('an older state never replaces a newer one, unless the till began anew [V52]', () => {
    applyState({ ...base, now: NOW, unsynced: 2 });
    applyState({ ...base, now: NOW - 1, unsynced: 1 });
    expect(useTillStore.getState().state?.unsynced).toBe(2);
    restartState({ ...base, now: NOW - 1, unsynced: 1 });
    expect(useTillStore.getState().state?.unsynced).toBe(1);
  });

  test('the line keys act on the line chosen by hand, else on the one last changed [V53]', () => {
    expect(chosenLine(busyBasket, 2)?.sku).toBe('ball');
    expect(chosenLine(busyBasket, null)?.sku).toBe('tea');
    expect(chosenLine(busyBasket, 99)?.sku).toBe('tea');
    expect(chosenLine({ ...busyBasket, lines: [] }, 2)).toBeNull();
  });

  test('example codes have each wallet’s own form, and end as their script says [V54]', () => {
    const forms = { wechatpay: /^1[0-5]\d{16}$/, alipay: /^(2[5-9]|30)\d{14,22}$/, unionpay: /^62\d{17}$/ } as const;
    fc.assert(fc.property(fc.constantFrom('wechatpay', 'alipay', 'unionpay'), fc.constantFrom(...SCRIPT_NAMES), fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (wallet, script, digits) => {
      const code = exampleCode(wallet, script, () => Number(digits.next().value));
      expect(code).toMatch(forms[wallet]);
      if (script !== 'pays') expect(code.slice(-4)).toBe(SCRIPTS[script]);
      else expect(Object.values(SCRIPTS)).not.toContain(code.slice(-4));
    }));
  });
});
