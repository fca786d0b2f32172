/** The evidence trail of a charge: each ask and answer with its time, to the millisecond. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceView, PaymentView } from '#contract/views.ts';
import { useNow } from '../../state/clock.ts';
import { ProofButton } from '../../ui/ProofButton.tsx';
import { useFormat } from '../../text/format.ts';

/** Own entries are rings, what was sent is a dot, an answer that is not final a triangle. */
const SHAPES: Readonly<Record<EvidenceView['what'], string>> = { intended: 'own', sent: 'ask', asked: 'ask', 'reverse-sent': 'ask', answered: 'wait', unreachable: 'wait', resolved: 'own' };
const FINAL: Readonly<Record<string, string>> = { paid: 'yes', declined: 'no', reversed: 'no' };

function Entry({ entry, wallet }: { readonly entry: EvidenceView; readonly wallet: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = entry.what === 'answered' ? t(`evidence.answered.${entry.state ?? 'none'}`) : t(`evidence.${entry.what}`, { wallet });
  const shape = entry.what === 'answered' ? (FINAL[entry.state ?? ''] ?? 'wait') : SHAPES[entry.what];
  return <li className={`ev ev--${shape}`}><i /><span><b>{text}</b><small><time>{format.timeMillis(entry.at)}</time>{entry.code !== null && <code>{entry.code}</code>}</small></span></li>;
}

function NextAsk({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  const left = Math.max(0, Math.ceil((at - useNow(1_000)) / 1_000));
  return <li className="ev ev--next"><i /><span><b>{t('evidence.next')}</b><small>{t('evidence.in', { seconds: left })}</small></span></li>;
}

export function Evidence({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const wallet = t(payment.wallet === 'card' ? 'channel.card' : `tender.${payment.wallet}`);
  const count = payment.evidence.length;
  useEffect(() => { list.current?.scrollTo({ top: list.current.scrollHeight }); }, [count]);
  return (
    <aside className="trail" aria-label={t('evidence.title')}>
      <h3>{t('evidence.title')}</h3>
      <ol ref={list}>
        {payment.evidence.map((entry, index) => <Entry key={index} entry={entry} wallet={wallet} />)}
        {payment.nextAskAt !== null && <NextAsk at={payment.nextAskAt} />}
      </ol>
      <footer>{t('evidence.order', { order: payment.orderId })}<ProofButton orderId={payment.orderId} /></footer>
    </aside>
  );
}
