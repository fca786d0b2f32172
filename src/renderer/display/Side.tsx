/** Right half of the customer's display: what to do now, or how it ended. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Check, Hourglass, Smartphone, Wallet, X, type LucideIcon } from 'lucide-react';
import type { EndingView, PaymentView } from '#contract/views.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { WalletMark } from '../ui/marks.tsx';
import { Money } from '../ui/Money.tsx';
import { QrCode } from '../ui/QrCode.tsx';

type Tone = 'plain' | 'accent' | 'yes' | 'wait' | 'no';

function Message({ tone, icon: Icon, title, hint, children }: { readonly tone: Tone; readonly icon: LucideIcon; readonly title: string; readonly hint?: string; readonly children?: ReactNode }) {
  return <section className={`side side--${tone}`} role="status"><Icon className="side__icon" /><h1>{title}</h1>{hint !== undefined && <p>{hint}</p>}{children}</section>;
}

function Ended({ ending }: { readonly ending: EndingView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (ending.light === 'no') return <Message tone="no" icon={X} title={t('display.notPaid')} hint={t('display.notPaidHint')} />;
  if (ending.light === 'not-yet') return <Message tone="wait" icon={Hourglass} title={t('display.unknown')} />;
  return (
    <Message tone="yes" icon={Check} title={t('display.thanks')} hint={t('display.paid', { amount: format.money(ending.amountMinor) })}>
      {ending.changeMinor > 0 && <div className="side__change"><span>{t('display.change')}</span><Money minor={ending.changeMinor} big rule /></div>}
    </Message>
  );
}

function Running({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const wallet = t(`tender.${payment.wallet}`);
  const amount = <Money minor={payment.amountMinor} className="side__due" />;
  const content = payment.shown?.content ?? null;
  if (content !== null) return <ToScan payment={payment} content={content} />;
  if (payment.state === 'reversing' || payment.cancelling) return <Message tone="wait" icon={Hourglass} title={t('display.reversing')} hint={t('display.reversingHint')}>{amount}</Message>;
  if (payment.state === 'unknown' || payment.state === 'stuck') return <Message tone="wait" icon={Hourglass} title={t('display.unknown')} hint={t('display.unknownHint', { wallet })}>{amount}</Message>;
  return <Message tone="accent" icon={Smartphone} title={t('display.confirm')} hint={t('display.confirmHint', { wallet })}>{amount}</Message>;
}

/** The code to scan, as large as the half of the screen takes it. */
function ToScan({ payment, content }: { readonly payment: PaymentView; readonly content: string }) {
  const { t } = useTranslation();
  const wallets = useTill((state) => state.shop.wallets);
  const any = payment.shown?.by === 'any';
  return (
    <section className="side side--scan" role="status">
      <h1>{t('show.display')}</h1>
      <QrCode className="side__code" text={content} label={t('show.display')} />
      <Money minor={payment.amountMinor} className="side__due" />
      <p>{any ? t('show.displayAny') : t('show.displayHint', { wallet: t(`tender.${payment.wallet}`) })}</p>
      <ul className="side__wallets">{(any ? wallets : [payment.wallet]).map((wallet) => <li key={wallet}><WalletMark tender={wallet} />{t(`tender.${wallet}`)}</li>)}</ul>
    </section>
  );
}

function ToPay() {
  const { t } = useTranslation();
  const due = useTill((state) => state.basket.dueMinor);
  const wallets = useTill((state) => state.shop.wallets);
  return (
    <Message tone="accent" icon={Smartphone} title={t('display.due')} hint={t('display.payHint')}>
      <Money minor={due} className="side__due" />
      <ul className="side__wallets">{wallets.map((wallet) => <li key={wallet}><WalletMark tender={wallet} />{t(`tender.${wallet}`)}</li>)}</ul>
    </Message>
  );
}

export function Side() {
  const { t } = useTranslation();
  const ending = useTill((state) => state.ending);
  const payment = useTill((state) => state.payment);
  const filled = useTill((state) => state.basket.lines.length > 0);
  const open = useTill((state) => state.shift !== null && state.stopped === null);
  if (ending !== null) return <Ended ending={ending} />;
  if (payment !== null) return <Running payment={payment} />;
  if (filled) return <ToPay />;
  return open ? <Message tone="plain" icon={Wallet} title={t('display.welcome')} hint={t('display.welcomeHint')} /> : <Message tone="plain" icon={Wallet} title={t('display.closed')} />;
}
