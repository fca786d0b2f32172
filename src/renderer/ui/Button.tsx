/** Buttons and keycaps. */
import type { ButtonHTMLAttributes, KeyboardEvent, ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';

export function KeyCap({ children }: { readonly children: ReactNode }) {
  return <kbd className="keycap" aria-hidden="true">{children}</kbd>;
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** One `primary` on a screen at most. */
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger';
  /** `desk` 36 px, `touch` 48, `key` 56, `money` 64 for what decides about money. */
  readonly size?: 'desk' | 'touch' | 'key' | 'money';
  readonly icon?: LucideIcon;
  readonly keycap?: string;
  /** Moves money: then Enter does nothing, because a keyboard scanner ends its codes with Enter. */
  readonly money?: boolean;
};

/** Enter is kept from a button that moves money; Space, a tap and its own key work. */
export function withoutEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}

export function Button({ tone = 'plain', size = 'desk', icon: Icon, keycap, money = false, className = '', children, ...rest }: ButtonProps) {
  const guard = money ? { onKeyDown: withoutEnter } : {};
  return (
    <button type="button" {...rest} {...guard} className={`btn btn--${tone} btn--${size} ${className}`}>
      {Icon !== undefined && <Icon />}
      {children}
      {keycap !== undefined && <KeyCap>{keycap}</KeyCap>}
    </button>
  );
}

/** A button with a picture only; `label` is its name. */
export function IconButton({ label, icon: Icon, size = 'touch', tone = 'quiet', className = '', ...rest }: Omit<ButtonProps, 'children' | 'keycap' | 'icon' | 'size'> & { readonly label: string; readonly icon: LucideIcon; readonly size?: 'desk' | 'touch' }) {
  return (
    <button type="button" {...rest} title={label} aria-label={label} className={`btn btn--${tone} ${size === 'touch' ? 'btn--square' : 'btn--square-desk'} ${className}`}>
      <Icon />
    </button>
  );
}
