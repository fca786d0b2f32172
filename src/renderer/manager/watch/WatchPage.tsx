/** Payments that a manager keeps an eye on: money on its way back with its next steps, goods at risk, and what ended by itself. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Banknote, RefreshCw, ShieldAlert } from 'lucide-react';
import type { AtRiskView, ResolvedView, WatchedRefundView, WatchedView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useNow } from '../../state/clock.ts';
import { useRead } from '../../state/read.ts';
import { useRefresh } from '../../state/refresh.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Chip, WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { LimitsDialog } from './LimitsDialog.tsx';

const DAYS = 14;
const REFRESH_MS = 5_000;
const OUTCOME_TONES = { waiting: 'wait', paid: 'yes', 'written-off': 'no' } as const;
const REFUND_TONES = { intended: 'wait', accepted: 'wait', unknown: 'wait', refunded: 'yes', failed: 'no' } as const;

function Section({ title, aside, none, children }: { readonly title: string; readonly aside?: string; readonly none: string | null; readonly children: ReactNode }) {
  return (
    <section className="card watch__part">
      <div className="card__head"><h2>{title}</h2>{aside !== undefined && <><span className="grow" /><span className="text-13 text-ink-3">{aside}</span></>}</div>
      {none === null ? <div className="scroll-x" tabIndex={0} role="region" aria-label={title}>{children}</div> : <p className="watch__none">{none}</p>}
    </section>
  );
}

/** Wallet and order, as the first cell of every row. */
function Order({ wallet, orderId, receipt = null }: { readonly wallet: AtRiskView['wallet']; readonly orderId: string; readonly receipt?: number | null }) {
  const { t } = useTranslation();
  return <th scope="row"><span className="row gap-2"><WalletMark tender={wallet} size="sm" named /><span><span className="mono">{orderId}</span>{receipt !== null && <small className="block text-ink-3">{t('watch.receipt', { receipt })}</small>}</span></span></th>;
}

