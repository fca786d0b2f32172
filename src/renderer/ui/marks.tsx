/** Small signs: lamps by shape, tender and wallet marks by letter, chips, people's initials, the brand. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrowLeftRight, Banknote, CreditCard, Split, Ticket } from 'lucide-react';
import type { Light } from '#contract/views.ts';
import type { PaymentMethod } from '#core/wallets.ts';

export type LampState = 'yes' | 'wait' | 'no' | 'off';
export const lampOf = (light: Light): LampState => (light === 'not-yet' ? 'wait' : light);

/** Round yes, triangle wait, square no, ring off. Give `label` unless a word stands beside it. */
export function Lamp({ state, label }: { readonly state: LampState; readonly label?: string }) {
  return label === undefined ? <i className={`lamp lamp--${state}`} aria-hidden="true" /> : <i className={`lamp lamp--${state}`} role="img" aria-label={label} />;
}

export type Tender = 'cash' | PaymentMethod | 'split' | 'exchange' | 'coupon';

/** A letter on a colour, never a wallet's logo. `named` reads the wallet's name aloud; leave it off where the name is written. */
export function WalletMark({ tender, size = 'md', named = false }: { readonly tender: Tender; readonly size?: 'sm' | 'md' | 'lg'; readonly named?: boolean }) {
  const { t } = useTranslation();
  const label = named ? { role: 'img', 'aria-label': t(`tender.${tender}`) } : { 'aria-hidden': true };
  return (
    <span className={`mark mark--${tender} ${size === 'md' ? '' : `mark--${size}`}`} {...label}>
      {tender === 'cash' ? <Banknote /> : tender === 'split' ? <Split /> : tender === 'card' ? <CreditCard /> : tender === 'exchange' ? <ArrowLeftRight /> : tender === 'coupon' ? <Ticket /> : t(`mark.${tender}`)}
    </span>
  );
}

export function Chip({ tone = 'plain', children }: { readonly tone?: 'plain' | 'yes' | 'wait' | 'no' | 'accent' | 'line'; readonly children: ReactNode }) {
  return <span className={`chip chip--${tone}`}>{children}</span>;
}

/** A person's initials on a hue of their own. */
export function Avatar({ id, initials, className = '' }: { readonly id: string; readonly initials: string; readonly className?: string }) {
  let hue = 0;
  for (const char of id) hue = (hue * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return <span className={`avatar ${className}`} style={{ '--h': (hue * 137) % 360 } as React.CSSProperties} aria-hidden="true">{initials}</span>;
}

export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="7" fill="var(--accent)" /><path d="M7 8h14M14 8v8.500" stroke="#fff" strokeWidth="3" strokeLinecap="round" /><path d="M8 19.250h12M8 22h12" stroke="#fff" strokeWidth="1.500" strokeLinecap="round" opacity=".85" /></svg>
      Tillbook
    </span>
  );
}
