/** Scales and keyboard-like scanners, report by report. */
import { describe, expect, test } from 'vitest';
import { parseDescriptor } from '#core/hid/descriptor.ts';
import { openDecoder } from '#core/hid/openDecoder.ts';
import { SCALE, bytesOf } from '#test/kit/hidDescriptors.ts';

const scale = () => openDecoder({ descriptor: parseDescriptor(bytesOf(SCALE)), profile: null });
const KEYBOARD = '05010906a101050719e029e7150025017501950881029508750181039508750815002665000507190029658100c0';
const keyboard = () => openDecoder({ descriptor: parseDescriptor(bytesOf(KEYBOARD)), profile: null });
const keys = (...codes: readonly number[]) => codes.map((code) => Uint8Array.of(code > 0xff ? code >> 8 : 0, 0, code & 0xff, 0, 0, 0, 0, 0));
const type = (text: string) => [...text].flatMap((char) => keys(char === '0' ? 0x27 : 0x1e + Number(char) - 1, 0));

describe('scale', () => {
  test('a weight is exact, in its unit and in milligrams [H70]', () => {
    expect(scale().feed(Uint8Array.of(3, 4, 2, 0, 0x14, 0), 7)).toEqual([{ type: 'weight', state: 'stable', value: 20, exponent: 0, unit: 'g', milligrams: 20_000, text: '20 g', atMs: 7 }]);
    expect(scale().feed(Uint8Array.of(3, 4, 11, 0xff, 0x34, 0x19), 0)).toMatchObject([{ value: 6452, exponent: -1, unit: 'oz', text: '645.2 oz', milligrams: 18_291_112 }]);
    expect(scale().feed(Uint8Array.of(3, 4, 3, 0xfd, 0x05, 0), 0)).toMatchObject([{ text: '0.005 kg', milligrams: 5_000 }]);
  });

  test('moving, zero, below zero and over the limit are told; the value decides what zero is [H71]', () => {
    const state = (...bytes: number[]) => scale().feed(Uint8Array.from(bytes), 0).map((event) => (event.type === 'weight' ? `${event.state} ${event.text}` : event.type));
    expect([state(3, 2, 2, 0, 0, 0), state(3, 2, 2, 0, 9, 0), state(3, 3, 2, 0, 9, 0), state(3, 5, 2, 0xff, 9, 0), state(3, 6, 2, 0, 0, 0)].flat())
      .toEqual(['stable-at-zero 0 g', 'stable 9 g', 'moving 9 g', 'below-zero -0.9 g', 'over-limit 0 g']);
  });

  test('faults, calibration, unknown units and cut reports give no weight [H72]', () => {
    const told = (...bytes: number[]) => scale().feed(Uint8Array.from(bytes), 0).map((event) => (event.type === 'fault' || event.type === 'ignored' ? event.code : event.type));
    expect([told(3, 1, 2, 0, 1, 0), told(3, 7, 2, 0, 1, 0), told(3, 8, 2, 0, 1, 0), told(3, 4, 99, 0, 1, 0), told(3, 4, 2, 100, 1, 0), told(3, 4, 2, 0, 1), told(4, 4, 2, 0, 1, 0), told()].flat())
      .toEqual(['scale-fault', 'scale-fault', 'scale-fault', 'scale-fault', 'scale-fault', 'report-too-short', 'unknown-report', 'unknown-report']);
  });
});

describe('keyboard-like scanner', () => {
  test('keys up to Enter are one code; the line feed typed as Ctrl+Shift+J is said and types nothing [H73]', () => {
    const decoder = keyboard();
    const events = [...type('6957842208856'), ...keys(0x28, 0), Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0), Uint8Array.of(3, 0, 0x0d, 0, 0, 0, 0, 0)].flatMap((report, i) => decoder.feed(report, i * 2));
    expect(events).toMatchObject([{ type: 'scan', text: '6957842208856', symbology: null }, { type: 'ignored', code: 'control-keys' }]);
  });

  test('shift, keypad, silence and an unplug [H74]', () => {
    const decoder = keyboard();
    for (const [i, report] of keys(0x204, 0, 0x05, 0, 0x59, 0).entries()) decoder.feed(report, i);
    expect(decoder.dueMs()).toBe(205);
    expect(decoder.idle(205)).toMatchObject([{ type: 'scan', text: 'Ab1' }]);
    decoder.feed(keys(0x04)[0]!, 300);
    expect(decoder.close(301)).toMatchObject([{ type: 'fault', code: 'device-gone' }]);
  });
});