function RefundRow({ refund, onDone }: { readonly refund: WatchedRefundView; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(1_000);
  const wallet = t(`tender.${refund.wallet}`);
  const failed = refund.state === 'failed';
  const again = async (by: 'wallet' | 'cash') => {
    await act('refund.again', { refundId: refund.refundId, by });
    onDone();
  };
  const next = refund.nextAt === null ? null : refund.nextAt <= now ? t('watch.nextSoon') : t('watch.next', { time: format.timeSeconds(refund.nextAt) });
  return (
    <>
      <tr className={failed ? 'watch__failed' : ''}>
        <Order wallet={refund.wallet} orderId={refund.orderId} />
        <td>{t(`watch.cause.${refund.cause}`)}</td><td className="text-ink-2">{format.dateTime(refund.startedAt)}</td>
        <td><Chip tone={REFUND_TONES[refund.state as keyof typeof REFUND_TONES] ?? 'wait'}>{t(`watch.state.${refund.state}`)}</Chip>{next !== null && <small className="block text-ink-3">{next}</small>}</td>
        <td className="num font-strong"><Money minor={refund.amountMinor} /></td>
      </tr>
      {failed && (
        <tr className="watch__steps"><td colSpan={5}><div className="row gap-3"><span className="grow">{t('watch.failed', { wallet })}{refund.code !== null && <small className="mono"> {refund.code}</small>}</span>
          <Button icon={RefreshCw} onClick={() => void again('wallet')}>{t('waiting.again', { wallet })}</Button><Button icon={Banknote} onClick={() => void again('cash')}>{t('waiting.cash')}</Button></div></td></tr>
      )}
    </>
  );
}

function Refunds({ refunds, onDone }: { readonly refunds: readonly WatchedRefundView[]; readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Section title={t('watch.refunds')} none={refunds.length === 0 ? t('watch.refundsNone') : null}>
      <table className="grid-table">
        <thead><tr><th scope="col">{t('watch.order')}</th><th scope="col">{t('watch.why')}</th><th scope="col">{t('watch.since')}</th><th scope="col">{t('books.settle.stands')}</th><th scope="col" className="num">{t('manager.today.amount')}</th></tr></thead>
        <tbody>{refunds.map((refund) => <RefundRow key={refund.refundId} refund={refund} onDone={onDone} />)}</tbody>
      </table>
    </Section>
  );
}

function AtRisk({ view }: { readonly view: WatchedView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('watch.risk')} aside={t('watch.riskNow', { amount: format.money(view.atRiskMinor), limit: format.money(view.limits.tillMinorMax) })} none={view.atRisk.length === 0 ? t('watch.riskNone') : null}>
      <table className="grid-table">
        <thead><tr><th scope="col">{t('watch.order')}</th><th scope="col">{t('watch.approver')}</th><th scope="col">{t('watch.since')}</th><th scope="col">{t('watch.became')}</th><th scope="col" className="num">{t('manager.today.amount')}</th></tr></thead>
        <tbody>
          {view.atRisk.map((one) => (
            <tr key={one.orderId}>
              <Order wallet={one.wallet} orderId={one.orderId} receipt={one.receipt} />
              <td>{one.approver ?? '–'}</td><td className="text-ink-2">{format.dateTime(one.at)}</td>
              <td><Chip tone={OUTCOME_TONES[one.outcome]}>{t(`watch.outcome.${one.outcome}`)}</Chip>{one.endedAt !== null && <small className="block text-ink-3">{format.dateTime(one.endedAt)}{one.byFile && ` · ${t('watch.byFile')}`}</small>}</td>
              <td className="num font-strong"><Money minor={one.amountMinor} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Resolved({ resolved }: { readonly resolved: readonly ResolvedView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('watch.resolved')} aside={t('watch.days', { count: DAYS })} none={resolved.length === 0 ? t('watch.resolvedNone') : null}>
      <table className="grid-table">
        <thead><tr><th scope="col">{t('watch.order')}</th><th scope="col">{t('watch.why')}</th><th scope="col">{t('watch.ended')}</th><th scope="col" className="num">{t('manager.today.amount')}</th></tr></thead>
        <tbody>
          {resolved.map((one) => (
            <tr key={one.orderId}>
              <Order wallet={one.wallet} orderId={one.orderId} />
              <td>{t(`watch.how.${one.how}`)}{(one.byFile || one.refund !== null) && <small className="block text-ink-3">{[...(one.byFile ? [t('watch.byFile')] : []), ...(one.refund === null ? [] : [t(`watch.state.${one.refund}`)])].join(' · ')}</small>}</td>
              <td className="text-ink-2">{format.dateTime(one.endedAt)}</td><td className="num font-strong"><Money minor={one.amountMinor} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

export function WatchPage() {
  const { t } = useTranslation();
  const reading = useRead('payments.watch', { days: DAYS });
  const [limiting, setLimiting] = useState(false);
  useRefresh(reading.reload, useTill((state) => state.waiting.map((one) => `${one.id} ${one.state}`).join(' ')), REFRESH_MS);
  const view = reading.value;
  useShortcut('l', t('watch.limits'), () => setLimiting(true));
  return (
    <>
      <DeskBar><h1>{t('watch.page')}</h1><span className="cut text-ink-3">{t('watch.hint')}</span><span className="grow" /><Button icon={ShieldAlert} keycap="L" disabled={view === null} onClick={() => setLimiting(true)}>{t('watch.changeLimits')}</Button></DeskBar>
      {view === null ? (reading.trouble === null ? <div className="page"><Loading rows={8} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />) : (
        <div className="page watch"><Refunds refunds={view.refunds} onDone={reading.reload} /><AtRisk view={view} /><Resolved resolved={view.resolved} /></div>
      )}
      {limiting && view !== null && <LimitsDialog limits={view.limits} cards={view.cardLimits} onClose={() => setLimiting(false)} onSaved={() => { setLimiting(false); reading.reload(); }} />}
    </>
  );
}
