/** Puts the wedge catcher on the window: scans go to the till, typed characters to shortcuts and keypads, and a field never keeps a scan. */
import { altCodes } from './altCodes.ts';
import { createWedge, type WedgeEffect, type WedgeKey } from './wedge.ts';
import { isTextField, wedgeKey } from './wedgeKeys.ts';
import { hearKey, wedgeSettings } from './wedgeLearning.ts';

/** Behind Alt the system types its own composed character at once. */
const SYSTEM_MS_MAX = 30;

type TextField = HTMLInputElement | HTMLTextAreaElement;
type Remembered = { readonly field: TextField; readonly value: string; readonly at: number };

function setValue(field: TextField, value: string, caret: number): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  // React listens for `input` and compares with the value it set itself; only the prototype's setter lets it see a change.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  try {
    field.setSelectionRange(caret, caret);
  } catch {
    // Number and date fields have no caret to set.
  }
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function insert(field: TextField, chars: string): void {
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  setValue(field, field.value.slice(0, start) + chars + field.value.slice(end), start + chars.length);
}

/** Ends an input method's composition, whose text can only be taken out once it is committed. */
function takeBack({ field, value, at }: Remembered, focusAgain: boolean): void {
  field.blur();
  setValue(field, value, at);
  if (focusAgain) field.focus();
}

/** @returns the way to take it off again. */
export function catchWedge(onScan: (text: string) => void, onTyped: (char: string, target: EventTarget | null) => void, onLost: () => void): () => void {
  const wedge = createWedge(wedgeSettings);
  let remembered: Remembered | null = null;
  let timer = 0;
  let target: EventTarget | null = null;

  const alt = altCodes();
  /** When a composed character was whole. */
  let composedAt = -Infinity;

  const wait = () => { timer = window.setTimeout(() => apply(wedge.settle()), wedge.patienceMs()); };

  const apply = (effects: readonly WedgeEffect[]) => {
    for (const effect of effects) {
      if (effect.kind === 'remember') remembered = isTextField(target) ? { field: target, value: target.value, at: target.selectionStart ?? target.value.length } : null;
      else if (effect.kind === 'take-back' && remembered !== null) takeBack(remembered, true);
      else if (effect.kind === 'insert' && remembered !== null) insert(remembered.field, effect.chars);
      else if (effect.kind === 'typed') for (const char of effect.chars) onTyped(char, target);
      else if (effect.kind === 'lost') onLost();
      else if (effect.kind === 'scan') {
        if (remembered !== null && isTextField(target)) takeBack(remembered, document.activeElement === target);
        onScan(effect.text);
      }
    }
  };

  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** True: nobody else may see the key. */
  const press = (key: WedgeKey, event: KeyboardEvent): boolean => {
    window.clearTimeout(timer);
    // Escape is the way out of a lesson; no scanner types it.
    if (event.key !== 'Escape' && hearKey(key)) return true;
    // What was held belongs to the element it was typed at, so it is let go before the target changes; a scan goes on.
    if (event.target !== target && !wedge.goesOn(key)) {
      apply(wedge.settle());
      target = event.target;
    }
    const answer = wedge.press(key);
    // Before the effects: a scan may move the focus.
    if (answer.swallow) stop(event);
    apply(answer.effects);
    wait();
    return answer.swallow;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    composedAt = -Infinity;
    if (alt.down(event)) {
      // A part of a character: what came before it waits on.
      window.clearTimeout(timer);
      wait();
      if (event.key !== 'Alt') stop(event);
      return;
    }
    const key = wedgeKey(event);
    if (key !== null && press({ ...key, at: alt.timeOf(key.at) }, event)) stop(event);
  };

  const onKeyUp = (event: KeyboardEvent) => {
    const whole = alt.up(event);
    if (whole === null) return;
    composedAt = event.timeStamp;
    press({ ...whole, repeat: false, field: isTextField(event.target) }, event);
    stop(event);
  };

  /** The system composes the same character and types it behind the key: the catcher has it already. */
  const onTypedBySystem = (event: Event) => { if (event.timeStamp - composedAt <= SYSTEM_MS_MAX) stop(event); };

  const heard = [['keydown', onKeyDown], ['keyup', onKeyUp], ['keypress', onTypedBySystem], ['beforeinput', onTypedBySystem]] as const;
  for (const [name, hear] of heard) window.addEventListener(name, hear as EventListener, { capture: true });
  return () => {
    window.clearTimeout(timer);
    for (const [name, hear] of heard) window.removeEventListener(name, hear as EventListener, { capture: true });
  };
}
