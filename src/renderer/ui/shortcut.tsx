/** React's side of the shortcut registry: hooks for keys and typed characters, and the layer that a dialog or panel opens. */
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { addLayer, addShortcut, addSink } from '../state/shortcuts.ts';

const Layer = createContext(0);

/** Everything inside has its own keys; the keys outside sleep while it is shown. */
export function ShortcutLayer({ children }: { readonly children: ReactNode }) {
  const layer = useContext(Layer) + 1;
  useEffect(() => addLayer(layer), [layer]);
  return <Layer value={layer}>{children}</Layer>;
}

/** `key` as in `event.key`, one character in lower case; null registers nothing. `label` null keeps it off the help overlay. */
export function useShortcut(key: string | null, label: string | null, run: () => void): void {
  const layer = useContext(Layer);
  const latest = useRef(run);
  useEffect(() => { latest.current = run; });
  useEffect(() => (key === null ? undefined : addShortcut(key, label, layer, () => latest.current())), [key, label, layer]);
}

/** Characters typed while no text field has the focus. */
export function useTyped(take: (char: string) => void): void {
  const layer = useContext(Layer);
  const latest = useRef(take);
  useEffect(() => { latest.current = take; });
  useEffect(() => addSink(layer, (char) => latest.current(char)), [layer]);
}
