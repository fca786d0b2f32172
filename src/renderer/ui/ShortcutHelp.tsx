/** The overlay with every key that does something now: shown while `?` is held, or by its button. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { topLayer, useShortcuts } from '../state/shortcuts.ts';
import { KeyCap } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { useShortcut } from './shortcut.tsx';

const useOpened = create<{ readonly open: boolean }>()(() => ({ open: false }));
export const openHelp = (): void => useOpened.setState({ open: true });

const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc', Delete: 'Del', PageUp: 'PgUp', PageDown: 'PgDn', ArrowUp: '↑', ArrowDown: '↓', ' ': 'Space' };

/** How a key is written on a keycap. */
const keyName = (key: string): string => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);

function KeyList() {
  const shortcuts = useShortcuts((registered) => registered.shortcuts);
  const [layer] = useState(() => topLayer(useShortcuts.getState()));
  const rows = shortcuts.filter((entry) => entry.label !== null && entry.layer === layer);
  return <div className="help">{rows.map((entry) => <div key={entry.id}><span>{entry.label}</span><KeyCap>{keyName(entry.key)}</KeyCap></div>)}</div>;
}

/** Mount once in the frame. */
export function ShortcutHelp() {
  const { t } = useTranslation();
  const open = useOpened((opened) => opened.open);
  const [held, setHeld] = useState(false);
  useShortcut('?', null, () => setHeld(true));
  useEffect(() => {
    if (!held) return undefined;
    const onKeyUp = () => setHeld(false);
    window.addEventListener('keyup', onKeyUp);
    return () => window.removeEventListener('keyup', onKeyUp);
  }, [held]);
  if (!open && !held) return null;
  return (
    <Dialog title={t('ui.keysTitle')} hint={t('ui.keysHint')} size="wide" onClose={() => { useOpened.setState({ open: false }); setHeld(false); }}>
      <KeyList />
    </Dialog>
  );
}
