/** The full-panel light: HAND OVER, NOT YET or NOT PAID, why, the facts, and what can be done. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Light as LightColour } from '#contract/views.ts';
import { lampOf, WalletMark, type Tender } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';

function Sign({ light }: { readonly light: LightColour }) {
  if (light === 'yes') return <svg viewBox="0 0 120 120" fill="none" aria-hidden="true"><circle cx="60" cy="60" r="56" fill="#fff" /><path d="m34 62 18 18 35-38" stroke="var(--yes)" strokeWidth="12" strokeLinecap="round" strokeLinejoin="round" /></svg>;
  if (light === 'no') return <svg viewBox="0 0 120 120" fill="none" aria-hidden="true"><rect x="6" y="6" width="108" height="108" rx="20" fill="#fff" /><path d="m38 38 44 44M82 38 38 82" stroke="var(--no)" strokeWidth="12" strokeLinecap="round" /></svg>;
  return <svg viewBox="0 0 120 120" fill="none" aria-hidden="true"><path d="M60 8c3 0 5.500 1.500 7 4l48 86c3.500 6-.5 13-7 13H12c-6.500 0-10.500-7-7-13l48-86c1.500-2.500 4-4 7-4Z" fill="var(--on-wait)" /><path d="M60 44v30" stroke="var(--wait)" strokeWidth="12" strokeLinecap="round" /><circle cx="60" cy="92" r="7" fill="var(--wait)" /></svg>;
}

/** How the sentence of a paid sale is called, by what paid it. */
const paidReason = (tender: Tender): string => (tender === 'cash' ? 'cash-received' : tender === 'split' ? 'split-paid' : tender === 'exchange' ? 'exchanged' : tender === 'coupon' ? 'coupon-covered' : 'wallet-paid');

/** The sentence under a light; an unknown reason falls back to what the light means for the money. */
function useReason(): (reason: string, light: LightColour, tender: Tender) => string {
  const { t, i18n } = useTranslation();
  return (reason, light, tender) => {
    const key = reason === 'paid' ? paidReason(tender) : reason;
    return t(i18n.exists(`reason.${key}`) ? `reason.${key}` : `reason.default-${light}`, { wallet: t(tender === 'card' ? 'channel.card' : `tender.${tender}`) });
  };
}

export type Fact = { readonly label: string; readonly value: ReactNode; readonly large?: boolean };

export type LightProps = {
  readonly light: LightColour;
  readonly tender: Tender;
  readonly saleId: string;
  readonly amountMinor: number;
  readonly reason: string;
  readonly facts: readonly Fact[];
  readonly children: ReactNode;
};

export function Light({ light, tender, saleId, amountMinor, reason, facts, children }: LightProps) {
  const { t } = useTranslation();
  const why = useReason();
  return (
    <div className={`light light--${lampOf(light)}`}>
      <div className="light__top"><WalletMark tender={tender} /><span>{t(`tender.${tender}`)}</span><span className="cut">{t('pay.sale', { sale: saleId.slice(-6).toUpperCase() })}</span><b><Money minor={amountMinor} /></b></div>
      <div className="light__sign" role="alert"><Sign light={light} /><div><div className="light__word">{t(`light.${light}`)}</div><p className="light__why">{why(reason, light, tender)}</p></div></div>
      <dl className="light__facts">{facts.map((fact) => <div key={fact.label} className={fact.large === true ? 'light__large' : ''}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl>
      <div className="light__acts">{children}</div>
    </div>
  );
}
