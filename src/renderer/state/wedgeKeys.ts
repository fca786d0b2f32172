/** Reads a browser's key event for the wedge catcher: the character even under an input method, the suffix, the control keys. */
import type { WedgeKey } from './wedge.ts';

/** US layout by `event.code`, for keys that an input method has hidden. [plain, with Shift] */
const CODES: Readonly<Record<string, readonly [string, string]>> = {
  Digit0: ['0', ')'], Digit1: ['1', '!'], Digit2: ['2', '@'], Digit3: ['3', '#'], Digit4: ['4', '$'], Digit5: ['5', '%'], Digit6: ['6', '^'], Digit7: ['7', '&'], Digit8: ['8', '*'], Digit9: ['9', '('],
  Minus: ['-', '_'], Equal: ['=', '+'], BracketLeft: ['[', '{'], BracketRight: [']', '}'], Backslash: ['\\', '|'], Semicolon: [';', ':'], Quote: ["'", '"'], Backquote: ['`', '~'],
  Comma: [',', '<'], Period: ['.', '>'], Slash: ['/', '?'], Space: [' ', ' '], NumpadDecimal: ['.', '.'], NumpadSubtract: ['-', '-'], NumpadAdd: ['+', '+'], NumpadMultiply: ['*', '*'], NumpadDivide: ['/', '/'],
};
/** GS1 field separator: scanners in GS1 mode type it as Ctrl+]. */
const GROUP_SEPARATOR = '\u001d';
const SILENT = new Set(['Shift', 'CapsLock', 'NumLock', 'AltGraph']);

function hiddenChar(code: string, shift: boolean): string {
  if (/^Key[A-Z]$/.test(code)) return shift ? code.slice(3) : code.slice(3).toLowerCase();
  if (/^Numpad\d$/.test(code)) return code.slice(6);
  return CODES[code]?.[shift ? 1 : 0] ?? '';
}

export function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && /^(?:text|search|tel|url|email|password|number|date|)$/.test(target.type);
}

/** Null for keys that mean nothing by themselves, such as Shift. */
export function wedgeKey(event: KeyboardEvent): WedgeKey | null {
  if (SILENT.has(event.key)) return null;
  const base = { at: event.timeStamp, repeat: event.repeat, field: isTextField(event.target) };
  // 229 is what a browser says instead of the key while an input method has it.
  const hidden = event.key === 'Process' || event.key === 'Unidentified' || event.isComposing || event.keyCode === 229;
  if (event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Tab' || event.key === 'Enter' || event.key === 'Tab') {
    return { ...base, kind: event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && event.code === 'Tab') ? 'control' : 'terminator', char: '' };
  }
  if (event.ctrlKey && !event.altKey && event.code === 'BracketRight') return { ...base, kind: 'char', char: GROUP_SEPARATOR };
  if (event.ctrlKey || event.altKey || event.metaKey) return { ...base, kind: 'control', char: '' };
  const us = hiddenChar(event.code, event.shiftKey);
  const char = hidden ? us : event.key;
  if (char.length === 1) return { ...base, kind: 'char', char, ...(us === '' ? {} : { us }) };
  return { ...base, kind: /^F\d+$/.test(event.key) ? 'control' : 'other', char: '' };
}
