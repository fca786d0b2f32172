/** A panel that lies over part of a screen, with its own keys. */
import type { ReactNode } from 'react';
import { ShortcutLayer } from './shortcut.tsx';

export function Panel({ label, children, className = '' }: { readonly label: string; readonly children: ReactNode; readonly className?: string }) {
  return (
    <section className={`panel ${className}`} aria-label={label}>
      <ShortcutLayer>{children}</ShortcutLayer>
    </section>
  );
}
