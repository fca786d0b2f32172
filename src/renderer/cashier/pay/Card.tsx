/** Paying by card: what to do at the reader, and what becomes of the card while there is no line. */
import { useTranslation } from 'react-i18next';
import { CreditCard } from 'lucide-react';
import { useTill } from '../../state/till.ts';
import { Money } from '../../ui/Money.tsx';
import { showPay } from '../counter.ts';
import { PayHead } from './PayHead.tsx';

/** A card at a reader's slot. */
function SwipePicture() {
  return (
    <svg viewBox="0 0 160 150" fill="none" aria-hidden="true">
      <rect x="22" y="84" width="116" height="56" rx="12" fill="var(--surface)" stroke="currentColor" strokeWidth="4" />
      <path d="M36 98h88" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
      <g className="swipe"><rect x="42" y="14" width="76" height="82" rx="8" fill="var(--surface)" stroke="currentColor" strokeWidth="4" /><path d="M44 74h72" stroke="var(--ink)" strokeWidth="12" /><rect x="54" y="28" width="18" height="14" rx="3" fill="var(--line-strong)" /></g>
      <circle cx="80" cy="120" r="5" fill="var(--lamp-yes)" />
    </svg>
  );
}

export function Card() {
  const { t } = useTranslation();
  const due = useTill((state) => state.basket.partMinor ?? state.basket.dueMinor);
  const offline = useTill((state) => state.channels.some((channel) => channel.name === 'backend' && channel.health === 'down'));
  return (
    <>
      <PayHead title={t('card.title')} lead={<CreditCard className="size-6 text-accent-ink" />} backLabel={t('ui.back')} onBack={() => showPay('due')} />
      <div className="panel__body">
        <div className="due"><div className="due__label">{t('pay.due')}</div><Money minor={due} big rule className="amount" /></div>
        <div className={offline ? 'hero hero--off' : 'hero'} role="status"><div><h3>{t('card.swipe')}</h3><p>{t(offline ? 'card.offline' : 'card.swipeHint')}</p></div><SwipePicture /></div>
        <p className="pay__quiet">{t('card.never')}</p>
      </div>
    </>
  );
}
