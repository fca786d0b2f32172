/** Which key does what right now: screens register their keys, the topmost layer's win, the help overlay lists them. */
import { create } from 'zustand';

export type Shortcut = {
  readonly id: number;
  /** `event.key`: `F9`, `Escape`, `Delete`, or one lower-case character. */
  readonly key: string;
  /** Sentence for the overlay; null keeps it off the list. */
  readonly label: string | null;
  readonly layer: number;
  readonly run: () => void;
};
type Sink = { readonly id: number; readonly layer: number; readonly take: (char: string) => void };

type Registered = { readonly shortcuts: readonly Shortcut[]; readonly sinks: readonly Sink[]; readonly layers: readonly number[] };

export const useShortcuts = create<Registered>()(() => ({ shortcuts: [], sinks: [], layers: [] }));

let nextId = 1;

export function addShortcut(key: string, label: string | null, layer: number, run: () => void): () => void {
  const id = nextId;
  nextId += 1;
  useShortcuts.setState(({ shortcuts }) => ({ shortcuts: [...shortcuts, { id, key, label, layer, run }] }));
  return () => useShortcuts.setState(({ shortcuts }) => ({ shortcuts: shortcuts.filter((entry) => entry.id !== id) }));
}

/** Characters that no shortcut takes go to the topmost sink: a PIN pad, an amount. */
export function addSink(layer: number, take: (char: string) => void): () => void {
  const id = nextId;
  nextId += 1;
  useShortcuts.setState(({ sinks }) => ({ sinks: [...sinks, { id, layer, take }] }));
  return () => useShortcuts.setState(({ sinks }) => ({ sinks: sinks.filter((entry) => entry.id !== id) }));
}

/** A dialog or panel that hides the keys below it while it is open. */
export function addLayer(layer: number): () => void {
  useShortcuts.setState(({ layers }) => ({ layers: [...layers, layer] }));
  return () => useShortcuts.setState(({ layers }) => ({ layers: layers.filter((_, index) => index !== layers.indexOf(layer)) }));
}

export const topLayer = ({ layers }: Registered): number => Math.max(0, ...layers);

/** @returns whether a shortcut took the key. */
function pressKey(key: string): boolean {
  const registered = useShortcuts.getState();
  const layer = topLayer(registered);
  const found = registered.shortcuts.findLast((entry) => entry.layer === layer && entry.key === key);
  found?.run();
  return found !== undefined;
}

/** A typed character that turned out to be no scan. */
export function typeChar(char: string, target: EventTarget | null): void {
  if (char === ' ' && target instanceof HTMLElement && target.matches('button, [role="tab"], summary')) return target.click();
  if (pressKey(char.toLowerCase())) return;
  const registered = useShortcuts.getState();
  const layer = topLayer(registered);
  registered.sinks.findLast((sink) => sink.layer === layer)?.take(char);
}

/** Listens for the keys that type nothing (F9, Escape, Delete). */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.key.length === 1) return;
    const target = event.target;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
    if (typing && !/^(?:F\d+|Escape)$/.test(event.key)) return;
    if (pressKey(event.key)) event.preventDefault();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
