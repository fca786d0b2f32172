/** The technician's own rules: ids as technicians write them, the sandbox's delay, planted breaks, texts. */
import { describe, expect, test } from 'vitest';
import { SandboxBehaviour, SandboxBills } from '#contract/cloud.ts';
import { oneOfEach } from '#renderer/technician/BillFiles.tsx';
import { hexId } from '#renderer/technician/deviceIds.ts';
import { delayMsOf, hasDelay, MODES } from '#renderer/technician/modes.ts';
import { technician as en } from '#renderer/text/en/technician.ts';
import { technician as ko } from '#renderer/text/ko/technician.ts';
import { technician as zh } from '#renderer/text/zh/technician.ts';
import { shape } from './fixture/textShape.ts';

describe('technician', () => {
  test('ids are written in capitals with all their digits [W40]', () => {
    expect([hexId(0x0c2e), hexId(1), hexId(0x8c, 2), hexId(0)]).toEqual(['0C2E', '0001', '8C', '0000']);
  });

  test('every mode of the sandbox is shown, and those that wait are the ones with a delay [W42]', () => {
    expect([...MODES].sort()).toEqual([...SandboxBehaviour.shape.mode.options].sort());
    expect(MODES.filter(hasDelay)).toEqual(['pay', 'confirm', 'late']);
    for (const mode of MODES) expect([en.box.mode[mode], en.box.modeText[mode]].every((text) => text !== '')).toBe(true);
  });

  test('a delay is typed in seconds, with point or comma, up to ten minutes; anything else is refused [W43]', () => {
    expect(['0', '8', '0.5', '1,25', ' 600 '].map(delayMsOf)).toEqual([0, 8_000, 500, 1_250, 600_000]);
    expect(['', '-1', '600.001', '601', '1e3', '8s', '١'].map(delayMsOf)).toEqual([null, null, null, null, null, null, null]);
  });

  test('planted breaks fit the backend’s schema and stand on lines of their own [W44]', () => {
    const faults = oneOfEach(['wechatpay', 'alipay'], '2025-11-21');
    expect(SandboxBills.safeParse({ early: true, faults }).success).toBe(true);
    expect(faults).toHaveLength(8);
    expect(new Set(faults.map((fault) => `${fault.wallet} ${fault.line}`)).size).toBe(8);
  });

  test('its texts say the same things with the same blanks in every language [W45]', () => {
    expect(Object.keys(shape(en)).length).toBeGreaterThan(80);
    expect(shape(zh)).toEqual(shape(en));
    expect(shape(ko)).toEqual(shape(en));
  });
});
