/** Boot reports of a keyboard-like scanner to what it types in US layout: for the technician's bench and traces. The till never claims such a device. */
import { LIMITS } from '../limits.ts';
import { fault, ignored } from './event.ts';
import type { Decoder, DeviceEvent } from './event.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyz1234567890';
const SHIFTED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()';
/** From 0x2C: space, - = [ ] \ (non-US #) ; ' ` , . / */
const MARKS = ' -=[]\\#;\'`,./';
const MARKS_SHIFTED = ' _+{}|~:"~<>?';
/** Keypad 0x54 to 0x63. */
const KEYPAD = '/*-+\n1234567890.';
const [ENTER, TAB] = [0x28, 0x2b];
const SHIFT = 0x22;
const CONTROLS = 0xdd;

function keyOf(code: number, isShifted: boolean): string | null {
  if (code >= 0x04 && code <= 0x27) return (isShifted ? SHIFTED : PLAIN).charAt(code - 0x04);
  if (code >= 0x2c && code <= 0x38) return (isShifted ? MARKS_SHIFTED : MARKS).charAt(code - 0x2c);
  if (code >= 0x54 && code <= 0x63) return KEYPAD.charAt(code - 0x54);
  return code === ENTER || code === TAB ? '\n' : null;
}

/** A code ends with Enter or Tab, or by silence. Chords with Ctrl, Alt or the system key type nothing and are said. */
export function openKeyboardDecoder(reportId: number | null, silenceMs: number): Decoder {
  const first = reportId === null ? 0 : 1;
  let [text, startedMs, lastMs] = ['', 0, 0];
  let held: readonly number[] = [];
  const finish = (atMs: number): DeviceEvent[] => {
    if (text === '') return [];
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const event: DeviceEvent = { type: 'scan', symbology: null, bytes, text, encoding: 'latin-1', atMs, durationMs: atMs - startedMs, parts: 1 };
    text = '';
    return [event];
  };
  const press = (code: number, modifiers: number, atMs: number): DeviceEvent[] => {
    if ((modifiers & CONTROLS) !== 0) return [ignored('control-keys', 'A chord with Ctrl, Alt or the system key, such as a scanner types for a line feed; nothing was typed.', atMs)];
    const key = keyOf(code, (modifiers & SHIFT) !== 0);
    if (key === null) return [ignored('control-keys', 'A key that types no character.', atMs)];
    if (key === '\n') return text === '' ? [ignored('empty', 'An end without a code before it.', atMs)] : finish(atMs);
    if (text.length >= LIMITS.scanCharsMax) {
      text = '';
      return [fault('code-too-long', 'More keys than any code has; nothing of it was used.', atMs)];
    }
    if (text === '') startedMs = atMs;
    text += key;
    return [];
  };
  const idle = (atMs: number): DeviceEvent[] => (text !== '' && atMs - lastMs >= silenceMs ? finish(lastMs) : []);
  return {
    reads: 'keys of a boot keyboard, US layout',
    feed: (report, atMs) => {
      const before = idle(atMs);
      lastMs = atMs;
      if (reportId !== null && report[0] !== reportId) return [...before, ignored('unknown-report', 'A report that is no keys.', atMs)];
      if (report.length < first + 3) return [...before, fault('report-too-short', 'A keyboard report that was cut short.', atMs)];
      const keys = [...report.subarray(first + 2, first + 8)].filter((code) => code > 3);
      const pressed = keys.filter((code) => !held.includes(code));
      held = keys;
      return [...before, ...pressed.flatMap((code) => press(code, report[first] ?? 0, atMs))];
    },
    idle,
    dueMs: () => (text === '' ? null : lastMs + silenceMs),
    close: (atMs) => {
      if (text === '') return [];
      text = '';
      return [fault('device-gone', 'The keyboard went away in the middle of a code; nothing of it was used.', atMs)];
    },
  };
}
