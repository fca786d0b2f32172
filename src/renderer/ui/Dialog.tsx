/** A dialog over the screen: keeps the focus and the keys inside, closes on Escape, is named by its title. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog as Radix } from 'radix-ui';
import { X } from 'lucide-react';
import { ShortcutLayer } from './shortcut.tsx';

export type DialogProps = {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly size?: 'small' | 'wide' | 'full';
  readonly onClose: () => void;
  /** Stays at the lower edge. */
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
};

/** The dialog itself takes the focus, so that no key rests on its Close button; a field of its own that has it keeps it. */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement && !event.currentTarget.contains(document.activeElement)) event.currentTarget.focus();
}

/** Mount it to open it. The scrim is our own: Radix's writes a style element, which the page's content policy forbids. */
export function Dialog({ title, hint, size = 'small', onClose, foot, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Radix.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Radix.Portal>
        <div className="scrim" />
        <Radix.Content onOpenAutoFocus={focusWhole} className={`dialog dialog--${size}`} {...(hint === undefined ? { 'aria-describedby': undefined } : {})}>
          <ShortcutLayer>
            <header className="dialog__head">
              <div className="grow">
                <Radix.Title asChild><h2>{title}</h2></Radix.Title>
                {hint !== undefined && <Radix.Description asChild><p>{hint}</p></Radix.Description>}
              </div>
              <Radix.Close className="btn btn--quiet btn--square" aria-label={t('ui.close')}><X /></Radix.Close>
            </header>
            {children !== undefined && <div className="dialog__body">{children}</div>}
            {foot !== undefined && <footer className="dialog__foot">{foot}</footer>}
          </ShortcutLayer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
